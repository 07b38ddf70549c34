#include "analysis/scenario/drawn.h"

#include <algorithm>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/world_reader.h"
#include "models/prior.h"

namespace liandong::analysis {
namespace {

using models::Parameter;
using models::Shares;

bool is_share_of(const Shares& shares, std::string_view key) {
  return std::ranges::find(shares.members, key) != shares.members.end();
}

/// Whether every community has a value of its own.
bool has_own_values(std::size_t position, const Study& study) {
  const double whole = study.values.whole[position];
  return !study.values.communities.empty() &&
         std::ranges::none_of(study.values.communities, [&](const auto& row) { return row[position] == whole; });
}

bool is_own_of_an_arm(std::size_t position, const Study& study) {
  return std::ranges::any_of(study.arms, [&](const Arm& arm) { return arm.own.contains(position); });
}

/// Set, named as known, or what an arm has in its own way: nothing to draw.
bool is_settled(std::size_t position, const Study& study) {
  return study.values.whole[position] != study.catalogue->parameter(position).fallback ||
         is_known(key_at(position, *study.catalogue), study.worlds) || is_own_of_an_arm(position, study);
}

}  // namespace

bool is_drawn(std::size_t position, const Study& study) {
  const auto& catalogue = *study.catalogue;
  if (position >= study.values.whole.size() - lever_parameters(catalogue).size()) return false;
  const Parameter& parameter = catalogue.parameter(position);
  if (!parameter.prior || !models::is_uncertain(*parameter.prior)) return false;
  if (is_settled(position, study) || has_own_values(position, study)) return false;
  for (const Shares& shares : catalogue.shares)
    if (is_share_of(shares, parameter.key))
      for (std::size_t p = 0; p < study.values.whole.size(); ++p)
        if (is_share_of(shares, catalogue.parameter(p).key) && is_settled(p, study)) return false;
  return true;
}

std::vector<std::size_t> drawn_parameters(const Study& study) {
  std::vector<std::size_t> positions;
  for (std::size_t p = 0; p < study.values.whole.size(); ++p)
    if (is_drawn(p, study)) positions.push_back(p);
  return positions;
}

Ranges drawn_ranges(const Ranges& all, const Study& study) {
  Ranges ranges = all;
  std::erase_if(ranges, [&](const auto& item) { return is_known(item.second.unknown, study.worlds); });
  for (const Shares& shares : study.catalogue->shares) {
    const auto is_member = [&](const auto& item) {
      return is_share_of(shares, lever_parameters(*study.catalogue)[item.first].key);
    };
    if (std::ranges::count_if(ranges, is_member) == 1) std::erase_if(ranges, is_member);
  }
  return ranges;
}

}  // namespace liandong::analysis
