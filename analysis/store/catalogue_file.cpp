#include "analysis/store/catalogue_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace liandong::models {

// The layout of every table: what its columns are called and what they mean. Not in a namespace without a name, where
// `write_table` would not find them.

/// A parameter and the group that it belongs to.
struct ParameterRow {
  std::uint32_t group = 0;
  Parameter parameter;
};

template <class Table>
void describe(Table& table, ParameterGroup& group) {
  table.key(group.key);
  table.words("title", group.title);
  table.words("note", group.note);
  table.flag("levers", group.levers, "1 if arms and weeks differ in these parameters.");
  table.flag("by_community", group.by_community, "1 if communities may differ in these parameters.");
}

template <class Table>
void describe(Table& table, ParameterRow& row) {
  Parameter& parameter = row.parameter;
  table.key(parameter.key);
  table.number("group", row.group, "1", "Row in parameter_groups.");
  table.text("unit", parameter.unit);
  table.number("low", parameter.low, "of the parameter", "Least allowed value.");
  table.number("high", parameter.high, "of the parameter", "Greatest allowed value.");
  table.number("fallback", parameter.fallback, "of the parameter", "Value where no file says otherwise.");
  table.flag("whole", parameter.whole, "1 if only whole numbers are allowed.");
  table.text("source", parameter.source);
  table.words("name", parameter.name);
  table.words("meaning", parameter.meaning);
}

template <class Table>
void describe(Table& table, Indicator& indicator) {
  table.key(indicator.key);
  table.text("theme", indicator.theme);
  table.text("unit", indicator.unit);
  auto direction = static_cast<std::int32_t>(indicator.direction);
  table.number("direction", direction, "1", "1: more is better; -1: more is worse; 0: neither.");
  // What is none of the three is told by the reader, from the value that does not survive this.
  indicator.direction = static_cast<Direction>(std::clamp(direction, -2, 2));
  table.number("smallest_effect", indicator.smallest_effect, "of the indicator", "Smallest difference that matters.");
  table.words("name", indicator.name);
  table.words("meaning", indicator.meaning);
}

template <class Table>
void describe(Table& table, Theme& theme) {
  table.key(theme.key);
  table.words("name", theme.name);
  table.flag("whole_run", theme.whole_run, "1 if its figures are means over all studied weeks.");
}

template <class Table>
void describe(Table& table, Term& term) {
  table.key(term.key);
  table.words("name", term.name);
}

template <class Table>
void describe(Table& table, LedgerText& ledger) {
  table.key(ledger.key);
  table.words("title", ledger.title);
  table.text("unit", ledger.unit);
  table.number("shown", ledger.shown, "1", "Shown units in one counted.");
  table.text("source", ledger.source);
  table.text("outside", ledger.outside);
}

template <class Table>
void describe(Table& table, PhaseText& phase) {
  table.key(phase.name);
  table.words("about", phase.about);
  table.list("reads", phase.reads);
  table.list("writes", phase.writes);
}

template <class Table>
void describe(Table& table, Mark& mark) {
  table.key(mark.key);
  table.words("name", mark.name);
  table.text("unit", mark.unit);
}

template <class Table>
void describe(Table& table, Happening& happening) {
  table.number("week", happening.week, "week", "First week, counted from the start of the burn-in.");
  table.number("weeks", happening.weeks, "week", "How many weeks it lasts.");
  table.words("name", happening.name);
}

}  // namespace liandong::models

namespace liandong::analysis {
namespace {

using models::Catalogue;
using sim::hdf5::Group;

/// A list of the catalogue, where its table stands and which axis it names.
template <class Item>
struct Listed {
  std::vector<Item> Catalogue::*list;
  const char *table, *axis;
};
template <class Item>
Listed(std::vector<Item> Catalogue::*, const char*, const char*) -> Listed<Item>;

/// Visits every list that is a table as it stands.
template <class Visit>
void each_list(Visit&& visit) {
  visit(Listed{&Catalogue::indicators, "catalogue/indicators", "indicator"});
  visit(Listed{&Catalogue::themes, "catalogue/themes", "catalogue/theme"});
  visit(Listed{&Catalogue::resident_groups, "catalogue/groups", "group"});
  visit(Listed{&Catalogue::group_indicators, "catalogue/group_indicators", "group_indicator"});
  visit(Listed{&Catalogue::ledgers, "catalogue/ledgers", "ledger"});
  visit(Listed{&Catalogue::accounts, "catalogue/accounts", "catalogue/account"});
  visit(Listed{&Catalogue::phases, "catalogue/phases", "catalogue/phase"});
  visit(Listed{&Catalogue::layers, "catalogue/layers", "catalogue/layer"});
  visit(Listed{&Catalogue::marks, "catalogue/marks", "mark"});
  visit(Listed{&Catalogue::units, "catalogue/units", "catalogue/unit"});
}

void write_parameters(const Group& root, const Catalogue& catalogue) {
  write_table(root, "catalogue/parameter_groups", "catalogue/parameter_group", catalogue.groups);
  std::vector<models::ParameterRow> rows;
  for (std::uint32_t group = 0; group < catalogue.groups.size(); ++group)
    for (const auto& parameter : catalogue.groups[group].parameters) rows.push_back({group, parameter});
  write_table(root, "catalogue/parameters", "catalogue/parameter", std::move(rows));
}

void read_parameters(const Group& root, TextStore& texts, Catalogue& catalogue) {
  catalogue.groups =
      read_table<models::ParameterGroup>(root, "catalogue/parameter_groups", "catalogue/parameter_group", texts);
  std::uint32_t last = 0;
  for (const auto& row : read_table<models::ParameterRow>(root, "catalogue/parameters", "catalogue/parameter", texts)) {
    if (row.group >= catalogue.groups.size() || row.group < last)
      root.refuse(fmt::format("catalogue: parameter '{}' is of group {}", row.parameter.key, row.group));
    last = row.group;
    catalogue.groups[row.group].parameters.push_back(row.parameter);
  }
}

void check_parameters(const Group& root, const Catalogue& catalogue) {
  for (const auto& group : catalogue.groups) {
    if (group.levers && &group != &catalogue.groups.back()) root.refuse("catalogue: the levers do not stand last");
    for (const auto& parameter : group.parameters)
      if (!std::isfinite(parameter.low) || !std::isfinite(parameter.high) || !std::isfinite(parameter.fallback) ||
          parameter.low > parameter.high)
        root.refuse(fmt::format("catalogue: parameter '{}' has no range", parameter.key));
  }
}

void check_indicators(const Group& root, const std::vector<models::Indicator>& indicators) {
  for (const auto& indicator : indicators) {
    if (const int direction = static_cast<int>(indicator.direction); direction < -1 || direction > 1)
      root.refuse(fmt::format("catalogue: indicator '{}' has no direction", indicator.key));
    if (!std::isfinite(indicator.smallest_effect) || indicator.smallest_effect < 0)
      root.refuse(fmt::format("catalogue: indicator '{}' has no smallest effect", indicator.key));
  }
}

void check(const Group& root, const Catalogue& catalogue) {
  check_parameters(root, catalogue);
  check_indicators(root, catalogue.indicators);
  check_indicators(root, catalogue.group_indicators);
  for (const auto& indicator : catalogue.indicators)
    if (std::ranges::find(catalogue.themes, indicator.theme, &models::Theme::key) == catalogue.themes.end())
      root.refuse(fmt::format("catalogue: indicator '{}' is of no theme", indicator.key));
  for (const auto& ledger : catalogue.ledgers)
    if (!std::isfinite(ledger.shown) || ledger.shown <= 0)
      root.refuse(fmt::format("catalogue: ledger '{}' has no unit", ledger.key));
}

}  // namespace

void write_catalogue(const Group& root, const Catalogue& catalogue) {
  const Group group = root.create_group("catalogue");
  group.write_text("model", catalogue.model);
  group.write_text("title_en", catalogue.title.en);
  group.write_text("title_zh", catalogue.title.zh);
  group.write_text("communities", catalogue.communities);
  group.write_text("cost_indicator", catalogue.cost_indicator);
  std::string limits_en, limits_zh;
  for (const auto& limit : catalogue.limits) {
    limits_en.append(limit.en) += '\n';
    limits_zh.append(limit.zh) += '\n';
  }
  group.write_text("limits_en", limits_en, {"", "What the model cannot say, a line each."});
  group.write_text("limits_zh", limits_zh);
  group.write_texts("cost_lever", {catalogue.cost_levers.begin(), catalogue.cost_levers.end()},
                    {"", "Levers that are scaled together to equalise public cost.", {"/catalogue/cost_lever"}});
  write_parameters(root, catalogue);
  each_list([&](auto listed) { write_table(root, listed.table, listed.axis, catalogue.*listed.list); });
}

void write_happenings(const Group& root, const std::vector<models::Happening>& happenings) {
  write_table(root, "happenings", "happening", happenings);
}

StoredCatalogue read_catalogue(const Group& root) {
  const auto texts = std::make_shared<TextStore>();
  auto catalogue = std::make_shared<Catalogue>();
  const Group group = root.group("catalogue");
  catalogue->model = texts->keep(group.read_text("model"));
  catalogue->title = {texts->keep(group.read_text("title_en")), texts->keep(group.read_text("title_zh"))};
  catalogue->communities = texts->keep(group.read_text("communities"));
  catalogue->cost_indicator = texts->keep(group.read_text("cost_indicator"));
  std::istringstream limits_en(group.read_text("limits_en")), limits_zh(group.read_text("limits_zh"));
  for (std::string en, zh; std::getline(limits_en, en) && std::getline(limits_zh, zh);)
    catalogue->limits.push_back({texts->keep(en), texts->keep(zh)});
  for (auto& lever : group.read_texts("cost_lever")) catalogue->cost_levers.push_back(texts->keep(std::move(lever)));
  read_parameters(root, *texts, *catalogue);
  each_list([&]<class Item>(Listed<Item> listed) {
    (*catalogue).*listed.list = read_table<Item>(root, listed.table, listed.axis, *texts);
  });
  check(root, *catalogue);
  catalogue->has_pilots = catalogue->has_mergers = true;  // of the study that is in the file: it was run
  catalogue->text = texts;
  return {catalogue, read_table<models::Happening>(root, "happenings", "happening", *texts)};
}

}  // namespace liandong::analysis
