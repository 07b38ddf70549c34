#include "app/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/units.h"
#include "app/progress.h"
#include "app/terminal.h"
#include "app/text.h"
#include "models/governance/indicators.h"
#include "sim/hash.h"

namespace liandong::app {
namespace {

using analysis::Contrast;
using analysis::Effect;
using analysis::Results;
using analysis::Verdict;
using nlohmann::json;

constexpr std::size_t line_width = 100;

const Text& verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::better: return text::better;
    case Verdict::worse: return text::worse;
    case Verdict::no_difference: return text::no_difference;
    case Verdict::different: return text::different;
    case Verdict::inconclusive: break;
  }
  return text::inconclusive;
}

/// "better", …, in files.
std::string_view verdict_key(Verdict verdict) {
  static constexpr std::string_view keys[] = {"better", "worse", "no_difference", "inconclusive", "different"};
  return keys[static_cast<std::size_t>(verdict)];
}

/// The indicator of a figure, which is "indicator" or "group/indicator"; nullptr for a figure of other kind.
const governance::Indicator* indicator_of(std::string_view figure) {
  const auto slash = figure.rfind('/');
  const auto key = slash == std::string_view::npos ? figure : figure.substr(slash + 1);
  for (const auto& indicator : governance::indicators())
    if (indicator.key == key) return &indicator;
  for (const auto& indicator : governance::group_indicators())
    if (indicator.key == key) return &indicator;
  return nullptr;
}

std::string name_of(const governance::Indicator& indicator, Language language) {
  const std::string name(language == Language::zh ? indicator.name_zh : indicator.name_en);
  const auto unit = analysis::unit_in_words(indicator.unit, language);
  if (unit.empty()) return name;
  return language == Language::zh ? name + "(" + unit + ")" : name + " (" + unit + ")";
}

std::string title_of(const Results& results, const std::string& name, Language language) {
  for (const auto& arm : results.arms)
    if (arm.name == name) return language == Language::zh ? arm.title_zh : arm.title_en;
  return name;
}

/// Three significant digits, no exponent for large numbers.
std::string brief(double value, bool sign) {
  const bool large = std::abs(value) >= 1000 && std::abs(value) < 1e12;
  if (large) return sign ? fmt::format("{:+.0f}", value) : fmt::format("{:.0f}", value);
  return sign ? fmt::format("{:+.3g}", value) : fmt::format("{:.3g}", value);
}

std::vector<std::string> row_of(const Effect& effect, const governance::Indicator& indicator, Language language) {
  return {name_of(indicator, language),
          brief(effect.mean_a, false),
          brief(effect.mean_b, false),
          brief(effect.delta, true),
          fmt::format("[{}, {}]", brief(effect.low, true), brief(effect.high, true)),
          verdict_text(effect.verdict).in(language)};
}

/// The study's headlines, or without any every indicator that is good or bad for residents.
bool is_shown(const Effect& effect, const governance::Indicator& indicator, const analysis::Study& study) {
  if (study.headline.empty()) return indicator.direction != governance::Direction::neutral;
  return std::find(study.headline.begin(), study.headline.end(), effect.figure) != study.headline.end();
}

std::string contrast_text(const Contrast& contrast, const Results& results, const analysis::Study& study, Language language) {
  const auto a = title_of(results, contrast.arm_a, language), b = title_of(results, contrast.arm_b, language);
  std::vector<std::vector<std::string>> rows{{text::indicator.in(language), a, b, text::difference.in(language),
                                              text::interval.in(language), text::verdict.in(language)}};
  std::array<std::size_t, 5> counts{};
  for (const auto& effect : contrast.indicators) {
    ++counts[static_cast<std::size_t>(effect.verdict)];
    const auto* indicator = indicator_of(effect.figure);
    if (indicator && is_shown(effect, *indicator, study)) rows.push_back(row_of(effect, *indicator, language));
  }
  return "\n" + say(language, text::against, a, b) + (contrast.equal_cost ? text::at_equal_cost.in(language) : "") + "\n" +
         table(rows, {false, true, true, true, true, false}) +
         say(language, text::counts, contrast.indicators.size(), counts[0], counts[1], counts[4], counts[2], counts[3]) + "\n";
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of("\",\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
  return cell + "\"";
}

void append_rows(std::string& csv, const Contrast& contrast, const std::vector<Effect>& effects) {
  for (const auto& e : effects) {
    const auto* indicator = indicator_of(e.figure);
    csv += fmt::format("{},{},{},{},{},{},{}", csv_cell(contrast.arm_a), csv_cell(contrast.arm_b), contrast.equal_cost ? 1 : 0,
                       csv_cell(e.figure), csv_cell(indicator ? indicator->name_en : ""),
                       csv_cell(indicator ? indicator->name_zh : ""), csv_cell(indicator ? indicator->unit : ""));
    for (const double value : {e.mean_a, e.mean_b, e.delta, e.low, e.high, e.agree, e.variance_reduction, e.p, e.p_adjusted})
      csv += std::isfinite(value) ? fmt::format(",{}", value) : ",";
    csv += fmt::format(",{}\n", verdict_key(e.verdict));
  }
}

json effects_json(const std::vector<Effect>& effects) {
  auto list = json::array();
  for (const auto& e : effects)
    list.push_back({{"figure", e.figure}, {"mean_a", e.mean_a}, {"mean_b", e.mean_b}, {"delta", e.delta}, {"low", e.low},
                    {"high", e.high}, {"agree", e.agree}, {"variance_reduction", e.variance_reduction}, {"p", e.p},
                    {"p_adjusted", e.p_adjusted}, {"verdict", verdict_key(e.verdict)}});
  return list;
}

}  // namespace

std::string terminal_summary(const Results& results, const analysis::Study& study, Language language) {
  std::string text;
  text += (language == Language::zh ? study.title_zh : study.title_en) + "\n";
  text += wrapped(language == Language::zh ? study.question_zh : study.question_en, line_width) + "\n";
  for (const auto& contrast : results.contrasts) text += contrast_text(contrast, results, study, language);
  text += "\n";
  for (const auto& arm : results.arms)
    if (!arm.equal_cost_to.empty())
      text += say(language, text::cost_scale, language == Language::zh ? arm.title_zh : arm.title_en, arm.cost_scale) + "\n";
  text += say(language, text::figures_are, 100 * study.confidence) + "\n";
  text += say(language, text::took, results.replicates, results.residents, results.weeks, results.burn_in_weeks,
              duration(results.wall_seconds)) + "\n";
  return text;
}

std::string summary_csv(const Results& results) {
  std::string csv =
      "\xEF\xBB\xBF"
      "arm_a,arm_b,equal_cost,figure,name_en,name_zh,unit,mean_a,mean_b,delta,low,high,agree,variance_reduction,p,"
      "p_adjusted,verdict\n";
  for (const auto& contrast : results.contrasts) {
    append_rows(csv, contrast, contrast.indicators);
    append_rows(csv, contrast, contrast.groups);
  }
  return csv;
}

json summary_json(const Results& results) {
  json hashes = json::object();
  for (const auto& arm : results.arms) {
    auto list = json::array();
    for (const auto hash : arm.state_hash) list.push_back(sim::hash_text(hash));
    hashes[arm.name] = std::move(list);
  }
  auto contrasts = json::array();
  for (const auto& c : results.contrasts)
    contrasts.push_back({{"arm_a", c.arm_a}, {"arm_b", c.arm_b}, {"equal_cost", c.equal_cost},
                         {"indicators", effects_json(c.indicators)}, {"groups", effects_json(c.groups)}});
  json scales = json::object();
  for (const auto& arm : results.arms) scales[arm.name] = arm.cost_scale;
  const double resident_weeks = static_cast<double>(results.residents) * static_cast<double>(results.replicates) *
                                (results.burn_in_weeks + static_cast<double>(results.arms.size()) * results.weeks);
  return {{"study", results.name}, {"state_hash", hashes}, {"residents", results.residents}, {"weeks", results.weeks},
          {"burn_in_weeks", results.burn_in_weeks}, {"replicates", results.replicates}, {"communities", results.communities},
          {"seed", results.seed}, {"wall_seconds", results.wall_seconds},
          {"resident_weeks_per_second", results.wall_seconds > 0 ? resident_weeks / results.wall_seconds : 0},
          {"peak_bytes", results.peak_bytes}, {"cost_scale", scales}, {"contrasts", contrasts}};
}

}  // namespace liandong::app
