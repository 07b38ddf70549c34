#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/scenario/problem.h"

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

/// What a node holds, in words, for messages: "a number", "数字".
Text kind_in_words(const Node& node);

/// Files larger than this are refused before they are read whole.
inline constexpr std::size_t greatest_file_bytes = 8u << 20;

/// Text of a file. Adds a problem and returns false if it is missing, unreadable, no regular file, empty, larger than
/// `greatest_file_bytes`, or not UTF-8.
bool read_text_file(const std::filesystem::path& file, std::string& text, Problems& problems);

/// Parses TOML. Adds a problem and returns false if it is not UTF-8 or breaks TOML's rules (duplicate keys included).
bool parse_document(std::string_view text, const std::string& name, Node& root, Problems& problems);

/// The same for a file.
bool read_document(const std::filesystem::path& file, Node& root, Problems& problems);

/// The value that a command-line override "key=value" stands for: a number, true, false, a date or else text.
Node parse_value(const std::string& text, const Origin& origin);

}  // namespace liandong::analysis
