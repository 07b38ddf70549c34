#include "analysis/store/worlds_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/store/catalogue_file.h"
#include "analysis/store/file_parts.h"
#include "analysis/store/results.h"
#include "models/prior.h"

namespace liandong::analysis {
namespace {

using sim::hdf5::Group;

constexpr const char *group_name = "worlds", *world_axis = "/worlds/world", *unknown_axis = "/worlds/unknown",
                     *of_arms = "/worlds/arm";

/// One number or text of every unknown.
template <class Value>
auto each(const std::vector<Unknown>& unknowns, Value&& value) {
  std::vector<std::decay_t<std::invoke_result_t<Value, const Unknown&>>> values;
  for (const Unknown& unknown : unknowns) values.push_back(value(unknown));
  return values;
}

void write_unknowns(const Group& group, const std::vector<Unknown>& unknowns) {
  const auto texts = [&](const char* name, const char* about, auto&& value) {
    group.write_texts(name, each(unknowns, value), {"", about, {unknown_axis}});
  };
  const auto numbers = [&](const char* name, const char* about, auto&& value) {
    group.write_list(name, each(unknowns, value), {"see unit", about, {unknown_axis}});
  };
  group.write_texts("unknown", each(unknowns, [](const Unknown& u) { return u.key; }),
                    {"", "What is drawn, by its key."});
  texts("name_en", "Name in English.", [](const Unknown& u) { return u.name.en; });
  texts("name_zh", "Name in Chinese.", [](const Unknown& u) { return u.name.zh; });
  texts("unit", "Unit.", [](const Unknown& u) { return u.unit; });
  texts("reason", "Source of the range, or the rule by which it was assumed.",
        [](const Unknown& u) { return u.reason; });
  texts("distribution", "How it lies within the range.",
        [](const Unknown& u) { return std::string(models::term_of(u.range.distribution).key); });
  numbers("low", "Lower end of the plausible range.", [](const Unknown& u) { return u.range.low; });
  numbers("high", "Upper end of the plausible range.", [](const Unknown& u) { return u.range.high; });
  numbers("usual", "Value where nothing is drawn.", [](const Unknown& u) { return u.usual; });
}

models::Distribution distribution_called(const Group& group, const std::string& key) {
  for (std::size_t i = 0; i < models::distributions().size(); ++i)
    if (models::distributions()[i].key == key) return static_cast<models::Distribution>(i);
  group.refuse(fmt::format("'{}' is no distribution", key));
}

std::vector<Unknown> read_unknowns(const Group& group) {
  const auto keys = group.read_texts("unknown");
  const auto texts = [&](const char* name) { return group.read_texts(name, keys.size()); };
  const auto numbers = [&](const char* name) { return group.read<double>(name, {keys.size()}); };
  const auto en = texts("name_en"), zh = texts("name_zh"), units = texts("unit"), reasons = texts("reason"),
             shapes = texts("distribution");
  const auto low = numbers("low"), high = numbers("high"), usual = numbers("usual");
  std::vector<Unknown> unknowns;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!(low[i] <= high[i])) group.refuse(fmt::format("the range of '{}' is empty", keys[i]));
    unknowns.push_back({keys[i],
                        {en[i], zh[i]},
                        units[i],
                        {low[i], high[i], distribution_called(group, shapes[i])},
                        usual[i],
                        reasons[i]});
  }
  return unknowns;
}

void check_worlds(const Group& group, const Worlds& worlds) {
  auto numbers = worlds.numbers;
  std::ranges::sort(numbers);
  if (std::ranges::adjacent_find(numbers) != numbers.end()) group.refuse("a world stands there twice");
  if (worlds.numbers.size() > worlds.asked) group.refuse("there are more worlds than were asked for");
  if (!std::ranges::all_of(worlds.cost_scales.values, [](double scale) { return std::isfinite(scale) && scale > 0; }))
    group.refuse("a cost scale is not a factor");
  for (const FailedWorld& failed : worlds.failures)
    if (!std::ranges::binary_search(numbers, failed.number)) group.refuse("a world failed that is not there");
}

/// Only if some indicators were kept by year.
void write_yearly(const Group& group, const Worlds& worlds, const models::Catalogue& catalogue) {
  group.set("yearly_indicators", worlds.yearly_indicators.size());
  if (worlds.yearly_indicators.empty()) return;
  std::vector<std::string> keys;
  for (const std::size_t position : worlds.yearly_indicators) keys.emplace_back(catalogue.indicators[position].key);
  std::vector<std::uint32_t> years(worlds.yearly.shape[3]);
  std::iota(years.begin(), years.end(), 0u);
  group.write_list("year", years, {"years", "Years since the first studied week."});
  group.write_texts("yearly_indicator", keys, {"", "Indicator that is kept by year, by its key."});
  group.write("yearly", worlds.yearly.values, worlds.yearly.shape,
              {"see catalogue/indicators/unit",
               "Means over each year of 52 weeks from the start on; the last year may be shorter.",
               {world_axis, of_arms, "/worlds/yearly_indicator", "/worlds/year"}});
}

void read_yearly(const Group& group, const Results& results, Worlds& worlds) {
  const bool has_any = group.has_attribute("yearly_indicators") && group.integer("yearly_indicators") > 0;
  if (!has_any) return;
  for (const auto& key : group.read_texts("yearly_indicator")) {
    const auto position = results.catalogue->indicator(key);
    if (!position) group.refuse(fmt::format("'{}' is no indicator", key));
    worlds.yearly_indicators.push_back(*position);
  }
  worlds.yearly = read_array<float>(group, "yearly",
                                    {worlds.numbers.size(), results.arms.size(), worlds.yearly_indicators.size(),
                                     group.read<std::uint32_t>("year").values.size()});
}

/// Only if the worlds come from an ensemble whose table has them.
void write_implausibilities(const Group& group, const Worlds& worlds) {
  group.set("patterns", worlds.patterns.size());
  if (worlds.patterns.empty()) return;
  group.write_texts("pattern", worlds.patterns, {"", "Pattern against which the ensemble's worlds were held."});
  group.write("implausibilities", worlds.implausibilities.values, worlds.implausibilities.shape,
              {"1", "Of each world by pattern, as its ensemble has it.", {world_axis, "/worlds/pattern"}});
}

void read_implausibilities(const Group& group, Worlds& worlds) {
  if (group.has_attribute("patterns") && group.integer("patterns") > 0) worlds.patterns = group.read_texts("pattern");
  const std::size_t count = worlds.numbers.size(), patterns = worlds.patterns.size();
  worlds.implausibilities = Array<double>({count, patterns});
  if (patterns > 0) worlds.implausibilities = read_array<double>(group, "implausibilities", {count, patterns});
}

}  // namespace

void write_worlds(const Group& root, const Results& results) {
  const Worlds& worlds = results.worlds;
  root.set("worlds", worlds.numbers.size());
  if (worlds.empty()) return;
  const Group group = root.create_group(group_name);
  group.set("identity", worlds.identity);
  group.set("asked", worlds.asked);
  group.set("settled", worlds.settled ? 1 : 0);
  group.set("communities", worlds.communities);
  group.write_text("ensemble", worlds.ensemble, {"", "Ensemble from which the worlds come; empty: as they come."});
  group.write_list("world", worlds.numbers, {"1", "Number by which a world is drawn again."});
  write_unknowns(group, worlds.unknowns);
  std::vector<std::string> arms;
  for (const ArmResult& arm : results.arms) arms.push_back(arm.name);
  group.write_texts("arm", arms, {"", "Name of the arm."});
  group.write("values", worlds.values.values, worlds.values.shape,
              {"see unit", "What was drawn.", {world_axis, unknown_axis}});
  group.write("figures", worlds.figures.values, worlds.figures.shape,
              {"see catalogue/indicators/unit",
               "Means over the last two years of the run, or over the whole run for money.",
               {world_axis, of_arms, axis::indicator}});
  group.write("cost_scales", worlds.cost_scales.values, worlds.cost_scales.shape,
              {"1", "Factor of equal cost on the levers that cost.", {world_axis, of_arms}});
  group.write("state_hash", worlds.state_hash.values, worlds.state_hash.shape,
              {"1", "Of the state at the end of the run.", {world_axis, of_arms}});
  write_yearly(group, worlds, *results.catalogue);
  write_implausibilities(group, worlds);
  std::vector<std::uint32_t> failed;
  std::vector<std::string> messages;
  for (const auto& [number, message] : worlds.failures) failed.push_back(number), messages.push_back(message);
  group.write_list("failed", failed, {"1", "Numbers of the worlds that could not be run."});
  group.write_texts("failed_message", messages, {"", "Why.", {"/worlds/failed"}});
}

Worlds read_worlds(const Group& root, const Results& results) {
  Worlds worlds;
  if (!root.has_attribute("worlds") || root.integer("worlds") == 0) return worlds;
  const Group group = root.group(group_name);
  worlds.identity = group.text("identity");
  worlds.asked = natural(group, "asked");
  worlds.settled = group.integer("settled") != 0;
  worlds.communities = natural(group, "communities");
  worlds.ensemble = group.read_text("ensemble");
  worlds.numbers = group.read<std::uint32_t>("world").values;
  worlds.unknowns = read_unknowns(group);
  const std::size_t count = worlds.numbers.size(), arms = results.arms.size();
  worlds.values = read_array<double>(group, "values", {count, worlds.unknowns.size()});
  worlds.figures = read_array<double>(group, "figures", {count, arms, results.catalogue->indicators.size()});
  worlds.cost_scales = read_array<double>(group, "cost_scales", {count, arms});
  worlds.state_hash = read_array<std::uint64_t>(group, "state_hash", {count, arms});
  read_yearly(group, results, worlds);
  read_implausibilities(group, worlds);
  const auto failed = group.read<std::uint32_t>("failed").values;
  const auto messages = group.read_texts("failed_message", failed.size());
  for (std::size_t i = 0; i < failed.size(); ++i) worlds.failures.push_back({failed[i], messages[i]});
  check_worlds(group, worlds);
  return worlds;
}

}  // namespace liandong::analysis
