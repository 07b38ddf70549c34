#include "analysis/report/document.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>

#include "analysis/report/claim_document.h"
#include "analysis/report/parts.h"
#include "analysis/report/patterns.h"
#include "analysis/report/start_text.h"
#include "analysis/report/verdict_text.h"
#include "sim/store/hash.h"

namespace liandong::analysis {

using nlohmann::json;
using namespace report;

namespace {

json happening_list(const Results& results) {
  json list = json::array();
  for (const auto& happening : results.happenings)
    list.push_back({{"week", std::int64_t{happening.week} - results.burn_in_weeks},
                    {"weeks", happening.weeks},
                    {"name", text(happening.name)}});
  return list;
}

json study_part(const Results& results, const Study& study) {
  return {{"name", study.name},
          {"title", text(study.title)},
          {"question", text(study.question)},
          {"weeks", results.weeks},
          {"burn_in_weeks", results.burn_in_weeks},
          {"burn_in_title", text(study.burn_in_title)},
          {"replicates", results.replicates},
          {"communities", results.communities},
          {"community_names", results.community_names},
          {"residents", std::llround(mean_residents(results))},
          {"seed", std::to_string(results.seed)},
          {"start_year", study.start_year},
          {"confidence", study.confidence},
          {"headline", study.headline},
          {"start", text(start_text(results, study))},
          {"contrasts", results.contrasts.size()},
          {"happenings", happening_list(results)}};
}

json flow_lists(const ArmResult& arm) {
  json ledgers = json::array();
  for (const auto& flows : arm.flows) {
    json list = json::array();
    for (const auto& flow : flows) list.push_back({flow.from, flow.to, rounded(flow.amount, 6)});
    ledgers.push_back(std::move(list));
  }
  return ledgers;
}

json hash_list(const std::vector<std::uint64_t>& hashes) {
  json list = json::array();
  for (const auto hash : hashes) list.push_back(sim::hash_text(hash));
  return list;
}

json arm_part(const ArmResult& result, const Study& study, const Blocks& cut) {
  const auto arm = std::ranges::find(study.arms, result.name, &Arm::name);
  const auto first = std::ranges::min_element(result.first_difference);
  return {{"name", result.name},
          {"title", text(result.title)},
          {"equal_cost_to", result.equal_cost_to},
          {"cost_scale", rounded(result.cost_scale)},
          {"cost_scale_clamped", result.cost_scale_clamped},
          {"public_cost", rounded(result.public_cost / 100, 6)},
          {"hashes", hash_list(result.state_hash)},
          {"first_difference", first == result.first_difference.end() ? json(nullptr) : json(*first)},
          {"stages", arm == study.arms.end() ? json::array() : stages(study, *arm)},
          {"path", paths(result.weekly, cut)},
          {"communities", community_means(result)},
          {"flows", flow_lists(result)}};
}

json effect_list(const std::vector<Effect>& effects) {
  json list = json::array();
  for (const auto& effect : effects)
    list.push_back({{"figure", effect.figure},
                    {"a", rounded(effect.mean_a)},
                    {"b", rounded(effect.mean_b)},
                    {"delta", rounded(effect.delta)},
                    {"low", rounded(effect.low)},
                    {"high", rounded(effect.high)},
                    {"pairs", effect.pairs},
                    {"agree", rounded(effect.agree, 3)},
                    {"reduction", rounded(effect.variance_reduction, 3)},
                    {"p", rounded(effect.p_adjusted, 3)},
                    {"verdict", verdict_key(effect.verdict)}});
  return list;
}

/// A contrast and the positions of its arms.
struct Shown {
  const Contrast* contrast;
  std::size_t a, b;
};

/// The contrasts of the page in the order of their arms: those at equal cost first of all if there are too many.
std::vector<Shown> shown_contrasts(const Results& results) {
  const auto position = [&](const std::string& name) {
    const auto found = std::ranges::find(results.arms, name, &ArmResult::name);
    if (found == results.arms.end()) throw std::runtime_error("contrast names an unknown arm: " + name);
    return static_cast<std::size_t>(found - results.arms.begin());
  };
  std::vector<Shown> shown;
  for (const auto& contrast : results.contrasts)
    shown.push_back({&contrast, position(contrast.arm_a), position(contrast.arm_b)});
  const auto by_arms = [](const Shown& one) { return std::tuple(one.a, one.b); };
  std::ranges::sort(shown, {}, by_arms);
  if (shown.size() <= most_contrasts) return shown;
  std::stable_partition(shown.begin(), shown.end(), [](const Shown& one) { return one.contrast->equal_cost; });
  // The first one at its arms' own cost is what the verdict is about.
  const auto own = std::ranges::find_if(shown, [](const Shown& one) { return !one.contrast->equal_cost; });
  if (own != shown.end()) std::rotate(shown.begin(), own, own + 1);
  shown.resize(most_contrasts);
  std::ranges::sort(shown, {}, by_arms);
  return shown;
}

json contrast_part(const Shown& shown, const Results& results, const Blocks& cut, double confidence) {
  const auto& [contrast, a, b] = shown;
  const ArmResult &of_a = results.arms[a], &of_b = results.arms[b];
  return {{"a", a},
          {"b", b},
          {"equal_cost", contrast->equal_cost},
          {"effects", effect_list(contrast->indicators)},
          {"groups", effect_list(contrast->groups)},
          {"path", difference_paths(of_a.weekly, of_b.weekly, cut, confidence)},
          {"communities", community_differences(of_a, of_b, confidence)}};
}

/// Everything that is drawn.
void add_figures(json& document, const Results& results, const Study& study) {
  const auto contrasts = shown_contrasts(results);
  const Blocks cut = blocks_of(results.weeks, results.arms.size() + contrasts.size());
  document["weeks_per_block"] = cut.per_block;
  document["burn_in"] = paths(results.burn_in, {results.burn_in_weeks, cut.per_block});
  auto& arms = document["arms"] = json::array();
  for (const auto& arm : results.arms) arms.push_back(arm_part(arm, study, cut));
  auto& list = document["contrasts"] = json::array();
  for (const auto& one : contrasts) list.push_back(contrast_part(one, results, cut, study.confidence));
  auto& pictures = document["pictures"] = json::array();
  for (const auto& one : results.pictures) pictures.push_back(picture(one, results.catalogue->marks));
}

}  // namespace

json report_document(const Results& results, const Study& study, std::span<const models::Pattern> patterns) {
  json document{{"format", 3},
                {"study", study_part(results, study)},
                {"provenance", provenance(results.provenance, results.wall_seconds, results.peak_bytes)}};
  add_words(document, results);
  document["levers"] = levers(study);
  document["patterns"] = pattern_checks(results, study, patterns);
  document["parameters"] = assumptions(study);
  document["worlds"] = worlds_part(results, study);
  document["claim"] = claim_part(study, results.worlds);
  document["units"] = units(document, *results.catalogue);
  add_figures(document, results, study);
  return document;
}

}  // namespace liandong::analysis
