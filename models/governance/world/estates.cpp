#include "models/governance/world/estates.h"

#include <algorithm>
#include <numeric>

#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

/// By how much households of a kind are apart from those of mixed estates, in log-odds; ties in logarithms.
struct Offsets {
#define LIANDONG_OFFSET(name) double name = 0.0;
  LIANDONG_ESTATE_OFFSETS(LIANDONG_OFFSET)
#undef LIANDONG_OFFSET
};

Offsets offsets_of(const Mechanisms& m, EstateKind kind) {
  switch (kind) {
#define LIANDONG_OFFSET_OF(kind, name) m.kind##_##name,
#define LIANDONG_KIND(kind) \
  case EstateKind::kind:    \
    return {LIANDONG_ESTATE_OFFSETS_OF(LIANDONG_OFFSET_OF, kind)};
    LIANDONG_ESTATE_KINDS_WITH_OFFSETS(LIANDONG_KIND)
#undef LIANDONG_KIND
#undef LIANDONG_OFFSET_OF
    case EstateKind::mixed:
      break;
  }
  return {};
}

double logistic_of(double x) { return 1.0 / (1.0 + sim::exp(-x)); }

using ByKind = std::array<double, estate_kinds>;

ByKind offsets_by_kind(const Mechanisms& m, double Offsets::*which) {
  ByKind result{};
  for (std::size_t kind = 0; kind < estate_kinds; ++kind)
    result[kind] = offsets_of(m, static_cast<EstateKind>(kind)).*which;
  return result;
}

double mean_of(const EstateMix& mix, const ByKind& values) {
  return std::inner_product(mix.begin(), mix.end(), values.begin(), 0.0);
}

/// Shares whose log-odds lie apart by the offsets and whose mean over the mix is the margin; by bisection.
ByKind shares_by_kind(double margin, const ByKind& offsets, const EstateMix& mix) {
  ByKind shares;
  shares.fill(margin);
  if (margin <= 0.0 || margin >= 1.0) return shares;
  constexpr double widest = 40.0;
  constexpr int halvings = 60;
  double low = -widest, high = widest;
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    for (std::size_t k = 0; k < estate_kinds; ++k) shares[k] = logistic_of(middle + offsets[k]);
    (mean_of(mix, shares) < margin ? low : high) = middle;
  }
  return shares;
}

/// Values that lie apart by the offsets and whose mean over the mix is the given one.
ByKind values_by_kind(double mean, ByKind offsets, const EstateMix& mix) {
  const double middle = mean - mean_of(mix, offsets);
  for (double& value : offsets) value += middle;
  return offsets;
}

/// The same as factors: values in ratios of exp(offset).
ByKind factors_by_kind(double mean, ByKind offsets, const EstateMix& mix) {
  for (double& value : offsets) value = sim::exp(value);
  const double scale = mean / mean_of(mix, offsets);
  for (double& value : offsets) value *= scale;
  return offsets;
}

EstateMix in_proportion(EstateMix mix) {
  const double all = std::accumulate(mix.begin(), mix.end(), 0.0);
  for (double& share : mix) share /= all;
  return mix;
}

/// Where the local households of a mix live; the mix itself if there are none.
EstateMix mix_of_locals(const EstateMix& mix, const ByKind& migrants) {
  EstateMix locals{};
  for (std::size_t k = 0; k < estate_kinds; ++k) locals[k] = mix[k] * (1.0 - migrants[k]);
  return locals == EstateMix{} ? mix : in_proportion(locals);
}

/// What the estates of a community make of its households.
EstateMix built_mix(const World& w, Community c) {
  EstateMix mix{};
  for (std::uint32_t b = 0; b < w.community.buildings[c]; ++b) {
    const Building building{w.community.first_building[c] + b};
    const EstateKind kind = w.estate.kind[Estate{w.building.estate[building]}];
    mix[static_cast<std::size_t>(kind)] += w.building.households[building];
  }
  return in_proportion(mix);
}

/// Most estates of a community are of its main kind. Main kinds are spread evenly over the communities, so that the
/// place has its mix in every replicate.
void choose_kinds(World& w, Community c) {
  const Place& place = w.setting.place_of(sim::row(c));
  const EstateMix mix = estate_mix(place);
  const EstateKind main = kind_at(mix, even_rank(sim::row(c)));
  for (std::uint32_t e = 0; e < w.community.estates[c]; ++e) {
    const Estate estate{w.community.first_estate[c] + e};
    const auto words = w.chance.four(0, Purpose::estate_kind, sim::row(estate));
    w.estate.kind[estate] =
        sim::uniform(words[0]) < place.estate_clustering ? main : kind_at(mix, sim::uniform(words[1]));
  }
}

}  // namespace

EstateMix estate_mix(const Place& place) noexcept {
  EstateMix mix{};
#define LIANDONG_SHARE(kind) mix[static_cast<std::size_t>(EstateKind::kind)] = place.kind##_share;
  LIANDONG_ESTATE_KINDS_WITH_OFFSETS(LIANDONG_SHARE)
#undef LIANDONG_SHARE
  const double stated = std::accumulate(mix.begin(), mix.end(), 0.0);
  mix[static_cast<std::size_t>(EstateKind::mixed)] = std::max(0.0, 1.0 - stated);
  return in_proportion(mix);
}

EstateKind kind_at(const EstateMix& mix, double rank) noexcept {
  for (std::size_t kind = 0; kind < estate_kinds; ++kind) {
    if (rank < mix[kind]) return static_cast<EstateKind>(kind);
    rank -= mix[kind];
  }
  return EstateKind::mixed;
}

EstateProfiles estate_profiles(const Mechanisms& m, const Place& place, const Context& context, const EstateMix& mix,
                               double civic) {
  ByKind aloof = offsets_by_kind(m, &Offsets::ties);
  for (double& offset : aloof) offset = -offset;
  const ByKind migrants = shares_by_kind(context.floating_share, offsets_by_kind(m, &Offsets::migrants), mix),
               owners = shares_by_kind(place.owner_share, offsets_by_kind(m, &Offsets::owners),
                                       mix_of_locals(mix, migrants)),
               old = shares_by_kind(place.share_over_60, offsets_by_kind(m, &Offsets::old), mix),
               isolates = shares_by_kind(m.isolate_share, aloof, mix),
               acquaintances = factors_by_kind(m.acquaintances, offsets_by_kind(m, &Offsets::ties), mix),
               civics = values_by_kind(civic, offsets_by_kind(m, &Offsets::civic), mix),
               fees = values_by_kind(m.fee_base, offsets_by_kind(m, &Offsets::fees), mix);
  EstateProfiles profiles;
  for (std::size_t k = 0; k < estate_kinds; ++k)
    profiles[k] = {migrants[k], owners[k], old[k], isolates[k], acquaintances[k], static_cast<float>(civics[k]),
                   fees[k]};
  return profiles;
}

void settle_estates(World& w) {
  const bool own_rows = !w.setting.communities.empty();
  for (std::uint32_t row = 0; row < w.communities(); ++row) {
    const Community c{row};
    const Place& place = w.setting.place_of(row);
    const Context& context = w.setting.context_of(row);
    choose_kinds(w, c);
    double civic = context.civic_intercept, readiness = context.organisation_readiness;
    if (!own_rows) {
      const auto words = w.chance.four(0, Purpose::community_tradition, row);
      civic += context.civic_spread * sim::normal(words[0]);
      readiness = std::clamp(readiness + context.readiness_spread * sim::normal(words[1]), 0.0, 1.0);
    }
    w.community.readiness[c] = static_cast<float>(readiness);
    w.profiles.push_back(
        estate_profiles(w.mechanisms(), place, context, own_rows ? built_mix(w, c) : estate_mix(place), civic));
  }
}

}  // namespace liandong::governance
