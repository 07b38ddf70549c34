#include "analysis/store/worlds_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/store/catalogue_file.h"
#include "analysis/store/file_parts.h"
#include "analysis/store/results.h"
#include "models/prior.h"
#include "sim/store/hash.h"

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

/// RFC 4180.
std::string quoted_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
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
  const auto failed = group.read<std::uint32_t>("failed").values;
  const auto messages = group.read_texts("failed_message", failed.size());
  for (std::size_t i = 0; i < failed.size(); ++i) worlds.failures.push_back({failed[i], messages[i]});
  check_worlds(group, worlds);
  return worlds;
}

std::string worlds_csv(const Results& results) {
  const Worlds& worlds = results.worlds;
  std::string csv = "world";
  for (const Unknown& unknown : worlds.unknowns) csv += "," + quoted_cell(unknown.key);
  for (const ArmResult& arm : results.arms) {
    csv += "," + quoted_cell(arm.name + ".cost_scale");
    for (const auto& indicator : results.catalogue->indicators)
      csv += "," + quoted_cell(fmt::format("{}.{}", arm.name, indicator.key));
    csv += "," + quoted_cell(arm.name + ".state_hash");
  }
  csv += "\r\n";
  for (std::size_t w = 0; w < worlds.numbers.size(); ++w) {
    csv += fmt::format("{}", worlds.numbers[w]);
    for (std::size_t u = 0; u < worlds.unknowns.size(); ++u) csv += fmt::format(",{}", worlds.values.at(w, u));
    for (std::size_t a = 0; a < results.arms.size(); ++a) {
      csv += fmt::format(",{}", worlds.cost_scales.at(w, a));
      for (std::size_t i = 0; i < results.catalogue->indicators.size(); ++i) {
        const double figure = worlds.figures.at(w, a, i);
        csv += std::isfinite(figure) ? fmt::format(",{}", figure) : ",";
      }
      csv += "," + sim::hash_text(worlds.state_hash.at(w, a));
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace liandong::analysis
