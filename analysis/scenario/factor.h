#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/scenario/document.h"
#include "analysis/scenario/settable.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// A key that is varied, and the values it takes.
struct Factor {
  std::string key;
  Origin origin;
  Settable settable;
  std::vector<double> values;
};

/// Whether two keys set the same number.
bool same_target(const Settable& a, const Settable& b);

/// Finds what a key stands for; adds a problem if it is nothing, or what another key sets already.
bool resolve(Factor& factor, const std::vector<Factor>& others, const Study& study, Problems& problems);

/// The value if it is a number in range; adds a problem if not.
std::optional<double> value_of(const Node& node, const Factor& factor, const Study& study, Problems& problems);

/// Values of [v, v, …], or of { from, to, steps }: steps values at equal distances, both ends included.
std::vector<double> levels_of(const Node& node, const Factor& factor, const Study& study, Problems& problems);

/// Leaves of a table of keys; none, and a problem, if it is no table.
std::vector<Leaf> leaves_of(const Node& table, const std::string& key, std::string_view end, Problems& problems);

/// A table of keys, each with [low, high], low below high, as factors after `factors`. Adds problems.
void add_ranges(const Node& table, const std::string& name, const Study& study, std::vector<Factor>& factors,
                Problems& problems);

}  // namespace liandong::analysis
