#include "models/reference/participation.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace liandong::reference::participation {
namespace {

enum class Purpose : std::uint16_t { partner = 100, start = 200, decision = 300 };

constexpr std::uint32_t stretch = 1024;  // residents who decide together, so that what they need stays close at hand

/// Somebody else in [first, first + n).
std::uint32_t other_than(std::uint32_t self, std::uint32_t word, std::uint32_t first, std::uint32_t n) {
  const std::uint32_t chosen = first + sim::below(word, n - 1);
  return chosen < self ? chosen : chosen + 1;
}

void ask_for_ties(const sim::Chance& chance, std::uint32_t residents, const sim::Rows& block,
                  std::vector<sim::Ask>& ties) {
  const std::uint32_t first = block.begin_row(), n = block.end_row() - first;
  for (std::uint32_t r = first; r < first + n; ++r)
    for (std::uint16_t k = 0; k < mean_degree / 2; ++k) {
      const auto words = chance.four(0, Purpose::partner, r, 0, k);
      const bool inside = n > 1 && words[0] < sim::chance_threshold(inside_share);
      ties.push_back({r, inside ? other_than(r, words[1], first, n) : other_than(r, words[1], 0, residents)});
    }
}

/// Share of somebody's neighbours who take part; of nobody, 0.
float share_of(std::uint8_t active, std::uint8_t neighbours) {
  return static_cast<float>(active) / static_cast<float>(std::max<int>(neighbours, 1));
}

/// Chance of taking part in the next tick.
float chance_to_take_part(float share, float trust) {
  return sim::logistic(base + neighbours_effect * share + trust_effect * trust);
}

void decide(Town& town, const sim::Rows& block, sim::Instructions instructions) {
  const std::uint32_t begin = block.begin_row(), end = block.end_row();
  const auto degrees = town.ties.degrees(begin);
  std::array<std::uint8_t, block_residents> seen, takes_part;
  town.ties.count(begin, town.active.words(), seen, instructions);

  std::array<std::uint32_t, stretch> words;
  for (std::uint32_t first = begin; first < end; first += stretch) {
    const std::uint32_t n = std::min(stretch, end - first);
    town.chance.fill({words.data(), n}, town.tick, Purpose::decision, first);
    const auto resident = [word = words.data(), degree = &degrees[first - begin], active = &seen[first - begin],
                           trust = &town.trust[Resident{first}],
                           decision = &takes_part[first - begin]](std::uint32_t i) {
      const float share = share_of(active[i], degree[i]);
      decision[i] = sim::uniform_float(word[i]) < chance_to_take_part(share, trust[i]);
      trust[i] += trust_pace * (share - trust[i]);
    };
    sim::for_each_row(instructions, n, resident);
  }
  town.active_next.assign(Resident{begin}, {takes_part.data(), end - begin});
}

}  // namespace

Town town(std::uint32_t residents, const sim::Chance& chance, const sim::Execution& execution) {
  Town result;
  result.ties = sim::BlockGraph::build(
      residents, block_residents,
      [&](const sim::Rows& block, auto& ties) { ask_for_ties(chance, residents, block, ties); }, execution);
  result.trust.resize(residents);
  result.active = result.active_next = sim::BitColumn<Resident>(residents);
  result.chance = chance;
  sim::for_each_block(execution, residents, block_residents, [&](const sim::Rows& block) {
    block.each([&](std::uint32_t r) {
      const auto words = chance.four(0, Purpose::start, r);
      result.trust[Resident{r}] = sim::uniform_float(words[0]);
      result.active.set(Resident{r}, words[1] < sim::chance_threshold(0.1));
    });
  });
  return result;
}

void step(Town& town, const sim::Execution& execution) {
  sim::for_each_block(execution, town.residents(), block_residents,
                      [&](const sim::Rows& block) { decide(town, block, execution.instructions); });
  std::swap(town.active, town.active_next);
  ++town.tick;
}

std::size_t bytes(const Town& town) {
  return town.ties.bytes() + sim::state_bytes(town) + town.active_next.words().size_bytes();
}

std::uint64_t arcs(const Town& town) { return town.ties.arcs(); }

}  // namespace liandong::reference::participation
