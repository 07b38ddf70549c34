#include "analysis/scenario/document.h"

// The parser states as assertions what it believes of its input, and where NDEBUG is defined the compiler may take that
// for granted. Some of it is wrong for text that is no TOML, so here an assertion that fails ends the parse.
namespace liandong::analysis {
struct ParserFailed {};
[[noreturn]] inline void parser_failed() { throw ParserFailed{}; }
}  // namespace liandong::analysis
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expression) ((expression) ? void() : ::liandong::analysis::parser_failed())
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>

#include "analysis/scenario/toml_scan.h"
#include "analysis/scenario/toml_words.h"

namespace liandong::analysis {
namespace {

Origin origin_of(const toml::node& node, const std::string& file) {
  return {file, node.source().begin.line, node.source().begin.column};
}

Node converted(const toml::node& source, const std::string& file);

Node converted_table(const toml::table& source, const std::string& file) {
  Node::Table members;
  members.reserve(source.size());
  for (const auto& [key, child] : source) {
    Node::Member member{std::string(key.str()), converted(child, file)};
    member.node.origin = {file, key.source().begin.line, key.source().begin.column};
    members.push_back(std::move(member));
  }
  std::stable_sort(members.begin(), members.end(), [](const Node::Member& a, const Node::Member& b) {
    const auto &x = a.node.origin, &y = b.node.origin;
    return x.line != y.line ? x.line < y.line : x.column < y.column;
  });
  Node node;
  node.origin = origin_of(source, file);
  node.value = std::move(members);
  return node;
}

Node converted(const toml::node& source, const std::string& file) {
  if (const auto* table = source.as_table()) return converted_table(*table, file);
  Node node;
  node.origin = origin_of(source, file);
  if (const auto* array = source.as_array()) {
    Node::List list;
    list.reserve(array->size());
    for (const auto& element : *array) list.push_back(converted(element, file));
    node.value = std::move(list);
  } else if (const auto* flag = source.as_boolean()) {
    node.value = flag->get();
  } else if (const auto* whole = source.as_integer()) {
    node.value = static_cast<double>(whole->get());
    node.integer = true;
  } else if (const auto* number = source.as_floating_point()) {
    node.value = number->get();
  } else if (const auto* text = source.as_string()) {
    node.value = text->get();
  } else if (const auto* date = source.as_date()) {
    node.value = Date{date->get().year, date->get().month, date->get().day};
  }
  return node;
}

/// Adds a problem for every key and text with a control character, which only an escape can have brought in.
void check_characters(const Node& node, Problems& problems) {
  const auto check = [&](const std::string& text, const Origin& origin) {
    Problems found;
    if (!check_text(text, origin, found)) problems.add(origin, "", found.list().front().message);
  };
  if (node.is_text()) check(node.text(), node.origin);
  if (node.is_list())
    for (const auto& element : node.list()) check_characters(element, problems);
  if (node.is_table())
    for (const auto& [name, member] : node.table()) {
      check(name, member.origin);
      check_characters(member, problems);
    }
}

std::string_view line_from(std::string_view text, const toml::source_position& at) {
  for (auto line = at.line; line > 1; --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find_first_of("\r\n"));
}

bool parse(std::string_view text, const std::string& name, Node& root, Problems& problems) {
  try {
    root = converted(toml::parse(text, std::string_view(name)), name);
    root.origin = {name, 1, 1};
    return true;
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    problems.add({name, at.line, at.column}, "", toml_message(error.description(), line_from(text, at)));
  } catch (const ParserFailed&) {
    problems.add({name}, "", toml_message("", ""));
  }
  return false;
}

void collect_leaves(const Node& table, const std::string& prefix, const std::function<bool(const Leaf&)>& is_leaf,
                    std::vector<Leaf>& leaves) {
  for (const auto& [name, node] : table.table())
    if (const Leaf leaf{prefix + name, &node}; node.is_table() && !is_leaf(leaf))
      collect_leaves(node, leaf.key + ".", is_leaf, leaves);
    else
      leaves.push_back(leaf);
}

}  // namespace

std::vector<Leaf> leaves_of(const Node& table, std::string_view end) {
  return leaves_of(table, [&](const Leaf& leaf) { return !end.empty() && leaf.node->find(end); });
}

std::vector<Leaf> leaves_of(const Node& table, const std::function<bool(const Leaf&)>& is_leaf) {
  std::vector<Leaf> leaves;
  collect_leaves(table, "", is_leaf, leaves);
  return leaves;
}

const Node* Node::find(std::string_view name) const noexcept {
  if (const auto* members = std::get_if<Table>(&value))
    for (const auto& member : *members)
      if (member.name == name) return &member.node;
  return nullptr;
}

Text kind_in_words(const Node& node) {
  static const Text words[] = {{"a time", "时间"}, {"true or false", "布尔值"}, {"a number", "数字"}, {"text", "文本"},
                               {"a date", "日期"}, {"a list", "列表"},          {"a table", "表"}};
  return words[node.value.index()];
}

bool parse_document(std::string_view text, const std::string& name, Node& root, Problems& problems) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!check_text(text, {name, 1, 1}, problems) || !scan_toml(text, name, problems)) return false;
  if (!parse(text, name, root, problems)) return false;
  const auto before = problems.size();
  check_characters(root, problems);
  return problems.size() == before;
}

bool read_document(const std::filesystem::path& file, Node& root, Problems& problems) {
  std::string text;
  return read_text_file(file, text, problems) && parse_document(text, file.string(), root, problems);
}

Node parse_value(const std::string& text, const Origin& origin) {
  Node node;
  Problems ignored;
  Node document;
  if (parse_document("v = " + text, "", document, ignored) && document.table().size() == 1)
    node = document.table().front().node;
  else
    node.value = text;
  node.origin = origin;
  return node;
}

}  // namespace liandong::analysis
