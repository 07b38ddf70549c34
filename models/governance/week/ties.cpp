#include <algorithm>

#include <tbb/parallel_for.h>

#include "models/governance/rules/example.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"
#include "sim/graph/arc_rows.h"

namespace liandong::governance {
namespace {

constexpr float household_weight = 1.0f;  // the unit of weights

bool isolate(const World& w, std::uint32_t r) {
  return w.chance.uniform(0, Purpose::ring, r) < w.profile(Building{w.resident.building[Resident{r}]}).isolate_share;
}

bool alike(const World& w, std::uint32_t a, std::uint32_t b) {
  constexpr std::uint8_t mask = trait::migrant | trait::renter;
  return ((w.resident.traits[Resident{a}] ^ w.resident.traits[Resident{b}]) & mask) == 0;
}

/// Somebody in [first, first + n) whom `r` would rather know: alike always, unlike at 1/homophily, four tries.
std::uint32_t chosen(const World& w, Purpose purpose, std::uint32_t r, std::uint16_t k, std::uint32_t first,
                     std::uint32_t n, std::uint32_t week = 0) {
  std::uint32_t other = r;
  for (std::uint32_t attempt = 0; attempt < 4; ++attempt) {
    const auto words = w.chance.four(week, purpose, r, attempt, k);
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
      ties.push_back({r, other, static_cast<float>(m.neighbour_weight), 0});
    }
  }
}

/// Acquaintances beyond the building that `r` makes in `week`, so many in the mean.
void make_acquaintances(const World& w, Community c, std::uint32_t r, double mean, std::uint32_t week,
                        std::vector<sim::Tie>& ties) {
  const Mechanisms& m = w.mechanisms();
  const auto weight = static_cast<float>(m.acquaintance_weight);
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  const std::uint32_t wanted = sim::poisson(w.chance.four(week, Purpose::acquaintance, r, 0xffffu)[0], mean);
  for (std::uint32_t k = 0; k < wanted; ++k) {
    const auto key = static_cast<std::uint16_t>(k);
    const bool far = w.chance.uniform(week, Purpose::acquaintance, r, 0xfffeu, key) < m.acquaintance_far_share;
    const std::uint32_t other = far ? chosen(w, Purpose::acquaintance, r, key, 0, w.residents(), week)
                                    : chosen(w, Purpose::acquaintance, r, key, first, n, week);
    // Some are closer than others, so that not all idle ones fade away at the same time.
    const auto closeness = static_cast<float>(
        m.closeness_low + m.closeness_spread * w.chance.uniform(week, Purpose::acquaintance, r, 0xfffdu, key));
    if (w.resident.building[Resident{other}] != w.resident.building[Resident{r}])
      ties.push_back({r, other, weight * closeness, week});
  }
}

double acquaintances_of(const World& w, std::uint32_t r) {
  return w.profile(Building{w.resident.building[Resident{r}]}).acquaintances;
}

/// Of the first residents: each makes half of them, and others make the other half.
void tie_acquaintances(const World& w, Community c, const std::vector<std::uint8_t>& isolates,
                       std::vector<sim::Tie>& ties) {
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  for (std::uint32_t r = first; r < first + n; ++r)
    if (!isolates[r - first]) make_acquaintances(w, c, r, acquaintances_of(w, r) / 2.0, 0, ties);
}

/// Who moved in in this week or later came since ties were last renewed; the first residents came in week 0.
std::uint32_t newcomers_since(const World& w) { return std::max(1u, w.week + 1 - tie_weeks); }

bool new_here(const World& w, std::uint32_t r) { return w.resident.moved_in[Resident{r}] >= newcomers_since(w); }

/// Newcomers make as many acquaintances as people here have: as many ties begin as end with those who move.
void tie_newcomers(World& w, Community c) {
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  for (std::uint32_t r = first; r < first + n; ++r)
    if (new_here(w, r) && !isolate(w, r))
      make_acquaintances(w, c, r, acquaintances_of(w, r), w.week, w.new_ties[sim::row(c)]);
}

/// Steps of a renewal: towards a close tie, towards none; and the weights of a new neighbour and of one who is known.
struct TiePaces {
  float gain, decay, newcomer, neighbour;
};

/// What the ends of a tie are to each other, bit by bit.
namespace ends {
constexpr std::uint8_t kin = 1, of_one_building = 2, new_to_each_other = 4, both_active = 8;
}

/// The same for each arc of some rows.
void relate(const World& w, std::uint32_t first, std::uint32_t last, Building b, std::uint8_t* relations) {
  const std::uint32_t settled = newcomers_since(w), first_arc = w.ties.first_arc(first),
                      neighbour = w.building.first_resident[b], neighbours = w.building.residents[b];
  const std::uint32_t* const target = w.ties.targets().data();
  const std::uint32_t* const household = w.resident.household.values().data();
  const std::uint32_t* const moved_in = w.resident.moved_in.values().data();
  const std::uint8_t* const roles = w.resident.roles.values().data();
  sim::prefetch_ends(w.ties, first, last, household, moved_in, roles);
  sim::each_arc(w.ties, first, last, [=](std::uint32_t r, std::uint32_t arc) {
    const std::uint32_t other = target[arc];
    const unsigned kin = household[r] == household[other], of_one_building = other - neighbour < neighbours,
                   unknown = (moved_in[r] >= settled) | (moved_in[other] >= settled),
                   active = roles[r] & roles[other] & role::active;
    relations[arc - first_arc] =
        static_cast<std::uint8_t>(kin * ends::kin | of_one_building * ends::of_one_building |
                                  unknown * ends::new_to_each_other | active * ends::both_active);
  });
}

/// Ties beyond the building strengthen where both ends take part and fade where not; those to somebody who moved since
/// are gone. A new neighbour is hardly known and becomes one of the building's with time.
void renew_ties_of(World& w, Building b, const TiePaces& pace, sim::Instructions instructions) {
  thread_local std::vector<std::uint8_t> relations;  // kept between calls for its memory only
  const std::uint32_t first = w.building.first_resident[b], last = first + w.building.residents[b],
                      first_arc = w.ties.first_arc(first), arcs = w.ties.first_arc(last) - first_arc;
  relations.resize(arcs);
  relate(w, first, last, b, relations.data());
  sim::for_each_row(instructions, arcs,
                    [relation = relations.data(), weights = w.ties.arc_weights().data() + first_arc,
                     used = w.ties.arc_last_used().data() + first_arc, pace, week = w.week](std::uint32_t i) {
                      const std::uint32_t between = relation[i];
                      const float weight = weights[i], closer = weight + pace.gain * (1.0f - weight),
                                  looser = weight - pace.decay * weight,
                                  neighbour = std::max(weight, weight + pace.gain * (pace.neighbour - weight));
                      const bool near = (between & ends::of_one_building) != 0;
                      const float known = near                                 ? neighbour
                                          : (between & ends::both_active) != 0 ? closer
                                                                               : looser,
                                  unknown = near ? pace.newcomer : 0.0f,
                                  changed = (between & ends::new_to_each_other) != 0 ? unknown : known;
                      weights[i] = (between & ends::kin) != 0 ? weight : changed;
                      used[i] = between == ends::both_active ? week : used[i];
                    });
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
  tbb::parallel_for(std::uint32_t{0}, w.communities(), [&](std::uint32_t c) { look_around(w, Community{c}); });
}

void run_ties(World& w, const sim::Execution& execution) {
  if (w.week % tie_weeks != tie_weeks - 1) return;
  constexpr float quarters = static_cast<float>(tie_weeks) / static_cast<float>(weeks_per_quarter);
  const TiePaces pace{
      static_cast<float>(w.mechanisms().tie_gain) * quarters, static_cast<float>(w.mechanisms().tie_decay) * quarters,
      static_cast<float>(w.mechanisms().newcomer_weight), static_cast<float>(w.mechanisms().neighbour_weight)};
  each_community(w, execution, [&](Community c) {
    const std::uint32_t first = w.community.first_building[c];
    for (std::uint32_t b = first; b < first + w.community.buildings[c]; ++b)
      renew_ties_of(w, Building{b}, pace, execution.instructions);
    tie_newcomers(w, c);
  });
  const auto forgotten = static_cast<float>(w.mechanisms().forgotten);
  std::vector<sim::Tie> born;
  for (auto& ties : w.new_ties) {
    born.insert(born.end(), ties.begin(), ties.end());
    ties.clear();
  }
  w.ties.rebuild([forgotten](std::uint32_t, std::uint32_t, float weight, std::uint32_t) { return weight >= forgotten; },
                 born, execution);
  each_community(w, execution, [&](Community c) { look_around(w, c); });
}

}  // namespace liandong::governance
