#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/scenario/values.h"
#include "models/model.h"

namespace liandong::analysis {

using models::Reach;

/// Whether `wide` holds every community of `narrow`, whichever a run draws for a share.
bool covers(const Reach& wide, const Reach& narrow);
/// Communities of both, neither of which is a share if the other names communities; nothing if there are none.
std::optional<Reach> overlap(const Reach& a, const Reach& b);

/// Puts something in force where it reaches, in a list of which the last that reaches a community holds there: what it
/// displaces everywhere goes, and what changes nothing does not come in.
template <class Item, class Same>
void enact(std::vector<Item>& in_force, Item added, Same&& same) {
  std::erase_if(in_force, [&](const Item& one) { return covers(added.reach, one.reach); });
  const auto meets = [&](const Item& one) { return overlap(one.reach, added.reach).has_value(); };
  const auto stands = std::find_if(in_force.rbegin(), in_force.rend(), meets);
  if (stands != in_force.rend() && covers(stands->reach, added.reach) && same(*stands, added)) return;
  in_force.push_back(std::move(added));
}

/// Reads `communities`: a share of them, or names of the place's; all of them if it is not there. Adds problems for a
/// share out of range, names that the place does not have, a model without pilots.
Reach read_reach(TableReader& reader, const models::Catalogue& catalogue, const std::vector<std::string>& names,
                 Problems& problems);
/// Reads `communities` as names of at least two of the place's that follow one another. Adds problems for others.
std::vector<std::uint32_t> read_neighbours(TableReader& reader, const models::Catalogue& catalogue,
                                           const std::vector<std::string>& names, Problems& problems);
/// The value of `communities` as read_reach takes it.
std::string reach_text(const Reach& reach, const std::vector<std::string>& names);
/// "in 20% of communities", "in Donghe 1, Donghe 2", "in Donghe 1, Donghe 2, Donghe 3 and 4 others"; empty for all.
Text reach_words(const Reach& reach, const std::vector<std::string>& names);

}  // namespace liandong::analysis
