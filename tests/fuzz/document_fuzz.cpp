// Any bytes as a TOML document: a tree that holds no control character and is not too deep, or problems in both
// languages that say where.
#include <cstdint>
#include <cstdlib>

#include "analysis/scenario/document.h"
#include "analysis/scenario/toml_scan.h"

namespace {

using liandong::analysis::Node;

void require(bool truth) {
  if (!truth) std::abort();
}

bool is_clean(const std::string& text) {
  liandong::analysis::Problems problems;
  return check_text(text, {}, problems);
}

/// A list of tables in a header takes two levels of the tree, the list and its last table.
void check(const Node& node, unsigned level) {
  require(level <= 2 * liandong::analysis::deepest_level);
  if (node.is_text()) require(is_clean(node.text()));
  if (node.is_list())
    for (const auto& element : node.list()) check(element, level + 1);
  if (node.is_table())
    for (const auto& [name, member] : node.table()) {
      require(is_clean(name) && member.origin.line > 0);
      check(member, level + 1);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Node root;
  liandong::analysis::Problems problems;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (parse_document(text, "fuzz.toml", root, problems)) {
    require(problems.empty() && root.is_table());
    check(root, 0);
    return 0;
  }
  require(!problems.empty());
  for (const auto& problem : problems.list())
    require(!problem.message.en.empty() && !problem.message.zh.empty() && problem.line > 0 && problem.column > 0);
  return 0;
}
