#include "models/governance/parameters/parameters.h"

#include <array>

namespace liandong::governance {

using models::Distribution;
using models::Status;

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

namespace {

// Each list is the same file, read for some of its entries.
#define KNOWN(key, status, reason) {key, Status::status, {}, {}, reason},
#define PRIOR(key, status, low, high, distribution, reason) \
  {key, Status::status, {low, high, Distribution::distribution}, {}, reason},
#define ALTERNATIVES(key, highest, reason, ...) \
  {key, Status::assumed, {0, highest, Distribution::alternatives}, {__VA_ARGS__}, reason},
#define SHARES(...)
constexpr models::Prior prior_list[] = {
#include "models/governance/parameters/priors.inc"
};
#undef KNOWN
#undef PRIOR
#undef ALTERNATIVES
#undef SHARES

#define KNOWN(...)
#define PRIOR(...)
#define ALTERNATIVES(...)
#define SHARES(key, concentration, reason, ...) {key, {__VA_ARGS__}, concentration, reason},
constexpr models::Shares share_list[] = {
#include "models/governance/parameters/priors.inc"
};
#undef KNOWN
#undef PRIOR
#undef ALTERNATIVES
#undef SHARES

}  // namespace

std::span<const models::Prior> priors() { return prior_list; }
std::span<const models::Shares> shares() { return share_list; }

Setting default_setting() {
  Setting setting;
  setting.place = defaults(place_definitions());
  setting.context = defaults(context_definitions());
  setting.mechanisms = defaults(mechanism_definitions());
  return setting;
}

std::span<const std::string_view> place_wide_levers() {
  static constexpr std::array<std::string_view, 8> keys = {
      "authority.hotline", "hotline.dispatch", "hotline.deadline",       "hotline.callback",
      "hotline.ranking",   "whistle.weight",   "purchase.venture_share", "purchase.jury_needs"};
  return keys;
}

Levers default_levers() { return defaults(lever_definitions()); }

}  // namespace liandong::governance
