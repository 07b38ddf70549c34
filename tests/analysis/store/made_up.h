#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/experiment/record.h"
#include "analysis/store/partial_runs.h"
#include "analysis/store/results.h"

/// Small results of a model that does not exist, always the same. No two figures are equal.
namespace liandong::analysis::made_up {

/// What models are made of, in other numbers than any model has.
inline std::shared_ptr<const models::Catalogue> catalogue(std::size_t indicators = 3, std::size_t levers = 2) {
  static constexpr std::string_view keys[] = {"trust", "wait.median", "spending", "noise", "light", "air"};
  auto made = std::make_shared<models::Catalogue>();
  made->model = "pond";
  made->title = {"A pond", "池塘"};
  made->groups = {{"place", {"Place", "地方"}, {"Where it is.", "所在地。"}, false, true, {}},
                  {"levers", {"Levers", "手段"}, {"", ""}, true, false, {}}};
  made->groups[0].parameters = {
      {"place.ponds", "ponds", 1, 100, 4, true, "assumed", {"Ponds", "池塘数"}, {"How many.", "数量。"}}};
  for (std::size_t i = 0; i < levers; ++i)
    made->groups[1].parameters.push_back(
        {keys[i], "1", 0, 1, 0.25, false, "evidence M1", {"Lever", "手段"}, {"What is done.", "做什么。"}});
  made->themes = {{"life", {"Life", "生活"}}, {"money", {"Money", "钱"}, true}};
  for (std::size_t i = 0; i < indicators; ++i)
    made->indicators.push_back({keys[i],
                                i % 2 == 0 ? "life" : "money",
                                "1",
                                static_cast<models::Direction>(static_cast<int>(i % 3) - 1),
                                0.05,
                                {"Figure", "指标"},
                                {"What it means.", "含义。"}});
  made->resident_groups = {{"frog", {"Frogs", "青蛙"}}, {"newt", {"Newts", "蝾螈"}}};
  made->group_indicators = {{"trust", "life", "1", models::Direction::better, 0.05, {"Trust", "信任"}, {"", ""}}};
  made->ledgers = {{"money", {"Money", "钱"}, "yuan", 0.01, "treasury", ""},
                   {"minutes", {"Minutes", "时间"}, "hours", 1.0 / 60, "time", "rest"}};
  made->accounts = {{"treasury", {"Treasury", "财政"}}, {"time", {"Time", "时间"}}};
  made->phases = {{"meet", {"They meet.", "相遇。"}, {"frog.place", "frog.*"}, {"frog.trust"}},
                  {"rest", {"They rest.", "休息。"}, {}, {}}};
  made->layers = {{"kin", {"Kin", "亲属"}}};
  made->marks = {{"old", {"Old", "年长"}, ""}, {"age", {"Age", "年龄"}, "years"}};
  made->units = {{"yuan", {"yuan", "元"}}};
  made->communities = "place.ponds";
  made->cost_levers = {"trust"};
  return made;
}

/// Fills an array with values of which no two are equal, and one that is undefined.
inline Array<float> filled(std::vector<std::size_t> shape, float from) {
  Array<float> array(std::move(shape));
  for (std::size_t i = 0; i < array.values.size(); ++i) array.values[i] = from + static_cast<float>(i) / 8;
  if (array.values.size() > 3) array.values[3] = std::numeric_limits<float>::quiet_NaN();
  return array;
}

inline models::GraphPicture picture(const std::string& arm) {
  models::GraphPicture made;
  made.arm = arm;
  made.week = arm.empty() ? 0 : 26;
  made.x = {0.25f, 0.5f, 1.0f};
  made.y = {0.0f, 0.5f, 0.75f};
  made.marks = {{0, 1, 1}, {30, 70, 255}};
  made.from = {0, 1};
  made.to = {2, 2};
  made.weight = {0.5f, 0.125f};
  made.density = 0.125;
  made.isolates = 0.5;
  return made;
}

inline ArmResult arm(const std::string& name, float from, const models::Catalogue& catalogue) {
  const std::size_t indicators = catalogue.indicators.size();
  ArmResult made;
  made.name = name;
  made.title = {"Arm " + name, "方案" + name};
  made.cost_scale = 0.875;
  made.cost_scale_clamped = true;
  made.public_cost = 12345.5;
  made.state_hash = {0xffffffffffffffffull, 2, 3};
  made.first_difference = {0, 26, 5};
  made.weekly = filled({3, 26, indicators}, from);
  made.communities = filled({3, 2, 4, indicators}, from);
  made.groups = filled({3, 2, 2, 1}, from);
  made.flows = {{{"treasury", "committee, 活动经费", 1.5}, {"treasury", "station", 2.5}}, {}};
  return made;
}

inline Effect effect(std::string figure, double delta) {
  Effect made;
  made.figure = std::move(figure);
  made.mean_a = 1 + delta, made.mean_b = 1, made.delta = delta;
  made.low = -std::numeric_limits<double>::infinity(), made.high = delta + 1;
  made.pairs = 3, made.agree = 2.0 / 3, made.variance_reduction = 1.5, made.p = 0.25, made.p_adjusted = 0.75;
  made.verdict = Verdict::different;
  return made;
}

inline Results results(std::shared_ptr<const models::Catalogue> of = catalogue()) {
  Results made;
  made.catalogue = std::move(of);
  made.happenings = {{4, 2, {"Flood", "洪水"}}};
  made.study_text = "name = \"两条路径\"\n";
  made.name = "two-ponds";
  made.first_replicate = 4, made.replicates = 3;
  made.weeks = 26, made.burn_in_weeks = 2, made.communities = 4;
  made.residents = 94123, made.seed = 0xfedcba9876543210ull;
  made.wall_seconds = 1.5, made.peak_bytes = 1'000'000;
  made.burn_in = filled({3, 2, made.catalogue->indicators.size()}, 7);
  made.arms = {arm("a", 1, *made.catalogue), arm("b", 100, *made.catalogue)};
  made.arms[1].equal_cost_to = "a";
  Contrast contrast{"a", "b", true, {}, {}};
  for (const auto& indicator : made.catalogue->indicators)
    contrast.indicators.push_back(effect(std::string(indicator.key), 0.5 * static_cast<double>(indicator.key.size())));
  contrast.groups = {effect("frog/trust", 0.5), effect("newt/trust", -0.5)};
  made.contrasts = {contrast};
  made.pictures = {picture(""), picture("a"), picture("b")};
  made.provenance = {"0.1.0", "0123abc", "GNU 12", "-O3", "liandong compare 研究.toml", "2026-01-02T03:04:05Z",
                     "feed",  true};
  return made;
}

inline Study study(std::shared_ptr<const models::Catalogue> of = catalogue()) {
  Study made;
  made.name = "two-ponds";
  made.text = "name = \"两条路径\"\n";
  made.catalogue = std::move(of);
  made.values = models::defaults(*made.catalogue);
  made.weeks = 26, made.burn_in_weeks = 2, made.replicates = 3;
  for (const auto* name : {"a", "b"}) {
    Arm& added = made.arms.emplace_back();
    added.name = name;
    added.stages = {{0, {0.5, 0.75}, {}}};
  }
  return made;
}

inline ReplicateRecord record(std::uint32_t replicate) {
  ReplicateRecord made;
  made.replicate = replicate;
  made.residents = 94123;
  made.communities = 4;
  made.burn_in = filled({2, 3}, 7).values;
  for (const float from : {1.0f, 100.0f}) {
    ArmRecord& arm = made.arms.emplace_back();
    arm.state_hash = 0xffffffffffffff00ull + replicate;
    arm.first_difference = 26;
    arm.public_cost = -5;
    arm.weekly = filled({26, 3}, from).values;
    arm.communities = filled({2, 4, 3}, from).values;
    arm.groups = filled({2, 2, 1}, from).values;
    arm.flows = {{{"treasury", "station", 7}}, {{"time", "rest", -8}, {"time", "work", 9}}};
  }
  made.pictures = {picture(""), picture("a"), picture("b")};
  return made;
}

// Everything as text, so that a test that fails shows what differs.

template <class T>
std::string dump(const std::vector<T>& values) {
  std::string text = "[";
  for (const T& value : values) text += fmt::format("{} ", value);
  return text + "]";
}
inline std::string dump(const Array<float>& array) { return dump(array.shape) + dump(array.values); }
inline std::string dump(const Series& series) { return dump(series.in_memory()); }
inline std::string dump(const models::Words& words) { return fmt::format("({}|{})", words.en, words.zh); }
inline std::string dump(const models::Indicator& i) {
  return fmt::format("{} {} {} {} {} ", i.key, i.theme, i.unit, static_cast<int>(i.direction), i.smallest_effect) +
         dump(i.name) + dump(i.meaning) + "\n";
}
inline std::string dump(const models::GraphPicture& p) {
  std::string text =
      fmt::format("picture '{}' {} {} {} {} {} ", p.arm, p.week, p.community, p.density, p.centralisation, p.isolates);
  for (const auto& mark : p.marks) text += dump(mark);
  return text + dump(p.x) + dump(p.y) + dump(p.from) + dump(p.to) + dump(p.weight) + "\n";
}
template <class Flow>
std::string dump_flows(const std::vector<std::vector<Flow>>& flows) {
  std::string text = "flows";
  for (const auto& ledger : flows) {
    for (const auto& flow : ledger) text += fmt::format(" {}>{}:{}", flow.from, flow.to, flow.amount);
    text += ';';
  }
  return text;
}

inline std::string dump(const models::Catalogue& c) {
  std::string text = fmt::format("{} {} {}\n", c.model, c.communities, c.cost_levers.size()) + dump(c.title);
  for (const auto& group : c.groups) {
    text += fmt::format("\n{} {} {} ", group.key, group.levers, group.by_community) + dump(group.title) +
            dump(group.note) + "\n";
    for (const auto& p : group.parameters)
      text += fmt::format("{} {} {} {} {} {} {} ", p.key, p.unit, p.low, p.high, p.fallback, p.whole, p.source) +
              dump(p.name) + dump(p.meaning) + "\n";
  }
  for (const auto& indicator : c.indicators) text += dump(indicator);
  for (const auto& indicator : c.group_indicators) text += dump(indicator);
  for (const auto& theme : c.themes) text += fmt::format("{} {} ", theme.key, theme.whole_run) + dump(theme.name);
  for (const auto* terms : {&c.resident_groups, &c.accounts, &c.layers, &c.units})
    for (const auto& term : *terms) text += fmt::format("{} ", term.key) + dump(term.name);
  for (const auto& ledger : c.ledgers)
    text += fmt::format("{} {} {} {} {} ", ledger.key, ledger.unit, ledger.shown, ledger.source, ledger.outside) +
            dump(ledger.title);
  for (const auto& phase : c.phases)
    text += phase.name + dump(phase.about) + dump(phase.reads) + dump(phase.writes) + "\n";
  for (const auto& mark : c.marks) text += fmt::format("{} {} ", mark.key, mark.unit) + dump(mark.name);
  return text + "\n";
}

inline std::string dump(const Contrast& contrast) {
  std::string text = fmt::format("{} {} {}\n", contrast.arm_a, contrast.arm_b, contrast.equal_cost);
  for (const auto* effects : {&contrast.indicators, &contrast.groups})
    for (const Effect& e : *effects)
      text += fmt::format("{} {} {} {} {} {} {} {} {} {} {} {}\n", e.figure, e.mean_a, e.mean_b, e.delta, e.low, e.high,
                          e.pairs, e.agree, e.variance_reduction, e.p, e.p_adjusted, static_cast<int>(e.verdict));
  return text;
}

inline std::string dump(const Results& r) {
  const Provenance& p = r.provenance;
  std::string text = fmt::format("{} {} {} {} {} {} {} {}\n", p.program_version, p.commit, p.compiler, p.flags,
                                 p.command, p.created, p.sources, p.dirty);
  text += fmt::format("{} {} {} {} {} {} {} {} {} {} {}\n", r.name, r.study_text, r.first_replicate, r.replicates,
                      r.weeks, r.burn_in_weeks, r.communities, r.residents, r.seed, r.wall_seconds, r.peak_bytes);
  text += dump(r.community_names) + dump(*r.catalogue) + dump(r.burn_in) + "\n";
  for (const auto& happening : r.happenings)
    text += fmt::format("{} {} ", happening.week, happening.weeks) + dump(happening.name) + "\n";
  for (const ArmResult& a : r.arms)
    text += fmt::format("{} {} {} {} {} {} {}\n", a.name, a.title.en, a.title.zh, a.equal_cost_to, a.cost_scale,
                        a.cost_scale_clamped, a.public_cost) +
            dump(a.state_hash) + dump(a.first_difference) + dump(a.weekly) + dump(a.communities) + dump(a.groups) +
            dump_flows(a.flows) + "\n";
  for (const Contrast& contrast : r.contrasts) text += dump(contrast);
  for (const auto& drawn : r.pictures) text += dump(drawn);
  return text;
}

inline std::string dump(const ReplicateRecord& r) {
  std::string text = fmt::format("{} {} {}\n", r.replicate, r.residents, r.communities) + dump(r.burn_in) + "\n";
  for (const ArmRecord& a : r.arms)
    text += fmt::format("{} {} {}\n", a.state_hash, a.first_difference, a.public_cost) + dump(a.weekly) +
            dump(a.communities) + dump(a.groups) + dump_flows(a.flows) + "\n";
  for (const auto& drawn : r.pictures) text += dump(drawn);
  return text;
}

/// A bit of the i-th of 500 places, spread evenly over a file by the golden ratio.
inline std::string with_flipped_bit(std::string bytes, std::size_t i) {
  const double share = 0.6180339887498949 * static_cast<double>(i + 1);
  const auto bit = static_cast<std::size_t>((share - static_cast<double>(static_cast<std::size_t>(share))) *
                                            static_cast<double>(8 * bytes.size()));
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
  return bytes;
}

}  // namespace liandong::analysis::made_up
