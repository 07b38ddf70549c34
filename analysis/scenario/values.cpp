#include "analysis/scenario/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

#include "analysis/scenario/uncertain.h"
#include "analysis/scenario/units.h"

namespace liandong::analysis {
namespace {

using models::Parameter;
using models::ParameterGroup;

std::string joined(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

std::vector<std::string_view> short_keys(const ParameterGroup& group) {
  std::vector<std::string_view> keys;
  for (const Parameter& parameter : group.parameters) keys.push_back(short_key(parameter.key, group.key));
  return keys;
}

}  // namespace

std::string_view short_key(std::string_view key, std::string_view section) {
  const bool prefixed =
      !section.empty() && key.size() > section.size() + 1 && key.starts_with(section) && key[section.size()] == '.';
  return prefixed ? key.substr(section.size() + 1) : key;
}

std::string full_key(const Parameter& parameter, const ParameterGroup& group) {
  if (group.levers) return std::string(parameter.key);
  return std::string(group.key) + "." + std::string(short_key(parameter.key, group.key));
}

std::optional<std::size_t> position_of(std::string_view key, const ParameterGroup& group) {
  const auto wanted = short_key(key, group.key);
  for (std::size_t i = 0; i < group.parameters.size(); ++i)
    if (short_key(group.parameters[i].key, group.key) == wanted) return i;
  return std::nullopt;
}

std::optional<std::size_t> position_in(const models::Catalogue& catalogue, std::string_view key) {
  for (const ParameterGroup& group : catalogue.groups)
    for (std::size_t i = 0; i < group.parameters.size(); ++i)
      if (full_key(group.parameters[i], group) == key) return catalogue.first_of(group) + i;
  return std::nullopt;
}

std::string key_at(std::size_t position, const models::Catalogue& catalogue) {
  for (const ParameterGroup& group : catalogue.groups) {
    if (position < group.parameters.size()) return full_key(group.parameters[position], group);
    position -= group.parameters.size();
  }
  throw std::out_of_range("no parameter stands at this position");
}

bool check_range(double value, const Parameter& definition, Units units, const Origin& where, const std::string& key,
                 Problems& problems) {
  const auto limits = [&](Language language) {
    const auto unit = unit_in_words(definition.unit, units, language);
    const auto high = fmt::format("{}{}{}", definition.high, unit.empty() || language == Language::zh ? "" : " ", unit);
    return language == Language::zh ? fmt::format("{} 至 {}", definition.low, high)
                                    : fmt::format("{} and {}", definition.low, high);
  };
  const bool inside = value >= definition.low && value <= definition.high;
  if (inside && (!definition.whole || std::trunc(value) == value)) return true;
  const bool fraction = inside;
  problems.add(
      where, key,
      {fmt::format("must be a {}number between {}; it is {}", fraction ? "whole " : "", limits(Language::en), value),
       fmt::format("须为 {}{}，现为 {}", limits(Language::zh), fraction ? "之间的整数" : "之间的数", value)});
  return false;
}

std::optional<double> checked_value(const Node& node, const Parameter& definition, Units units, const std::string& key,
                                    Problems& problems) {
  double value = 0;
  if (node.is_number()) {
    value = node.number();
  } else if (const auto* flag = std::get_if<bool>(&node.value);
             flag && definition.whole && definition.low == 0 && definition.high == 1) {
    value = *flag ? 1 : 0;
  } else {
    add_wrong_type(node, key, {"a number", "数字"}, problems);
    return std::nullopt;
  }
  if (!check_range(value, definition, units, node.origin, key, problems)) return std::nullopt;
  return value == 0 ? 0.0 : value;
}

std::vector<Assignment> read_values(const Node& table, const std::string& path, const ParameterGroup& group,
                                    Units units, Problems& problems) {
  std::vector<Assignment> result;
  if (!table.is_table()) {
    add_wrong_type(table, path, {"a table", "表"}, problems);
    return result;
  }
  std::set<std::size_t> seen;
  const auto is_uncertain = [&](const Leaf& leaf) { return group.levers && position_of(leaf.key, group); };
  for (const auto& [key, node] : leaves_of(table, is_uncertain)) {
    const auto position = position_of(key, group);
    if (!position) {
      add_unknown_key(node->origin, joined(path, key), key, short_keys(group), problems);
      continue;
    }
    if (!seen.insert(*position).second) {
      problems.add(node->origin, joined(path, key), {"the key is written twice", "键重复定义"});
      continue;
    }
    const Parameter& parameter = group.parameters[*position];
    if (node->is_table() && is_uncertain({key, node})) {
      if (const auto read = read_uncertain(*node, parameter, units, joined(path, key), problems))
        result.push_back({*position, read->value, node->origin, read->range});
    } else if (const auto value = checked_value(*node, parameter, units, joined(path, key), problems)) {
      result.push_back({*position, *value, node->origin});
    }
  }
  return result;
}

void add_unknown_key(const Origin& where, const std::string& key, std::string_view word,
                     const std::vector<std::string_view>& known, Problems& problems) {
  const auto near = problems.full() ? std::string_view{} : nearest(word, known);
  if (near.empty())
    problems.add(where, key, {"there is no such key", "没有这个键"});
  else
    problems.add(where, key,
                 {fmt::format("there is no such key; did you mean \"{}\"?", near),
                  fmt::format("没有这个键，是否想写“{}”？", near)});
}

void add_wrong_type(const Node& node, const std::string& key, const Text& wanted, Problems& problems) {
  const auto found = kind_in_words(node);
  problems.add(node.origin, key,
               {fmt::format("must be {}, but this is {}", wanted.en, found.en),
                fmt::format("应为{}，这里却是{}", wanted.zh, found.zh)});
}

TableReader::TableReader(const Node& table, std::string path, Problems& problems)
    : table_(table), path_(std::move(path)), problems_(problems) {
  if (!table.is_table()) add_wrong_type(table, path_, {"a table", "表"}, problems);
}

std::string TableReader::key(std::string_view name) const { return joined(path_, name); }

const Node* TableReader::find(std::string_view name) {
  known_.emplace_back(name);
  return table_.find(name);
}

const Node* TableReader::require(std::string_view name) {
  const auto* node = find(name);
  if (!node && table_.is_table()) problems_.add(table_.origin, key(name), {"is missing", "缺少此键"});
  return node;
}

std::string TableReader::text(std::string_view name) {
  const auto* node = find(name);
  if (!node) return {};
  if (node->is_text()) return node->text();
  add_wrong_type(*node, key(name), {"text", "文本"}, problems_);
  return {};
}

Text TableReader::both_languages(std::string_view name) {
  const auto* node = find(name);
  if (!node) return {};
  if (node->is_text()) return {node->text(), node->text()};
  if (!node->is_table()) {
    add_wrong_type(*node, key(name), {"text, or a table with en and zh", "文本，或含 en、zh 的表"}, problems_);
    return {};
  }
  TableReader languages(*node, key(name), problems_);
  Text result{languages.text("en"), languages.text("zh")};
  languages.reject_unknown();
  if (result.en.empty()) result.en = result.zh;
  if (result.zh.empty()) result.zh = result.en;
  return result;
}

std::vector<std::string> TableReader::texts(std::string_view name) {
  std::vector<std::string> result;
  const auto* node = find(name);
  if (!node) return result;
  if (!node->is_list()) {
    add_wrong_type(*node, key(name), {"a list of texts", "文本列表"}, problems_);
    return result;
  }
  for (const auto& element : node->list()) {
    if (element.is_text())
      result.push_back(element.text());
    else
      add_wrong_type(element, key(name), {"text", "文本"}, problems_);
  }
  return result;
}

std::vector<const Node*> TableReader::tables(std::string_view name) {
  std::vector<const Node*> result;
  const auto* node = find(name);
  if (!node) return result;
  if (!node->is_list()) {
    const std::string spelling(name);
    add_wrong_type(*node, key(name),
                   {"a list of tables, each under [[" + spelling + "]]", "表的列表，每项写作 [[" + spelling + "]]"},
                   problems_);
    return result;
  }
  for (const auto& element : node->list()) {
    if (element.is_table())
      result.push_back(&element);
    else
      add_wrong_type(element, key(name), {"a table", "表"}, problems_);
  }
  return result;
}

void TableReader::reject_unknown() {
  if (!table_.is_table()) return;
  const std::vector<std::string_view> known(known_.begin(), known_.end());
  for (const auto& [name, node] : table_.table())
    if (std::find(known.begin(), known.end(), name) == known.end())
      add_unknown_key(node.origin, key(name), name, known, problems_);
}

}  // namespace liandong::analysis
