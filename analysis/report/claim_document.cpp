#include "analysis/report/claim_document.h"

#include <nlohmann/json.hpp>

#include "analysis/report/claim_words.h"
#include "analysis/report/parts.h"

namespace liandong::analysis::report {
namespace {

using nlohmann::json;

json count_document(const ClaimCount& count) {
  return {{"verdict", verdict_word(count).key},
          {"worlds", count.worlds},
          {"worlds_for", count.worlds_for},
          {"worlds_against", count.worlds_against},
          {"worlds_same", count.worlds_same},
          {"worlds_idle", count.worlds_idle},
          {"delta", count.delta},
          {"low", count.low},
          {"high", count.high}};
}

json condition_document(const ClaimCondition& condition, const ClaimElsewhere& elsewhere) {
  return {{"unknown", condition.unknown},
          {"side", condition_sides[condition.above ? 0 : 1]},
          {"at", elsewhere.at},
          {"elsewhere", count_document(elsewhere.count)},
          {"p", elsewhere.p}};
}

json left_document(const ArmPair& blocked, const ClaimLeft& left) {
  return {{"treatment", blocked.treatment},
          {"control", blocked.control},
          {"worlds", left.worlds},
          {"delta", left.delta},
          {"low", left.low},
          {"high", left.high}};
}

/// The same in both languages.
template <class Say>
json in_both(const Say& say) {
  return {{"zh", say(models::Language::zh)}, {"en", say(models::Language::en)}};
}

json told(const Claim& claim, const ClaimVerdict& verdict, const models::Catalogue& catalogue) {
  const auto counted = [&](models::Language language) { return claim_sentence(claim, verdict, catalogue, language); };
  const auto additions = [&](models::Language language) {
    return claim_additions(claim, verdict, catalogue, language);
  };
  return {{"id", claim.id},
          {"text", text(claim.text)},
          {"source", claim.source},
          {"verdict", verdict_word(verdict).key},
          {"said", text(verdict_word(verdict).words)},
          {"by_construction", claim.by_construction},
          {"counted", in_both(counted)},
          {"additions", in_both(additions)},
          {"reason", text(claim.reason)}};
}

json line(const JudgedClaim& judged) {
  const models::Catalogue& catalogue = *judged.study.catalogue;
  const Claim& claim = *judged.study.claim;
  const auto& indicator = catalogue.indicators[catalogue.indicator(claim.indicator).value()];
  const auto [unit, times] = claim_unit(indicator, catalogue);
  json document = told(claim, judged.verdict, catalogue);
  document.update({{"name", judged.study.name},
                   {"title", text(judged.study.title)},
                   {"indicator", text(indicator.name)},
                   {"unit", text(unit)},
                   {"delta", rounded(times * judged.verdict.delta)},
                   {"low", rounded(times * judged.verdict.low)},
                   {"high", rounded(times * judged.verdict.high)},
                   {"worlds", judged.verdict.worlds},
                   {"worlds_for", judged.verdict.worlds_for},
                   {"worlds_against", judged.verdict.worlds_against},
                   {"p", rounded(judged.verdict.p)},
                   {"holm", rounded(judged.verdict.holm)}});
  return document;
}

}  // namespace

json claim_part(const Study& study, const Worlds& worlds) {
  if (!study.claim || worlds.empty()) return nullptr;
  return told(*study.claim, claim_verdict(*study.claim, study, worlds), *study.catalogue);
}

json claims_document(std::span<const JudgedClaim> judged, std::span<const UnaskableClaim> unaskable,
                     const Provenance& from) {
  json claims = json::array(), without = json::array(), words = json::array();
  for (const auto& claim : judged) claims.push_back(line(claim));
  for (const auto& claim : unaskable) {
    without.push_back(unaskable_document(claim));
    without.back()["title"] = text(claim.title);
  }
  for (const auto& word : verdict_words()) words.push_back(term(word.key, word.words));
  words.push_back(term(unaskable_key, unaskable_words()));
  return {{"claims", std::move(claims)},
          {"unaskable", std::move(without)},
          {"words", std::move(words)},
          {"provenance", {{"version", from.program_version}, {"commit", from.commit}, {"created", from.created}}}};
}

json claim_document(const Claim& claim, const ClaimVerdict& verdict) {
  json document = count_document(verdict);
  document.update(
      {{"id", claim.id},
       {"text", text(claim.text)},
       {"source", claim.source},
       {"treatment", claim.arms.treatment},
       {"control", claim.arms.control},
       {"trend", claim.trend},
       {"indicator", claim.indicator},
       {"direction", claim_directions[static_cast<std::size_t>(claim.direction)]},
       {"smallest_effect", claim.smallest_effect},
       {"by_construction", claim.by_construction},
       {"p", verdict.p},
       {"holm", verdict.holm},
       {"bh", verdict.benjamini_hochberg},
       {"only_if",
        claim.only_if && verdict.elsewhere ? condition_document(*claim.only_if, *verdict.elsewhere) : json(nullptr)},
       {"through", claim.through && verdict.left ? left_document(*claim.through, *verdict.left) : json(nullptr)}});
  return document;
}

json unaskable_document(const UnaskableClaim& claim) {
  return {{"id", claim.id},
          {"text", text(claim.text)},
          {"source", claim.source},
          {"verdict", unaskable_key},
          {"reason", text(claim.reason)}};
}

}  // namespace liandong::analysis::report
