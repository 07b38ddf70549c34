#include "analysis/store/contrast_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/store/catalogue_file.h"
#include "analysis/store/file_parts.h"

namespace liandong::analysis {
namespace {

using sim::hdf5::Group;
using sim::hdf5::Shape;

constexpr const char* contrast_axis = "/contrasts/contrast";

struct EffectColumn {
  const char* name;
  double Effect::*member;
  const char* unit;
  const char* about;
};
constexpr EffectColumn effect_columns[] = {
    {"mean_a", &Effect::mean_a, "of the figure", "Mean of arm a."},
    {"mean_b", &Effect::mean_b, "of the figure", "Mean of arm b."},
    {"delta", &Effect::delta, "of the figure", "Mean paired difference, a minus b."},
    {"low", &Effect::low, "of the figure", "Lower end of its confidence interval."},
    {"high", &Effect::high, "of the figure", "Upper end of its confidence interval."},
    {"agree", &Effect::agree, "1", "Share of pairs whose difference has the sign of delta."},
    {"variance_reduction", &Effect::variance_reduction, "1",
     "Variance of an unpaired difference over that of the paired one."},
    {"p", &Effect::p, "1", "Two-sided p of the paired t-test."},
    {"p_adjusted", &Effect::p_adjusted, "1", "p adjusted by Holm over the list of figures."}};

/// A list of figures that every contrast judges.
struct Figures {
  const char* group;
  std::vector<Effect> Contrast::*effects;
  Shape shape;  ///< without the contrasts
  std::vector<std::string> axes, keys;
};

Figures place_figures(const models::Catalogue& catalogue) {
  Figures figures{"indicators", &Contrast::indicators, {catalogue.indicators.size()}, {axis::indicator}, {}};
  for (const auto& indicator : catalogue.indicators) figures.keys.emplace_back(indicator.key);
  return figures;
}

Figures group_figures(const models::Catalogue& catalogue) {
  Figures figures{"groups",
                  &Contrast::groups,
                  {catalogue.resident_groups.size(), catalogue.group_indicators.size()},
                  {axis::group, axis::group_indicator},
                  {}};
  for (const auto& group : catalogue.resident_groups)
    for (const auto& indicator : catalogue.group_indicators)
      figures.keys.push_back(fmt::format("{}/{}", group.key, indicator.key));
  return figures;
}

Shape with_contrasts(const Figures& figures, std::size_t contrasts) {
  Shape shape{contrasts};
  shape.insert(shape.end(), figures.shape.begin(), figures.shape.end());
  return shape;
}

void write_effects(const Group& parent, const std::vector<Contrast>& contrasts, const Figures& figures) {
  const Group group = parent.create_group(figures.group);
  const Shape shape = with_contrasts(figures, contrasts.size());
  std::vector<std::string> axes{contrast_axis};
  axes.insert(axes.end(), figures.axes.begin(), figures.axes.end());
  const auto values_of = [&](auto&& value) {
    std::vector<std::decay_t<std::invoke_result_t<decltype(value), const Effect&>>> values;
    for (const auto& contrast : contrasts)
      for (const Effect& effect : contrast.*figures.effects) values.push_back(value(effect));
    return values;
  };
  for (const Contrast& contrast : contrasts)
    if (!std::ranges::equal(contrast.*figures.effects, figures.keys, {}, &Effect::figure))
      group.refuse("the figures are not those of the catalogue");
  for (const auto& column : effect_columns)
    group.write(column.name, values_of([&](const Effect& effect) { return effect.*column.member; }), shape,
                {column.unit, column.about, axes});
  group.write("pairs", values_of([](const Effect& effect) { return effect.pairs; }), shape,
              {"replicates", "Pairs in which both arms have the figure.", axes});
  group.write("verdict", values_of([](const Effect& effect) { return static_cast<std::uint8_t>(effect.verdict); }),
              shape, {"1", "Of a against b. 0 better, 1 worse, 2 no_difference, 3 inconclusive, 4 different.", axes});
}

bool is_share(double value) { return std::isnan(value) || (value >= 0 && value <= 1); }

void check(const Group& group, const Effect& effect, std::uint32_t replicates) {
  if (effect.pairs > replicates) group.refuse(fmt::format("'{}' has {} pairs", effect.figure, effect.pairs));
  if (!is_share(effect.agree) || !is_share(effect.p) || !is_share(effect.p_adjusted))
    group.refuse(fmt::format("'{}' has a share or a p outside [0, 1]", effect.figure));
  if (effect.low > effect.high)
    group.refuse(fmt::format("'{}' has an interval that ends before it begins", effect.figure));
}

void read_effects(const Group& parent, const Figures& figures, const Results& results,
                  std::vector<Contrast>& contrasts) {
  const Group group = parent.group(figures.group);
  const Shape shape = with_contrasts(figures, contrasts.size());
  const auto pairs = group.read<std::uint32_t>("pairs", shape);
  const auto verdicts = group.read<std::uint8_t>("verdict", shape);
  std::vector<std::vector<double>> columns;
  for (const auto& column : effect_columns) columns.push_back(group.read<double>(column.name, shape));
  std::size_t at = 0;
  for (Contrast& contrast : contrasts)
    for (const std::string& key : figures.keys) {
      Effect& effect = (contrast.*figures.effects).emplace_back();
      effect.figure = key;
      effect.pairs = pairs[at];
      if (verdicts[at] > static_cast<std::uint8_t>(Verdict::different))
        group.refuse(fmt::format("'{}' has the unknown verdict {}", key, verdicts[at]));
      effect.verdict = static_cast<Verdict>(verdicts[at]);
      for (std::size_t column = 0; column < columns.size(); ++column)
        effect.*effect_columns[column].member = columns[column][at];
      check(group, effect, results.replicates);
      ++at;
    }
}

}  // namespace

void write_contrasts(const Group& root, const Results& results) {
  const Group group = root.create_group("contrasts");
  std::vector<std::uint32_t> a, b;
  std::vector<std::uint8_t> equal_cost;
  for (const Contrast& contrast : results.contrasts) {
    for (const auto& [name, positions] : {std::pair(&contrast.arm_a, &a), std::pair(&contrast.arm_b, &b)}) {
      const auto arm = std::ranges::find(results.arms, *name, &ArmResult::name);
      if (arm == results.arms.end()) group.refuse(fmt::format("there is no arm '{}'", *name));
      positions->push_back(static_cast<std::uint32_t>(arm - results.arms.begin()));
    }
    equal_cost.push_back(contrast.equal_cost ? 1 : 0);
  }
  write_numbering(group, "contrast", results.contrasts.size(), "Number of the pair of arms, from 0.");
  group.write_list("arm_a", a, {"1", "Number of arm a under arms.", {contrast_axis}});
  group.write_list("arm_b", b, {"1", "Number of arm b under arms.", {contrast_axis}});
  group.write_list("equal_cost", equal_cost, {"1", "1 if one was scaled to the cost of the other.", {contrast_axis}});
  write_effects(group, results.contrasts, place_figures(*results.catalogue));
  write_effects(group, results.contrasts, group_figures(*results.catalogue));
}

std::vector<Contrast> read_contrasts(const Group& root, const Results& results) {
  const Group group = root.group("contrasts");
  const auto a = group.read<std::uint32_t>("arm_a");
  const std::size_t count = a.values.size();
  if (count > results.arms.size() * results.arms.size()) group.refuse("there are more contrasts than pairs of arms");
  const auto b = group.read<std::uint32_t>("arm_b", {count});
  const auto equal_cost = group.read<std::uint8_t>("equal_cost", {count});
  std::vector<Contrast> contrasts(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (a.values[i] >= results.arms.size() || b[i] >= results.arms.size())
      group.refuse(fmt::format("contrast {} is of an arm that is not there", i));
    contrasts[i].arm_a = results.arms[a.values[i]].name;
    contrasts[i].arm_b = results.arms[b[i]].name;
    contrasts[i].equal_cost = equal_cost[i] != 0;
  }
  read_effects(group, place_figures(*results.catalogue), results, contrasts);
  read_effects(group, group_figures(*results.catalogue), results, contrasts);
  return contrasts;
}

}  // namespace liandong::analysis
