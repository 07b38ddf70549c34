#include "models/governance/parameters/parameters.h"

#include <array>

namespace liandong::governance {

#define PARAMETER(member, key, unit, least, greatest, usual, whole, source, en, zh, meaning_en, meaning_zh) \
  {{key, unit, least, greatest, usual, whole, source, {en, zh}, {meaning_en, meaning_zh}}, &Struct::member},

std::span<const ParameterOf<Levers>> lever_definitions() {
  using Struct = Levers;
  static constexpr ParameterOf<Struct> definitions[] = {
#include "models/governance/parameters/levers.inc"
  };
  return definitions;
}

std::span<const ParameterOf<Place>> place_definitions() {
  using Struct = Place;
  static constexpr ParameterOf<Struct> definitions[] = {
#include "models/governance/parameters/place.inc"
  };
  return definitions;
}

std::span<const ParameterOf<Context>> context_definitions() {
  using Struct = Context;
  static constexpr ParameterOf<Struct> definitions[] = {
#include "models/governance/parameters/context.inc"
  };
  return definitions;
}

std::span<const ParameterOf<Mechanisms>> mechanism_definitions() {
  using Struct = Mechanisms;
  static constexpr ParameterOf<Struct> definitions[] = {
#include "models/governance/parameters/mechanisms.inc"
  };
  return definitions;
}

#undef PARAMETER

Setting default_setting() {
  Setting setting;
  setting.place = defaults(place_definitions());
  setting.context = defaults(context_definitions());
  setting.mechanisms = defaults(mechanism_definitions());
  return setting;
}

Levers default_levers() { return defaults(lever_definitions()); }

}  // namespace liandong::governance
