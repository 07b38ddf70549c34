#include "models/reference/participation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace liandong::reference::participation {
namespace {

enum class Purpose : std::uint16_t { partner = 100, start = 200, decision = 300 };

constexpr std::uint32_t grain = 1024;  // a multiple of four, as `fill` wants

/// Somebody else in [first, first + n).
std::uint32_t other_than(std::uint32_t self, std::uint32_t word, std::uint32_t first, std::uint32_t n) {
  const std::uint32_t chosen = first + sim::below(word, n - 1);
  return chosen < self ? chosen : chosen + 1;
}

sim::Layer make_ties(std::uint32_t residents, const sim::Chance& chance) {
  std::vector<sim::Tie> ties;
  ties.reserve(std::size_t{residents} * mean_degree);
  for (std::uint32_t r = 0; r < residents; ++r) {
    const std::uint32_t first = r / block_residents * block_residents, n = std::min(block_residents, residents - first);
    for (std::uint16_t k = 0; k < mean_degree / 2; ++k) {
      const auto words = chance.four(0, Purpose::partner, r, 0, k);
      const bool inside = n > 1 && words[0] < sim::chance_threshold(inside_share);
      ties.push_back({r, inside ? other_than(r, words[1], first, n) : other_than(r, words[1], 0, residents)});
    }
  }
  sim::Layer layer = sim::Layer::from_ties(residents, residents, std::move(ties), true);
  layer.arc_weights() = std::vector<float>();
  layer.arc_last_used() = std::vector<std::uint32_t>();
  return layer;
}

void decide(Town& town, const sim::Rows& rows) {
  const std::uint32_t first = rows.begin_row(), n = rows.end_row() - first;
  std::array<std::uint32_t, grain> words;
  std::array<float, grain> odds;
  town.chance.fill({words.data(), n}, town.tick, Purpose::decision, first);
  rows.each([&](std::uint32_t row) {
    const auto around = town.ties.neighbours(row);
    std::uint32_t active = 0;
    for (const std::uint32_t neighbour : around) active += town.active[Resident{neighbour}];
    const float share = around.empty() ? 0.0f : static_cast<float>(active) / static_cast<float>(around.size());
    float& trust = town.trust[Resident{row}];
    odds[row - first] = base + neighbours_effect * share + trust_effect * trust;
    trust += trust_pace * (share - trust);
  });
  for (std::uint32_t i = 0; i < n; ++i)
    town.active_next[Resident{first + i}] = sim::uniform(words[i]) < static_cast<double>(sim::logistic(odds[i]));
}

}  // namespace

Town town(std::uint32_t residents, const sim::Chance& chance) {
  Town result;
  result.ties = make_ties(residents, chance);
  result.trust.resize(residents);
  result.active.resize(residents);
  result.active_next.resize(residents);
  result.chance = chance;
  for (std::uint32_t r = 0; r < residents; ++r) {
    const auto words = chance.four(0, Purpose::start, r);
    // 24 bits, so that rounding to a float cannot reach 1.
    result.trust[Resident{r}] = static_cast<float>(words[0] >> 8) * 0x1p-24f;
    result.active[Resident{r}] = words[1] < sim::chance_threshold(0.1);
  }
  return result;
}

void step(Town& town, const sim::Execution& execution) {
  sim::for_each_block(execution, town.residents(), grain, [&](const sim::Rows& rows) { decide(town, rows); });
  std::swap(town.active, town.active_next);
  ++town.tick;
}

}  // namespace liandong::reference::participation
