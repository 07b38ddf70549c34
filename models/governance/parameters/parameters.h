#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/definition.h"

namespace liandong::governance {

using models::ParameterOf;

// A group is a struct of doubles, a member for each entry of its list.
#define PARAMETER(member, ...) double member;

/// An arrangement is this vector and nothing else.
struct Levers {
#include "models/governance/parameters/levers.inc"
};

/// What a planner's data say of a place. A value may differ between communities.
struct Place {
#include "models/governance/parameters/place.inc"
};

/// What policy cannot set at once. A value may differ between communities.
struct Context {
#include "models/governance/parameters/context.inc"
};

/// Constants of behaviour and of the physical world, the same in every arm.
struct Mechanisms {
#include "models/governance/parameters/mechanisms.inc"
};

#undef PARAMETER

/// The two desks of a community. What one may have the other may have; the arrangement says who has it.
enum class Side : std::uint8_t { committee, station };
inline constexpr std::array sides = {Side::committee, Side::station};
constexpr std::size_t at(Side side) noexcept { return static_cast<std::size_t>(side); }
constexpr Side other(Side side) noexcept { return side == Side::committee ? Side::station : Side::committee; }

/// Levers of which each desk has its own: `…_committee` and `…_station`.
#define LIANDONG_DESK_LEVERS(LEVER) \
  LEVER(staff) LEVER(moved) LEVER(training) LEVER(authority) LEVER(closed) LEVER(service) LEVER(grid)

/// Kinds of estates that are apart from mixed ones, and in what: `<kind>_share` of the place, `<kind>_<offset>` of the
/// mechanisms.
#define LIANDONG_ESTATE_KINDS_WITH_OFFSETS(KIND) KIND(danwei) KIND(commercial) KIND(resettlement) KIND(village)
#define LIANDONG_ESTATE_OFFSETS(OFFSET) \
  OFFSET(migrants) OFFSET(owners) OFFSET(old) OFFSET(ties) OFFSET(civic) OFFSET(fees)
#define LIANDONG_ESTATE_OFFSETS_OF(OFFSET, kind) \
  OFFSET(kind, migrants)                         \
  OFFSET(kind, owners) OFFSET(kind, old) OFFSET(kind, ties) OFFSET(kind, civic) OFFSET(kind, fees)

/// What an arrangement gives one desk.
struct DeskLevers {
#define LIANDONG_DESK_LEVER(name) double name;
  LIANDONG_DESK_LEVERS(LIANDONG_DESK_LEVER)
#undef LIANDONG_DESK_LEVER
};
constexpr DeskLevers levers_of(const Levers& levers, Side side) noexcept {
#define LIANDONG_DESK_LEVER(name) side == Side::committee ? levers.name##_committee : levers.name##_station,
  return {LIANDONG_DESK_LEVERS(LIANDONG_DESK_LEVER)};
#undef LIANDONG_DESK_LEVER
}

/// Share of the street's staff posted to a desk; both together at most 1.
constexpr double street_share(const Levers& levers, Side side) noexcept {
  return levers_of(levers, side).moved / std::max(1.0, levers.moved_committee + levers.moved_station);
}
/// Share of the street's staff who stay with the street.
constexpr double street_kept(const Levers& levers) noexcept {
  return 1.0 - (street_share(levers, Side::committee) + street_share(levers, Side::station));
}

/// Levers that are one for the whole place: what a city or a street does for all its communities together.
std::span<const std::string_view> place_wide_levers();
std::span<const ParameterOf<Levers>> lever_definitions();
std::span<const ParameterOf<Place>> place_definitions();
std::span<const ParameterOf<Context>> context_definitions();
std::span<const ParameterOf<Mechanisms>> mechanism_definitions();

/// What is known of each parameter that is no lever, and which shares are drawn together: priors.inc.
std::span<const models::Prior> priors();
std::span<const models::Shares> shares();

/// Place and context of one community.
struct CommunitySetting {
  Place place;
  Context context;
};

/// Everything about a run that no arm changes. `communities[c]` overrides place and context for community c; empty
/// means that all communities are alike. If not empty its size is place.communities.
struct Setting {
  Place place;
  Context context;
  Mechanisms mechanisms;
  std::vector<CommunitySetting> communities;
  bool desks_exchanged = false;  ///< the desks draw each other's chance: for tests that exchange them

  const Place& place_of(std::size_t community) const {
    return communities.empty() ? place : communities[community].place;
  }
  const Context& context_of(std::size_t community) const {
    return communities.empty() ? context : communities[community].context;
  }
};

/// A setting and levers with every value at its default.
Setting default_setting();
Levers default_levers();

}  // namespace liandong::governance
