#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "analysis/store/picture_file.h"
#include "analysis/store/results.h"
#include "models/governance/measures/indicators.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

namespace {

using governance::Indicator;
using sim::hdf5::About;
using sim::hdf5::Group;

constexpr std::string_view format_name = "liandong results";
constexpr std::int64_t format_version = 1;

/// One text for each item of a list, by a function of the item.
template <class Items, class Text>
std::vector<std::string> texts_of(const Items& items, Text&& text) {
  std::vector<std::string> texts;
  for (const auto& item : items) texts.emplace_back(text(item));
  return texts;
}

template <class Item, class Value>
auto values_of(const std::vector<Item>& items, Value&& value) {
  std::vector<std::decay_t<std::invoke_result_t<Value, const Item&>>> values;
  for (const Item& item : items) values.push_back(value(item));
  return values;
}

std::uint32_t natural(const Group& group, std::string_view name) {
  const std::int64_t value = group.integer(name);
  if (value < 0 || value > 0xffffffffll)
    throw std::runtime_error(fmt::format("{} of {} is {}, not a count", name, group.path(), value));
  return static_cast<std::uint32_t>(value);
}

void write_provenance(const Group& root, const Provenance& provenance) {
  const Group group = root.create_group("provenance");
  group.set("program_version", provenance.program_version);
  group.set("commit", provenance.commit);
  group.set("sources", provenance.sources);
  group.set("compiler", provenance.compiler);
  group.set("flags", provenance.flags);
  group.set("command", provenance.command);
  group.set("created", provenance.created);
  group.set("dirty", provenance.dirty ? 1 : 0);
}

Provenance read_provenance(const Group& group) {
  Provenance provenance;
  provenance.program_version = group.text("program_version");
  provenance.commit = group.text("commit");
  provenance.sources = group.text("sources");
  provenance.compiler = group.text("compiler");
  provenance.flags = group.text("flags");
  provenance.command = group.text("command");
  provenance.created = group.text("created");
  provenance.dirty = group.integer("dirty") != 0;
  return provenance;
}

void write_indicators(const Group& group, std::span<const Indicator> indicators) {
  std::vector<double> smallest;
  std::vector<std::int32_t> direction;
  for (const Indicator& indicator : indicators) {
    smallest.push_back(indicator.smallest_effect);
    direction.push_back(static_cast<std::int32_t>(indicator.direction));
  }
  group.write_texts("key", texts_of(indicators, [](const auto& i) { return i.key; }));
  group.write_texts("theme", texts_of(indicators, [](const auto& i) { return i.theme; }));
  group.write_texts("unit", texts_of(indicators, [](const auto& i) { return i.unit; }));
  group.write_texts("name_en", texts_of(indicators, [](const auto& i) { return i.name_en; }));
  group.write_texts("name_zh", texts_of(indicators, [](const auto& i) { return i.name_zh; }));
  group.write_texts("meaning_en", texts_of(indicators, [](const auto& i) { return i.meaning_en; }));
  group.write_texts("meaning_zh", texts_of(indicators, [](const auto& i) { return i.meaning_zh; }));
  group.write_list("direction", direction, {"1", "1: more is better; -1: more is worse; 0: neither."});
  group.write_list("smallest_effect", smallest, {"unit of the indicator", "Smallest difference that matters."});
}

void write_labels(const Group& root) {
  write_indicators(root.create_group("indicators"), governance::indicators());
  write_indicators(root.create_group("group_indicators"), governance::group_indicators());
  const Group groups = root.create_group("groups");
  groups.write_texts("key", texts_of(governance::groups(), [](const auto& g) { return g.key; }));
  groups.write_texts("name_en", texts_of(governance::groups(), [](const auto& g) { return g.name_en; }));
  groups.write_texts("name_zh", texts_of(governance::groups(), [](const auto& g) { return g.name_zh; }));
}

/// The figures of a file mean what this program's mean only if they are the same ones in the same order.
void expect_labels(const Group& root) {
  const auto expect = [&](const std::string& name, const std::vector<std::string>& ours) {
    if (root.group(name).read_texts("key") != ours)
      throw std::runtime_error(
          fmt::format("its {} are not those of this version of liandong; use the version that "
                      "wrote it (commit {})",
                      name, root.group("provenance").text("commit")));
  };
  expect("indicators", texts_of(governance::indicators(), [](const auto& i) { return i.key; }));
  expect("group_indicators", texts_of(governance::group_indicators(), [](const auto& i) { return i.key; }));
  expect("groups", texts_of(governance::groups(), [](const auto& g) { return g.key; }));
}

void write_flows(const Group& parent, const char* name, const std::vector<Flow>& flows, const char* unit) {
  const Group group = parent.create_group(name);
  group.write_texts("from", texts_of(flows, [](const Flow& f) { return f.from; }));
  group.write_texts("to", texts_of(flows, [](const Flow& f) { return f.to; }));
  group.write_list("amount", values_of(flows, [](const Flow& f) { return f.amount; }),
                   {unit, "Mean over replicates of what flowed in the studied weeks."});
}

std::vector<Flow> read_flows(const Group& group) {
  const auto from = group.read_texts("from"), to = group.read_texts("to");
  const auto amount = group.read<double>("amount", {from.size()});
  std::vector<Flow> flows;
  for (std::size_t i = 0; i < from.size(); ++i) flows.push_back({from[i], to.at(i), amount[i]});
  return flows;
}

void write_arm(const Group& group, const ArmResult& arm) {
  group.set("name", arm.name);
  group.set("title_en", arm.title_en);
  group.set("title_zh", arm.title_zh);
  group.set("equal_cost_to", arm.equal_cost_to);
  group.set("cost_scale", arm.cost_scale);
  group.set("cost_scale_clamped", arm.cost_scale_clamped ? 1 : 0);
  group.set("public_cost", arm.public_cost);
  group.write_list("state_hash", arm.state_hash, {"1", "State hash at the end of the run, by replicate."});
  group.write_list("first_difference", arm.first_difference,
                   {"week", "First week whose state differs from the first arm's, by replicate."});
  group.write("weekly", arm.weekly.values, arm.weekly.shape,
              {"see indicators/unit", "Replicate, week, indicator: the whole place."});
  group.write("communities", arm.communities.values, arm.communities.shape,
              {"see indicators/unit", "Replicate, quarter of 13 weeks, community, indicator."});
  group.write("groups", arm.groups.values, arm.groups.shape,
              {"see group_indicators/unit", "Replicate, quarter of 13 weeks, group, group indicator."});
  write_flows(group, "money", arm.money, "fen/year");
  write_flows(group, "minutes", arm.minutes, "minutes/year");
}

Array<float> read_array(const Group& group, const char* name, const std::vector<std::size_t>& shape) {
  Array<float> array;
  array.values = group.read<float>(name, shape);
  array.shape = shape;
  return array;
}

ArmResult read_arm(const Group& group, const Results& results) {
  const std::size_t replicates = results.replicates, quarters = group.shape("communities").at(1);
  const std::size_t indicators = governance::indicators().size();
  ArmResult arm;
  arm.name = group.text("name");
  arm.title_en = group.text("title_en");
  arm.title_zh = group.text("title_zh");
  arm.equal_cost_to = group.text("equal_cost_to");
  arm.cost_scale = group.real("cost_scale");
  arm.cost_scale_clamped = group.integer("cost_scale_clamped") != 0;
  arm.public_cost = group.real("public_cost");
  arm.state_hash = group.read<std::uint64_t>("state_hash", {replicates});
  arm.first_difference = group.read<std::uint32_t>("first_difference", {replicates});
  arm.weekly = read_array(group, "weekly", {replicates, results.weeks, indicators});
  arm.communities = read_array(group, "communities", {replicates, quarters, results.communities, indicators});
  arm.groups = read_array(group, "groups",
                          {replicates, quarters, governance::groups().size(), governance::group_indicators().size()});
  arm.money = read_flows(group.group("money"));
  arm.minutes = read_flows(group.group("minutes"));
  return arm;
}

struct EffectColumn {
  const char* name;
  double Effect::*member;
  const char* unit;
  const char* about;
};
constexpr std::array effect_columns = {
    EffectColumn{"mean_a", &Effect::mean_a, "of the figure", "Mean of arm a."},
    EffectColumn{"mean_b", &Effect::mean_b, "of the figure", "Mean of arm b."},
    EffectColumn{"delta", &Effect::delta, "of the figure", "Mean paired difference, a minus b."},
    EffectColumn{"low", &Effect::low, "of the figure", "Lower end of its confidence interval."},
    EffectColumn{"high", &Effect::high, "of the figure", "Upper end of its confidence interval."},
    EffectColumn{"agree", &Effect::agree, "1", "Share of pairs whose difference has the sign of delta."},
    EffectColumn{"variance_reduction", &Effect::variance_reduction, "1",
                 "Variance of an unpaired difference over that of the paired one."},
    EffectColumn{"p", &Effect::p, "1", "Two-sided p of the paired t-test."},
    EffectColumn{"p_adjusted", &Effect::p_adjusted, "1", "p adjusted by Holm over this list."}};

void write_effects(const Group& group, const std::vector<Effect>& effects) {
  group.write_texts("figure", texts_of(effects, [](const Effect& e) { return e.figure; }));
  group.write_list("pairs", values_of(effects, [](const Effect& e) { return e.pairs; }),
                   {"replicates", "Pairs in which both arms have the figure."});
  for (const auto& column : effect_columns)
    group.write_list(column.name, values_of(effects, [&](const Effect& e) { return e.*column.member; }),
                     {column.unit, column.about});
  group.write_list("verdict", values_of(effects, [](const Effect& e) { return static_cast<std::uint8_t>(e.verdict); }),
                   {"1", "Of a against b. 0 better, 1 worse, 2 no_difference, 3 inconclusive, 4 different."});
}

std::vector<Effect> read_effects(const Group& group, std::size_t count) {
  const auto figure = group.read_texts("figure");
  if (figure.size() != count)
    throw std::runtime_error(fmt::format("{} holds {} figures, not {}", group.path(), figure.size(), count));
  std::vector<Effect> effects(count);
  const auto pairs = group.read<std::uint32_t>("pairs", {count});
  const auto verdict = group.read<std::uint8_t>("verdict", {count});
  for (std::size_t i = 0; i < count; ++i) {
    if (verdict[i] > static_cast<std::uint8_t>(Verdict::different))
      throw std::runtime_error(fmt::format("{} holds an unknown verdict {}", group.path(), verdict[i]));
    effects[i].figure = figure[i];
    effects[i].pairs = pairs[i];
    effects[i].verdict = static_cast<Verdict>(verdict[i]);
  }
  for (const auto& column : effect_columns) {
    const auto values = group.read<double>(column.name, {count});
    for (std::size_t i = 0; i < count; ++i) effects[i].*column.member = values[i];
  }
  return effects;
}

void write_contrast(const Group& group, const Contrast& contrast) {
  group.set("arm_a", contrast.arm_a);
  group.set("arm_b", contrast.arm_b);
  group.set("equal_cost", contrast.equal_cost ? 1 : 0);
  write_effects(group.create_group("indicators"), contrast.indicators);
  write_effects(group.create_group("groups"), contrast.groups);
}

Contrast read_contrast(const Group& group) {
  const std::size_t group_figures = governance::groups().size() * governance::group_indicators().size();
  return {group.text("arm_a"), group.text("arm_b"), group.integer("equal_cost") != 0,
          read_effects(group.group("indicators"), governance::indicators().size()),
          read_effects(group.group("groups"), group_figures)};
}

void write_run(const Group& root, const Results& results) {
  root.set("name", results.name);
  root.set("first_replicate", results.first_replicate);
  root.set("replicates", results.replicates);
  root.set("weeks", results.weeks);
  root.set("burn_in_weeks", results.burn_in_weeks);
  root.set("communities", results.communities);
  root.set("residents", results.residents);
  root.set("wall_seconds", results.wall_seconds);
  root.set("peak_bytes", results.peak_bytes);
  root.write("seed", std::vector{results.seed}, {}, {"1", "Seed of the study."});
  root.write_texts("study", {results.study_text}, {"", "The whole study as TOML."});
}

Results read_run(const Group& root) {
  Results results;
  results.name = root.text("name");
  results.first_replicate = natural(root, "first_replicate");
  results.replicates = natural(root, "replicates");
  results.weeks = natural(root, "weeks");
  results.burn_in_weeks = natural(root, "burn_in_weeks");
  results.communities = natural(root, "communities");
  results.residents = static_cast<std::uint64_t>(root.integer("residents"));
  results.wall_seconds = root.real("wall_seconds");
  results.peak_bytes = static_cast<std::uint64_t>(root.integer("peak_bytes"));
  results.seed = root.read<std::uint64_t>("seed", {})[0];
  results.study_text = root.read_texts("study").at(0);
  return results;
}

void expect_format(const Group& root) {
  if (!root.has_attribute("format") || root.text("format") != format_name)
    throw std::runtime_error("it is an HDF5 file, but not results of liandong");
  if (const auto version = root.integer("format_version"); version != format_version)
    throw std::runtime_error(
        fmt::format("its format version is {}, this program reads version {}", version, format_version));
}

template <class Item, class Write>
void write_numbered(const Group& root, const char* name, const std::vector<Item>& items, Write&& write) {
  const Group group = root.create_group(name);
  for (std::size_t i = 0; i < items.size(); ++i) write(group.create_group(fmt::format("{:03}", i)), items[i]);
}

template <class Read>
auto read_numbered(const Group& root, const char* name, Read&& read) {
  const Group group = root.group(name);
  std::vector<std::invoke_result_t<Read, const Group&>> items;
  for (const auto& member : group.members()) items.push_back(read(group.group(member)));
  return items;
}

}  // namespace

void write_results(const Results& results, const std::filesystem::path& file) {
  sim::hdf5::Writer writer(file);
  const Group root = writer.root();
  root.set("format", format_name);
  root.set("format_version", format_version);
  write_run(root, results);
  write_provenance(root, results.provenance);
  write_labels(root);
  root.write("burn_in", results.burn_in.values, results.burn_in.shape,
             About{"see indicators/unit", "Replicate, week of the burn-in, indicator: the whole place."});
  write_numbered(root, "arms", results.arms, write_arm);
  write_numbered(root, "contrasts", results.contrasts, write_contrast);
  write_numbered(root, "pictures", results.pictures, write_picture);
  writer.commit();
}

Results read_results(const std::filesystem::path& file) {
  const sim::hdf5::Reader reader(file);
  const Group root = reader.root();
  try {
    expect_format(root);
    expect_labels(root);
    Results results = read_run(root);
    results.provenance = read_provenance(root.group("provenance"));
    results.burn_in =
        read_array(root, "burn_in", {results.replicates, results.burn_in_weeks, governance::indicators().size()});
    results.arms = read_numbered(root, "arms", [&](const Group& group) { return read_arm(group, results); });
    results.contrasts = read_numbered(root, "contrasts", read_contrast);
    results.pictures = read_numbered(root, "pictures", read_picture);
    return results;
  } catch (const sim::hdf5::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), error.what()));
  }
}

}  // namespace liandong::analysis
