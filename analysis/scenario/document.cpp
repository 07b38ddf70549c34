#include "analysis/scenario/document.h"

#define TOML_ENABLE_UNRELEASED_FEATURES 1
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>

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

/// Adds a problem at the first byte that is not UTF-8.
bool check_utf8(std::string_view text, const std::string& file, Problems& problems) {
  namespace utf = boost::locale::utf;
  Origin where{file, 1, 1};
  for (auto at = text.begin(); at != text.end();) {
    const auto point = utf::utf_traits<char>::decode(at, text.end());
    if (point == utf::illegal || point == utf::incomplete) {
      problems.add(where, "",
                   {"not UTF-8 text; save the file as UTF-8 (it may be GBK or GB18030)",
                    "不是 UTF-8 文本；请将文件另存为 UTF-8 编码（原文件可能是 GBK 或 GB18030）"});
      return false;
    }
    if (point == '\n') {
      ++where.line;
      where.column = 1;
    } else {
      ++where.column;
    }
  }
  return true;
}

Text syntax_message(std::string_view description) {
  const bool repeated = description.find("redefine") != std::string_view::npos ||
                        description.find("redefinition") != std::string_view::npos ||
                        description.find("already defined") != std::string_view::npos;
  const std::string detail(description);
  if (repeated) return {"the key is written twice: " + detail, "键重复定义：" + detail};
  return {"not valid TOML: " + detail, "不符合 TOML 语法：" + detail};
}

}  // namespace

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

bool read_text_file(const std::filesystem::path& file, std::string& text, Problems& problems) {
  const Origin where{file.string()};
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) {
    problems.add(where, "", {"there is no such file", "文件不存在"});
    return false;
  }
  if (std::filesystem::is_directory(status)) {
    problems.add(where, "", {"this is a folder, not a file", "这是文件夹，不是文件"});
    return false;
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    const std::string reason = std::strerror(errno);
    problems.add(where, "", {"cannot be read: " + reason, "无法读取：" + reason});
    return false;
  }
  text.assign(greatest_file_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > greatest_file_bytes) {
    problems.add(where, "",
                 {fmt::format("larger than {} MB, so it is not read", greatest_file_bytes >> 20),
                  fmt::format("文件超过 {} MB，拒绝读取", greatest_file_bytes >> 20)});
    return false;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    problems.add(where, "", {"the file is empty", "文件为空"});
    return false;
  }
  return check_utf8(text, where.file, problems);
}

bool parse_document(std::string_view text, const std::string& name, Node& root, Problems& problems) {
  if (!check_utf8(text, name, problems)) return false;
  try {
    root = converted(toml::parse(text, std::string_view(name)), name);
    root.origin = {name, 1, 1};
    return true;
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    problems.add({name, at.line, at.column}, "", syntax_message(error.description()));
    return false;
  }
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
