#pragma once

#include <array>
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

std::span<const ParameterOf<Levers>> lever_definitions();
std::span<const ParameterOf<Place>> place_definitions();
std::span<const ParameterOf<Context>> context_definitions();
std::span<const ParameterOf<Mechanisms>> mechanism_definitions();

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
