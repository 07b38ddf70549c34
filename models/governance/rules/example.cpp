#include "models/governance/rules/example.h"

#include <atomic>

namespace liandong::governance {
namespace {

std::uint32_t whole(float weight) noexcept { return static_cast<std::uint32_t>(weight * 65536.0f); }

std::uint32_t change(float weight, bool active) noexcept { return active ? whole(weight) : 0u - whole(weight); }

void add_anywhere(World& w, Resident r, std::uint32_t weight) noexcept {
  std::atomic_ref<std::uint32_t>(w.resident.active_weight[r]).fetch_add(weight, std::memory_order_relaxed);
}

}  // namespace

void look_around(World& w, Community c) {
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  for (std::uint32_t row = first; row < last; ++row) {
    const auto around = w.ties.neighbours(row);
    const auto weights = w.ties.weights(row);
    std::uint32_t all = 0, active = 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
      const std::uint32_t weight = whole(weights[i]);
      all += weight;
      if (w.is(Resident{around[i]}, role::active)) active += weight;
    }
    w.resident.tie_weight[Resident{row}] = all;
    w.resident.active_weight[Resident{row}] = active;
  }
}

void show_example(World& w, Resident r, bool active) noexcept {
  const auto around = w.ties.neighbours(sim::row(r));
  const auto weights = w.ties.weights(sim::row(r));
  for (std::size_t i = 0; i < around.size(); ++i) add_anywhere(w, Resident{around[i]}, change(weights[i], active));
}

void show_example_nearby(World& w, Community c, Resident r, bool active) {
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
