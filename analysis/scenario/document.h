#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/scenario/problem.h"
#include "analysis/scenario/text_file.h"

namespace liandong::analysis {

struct Date {
  int year = 0;
  unsigned month = 0, day = 0;
};

/// A TOML document as plain data, every node with the place where it was written. Tables keep the order of the file.
struct Node {
  struct Member;
  using Table = std::vector<Member>;
  using List = std::vector<Node>;

  Origin origin;
  std::variant<std::monostate, bool, double, std::string, Date, List, Table> value;
  bool integer = false;  ///< the number was written without point and exponent

  bool is_table() const noexcept { return std::holds_alternative<Table>(value); }
  bool is_list() const noexcept { return std::holds_alternative<List>(value); }
  bool is_number() const noexcept { return std::holds_alternative<double>(value); }
  bool is_text() const noexcept { return std::holds_alternative<std::string>(value); }
  bool is_date() const noexcept { return std::holds_alternative<Date>(value); }
  double number() const { return std::get<double>(value); }
  const std::string& text() const { return std::get<std::string>(value); }
  const List& list() const { return std::get<List>(value); }
  const Table& table() const { return std::get<Table>(value); }
  /// The member of that name of a table; nullptr if there is none or this is no table.
  const Node* find(std::string_view name) const noexcept;
};

struct Node::Member {
  std::string name;
  Node node;
};

/// A member anywhere below a table that holds a value, and its dotted key.
struct Leaf {
  std::string key;
  const Node* node;
};

/// Leaves of a table in the order of the file, `a = { b = 1 }` and `a.b = 1` alike. A table that has a member named
/// `end` is a leaf itself.
std::vector<Leaf> leaves_of(const Node& table, std::string_view end = {});
/// The same, a table being a leaf where `is_leaf` says so of its dotted key.
std::vector<Leaf> leaves_of(const Node& table, const std::function<bool(const Leaf&)>& is_leaf);

/// What a node holds, in words, for messages: "a number", "数字".
Text kind_in_words(const Node& node);

/// Parses TOML. Adds a problem and returns false if it fails `check_text` or `scan_toml`, breaks TOML's rules (keys
/// written twice included), or has a key or text whose escapes stand for control characters, which no file of results
/// could hold.
bool parse_document(std::string_view text, const std::string& name, Node& root, Problems& problems);

/// The same for a file.
bool read_document(const std::filesystem::path& file, Node& root, Problems& problems);

/// The value that a command-line override "key=value" stands for: a number, true, false, a date, a list, a table or
/// else text. That the text passes `check_text` is for the caller to see to.
Node parse_value(const std::string& text, const Origin& origin);

}  // namespace liandong::analysis
