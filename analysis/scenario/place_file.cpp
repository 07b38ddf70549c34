#include "analysis/scenario/place_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "analysis/scenario/census.h"
#include "analysis/scenario/community_table.h"
#include "analysis/scenario/extends.h"
#include "analysis/scenario/known_models.h"

namespace liandong::analysis {
namespace {

using models::Catalogue;
using models::ParameterGroup;

constexpr std::string_view place_table = "place";

/// Members of the table of the place that are no values.
constexpr std::array place_members = {std::string_view("extends"), std::string_view("from_census")};

Node values_only(const Node& place) {
  Node result = place;
  std::erase_if(std::get<Node::Table>(result.value), [](const Node::Member& member) {
    return std::ranges::find(place_members, member.name) != place_members.end();
  });
  return result;
}

SettingBuilder::Row read_community(const Node& table, const Catalogue& catalogue, Problems& problems) {
  TableReader reader(table, "community", problems);
  const auto* name = reader.find("name");
  SettingBuilder::Row row{name ? name->origin : table.origin, reader.text("name"), {}};
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

/// Values of the groups that may differ between communities.
std::vector<Assignment> read_groups(TableReader& reader, const Catalogue& catalogue, Problems& problems) {
  std::vector<Assignment> values;
  for (const ParameterGroup& group : catalogue.groups) {
    if (!group.by_community) continue;
    const auto* table = reader.find(group.key);
    if (table && table->is_table()) {
      const Node& written = group.key == place_table ? values_only(*table) : *table;
      for (Assignment value : read_values(written, std::string(group.key), group, catalogue.units, problems)) {
        value.index += catalogue.first_of(group);
        values.push_back(value);
      }
    } else if (table && group.key != place_table) {
      add_wrong_type(*table, std::string(group.key), {"a table", "表"}, problems);
    }
  }
  return values;
}

std::vector<SettingBuilder::Row> read_rows(TableReader& reader, const ScenarioFiles& files, const Catalogue& catalogue,
                                           Problems& problems) {
  std::vector<SettingBuilder::Row> rows;
  const auto* csv = reader.find("communities_csv");
  if (const auto name = reader.text("communities_csv"); !name.empty())
    if (const auto file = files.beside(name, csv->origin, "communities_csv", problems))
      rows = read_community_table(*file, catalogue, problems);
  for (const auto* community : reader.tables("community"))
    rows.push_back(read_community(*community, catalogue, problems));
  return rows;
}

/// Names are shown in tables and charts, where they must tell communities apart.
void check_names(const std::vector<SettingBuilder::Row>& rows, Problems& problems) {
  constexpr std::size_t longest = 120;
  std::map<std::string_view, std::uint32_t> lines;
  for (const auto& [origin, name, values] : rows) {
    if (name.empty()) continue;
    if (name.size() > longest)
      problems.add(
          origin, "",
          {fmt::format("this name is longer than {} bytes", longest), fmt::format("名称超过 {} 字节", longest)});
    if (const auto [first, is_new] = lines.emplace(name, origin.line); !is_new)
      problems.add(origin, "",
                   {fmt::format("\"{}\" is the name of the community of line {} already; give one of them another",
                                name, first->second),
                    fmt::format("“{}”已是第 {} 行社区的名称，请为其中之一另取名称", name, first->second)});
  }
}

void read_place_chain(const std::filesystem::path& file, SettingBuilder& builder,
                      std::vector<std::filesystem::path>& chain, Problems& problems) {
  Node root;
  if (!read_document(file, root, problems)) return;
  chain.push_back(file);
  TableReader reader(root, "", problems);
  reader.text("name");
  reader.both_languages("title");
  check_model(reader, builder.catalogue(), problems);
  if (const auto base = find_extended(reader, Shelf::places, chain, problems))
    read_place_chain(*base, builder, chain, problems);
  if (const auto* place = reader.find(place_table))
    if (const auto* extends = place->find("extends"))
      problems.add(extends->origin, "place.extends",
                   {"a place file names what it extends above its tables", "地区文件的 extends 须写在各表之前"});
  read_place_members(reader, ScenarioFiles(file.parent_path()), builder, problems);
  reader.reject_unknown();
  chain.pop_back();
}

}  // namespace

std::optional<std::size_t> communities_position(const Catalogue& catalogue) {
  return position_in(catalogue, catalogue.communities);
}

SettingBuilder::SettingBuilder(const Catalogue& catalogue)
    : catalogue_(catalogue), communities_at_(communities_position(catalogue)), values_(models::defaults(catalogue)) {}

void SettingBuilder::set(const Assignment& value) {
  stated_.insert(value.index);
  values_.whole[value.index] = value.value;
  for (auto& community : values_.communities) community[value.index] = value.value;
}

void SettingBuilder::set(const std::vector<Assignment>& values) {
  for (const Assignment& value : values) set(value);
}

void SettingBuilder::set_communities(const std::vector<Row>& rows) {
  if (communities_at_) values_.whole[*communities_at_] = static_cast<double>(rows.size());
  values_.communities.assign(rows.size(), values_.whole);
  for (std::size_t c = 0; c < rows.size(); ++c)
    for (const Assignment& value : rows[c].values) {
      stated_.insert(value.index);
      values_.communities[c][value.index] = value.value;
    }
  rows_ = rows;
}

void SettingBuilder::check_number(const Assignment* wanted, Problems& problems) const {
  const auto rows = rows_.size();
  if (rows == 0 || !communities_at_) return;
  const std::string& source = rows_.front().origin.file;
  const double most = catalogue_.parameter(*communities_at_).high;
  if (wanted && wanted->value != static_cast<double>(rows))
    problems.add(
        wanted->origin, std::string(catalogue_.communities),
        {fmt::format("asks for {} communities, but {} has rows for {}; leave this key out, the rows decide",
                     wanted->value, source, rows),
         fmt::format("要求 {} 个社区，而 {} 中有 {} 个社区；请删去此键，以数据行为准", wanted->value, source, rows)});
  if (static_cast<double>(rows) > most)
    problems.add({source}, std::string(catalogue_.communities),
                 {fmt::format("there are rows for {} communities; at most {} can be studied together", rows, most),
                  fmt::format("共有 {} 个社区的数据，一次最多研究 {} 个", rows, most)});
}

std::vector<std::string> SettingBuilder::names() const {
  std::vector<std::string> names;
  for (const Row& row : rows_) names.push_back(row.name);
  if (std::ranges::all_of(names, &std::string::empty)) names.clear();
  return names;
}

void read_place_members(TableReader& reader, const ScenarioFiles& files, SettingBuilder& builder, Problems& problems) {
  const Catalogue& catalogue = builder.catalogue();
  if (const auto* place = reader.find(place_table))
    if (const auto* census = place->find("from_census")) builder.set(read_census(*census, files, catalogue, problems));
  auto values = read_groups(reader, catalogue, problems);
  const auto count = std::ranges::find(values, communities_position(catalogue), &Assignment::index);
  builder.set(values);
  const auto rows = read_rows(reader, files, catalogue, problems);
  check_names(rows, problems);
  if (!rows.empty()) builder.set_communities(rows);
  builder.check_number(count == values.end() ? nullptr : &*count, problems);
  for (const Assignment& value : values)
    if (is_from_command_line(value.origin)) builder.set(value);
}

void read_place_file(const std::filesystem::path& file, SettingBuilder& builder, Problems& problems) {
  std::vector<std::filesystem::path> chain;
  read_place_chain(file, builder, chain, problems);
}

}  // namespace liandong::analysis
