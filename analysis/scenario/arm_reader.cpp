#include "analysis/scenario/arm_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <set>

#include "analysis/scenario/place_file.h"
#include "analysis/scenario/reach.h"
#include "analysis/scenario/units.h"

namespace liandong::analysis {
namespace {

constexpr models::Parameter week_definition{"week", "weeks", 0, 5200, 0, true, "", {"week", "周"}, {}};
constexpr models::Parameter ramp_definition{"ramp", "weeks", 0, 520, 0, true, "", {"ramp", "过渡期"}, {}};

/// Weeks from the first of January of `start_year` to the date, rounded down; nothing if there is no such day.
std::optional<int> week_of(const Date& date, int start_year) {
  using namespace std::chrono;
  const year_month_day day{year(date.year), month(date.month), std::chrono::day(date.day)};
  if (!day.ok()) return std::nullopt;
  const auto days = (sys_days(day) - sys_days(year(start_year) / January / 1)).count();
  return static_cast<int>(std::floor(static_cast<double>(days) / 7.0));
}

std::uint32_t read_date(const Node& written, const ArmContext& context, const std::string& key, Problems& problems) {
  const Node node = written.is_text() ? parse_value(written.text(), written.origin) : written;
  if (!node.is_date()) {
    add_wrong_type(written, key, {"a date such as 2013-03-01", "日期，如 2013-03-01"}, problems);
    return 0;
  }
  const auto week = week_of(std::get<Date>(node.value), context.start_year);
  if (week && *week >= 0) return static_cast<std::uint32_t>(*week);
  problems.add(node.origin, key,
               {fmt::format("is before the start: the first studied week is that of {}-01-01", context.start_year),
                fmt::format("早于起始时间：研究期第一周为 {}-01-01 所在周", context.start_year)});
  return 0;
}

std::uint32_t read_week(TableReader& reader, const ArmContext& context, Problems& problems) {
  const auto* week = reader.find("week");
  const auto* date = reader.find("date");
  if ((week != nullptr) == (date != nullptr)) {
    problems.add(reader.node().origin, reader.key("week"),
                 {"give either week or date", "须给出 week 或 date，且只能给一个"});
    return 0;
  }
  if (date) return read_date(*date, context, reader.key("date"), problems);
  if (week->is_number() && week->number() < 0) {
    problems.add(week->origin, reader.key("week"),
                 {fmt::format("{} is before the start: the first studied week is 0", week->number()),
                  fmt::format("{} 早于起始时间：研究期第一周为 0", week->number())});
    return 0;
  }
  return static_cast<std::uint32_t>(
      checked_value(*week, week_definition, study_units(), reader.key("week"), problems).value_or(0));
}

Arrangement read_named_arrangement(TableReader& reader, const ScenarioFiles& files, const models::Catalogue& catalogue,
                                   Problems& problems) {
  const auto* node = reader.node().find("arrangement");
  if (const auto name = reader.text("arrangement"); !name.empty())
    if (const auto file = files.find(Shelf::arrangements, name, node->origin, reader.key("arrangement"), problems))
      return read_arrangement(*file, catalogue, problems);
  return {};
}

/// Changes of all `overlays`, which must not contradict each other.
std::vector<Assignment> read_overlays(TableReader& reader, const ScenarioFiles& files,
                                      const models::Catalogue& catalogue, Problems& problems) {
  std::vector<Assignment> changes;
  const auto* node = reader.node().find("overlays");
  for (const auto& name : reader.texts("overlays"))
    if (const auto file = files.find(Shelf::overlays, name, node->origin, reader.key("overlays"), problems))
      join_changes(changes, read_overlay(*file, catalogue, problems).changes, node->origin, reader.key("overlays"),
                   catalogue, problems);
  return changes;
}

/// What `overlays` and `levers` change, in this order.
std::vector<Assignment> read_local_changes(TableReader& reader, const ScenarioFiles& files,
                                           const models::Catalogue& catalogue, Problems& problems) {
  auto changes = read_overlays(reader, files, catalogue, problems);
  if (const auto* levers = reader.find("levers"))
    for (const auto& change : read_levers(*levers, reader.key("levers"), catalogue, problems)) {
      std::erase_if(changes, [&](const Assignment& earlier) { return earlier.index == change.index; });
      changes.push_back(change);
    }
  return changes;
}

Event read_event(const Node& table, const ArmContext& context, const std::vector<Assignment>& local,
                 Problems& problems) {
  TableReader reader(table, "arm.stage", problems);
  Event event;
  event.origin = table.origin;
  event.key = "arm.stage";
  event.week = read_week(reader, context, problems);
  event.reach = read_reach(reader, context.catalogue, context.community_names, problems);
  event.label = reader.both_languages("label");
  if (const auto* ramp = reader.find("ramp"))
    event.ramp = static_cast<std::uint32_t>(
        checked_value(*ramp, ramp_definition, study_units(), reader.key("ramp"), problems).value_or(0));
  const bool whole = table.find("arrangement") != nullptr;
  Cells cells{default_levers(context.catalogue), {}};
  const auto arrangement = read_named_arrangement(reader, context.files, context.catalogue, problems);
  apply_changes(cells, arrangement.changes);
  auto changes = read_local_changes(reader, context.files, context.catalogue, problems);
  if (whole) {
    apply_changes(cells, local);
    apply_changes(cells, changes);
    changes = as_changes(cells, table.origin);
    if (event.label.en.empty()) event.label = arrangement.title;
  }
  event.changes = std::move(changes);
  reader.reject_unknown();
  return event;
}

Merger read_merger(const Node& table, const ArmContext& context, Problems& problems) {
  TableReader reader(table, "arm.merger", problems);
  Merger merger;
  merger.week = read_week(reader, context, problems);
  check_week(table.origin, "arm.merger", merger.week, context.weeks, problems);
  merger.communities = read_neighbours(reader, context.catalogue, context.community_names, problems);
  merger.label = reader.both_languages("label");
  if (merger.label.empty() && !merger.communities.empty()) {
    std::vector<std::string> names;
    for (const std::uint32_t c : merger.communities) names.push_back(context.community_names[c]);
    merger.label = {fmt::format("{} become one", fmt::join(names, " and ")),
                    fmt::format("{}合并", fmt::join(names, "、"))};
  }
  reader.reject_unknown();
  return merger;
}

std::vector<Merger> read_mergers(TableReader& reader, const ArmContext& context, Problems& problems) {
  std::vector<Merger> mergers;
  std::set<std::uint32_t> merged;
  for (const auto* table : reader.tables("merger")) {
    mergers.push_back(read_merger(*table, context, problems));
    for (const std::uint32_t c : mergers.back().communities)
      if (!merged.insert(c).second)
        problems.add(
            table->origin, "arm.merger.communities",
            {fmt::format("\"{}\" is in two mergers; list all that become one in the same", context.community_names[c]),
             fmt::format("“{}”出现在两次合并中：请把合并成一个的社区列在一起", context.community_names[c])});
  }
  std::ranges::sort(mergers, {}, [](const Merger& one) { return std::pair(one.week, one.communities); });
  return mergers;
}

/// A share of communities is drawn, so that nobody can say which of those that are named are among them.
void refuse_both_reaches(const std::vector<Event>& events, Problems& problems) {
  const auto is_share = [](const Event& event) { return event.reach.share < 1.0; };
  const auto is_named = [](const Event& event) { return !event.reach.communities.empty(); };
  const auto named = std::ranges::find_if(events, is_named);
  if (named == events.end() || std::ranges::none_of(events, is_share)) return;
  problems.add(named->origin, "arm.stage.communities",
               {"the stages of an arm name communities or give shares of them, not both",
                "同一方案的各阶段要么列出社区名称，要么给出社区比例，不能混用"});
}

/// What an arm has in place of the study's values: a table for each group that is none of levers.
OwnValues read_own_values(TableReader& reader, const models::Catalogue& catalogue, Problems& problems) {
  OwnValues own;
  for (const auto& group : catalogue.groups) {
    const auto* table = group.levers ? nullptr : reader.find(group.key);
    if (!table) continue;
    for (const auto& value : read_values(*table, reader.key(group.key), group, catalogue.units, problems)) {
      const std::size_t position = catalogue.first_of(group) + value.index;
      own[position] = value.value;
      if (position == communities_position(catalogue))
        problems.add(value.origin, "arm." + key_at(position, catalogue),
                     {"is the same for all arms, which are compared community by community",
                      "各方案须相同，因为方案之间按社区比较"});
    }
  }
  return own;
}

}  // namespace

Base read_base(TableReader& reader, const ScenarioFiles& files, const models::Catalogue& catalogue,
               const Text& otherwise_title, const Cells& otherwise, Problems& problems) {
  Base base{{}, otherwise_title, otherwise, {}};
  const bool named = reader.node().find("arrangement") != nullptr;
  const auto arrangement = read_named_arrangement(reader, files, catalogue, problems);
  if (named) {
    base.arrangement = arrangement.name;
    base.title = arrangement.title;
    base.cells = {default_levers(catalogue), {}};
    apply_changes(base.cells, arrangement.changes);
  }
  base.local = read_local_changes(reader, files, catalogue, problems);
  if (!base.local.empty()) base.arrangement.clear();
  apply_changes(base.cells, base.local);
  if (const auto title = reader.both_languages("title"); !title.en.empty()) base.title = title;
  return base;
}

void add_unknown_arm(const Origin& where, const std::string& key, const std::string& wanted,
                     const std::vector<std::string_view>& names, Problems& problems) {
  const auto near = nearest(wanted, names);
  problems.add(
      where, key,
      {fmt::format("there is no arm \"{}\"", wanted) +
           (near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)),
       fmt::format("没有名为“{}”的方案", wanted) + (near.empty() ? "" : fmt::format("，是否想写“{}”？", near))});
}

Arm read_arm(const Node& table, const ArmContext& context, Problems& problems) {
  TableReader reader(table, "arm", problems);
  Arm arm;
  reader.require("name");
  arm.name = reader.text("name");
  const auto base =
      read_base(reader, context.files, context.catalogue, {arm.name, arm.name}, context.burn_in, problems);
  arm.title = base.title;
  arm.equal_cost_to = reader.text("equal_cost_to");
  if (!arm.equal_cost_to.empty() && !table.find("title")) {
    arm.title.en += " (equal cost)";
    arm.title.zh += "（等成本）";
  }
  arm.own = read_own_values(reader, context.catalogue, problems);
  std::vector<Event> events;
  for (const auto* stage : reader.tables("stage")) events.push_back(read_event(*stage, context, base.local, problems));
  refuse_both_reaches(events, problems);
  arm.mergers = read_mergers(reader, context, problems);
  arm.stages = stages_of(base.cells, std::move(events), context.weeks, context.catalogue, problems);
  reader.reject_unknown();
  return arm;
}

}  // namespace liandong::analysis
