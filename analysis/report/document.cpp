#include "analysis/report/document.h"

#include <algorithm>
#include <cstdio>

#include "analysis/report/parts.h"
#include "analysis/report/patterns.h"
#include "models/governance/measures/indicators.h"

namespace liandong::analysis {

using nlohmann::json;
using namespace report;

namespace {

json study_part(const Results& results, const Study& study) {
  return {{"name", study.name},
          {"title", text(study.title_zh, study.title_en)},
          {"question", text(study.question_zh, study.question_en)},
          {"weeks", results.weeks},
          {"burn_in_weeks", results.burn_in_weeks},
          {"burn_in_title", text(study.burn_in_title_zh, study.burn_in_title_en)},
          {"replicates", results.replicates},
          {"communities", results.communities},
          {"residents", results.residents},
          {"seed", std::to_string(results.seed)},
          {"start_year", study.start_year},
          {"confidence", study.confidence},
          {"headline", study.headline},
          {"shock", study.setting.context.shock_weeks > 0
                        ? json{{"week", study.setting.context.shock_week - results.burn_in_weeks},
                               {"weeks", study.setting.context.shock_weeks}}
                        : json(nullptr)}};
}

json provenance_part(const Results& results) {
  const auto& from = results.provenance;
  return {{"version", from.program_version}, {"commit", from.commit},   {"dirty", from.dirty},
          {"compiler", from.compiler},       {"flags", from.flags},     {"command", from.command},
          {"created", from.created},         {"sources", from.sources}, {"wall_seconds", rounded(results.wall_seconds)},
          {"peak_bytes", results.peak_bytes}};
}

json indicator_list(std::span<const governance::Indicator> indicators) {
  json list = json::array();
  for (const auto& indicator : indicators)
    list.push_back({{"key", indicator.key},
                    {"theme", indicator.theme},
                    {"unit", indicator.unit},
                    {"direction", static_cast<int>(indicator.direction)},
                    {"smallest", rounded(indicator.smallest_effect)},
                    {"name", text(indicator.name_zh, indicator.name_en)},
                    {"meaning", text(indicator.meaning_zh, indicator.meaning_en)}});
  return list;
}

json group_list() {
  json list = json::array();
  for (const auto& group : governance::groups())
    list.push_back({{"key", group.key}, {"name", text(group.name_zh, group.name_en)}});
  return list;
}

json flow_list(const std::vector<Flow>& flows) {
  json list = json::array();
  for (const auto& flow : flows) list.push_back({flow.from, flow.to, rounded(flow.amount, 6)});
  return list;
}

json hash_list(const std::vector<std::uint64_t>& hashes) {
  json list = json::array();
  for (const auto hash : hashes) {
    char buffer[20];
    std::snprintf(buffer, sizeof buffer, "%016llx", static_cast<unsigned long long>(hash));
    list.push_back(buffer);
  }
  return list;
}

json arm_part(const ArmResult& result, const Study& study, const Array<double>& blocks) {
  const auto arm =
      std::find_if(study.arms.begin(), study.arms.end(), [&](const Arm& a) { return a.name == result.name; });
  const auto first = std::min_element(result.first_difference.begin(), result.first_difference.end());
  return {{"name", result.name},
          {"title", text(result.title_zh, result.title_en)},
          {"equal_cost_to", result.equal_cost_to},
          {"cost_scale", rounded(result.cost_scale)},
          {"cost_scale_clamped", result.cost_scale_clamped},
          {"public_cost", rounded(result.public_cost, 6)},
          {"hashes", hash_list(result.state_hash)},
          {"first_difference", first == result.first_difference.end() ? json(nullptr) : json(*first)},
          {"stages", arm == study.arms.end() ? json::array() : stages(study, *arm)},
          {"path", paths(blocks)},
          {"communities", community_means(result)},
          {"money", flow_list(result.money)},
          {"minutes", flow_list(result.minutes)}};
}

json effect_part(const Effect& effect) {
  return {{"figure", effect.figure},
          {"a", rounded(effect.mean_a)},
          {"b", rounded(effect.mean_b)},
          {"delta", rounded(effect.delta)},
          {"low", rounded(effect.low)},
          {"high", rounded(effect.high)},
          {"pairs", effect.pairs},
          {"agree", rounded(effect.agree, 3)},
          {"reduction", rounded(effect.variance_reduction, 3)},
          {"p", rounded(effect.p_adjusted, 3)},
          {"verdict", static_cast<int>(effect.verdict)}};
}

json effect_list(const std::vector<Effect>& effects) {
  json list = json::array();
  for (const auto& effect : effects) list.push_back(effect_part(effect));
  return list;
}

json contrast_part(const Contrast& contrast, const Results& results, const std::vector<Array<double>>& blocks,
                   double confidence) {
  const auto position = [&](const std::string& name) {
    const auto found =
        std::find_if(results.arms.begin(), results.arms.end(), [&](const ArmResult& arm) { return arm.name == name; });
    if (found == results.arms.end()) throw std::runtime_error("contrast names an unknown arm: " + name);
    return static_cast<std::size_t>(found - results.arms.begin());
  };
  const auto a = position(contrast.arm_a), b = position(contrast.arm_b);
  return {{"a", a},
          {"b", b},
          {"equal_cost", contrast.equal_cost},
          {"effects", effect_list(contrast.indicators)},
          {"groups", effect_list(contrast.groups)},
          {"path", difference_paths(blocks[a], blocks[b], confidence)},
          {"communities", community_differences(results.arms[a], results.arms[b], confidence)}};
}

}  // namespace

json report_document(const Results& results, const Study& study) {
  std::vector<Array<double>> blocks;
  const Blocks cut = blocks_of(results.weeks);
  for (const auto& arm : results.arms) blocks.push_back(block_means(arm.weekly, cut));
  json arms = json::array(), contrasts = json::array(), pictures = json::array();
  for (std::size_t i = 0; i < results.arms.size(); ++i) arms.push_back(arm_part(results.arms[i], study, blocks[i]));
  for (const auto& contrast : results.contrasts)
    contrasts.push_back(contrast_part(contrast, results, blocks, study.confidence));
  for (const auto& one : results.pictures) pictures.push_back(picture(one));
  const Blocks before{results.burn_in_weeks, cut.per_block};
  return {{"format", 1},
          {"study", study_part(results, study)},
          {"provenance", provenance_part(results)},
          {"indicators", indicator_list(governance::indicators())},
          {"groups", group_list()},
          {"group_indicators", indicator_list(governance::group_indicators())},
          {"weeks_per_block", cut.per_block},
          {"burn_in", paths(block_means(results.burn_in, before))},
          {"arms", std::move(arms)},
          {"contrasts", std::move(contrasts)},
          {"pictures", std::move(pictures)},
          {"levers", levers(study)},
          {"patterns", pattern_checks(results)},
          {"parameters", assumptions(study)}};
}

}  // namespace liandong::analysis
