#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "analysis/inference/statistics.h"
#include "analysis/report/exploration.h"
#include "analysis/report/exploration_answer.h"
#include "analysis/report/exploration_keys.h"
#include "analysis/report/exploration_sensitivity.h"
#include "analysis/report/text_layout.h"
#include "analysis/report/told_exploration.h"

namespace liandong::analysis {

namespace {

using report::paragraph;
using report::Told;

constexpr std::size_t printed_messages = 10, most_values = 3, most_keys = 20;

std::string opening(const Told& told) {
  const auto& e = told.exploration;
  const std::size_t runs = e.points.size() * e.arms.size() * e.replicates;
  const auto name = printable(e.name);
  return paragraph(
      told.pick(fmt::format("{}: {} × {} × {} = {} of {} weeks after {} weeks of burn-in, seed {}.", name,
                            counted(e.points.size(), "point"), counted(e.arms.size(), "arm"),
                            counted(e.replicates, "replicate"), counted(runs, "run"), e.weeks, e.burn_in_weeks, e.seed),
                fmt::format("{}：{}个参数点 × {}个方案 × {}次重复 = {}次运行，预热{}周后各运行{}周，种子{}。", name,
                            grouped(e.points.size()), e.arms.size(), e.replicates, grouped(runs), e.burn_in_weeks,
                            e.weeks, e.seed)));
}

/// Ends of what a key takes, and how many values.
std::string values_of(const Told& told, std::size_t key, double times) {
  std::set<double> values;
  for (const auto& point : told.exploration.points) values.insert(point[key]);
  if (values.empty()) return told.pick("no value", "无取值");
  if (values.size() == 1) return fmt::format("{:.6g}", times * *values.begin());
  const double low = times * *values.begin(), high = times * *values.rbegin();
  return told.pick(fmt::format("{:.6g} to {:.6g}, {} values", low, high, values.size()),
                   fmt::format("{:.6g} 至 {:.6g}，共{}个取值", low, high, values.size()));
}

std::string varied_text(const Told& told) {
  std::string text = told.pick("Varied:\n", "改变的参数：\n");
  const auto keys = report::varied_keys(told.exploration);
  if (keys.size() > most_keys)
    return told.pick(fmt::format("Varied: {} keys, which points.csv names.\n", keys.size()),
                     fmt::format("改变的参数：{}个，名称见 points.csv。\n", keys.size()));
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const auto* parameter = keys[k].parameter;
    const std::string key = printable(keys[k].key);
    const auto [name, times] = parameter ? told.named(parameter->name, parameter->unit) : report::UnitName{key, 1.0};
    const std::string values = values_of(told, k, times);
    text += paragraph(
        "  " + told.pick(fmt::format("{}: {} [{}]", name, values, key), fmt::format("{}：{}［{}］", name, values, key)),
        4);
  }
  return text;
}

/// "#7 (0.4, 20)"; the values of many keys are left to the table.
std::string place_of(const Exploration& e, std::optional<std::size_t> point) {
  if (!point) return "–";
  if (e.keys.size() > most_values) return fmt::format("#{}", *point);
  std::string values;
  for (const double value : e.points[*point]) values += fmt::format("{}{:.6g}", values.empty() ? "" : ", ", value);
  return fmt::format("#{} ({})", *point, values);
}

/// Where an arm's mean is greatest and least; nothing if it is defined nowhere.
struct Extremes {
  std::optional<std::size_t> most, least;
  std::vector<double> means;  ///< [points]

  std::string figure(std::optional<std::size_t> point, double times) const {
    return point ? figure_text(times * means[*point]) : "–";
  }
};

Extremes extremes(const Exploration& e, std::size_t arm, std::size_t indicator) {
  Extremes found;
  for (std::size_t p = 0; p < e.points.size(); ++p) {
    std::vector<double> values;
    for (std::size_t r = 0; r < e.replicates; ++r) values.push_back(e.figures.at(p, arm, r, indicator));
    const double here = mean(values);
    found.means.push_back(here);
    if (std::isnan(here)) continue;
    if (!found.most || here > found.means[*found.most]) found.most = p;
    if (!found.least || here < found.means[*found.least]) found.least = p;
  }
  return found;
}

/// Headline indicators; without headlines all of which more or less is better.
bool is_told(const Exploration& e, const models::Indicator& indicator) {
  if (e.headline.empty()) return indicator.direction != models::Direction::neutral;
  return std::ranges::find(e.headline, indicator.key) != e.headline.end();
}

std::string indicators_text(const Told& told) {
  const auto& e = told.exploration;
  const std::string at = told.pick("at", "位置");
  std::vector<std::vector<std::string>> rows = {{told.pick("indicator", "指标"), told.pick("arm", "方案"),
                                                 told.pick("best", "最好"), at, told.pick("worst", "最差"), at}};
  for (std::size_t i = 0; i < e.catalogue->indicators.size(); ++i) {
    const auto& indicator = e.catalogue->indicators[i];
    if (!is_told(e, indicator)) continue;
    const auto [name, times] = told.named(indicator.name, indicator.unit);
    for (std::size_t a = 0; a < e.arms.size(); ++a) {
      const Extremes found = extremes(e, a, i);
      const bool more_is_better = indicator.direction == models::Direction::better;
      const auto best = more_is_better ? found.most : found.least, worst = more_is_better ? found.least : found.most;
      rows.push_back({a == 0 ? name : "", told.arm(a), found.figure(best, times), place_of(e, best),
                      found.figure(worst, times), place_of(e, worst)});
    }
  }
  if (rows.size() == 1) return "";
  const std::string lead =
      told.pick("Best and worst mean by arm, and the point it is at (numbered as in points.csv, then its values):",
                "各方案均值最好与最差之处（编号同 points.csv，括号内为参数取值）：");
  return "\n" + paragraph(lead) + table(rows, {false, false, true, false, true, false}, 2);
}

/// What the figures take on trust; nothing where every value has been observed.
std::string assumptions_text(const Told& told) {
  const auto [of, assumed, varied] = report::assumptions(told.exploration);
  if (assumed == 0) return "";
  return "\n" +
         paragraph(told.pick(
             fmt::format(
                 "Of the model's {} parameters, {} have no source in data, or only in part, and were assumed. {} "
                 "of these were varied here; the others only took the values of the study, and with different "
                 "ones the answer may change.",
                 of, assumed, varied),
             fmt::format(
                 "模型的{}个参数中，{}个没有（或只有部分）实证来源，由建模者假定。其中{}个在此改变取值；其余只取"
                 "本研究的值，换一组取值，结论可能改变。",
                 of, assumed, varied)));
}

std::string failures_text(const Told& told) {
  const auto& e = told.exploration;
  if (e.failures.empty()) return "";
  std::map<std::string, std::set<std::uint32_t>> points_of;
  for (const auto& failure : e.failures) points_of[failure.message].insert(failure.point);
  const std::size_t runs = e.points.size() * e.replicates;
  std::string text =
      "\n" + paragraph(told.pick(
                 fmt::format("{} of {} replicates failed and are left out:", grouped(e.failures.size()), grouped(runs)),
                 fmt::format("{}组重复中有{}组失败，未计入：", grouped(runs), grouped(e.failures.size()))));
  std::size_t told_of = 0;
  for (const auto& [message, points] : points_of) {
    if (told_of++ == printed_messages) break;
    const std::string first = fmt::format("#{}", *points.begin());
    const std::string where = points.size() == 1 ? told.pick("point " + first, "参数点" + first)
                                                 : told.pick(fmt::format("{} points, first {}", points.size(), first),
                                                             fmt::format("{}个参数点，首个为{}", points.size(), first));
    text += paragraph("  " + where + told.pick(": ", "：") + printable(message), 4);
  }
  if (points_of.size() > printed_messages)
    text += paragraph(told.pick(fmt::format("  and {} other messages", points_of.size() - printed_messages),
                                fmt::format("  另有{}种信息", points_of.size() - printed_messages)));
  return text;
}

}  // namespace

std::string exploration_text(const Exploration& exploration, Language language) {
  const Told told(exploration, language);
  const bool listed = exploration.design.kind == DesignKind::listed;  // others repeat points, which are no worlds then
  return opening(told) + varied_text(told) +
         (listed ? report::answer_text(told) + indicators_text(told) : report::sensitivity_text(told)) +
         assumptions_text(told) + failures_text(told);
}

}  // namespace liandong::analysis
