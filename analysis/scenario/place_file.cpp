#include "analysis/scenario/place_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/community_table.h"
#include "analysis/scenario/known_models.h"

namespace liandong::analysis {
namespace {

using models::Catalogue;
using models::ParameterGroup;

/// The table without its member `extends`.
Node without_extends(const Node& table) {
  Node result = table;
  if (auto* members = std::get_if<Node::Table>(&result.value))
    std::erase_if(*members, [](const Node::Member& member) { return member.name == "extends"; });
  return result;
}

SettingBuilder::Row read_community(const Node& table, const Catalogue& catalogue, Problems& problems) {
  SettingBuilder::Row row{table.origin, {}};
  TableReader reader(table, "community", problems);
  reader.text("name");
  for (const ParameterGroup& group : catalogue.groups) {
    if (!group.by_community) continue;
    const auto* values = reader.find(group.key);
    if (!values) continue;
    const auto path = "community." + std::string(group.key);
    for (Assignment value : read_values(*values, path, group, catalogue.units, problems)) {
      value.index += catalogue.first_of(group);
      if (value.index == communities_position(catalogue))
        problems.add(value.origin, "community." + std::string(catalogue.communities),
                     {"belongs to the whole place, not to one community", "属于整个地区，不能按社区设置"});
      row.values.push_back(value);
    }
  }
  reader.reject_unknown();
  return row;
}

}  // namespace

std::optional<std::size_t> communities_position(const Catalogue& catalogue) {
  std::size_t position = 0;
  for (const ParameterGroup& group : catalogue.groups)
    for (const auto& parameter : group.parameters) {
      if (!catalogue.communities.empty() && full_key(parameter, group) == catalogue.communities) return position;
      ++position;
    }
  return std::nullopt;
}

SettingBuilder::SettingBuilder(const Catalogue& catalogue)
    : catalogue_(catalogue),
      communities_at_(communities_position(catalogue).value_or(catalogue.size())),
      values_(models::defaults(catalogue)) {}

void SettingBuilder::set(const Assignment& value) {
  values_.whole[value.index] = value.value;
  for (auto& community : values_.communities) community[value.index] = value.value;
  if (value.index != communities_at_) return;
  communities_set_ = value.origin;
  communities_were_set_ = true;
}

void SettingBuilder::set(const ParameterGroup& group, const std::vector<Assignment>& values) {
  for (Assignment value : values) {
    value.index += catalogue_.first_of(group);
    set(value);
  }
}

void SettingBuilder::set_communities(const std::vector<Row>& rows) {
  values_.communities.clear();
  for (const Row& row : rows) {
    auto& community = values_.communities.emplace_back(values_.whole);
    for (const Assignment& value : row.values) community[value.index] = value.value;
  }
  if (!rows.empty()) rows_from_ = rows.front().origin;
}

models::Values SettingBuilder::finish(Problems& problems) {
  const auto rows = values_.communities.size();
  if (rows == 0 || communities_at_ == catalogue_.size()) return values_;
  const auto most = static_cast<std::size_t>(catalogue_.parameter(communities_at_).high);
  const auto wanted = communities_were_set_ ? static_cast<std::size_t>(values_.whole[communities_at_]) : rows;
  if (wanted > rows)
    problems.add(communities_set_, std::string(catalogue_.communities),
                 {fmt::format("asks for {} communities, but there are rows for {}", wanted, rows),
                  fmt::format("要求 {} 个社区，但只有 {} 个社区的数据", wanted, rows)});
  else if (wanted > most)
    problems.add({rows_from_.file}, std::string(catalogue_.communities),
                 {fmt::format("there are rows for {} communities; at most {} can be studied together", rows, most),
                  fmt::format("共有 {} 个社区的数据，一次最多研究 {} 个", rows, most)});
  else
    values_.communities.resize(wanted);
  values_.whole[communities_at_] = static_cast<double>(wanted);
  for (auto& community : values_.communities) community[communities_at_] = static_cast<double>(wanted);
  return values_;
}

void read_place_members(TableReader& reader, const ScenarioFiles& files, SettingBuilder& builder, Problems& problems) {
  const Catalogue& catalogue = builder.catalogue();
  for (const ParameterGroup& group : catalogue.groups) {
    if (!group.by_community) continue;
    if (const auto* table = reader.find(group.key); table && table->is_table())
      builder.set(group,
                  read_values(without_extends(*table), std::string(group.key), group, catalogue.units, problems));
    else if (table && group.key != "place")
      add_wrong_type(*table, std::string(group.key), {"a table", "表"}, problems);
  }
  std::vector<SettingBuilder::Row> rows;
  if (const auto* csv = reader.find("communities_csv")) {
    if (const auto name = reader.text("communities_csv"); !name.empty())
      if (const auto file = files.beside(name, csv->origin, "communities_csv", problems))
        rows = read_community_table(*file, catalogue, problems);
  }
  for (const auto* community : reader.tables("community"))
    rows.push_back(read_community(*community, catalogue, problems));
  if (!rows.empty()) builder.set_communities(rows);
}

void read_place_file(const std::filesystem::path& file, SettingBuilder& builder, Problems& problems) {
  Node root;
  if (!read_document(file, root, problems)) return;
  TableReader reader(root, "", problems);
  reader.text("name");
  reader.both_languages("title");
  check_model(reader, builder.catalogue(), problems);
  read_place_members(reader, ScenarioFiles(file.parent_path()), builder, problems);
  reader.reject_unknown();
}

}  // namespace liandong::analysis
