#include "analysis/experiment/lever_unknowns.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/drawn.h"

namespace liandong::analysis {
namespace {

/// All on which the value of a lever in a world depends besides its name.
struct Drawn {
  double low, high, stated;
  models::Distribution distribution;
  bool whole;
  std::string with;  ///< of weights: name, range and value of each that is drawn with it

  bool operator==(const Drawn&) const = default;
};

Drawn drawn_at(const LeverPlace& place, const LeverRange& range, const Study& study) {
  const auto parameters = lever_parameters(*study.catalogue);
  const Levers levers = place.levers_in(study);
  Drawn drawn{range.low, range.high, levers[place.lever], range.distribution, parameters[place.lever].whole, ""};
  for (const auto& shares : study.catalogue->shares) {
    const auto is_member = [&](std::size_t i) {
      return std::ranges::find(shares.members, parameters[i].key) != shares.members.end();
    };
    if (!is_member(place.lever)) continue;
    for (const auto& [i, other] : drawn_ranges(place.ranges_in(study), study))
      if (is_member(i)) drawn.with += fmt::format("{} {} {} {}\n", other.unknown, other.low, other.high, levers[i]);
  }
  return drawn;
}

std::uint32_t weeks_of_stage(const Study& study, const Arm& arm, std::size_t stage) {
  const std::uint32_t end = stage + 1 < arm.stages.size() ? arm.stages[stage + 1].week : study.weeks;
  return end - std::min(end, arm.stages[stage].week);
}

/// The uncertain levers of an arm, each name of a lever once: where it stands longest, the later of equals.
std::vector<LeverPlace> places_in(const Study& study, std::size_t arm) {
  std::vector<LeverPlace> places;
  std::map<std::pair<std::size_t, std::string>, std::size_t> known;
  const auto& stages = study.arms[arm].stages;
  for (std::size_t s = stages.size(); s-- > 0;)
    for (const auto& [lever, range] : drawn_ranges(stages[s].ranges, study)) {
      const auto [at, is_new] = known.try_emplace({lever, range.unknown}, places.size());
      if (is_new)
        places.push_back({arm, s, lever});
      else if (LeverPlace& place = places[at->second];
               weeks_of_stage(study, study.arms[arm], s) > weeks_of_stage(study, study.arms[arm], place.stage))
        place.stage = s;
    }
  return places;
}

std::string further_key(const LeverPlace& place, const LeverRange& range, const Study& study) {
  return fmt::format("{}@{}.{}", range.unknown, place.arm ? study.arms[*place.arm].name : "burn_in",
                     lever_parameters(*study.catalogue)[place.lever].key);
}

}  // namespace

const Ranges& LeverPlace::ranges_in(const Study& study) const {
  return arm ? study.arms[*arm].stages[stage].ranges : study.burn_in_ranges;
}

Levers LeverPlace::levers_in(const Study& study) const {
  return arm ? study.arms[*arm].stages[stage].levers : study.burn_in();
}

std::vector<LeverUnknown> lever_unknowns(const Study& study) {
  std::vector<LeverPlace> places;
  for (const auto& [lever, range] : drawn_ranges(study.burn_in_ranges, study))
    places.push_back({std::nullopt, 0, lever});
  for (std::size_t a = 0; a < study.arms.size(); ++a)
    for (const LeverPlace& place : places_in(study, a)) places.push_back(place);
  std::vector<LeverUnknown> found;
  std::map<std::string, std::vector<Drawn>> values;
  for (const LeverPlace& place : places) {
    const LeverRange& range = place.ranges_in(study).at(place.lever);
    auto& known = values[range.unknown];
    const Drawn drawn = drawn_at(place, range, study);
    if (std::ranges::find(known, drawn) != known.end()) continue;
    const bool is_further = !known.empty();
    known.push_back(drawn);
    found.push_back({place, range, is_further ? further_key(place, range, study) : range.unknown, is_further});
  }
  return found;
}

}  // namespace liandong::analysis
