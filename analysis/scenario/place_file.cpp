#include "analysis/scenario/place_file.h"

#include <fmt/format.h>

#include "analysis/scenario/community_table.h"

namespace liandong::analysis {
namespace {

using governance::context_definitions;
using governance::mechanism_definitions;
using governance::place_definitions;

bool is_communities(std::size_t index) { return short_key(place_definitions()[index].key, "place") == "communities"; }

/// The table without its member `extends`.
Node without_extends(const Node& table) {
  Node result = table;
  if (auto* members = std::get_if<Node::Table>(&result.value))
    std::erase_if(*members, [](const Node::Member& member) { return member.name == "extends"; });
  return result;
}

SettingBuilder::Row read_community(const Node& table, Problems& problems) {
  SettingBuilder::Row row{table.origin, {}, {}};
  TableReader reader(table, "community", problems);
  reader.text("name");
  if (const auto* place = reader.find("place"))
    row.place = read_values(*place, "community.place", "place", place_catalogue(), problems);
  if (const auto* context = reader.find("context"))
    row.context = read_values(*context, "community.context", "context", context_catalogue(), problems);
  for (const auto& value : row.place)
    if (is_communities(value.index))
      problems.add(value.origin, "community.place.communities",
                   {"belongs to the whole place, not to one community", "属于整个地区，不能按社区设置"});
  reader.reject_unknown();
  return row;
}

}  // namespace

const Catalogue& place_catalogue() {
  static const Catalogue place = catalogue(place_definitions());
  return place;
}
const Catalogue& context_catalogue() {
  static const Catalogue context = catalogue(context_definitions());
  return context;
}
const Catalogue& mechanism_catalogue() {
  static const Catalogue mechanisms = catalogue(mechanism_definitions());
  return mechanisms;
}

SettingBuilder::SettingBuilder() : setting_(governance::default_setting()) {}

void SettingBuilder::set_place(const Assignment& value) {
  assign(setting_.place, place_definitions(), value);
  for (auto& community : setting_.communities) assign(community.place, place_definitions(), value);
  if (is_communities(value.index)) {
    communities_set_ = value.origin;
    communities_were_set_ = true;
  }
}

void SettingBuilder::set_context(const Assignment& value) {
  assign(setting_.context, context_definitions(), value);
  for (auto& community : setting_.communities) assign(community.context, context_definitions(), value);
}

void SettingBuilder::set_mechanism(const Assignment& value) {
  assign(setting_.mechanisms, mechanism_definitions(), value);
}

void SettingBuilder::set_communities(const std::vector<Row>& rows) {
  setting_.communities.clear();
  for (const auto& row : rows) {
    governance::CommunitySetting community{setting_.place, setting_.context};
    for (const auto& value : row.place) assign(community.place, place_definitions(), value);
    for (const auto& value : row.context) assign(community.context, context_definitions(), value);
    setting_.communities.push_back(community);
  }
}

governance::Setting SettingBuilder::finish(Problems& problems) {
  const auto rows = setting_.communities.size();
  if (rows == 0) return setting_;
  const auto wanted = communities_were_set_ ? static_cast<std::size_t>(setting_.place.communities) : rows;
  if (wanted > rows)
    problems.add(communities_set_, "place.communities",
                 {fmt::format("asks for {} communities, but there are rows for {}", wanted, rows),
                  fmt::format("要求 {} 个社区，但只有 {} 个社区的数据", wanted, rows)});
  else
    setting_.communities.resize(wanted);
  setting_.place.communities = static_cast<double>(wanted);
  for (auto& community : setting_.communities) community.place.communities = static_cast<double>(wanted);
  return setting_;
}

void read_place_members(TableReader& reader, const ScenarioFiles& files, SettingBuilder& builder, Problems& problems) {
  if (const auto* place = reader.find("place"); place && place->is_table())
    for (const auto& value : read_values(without_extends(*place), "place", "place", place_catalogue(), problems))
      builder.set_place(value);
  if (const auto* context = reader.find("context"))
    for (const auto& value : read_values(*context, "context", "context", context_catalogue(), problems))
      builder.set_context(value);
  std::vector<SettingBuilder::Row> rows;
  if (const auto* csv = reader.find("communities_csv")) {
    if (const auto name = reader.text("communities_csv"); !name.empty())
      if (const auto file = files.beside(name, csv->origin, "communities_csv", problems))
        rows = read_community_table(*file, problems);
  }
  for (const auto* community : reader.tables("community")) rows.push_back(read_community(*community, problems));
  if (!rows.empty()) builder.set_communities(rows);
}

void read_place_file(const std::filesystem::path& file, SettingBuilder& builder, Problems& problems) {
  Node root;
  if (!read_document(file, root, problems)) return;
  TableReader reader(root, "", problems);
  reader.text("name");
  reader.both_languages("title");
  read_place_members(reader, ScenarioFiles(file.parent_path()), builder, problems);
  reader.reject_unknown();
}

}  // namespace liandong::analysis
