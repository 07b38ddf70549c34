#include "models/governance/rules/example.h"

#include <atomic>

#include "sim/graph/arc_rows.h"

namespace liandong::governance {
namespace {

std::uint32_t whole(float weight) noexcept { return static_cast<std::uint32_t>(weight * 65536.0f); }

std::uint32_t change(float weight, bool active) noexcept { return active ? whole(weight) : 0u - whole(weight); }

void add_anywhere(World& w, Resident r, std::uint32_t weight) noexcept {
  std::atomic_ref<std::uint32_t>(w.resident.active_weight[r]).fetch_add(weight, std::memory_order_relaxed);
}

void look_around_from(World& w, Building b) {
  const std::uint32_t first = w.building.first_resident[b], last = first + w.building.residents[b];
  const std::uint8_t* const roles = w.resident.roles.values().data();
  const auto seen = [target = w.ties.targets().data(), weights = w.ties.arc_weights().data(),
                     roles](std::uint32_t arc) {
    const std::uint64_t weight = whole(weights[arc]), active = (roles[target[arc]] & role::active) != 0;
    return weight << 32 | weight * active;
  };
  sim::prefetch_ends(w.ties, first, last, roles);
  sim::sum_rows(w.ties, first, last, seen, [&](std::uint32_t row, std::uint64_t sums) {
    w.resident.tie_weight[Resident{row}] = static_cast<std::uint32_t>(sums >> 32);
    w.resident.active_weight[Resident{row}] = static_cast<std::uint32_t>(sums);
  });
}

}  // namespace

void look_around(World& w, Community c) {
  const std::uint32_t first = w.community.first_building[c];
  for (std::uint32_t b = first; b < first + w.community.buildings[c]; ++b) look_around_from(w, Building{b});
}

void show_example(World& w, Community c, Resident r, bool active) {
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  const auto around = w.ties.neighbours(sim::row(r));
  const auto weights = w.ties.weights(sim::row(r));
  for (std::size_t i = 0; i < around.size(); ++i) {
    const Resident other{around[i]};
    if (around[i] - first < n)
      w.resident.active_weight[other] += change(weights[i], active);
    else
      w.elsewhere[sim::row(c)].push_back({other, change(weights[i], active)});
  }
}

void show_example_elsewhere(World& w, Community c) noexcept {
  for (const SeenElsewhere& seen : w.elsewhere[sim::row(c)]) add_anywhere(w, seen.who, seen.weight);
  w.elsewhere[sim::row(c)].clear();
}

}  // namespace liandong::governance
