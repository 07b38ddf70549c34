#include "analysis/scenario/design_wish.h"

#include <algorithm>

namespace liandong::analysis {
namespace {

Node made(decltype(Node::value) value) {
  Node node;
  node.origin = {"[design]"};
  node.value = std::move(value);
  return node;
}

Node range_node(double low, double high) { return made(Node::List{made(low), made(high)}); }

/// Members `keys` and `ranges` of what was named.
void add_named(const std::vector<DesignWish::Key>& named, Node::Table& members) {
  Node::List keys;
  Node::Table ranges;
  for (const auto& [key, range] : named)
    if (range)
      ranges.push_back({key, range_node(range->first, range->second)});
    else
      keys.push_back(made(key));
  if (!keys.empty()) members.push_back({"keys", made(std::move(keys))});
  if (!ranges.empty()) members.push_back({"ranges", made(std::move(ranges))});
}

/// The same of what the study's own design varies.
void add_own(const Node& table, const Design& own, Node::Table& members) {
  for (const char* kind : {"morris", "sobol"})
    if (const Node* same = table.find(kind)) {
      for (const char* name : {"keys", "ranges"})
        if (const Node* member = same->find(name)) members.push_back({name, *member});
      return;
    }
  Node::Table ranges;
  for (std::size_t k = 0; k < own.keys.size(); ++k) {
    const auto [least, most] = std::ranges::minmax(own.points, {}, [k](const auto& point) { return point[k]; });
    if (least[k] < most[k]) ranges.push_back({own.keys[k], range_node(least[k], most[k])});
  }
  members.push_back({"ranges", made(std::move(ranges))});
}

}  // namespace

std::optional<Node> wished_design(const DesignWish& wish, const Node* own_table, const Design& own,
                                  Problems& problems) {
  const bool morris = wish.kind == "morris";
  Node::Table members{{morris ? "trajectories" : "base", made(static_cast<double>(wish.count))}};
  if (!wish.keys.empty()) {
    add_named(wish.keys, members);
  } else if (morris) {
    members.push_back({"keys", made(std::string("uncertain"))});
  } else if (own_table && !own.points.empty()) {
    add_own(*own_table, own, members);
  } else {
    problems.add({"--sobol"}, "",
                 {"must be told what varies: --vary KEY, as often as wanted; the study has no [design] that says it",
                  "须说明改变哪些参数：--vary 键，可重复；该研究没有 [design] 可循"});
    return std::nullopt;
  }
  return made(Node::Table{{wish.kind, made(std::move(members))}});
}

}  // namespace liandong::analysis
