#include "analysis/report/exploration_sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "analysis/inference/sensitivity.h"
#include "analysis/report/exploration_keys.h"
#include "analysis/report/parts.h"

namespace liandong::analysis::report {
namespace {

using nlohmann::json;

constexpr std::size_t printed_tables = 8, printed_factors = 5, paged_tables = 60, paged_factors = 40;

/// "staff of the committee (Strong community)".
std::string factor_name(const Told& told, const VariedKey& key) {
  if (!key.parameter) return printable(key.key);
  std::string owners = key.burn_in ? told.pick("burn-in", "预热期") : "";
  if (key.arms.size() < told.exploration.arms.size())
    for (const auto arm : key.arms) owners += (owners.empty() ? "" : told.pick(", ", "、")) + told.arm(arm);
  const std::string name = told.pick(key.parameter->name);
  return owners.empty() ? name : name + told.pick(" (" + owners + ")", "（" + owners + "）");
}

/// An interval in the words of a table.
std::string ends_text(const Told& told, const Estimate& estimate, double times, const char* unit) {
  if (std::isnan(estimate.low)) return "–";
  return told.pick(fmt::format("{} to {}", figure_text(times * estimate.low), figure_text(times * estimate.high)),
                   fmt::format("{} 至 {}", figure_text(times * estimate.low), figure_text(times * estimate.high))) +
         unit;
}

std::string heading(const Told& told, const Sensitivity& one, const std::string& indicator) {
  const std::string whose = one.a == one.b ? told.arm(one.a)
                                           : told.pick(told.arm(one.a) + " minus " + told.arm(one.b),
                                                       told.arm(one.a) + "减去" + told.arm(one.b));
  const std::string what = told.pick(indicator + ", " + whose, indicator + "，" + whose);
  if (told.exploration.replicates < 2) return what + told.pick(":", "：");
  const auto apart = std::ranges::count_if(one.factors, stands_out);
  return what + told.pick(fmt::format("; {} of {} parameters {} out from chance:", apart, one.factors.size(),
                                      apart == 1 ? "stands" : "stand"),
                          fmt::format("；{}个参数中有{}个的作用可与偶然区分：", one.factors.size(), apart));
}

std::vector<std::string> head_cells(const Told& told, bool morris) {
  if (morris)
    return {told.pick("parameter", "参数"), told.pick("moves it by", "改变量"), told.pick("95%", "95% 区间"),
            told.pick("with its sign", "带方向"), told.pick("by chance", "偶然所致")};
  return {told.pick("parameter", "参数"), told.pick("alone and with others", "单独及与其他参数共同"),
          told.pick("95%", "95% 区间"), told.pick("alone", "单独"), told.pick("by chance", "偶然所致")};
}

std::string one_table(const Told& told, const Sensitivity& one) {
  const auto& e = told.exploration;
  const bool morris = e.design.kind == DesignKind::morris;
  const auto& indicator = e.catalogue->indicators[one.indicator];
  const auto [name, of_unit] = told.named(indicator.name, indicator.unit);
  const double times = morris ? of_unit : 100.0;
  const char* unit = morris ? "" : "%";
  const auto figure = [&](double value) { return std::isnan(value) ? "–" : figure_text(times * value) + unit; };
  const auto keys = varied_keys(e);
  std::vector<std::vector<std::string>> rows{head_cells(told, morris)};
  for (const FactorEffect& factor : one.factors)
    if (rows.size() <= printed_factors && !std::isnan(factor.strength.value))
      rows.push_back({factor_name(told, keys[factor.key]), figure(factor.strength.value),
                      ends_text(told, factor.strength, times, unit), figure(factor.alone.value),
                      figure(factor.chance)});
  const std::string first = "\n" + paragraph(heading(told, one, name));
  if (rows.size() == 1) return first + told.pick("  it does not vary\n", "  没有变化\n");
  return first + table(rows, {false, true, true, true, true}, 2);
}

std::string lead(const Told& told) {
  if (told.exploration.design.kind == DesignKind::morris)
    return told.pick(
        "What moves the figures: by how much a figure changes, whichever way, when one parameter goes over its whole "
        "plausible range and the others are anywhere in theirs (mu* of Morris). With its sign: the mean change when "
        "it grows; near zero beside a large change, it acts one way here and the other way there.",
        "什么会改变数值：某一参数走过其全部可能范围、其余参数处于各自范围内任意位置时，指标平均改变多少（不论方向，"
        "莫里斯法的 mu*）。带方向：该参数增大时的平均改变；若改变量大而此值接近零，说明作用方向因情形而异。");
  return told.pick(
      "What the differences between runs come from: the share of their variance that a parameter makes alone, and "
      "alone and "
      "together with others (first-order and total effects of Sobol').",
      "各次运行之间的差异从何而来：某一参数单独造成、以及单独加上与其他参数共同造成的方差份额（Sobol' "
      "一阶效应与总效应）。");
}

json estimate_part(const Estimate& estimate) {
  return {rounded(estimate.value), rounded(estimate.low), rounded(estimate.high)};
}

}  // namespace

std::string sensitivity_text(const Told& told) {
  const auto found = sensitivities(told.exploration);
  if (found.empty()) return "";
  std::string text = "\n" + paragraph(lead(told));
  for (std::size_t i = 0; i < std::min(found.size(), printed_tables); ++i) text += one_table(told, found[i]);
  return text + "\n" +
         paragraph(told.pick("All parameters, pairs of arms and indicators are in sensitivity.csv.",
                             "全部参数、方案组合与指标见 sensitivity.csv。"));
}

json sensitivity_part(const Exploration& e) {
  const auto found = sensitivities(e);
  if (found.empty()) return nullptr;
  json list = json::array();
  for (std::size_t i = 0; i < std::min(found.size(), paged_tables); ++i) {
    json factors = json::array();
    for (const FactorEffect& factor : found[i].factors)
      if (factors.size() < paged_factors && !std::isnan(factor.strength.value))
        factors.push_back({{"key", factor.key},
                           {"strength", estimate_part(factor.strength)},
                           {"alone", estimate_part(factor.alone)},
                           {"chance", rounded(factor.chance)}});
    list.push_back({{"a", found[i].a},
                    {"b", found[i].b},
                    {"indicator", found[i].indicator},
                    {"apart", std::ranges::count_if(found[i].factors, stands_out)},
                    {"factors", std::move(factors)}});
  }
  return {{"kind", design_kinds[static_cast<std::size_t>(e.design.kind)]}, {"of", std::move(list)}};
}

}  // namespace liandong::analysis::report
