#include "analysis/report/claim_document.h"

#include <nlohmann/json.hpp>

#include "analysis/report/claim_words.h"
#include "analysis/report/parts.h"

namespace liandong::analysis::report {
namespace {

using nlohmann::json;

json count_document(const ClaimCount& count) {
  return {{"verdict", verdict_word(count.word).key},
          {"worlds", count.worlds},
          {"worlds_for", count.worlds_for},
          {"worlds_against", count.worlds_against},
          {"worlds_same", count.worlds_same},
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

}  // namespace

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
