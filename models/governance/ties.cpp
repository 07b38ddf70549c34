#include <algorithm>

#include <tbb/parallel_for.h>

#include "models/governance/population.h"
#include "models/governance/purpose.h"

namespace liandong::governance {
namespace {

constexpr float household_weight = 1.0f;      // the closest five of Dunbar's layers
constexpr float acquaintance_weight = 0.25f;  // the next fifty

bool isolate(const World& w, std::uint32_t r) {
  return w.chance.uniform(0, Purpose::ring, r) < w.mechanisms().isolate_share;
}

bool alike(const World& w, std::uint32_t a, std::uint32_t b) {
  constexpr std::uint8_t mask = trait::migrant | trait::renter;
  return ((w.resident.traits[Resident{a}] ^ w.resident.traits[Resident{b}]) & mask) == 0;
}

/// Somebody in [first, first + n) whom `r` would rather know: alike always, unlike at 1/homophily, four tries.
std::uint32_t chosen(const World& w, Purpose purpose, std::uint32_t r, std::uint16_t k, std::uint32_t first,
                     std::uint32_t n) {
  std::uint32_t other = r;
  for (std::uint32_t attempt = 0; attempt < 4; ++attempt) {
    const auto words = w.chance.four(0, purpose, r, attempt, k);
    other = first + sim::below(words[0], n);
    if (other != r && (alike(w, r, other) || sim::uniform(words[1]) < 1.0 / w.mechanisms().homophily)) break;
  }
  return other;
}

void tie_building(const World& w, Building b, const std::vector<std::uint8_t>& isolates, std::uint32_t offset,
                  std::vector<sim::Tie>& ties) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t first = w.building.first_resident[b], n = w.building.residents[b];
  const auto half = static_cast<std::uint32_t>(m.ring_neighbours) / 2;
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t r = first + i;
    for (std::uint32_t k = 1; k <= half && k < n; ++k) {
      std::uint32_t other = first + (i + k) % n;
      const bool kin = w.resident.household[Resident{r}] == w.resident.household[Resident{other}];
      if (kin) {
        ties.push_back({r, other, household_weight, 0});
        continue;
      }
      const double stay = (1.0 - m.rewiring) * (alike(w, r, other) ? 1.0 : 1.0 / m.homophily);
      const auto key = static_cast<std::uint16_t>(k);
      if (w.chance.uniform(0, Purpose::ring_rewire, r, 0xffffu, key) >= stay)
        other = chosen(w, Purpose::ring_rewire, r, key, first, n);
      if (other == r || isolates[r - offset] || isolates[other - offset]) continue;
      ties.push_back({r, other, neighbour_weight, 0});
    }
  }
}

void tie_acquaintances(const World& w, Community c, const std::vector<std::uint8_t>& isolates,
                       std::vector<sim::Tie>& ties) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  for (std::uint32_t r = first; r < first + n; ++r) {
    if (isolates[r - first]) continue;
    const auto words = w.chance.four(0, Purpose::acquaintance, r, 0xffffu);
    const std::uint32_t wanted = sim::poisson(words[0], m.acquaintances / 2.0);
    for (std::uint32_t k = 0; k < wanted; ++k) {
      const auto key = static_cast<std::uint16_t>(k);
      const bool far = w.chance.uniform(0, Purpose::acquaintance, r, 0xfffeu, key) < m.acquaintance_far_share;
      const std::uint32_t other = far ? chosen(w, Purpose::acquaintance, r, key, 0, w.residents())
                                      : chosen(w, Purpose::acquaintance, r, key, first, n);
      // Some are closer than others, so that not all idle ones fade away at the same time.
      const auto closeness =
          static_cast<float>(0.4 + 1.2 * w.chance.uniform(0, Purpose::acquaintance, r, 0xfffdu, key));
      if (other != r) ties.push_back({r, other, acquaintance_weight * closeness, 0});
    }
  }
}

}  // namespace

void build_ties(World& w) {
  std::vector<std::vector<sim::Tie>> parts(w.communities());
  tbb::parallel_for(std::uint32_t{0}, w.communities(), [&](std::uint32_t c) {
    const Community id{c};
    const std::uint32_t first = w.community.first_resident[id], n = w.community.residents[id];
    std::vector<std::uint8_t> isolates(n);
    for (std::uint32_t i = 0; i < n; ++i) isolates[i] = isolate(w, first + i);
    for (std::uint32_t b = 0; b < w.community.buildings[id]; ++b)
      tie_building(w, Building{w.community.first_building[id] + b}, isolates, first, parts[c]);
    tie_acquaintances(w, id, isolates, parts[c]);
  });
  std::vector<sim::Tie> ties;
  std::size_t total = 0;
  for (const auto& part : parts) total += part.size();
  ties.reserve(2 * total);
  for (auto& part : parts) {
    ties.insert(ties.end(), part.begin(), part.end());
    std::vector<sim::Tie>().swap(part);
  }
  w.ties = sim::Layer::from_ties(w.residents(), w.residents(), std::move(ties), true);
}

}  // namespace liandong::governance
