// What happened to residents changes trust, expectation, satisfaction and ties, and is talked about
// (M9, M10, M12).
#include <algorithm>
#include <numeric>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"
#include "sim/tables/marks.h"

namespace liandong::governance {
namespace {

/// Whether there is talk about experiences with them.
bool talked_about(Trusted who) {
  return who == Trusted::neighbours || who == Trusted::committee || who == Trusted::station ||
         who == Trusted::organisations;
}

/// Neighbours in the same community hear of it.
void spread(World& w, Community c, const Experience& e) {
  if (!e.voice && !talked_about(e.toward)) return;
  auto& attitude = e.voice ? w.resident.efficacy : w.resident.trust[static_cast<std::size_t>(e.toward)];
  const auto around = w.ties.neighbours(e.resident);
  const auto weights = w.ties.weights(e.resident);
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  const auto pace = static_cast<float>(e.voice ? w.mechanisms().efficacy_hearsay : w.mechanisms().trust_gossip);
  for (std::size_t i = 0; i < around.size(); ++i) {
    if (around[i] - first >= n) continue;
    float& heard = attitude[Resident{around[i]}];
    heard += pace * weights[i] * (e.quality - heard);
  }
}

void feel(World& w, const Experience& e) {
  const Mechanisms& m = w.mechanisms();
  const Resident r{e.resident};
  if (e.toward != Trusted::nobody) {
    float& trust = w.resident.trust[static_cast<std::size_t>(e.toward)][r];
    trust = updated_trust(trust, e.quality, m);
  }
  if (e.voice) w.resident.efficacy[r] += static_cast<float>(m.efficacy_pace) * (e.quality - w.resident.efficacy[r]);
  const auto own = static_cast<float>(e.own);
  float& satisfaction = w.resident.satisfaction[r];
  float& expectation = w.resident.expectation[r];
  satisfaction +=
      own * static_cast<float>(m.satisfaction_pace) * (service_satisfaction(m, e.quality, expectation) - satisfaction);
  expectation += own * static_cast<float>(m.expectation_pace) * (e.quality - expectation);
}

/// Asks for what an experience will move.
void fetch_attitudes(const World& w, const Experience& e) {
  const Resident r{e.resident};
  if (e.toward != Trusted::nobody) w.resident.trust[static_cast<std::size_t>(e.toward)].prefetch(r);
  w.resident.satisfaction.prefetch(r);
  w.resident.expectation.prefetch(r);
  w.ties.prefetch(e.resident);
}

/// Once a quarter residents look at what they live with: the commons of their building, whether they have a say, and
/// how the desk that organises them has treated them.
void judge_surroundings(World& w, Community c) {
  const auto pace = static_cast<float>(w.mechanisms().living_pace);
  const auto& trust = w.resident.trust[static_cast<std::size_t>(trusted_of(w.host(c)))];
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  for (std::uint32_t row = first; row < last; ++row) {
    const Resident r{row};
    const float living =
        (w.building.commons[Building{w.resident.building[r]}] + w.resident.efficacy[r] + trust[r]) / 3.0f;
    w.resident.satisfaction[r] += pace * (living - w.resident.satisfaction[r]);
  }
}

/// Households judge the property company once a quarter by the state of their building. Nobody talks about it, so it
/// needs no place among the week's experiences. Who came this week has seen nothing yet.
void judge_property(World& w, Community c) {
  auto& trust = w.resident.trust[static_cast<std::size_t>(Trusted::property)];
  const std::uint32_t first = w.community.first_household[c];
  for (std::uint32_t h = first; h < first + w.community.households[c]; ++h) {
    const Building b{w.household.building[Household{h}]};
    const double service = 0.5 * (w.estate.service[Estate{w.building.estate[b]}] + w.building.commons[b]);
    const Resident head{w.household.first_resident[Household{h}]};
    if (w.resident.moved_in[head] == w.week) continue;
    trust[head] = updated_trust(trust[head], static_cast<float>(service), w.mechanisms());
  }
}

/// Once a quarter trust returns a little to its prior, and meetings with workers fade.
void forget(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  double keep = 1.0;
  for (std::uint32_t i = 0; i < weeks_per_quarter; ++i) keep *= 1.0 - m.trust_forgetting;
  const auto kept = static_cast<float>(keep);
  const auto contacts_kept = static_cast<float>(m.contacts_kept);
  const Priors priors = priors_of(m);
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  for (std::size_t i = 0; i < trusted_count; ++i) {
    const auto prior = static_cast<float>(priors[i]);
    for (std::uint32_t r = first; r < last; ++r) {
      float& trust = w.resident.trust[i][Resident{r}];
      trust = prior + kept * (trust - prior);
    }
  }
  const auto remembered = static_cast<float>(m.remembered_contacts);
  for (std::uint32_t row = first; row < last; ++row) {
    const Resident r{row};
    const float contacts = w.resident.contacts[r] *= contacts_kept;
    w.resident.knows[r] = contacts < remembered ? std::uint8_t{0} : w.resident.knows[r];
  }
}

/// Closes up the open cases. Every case is moved and counts only if it is open, because which are is hard to guess.
void drop_closed(std::vector<Case>& cases) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const bool open = cases[i].state != CaseState::closed;
    cases[kept] = cases[i];
    kept += open;
  }
  cases.erase(cases.begin() + static_cast<std::ptrdiff_t>(kept), cases.end());
}

/// Residents who take part get to know others who do.
void meet_others(World& w, Community c, std::vector<sim::Tie>& born) {
  const double mean = w.mechanisms().tie_birth;
  const auto weight = static_cast<float>(w.mechanisms().new_tie);
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  std::vector<std::uint32_t> active;
  sim::find_marked(std::span(w.resident.roles.values()).subspan(first, n), role::active, first, active);
  if (active.size() < 2) return;
  const sim::Draws draws(w.chance, w.week, Purpose::tie_birth, active);
  for (std::size_t i = 0; i < active.size(); ++i) {
    const std::uint32_t r = active[i], wanted = sim::poisson(draws.word(0)[i], mean);
    for (std::uint32_t k = 0; k < wanted; ++k) {
      const std::uint32_t word = w.chance.word(w.week, Purpose::tie_birth, r, 1, static_cast<std::uint16_t>(k));
      const std::uint32_t other = active[sim::below(word, static_cast<std::uint32_t>(active.size()))];
      if (other != r) born.push_back({r, other, weight, w.week});
    }
  }
}

/// A household moves out and another takes its place. Its ties lapse when ties are next renewed.
void replace_household(World& w, Household h) {
  const std::uint32_t first = w.household.first_resident[h];
  const bool migrant = w.chance.uniform(w.week, Purpose::newcomer, sim::row(h)) <
                       w.profile(Building{w.household.building[h]}).floating_share;
  for (std::uint32_t i = 0; i < w.household.size[h]; ++i) {
    const Resident r{first + i};
    forget_roles(w, r);
    settle_resident(w, r, w.week, migrant, w.household.renter[h], i == 0);
  }
  w.household.visited_week[h] = none32;
  w.household.signs[h] = 0;
}

/// Households that move this month.
void move_households(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t first = w.community.first_household[c], n = w.community.households[c];
  const double months = static_cast<double>(weeks_per_year) / weeks_per_month;
  const std::array<std::uint32_t, 2> leaves = {sim::chance_threshold(m.mobility_owner / months),
                                               sim::chance_threshold(m.mobility_renter / months)};
  std::vector<std::uint32_t> words(n + 3);
  const std::uint32_t aligned = first & ~3u;
  w.chance.fill({words.data(), first - aligned + n}, w.week, Purpose::move, aligned);
  std::vector<std::uint8_t> left(w.community.residents[c]);
  const std::uint32_t first_resident = w.community.first_resident[c];
  for (std::uint32_t row = first; row < first + n; ++row) {
    const Household h{row};
    if (words[row - aligned] >= leaves[w.household.renter[h]]) continue;
    replace_household(w, h);
    std::fill_n(left.begin() + (w.household.first_resident[h] - first_resident), w.household.size[h], std::uint8_t{1});
  }
  for (Case& item : w.cases[sim::row(c)])
    if (left[item.resident - first_resident] && item.state != CaseState::closed)
      close_case(w, c, item, Ending::moved_away, Holder::nobody, 0.0);
  std::erase_if(w.experiences[sim::row(c)],
                [&](const Experience& e) { return left[e.resident - first_resident] != 0; });
}

/// An order that does not depend on who was visited first, nor on which desk an experience is with.
bool earlier(const Experience& a, const Experience& b) noexcept {
  const auto key = [](const Experience& e) {
    return std::uint64_t{e.resident} << 32 | std::uint64_t{e.kind} << 8 | e.own;
  };
  const std::uint64_t x = key(a), y = key(b);
  return (x < y) | ((x == y) & ((a.quality < b.quality) | ((a.quality == b.quality) & (a.toward < b.toward))));
}

/// Puts a week's experiences in that order. Each goes to its stretch of residents first, so that what is left to sort
/// lies close together.
void put_in_order(const World& w, Community c, std::vector<Experience>& experiences) {
  constexpr std::uint32_t stretch = 8;
  // Kept between calls for their memory only.
  thread_local std::vector<std::uint32_t> places;
  thread_local std::vector<Experience> grouped;
  const std::uint32_t first = w.community.first_resident[c];
  const auto stretch_of = [first](const Experience& e) { return (e.resident - first) / stretch; };
  places.assign(w.community.residents[c] / stretch + 2, 0);
  for (const Experience& e : experiences) ++places[stretch_of(e) + 1];
  std::partial_sum(places.begin(), places.end(), places.begin());
  grouped.resize(experiences.size());
  for (const Experience& e : experiences) grouped[places[stretch_of(e)]++] = e;
  for (std::size_t i = 0; i < grouped.size(); ++i) {
    std::size_t place = i;
    for (; place > 0 && earlier(grouped[i], experiences[place - 1]); --place)
      experiences[place] = experiences[place - 1];
    experiences[place] = grouped[i];
  }
}

}  // namespace

void run_experience(World& w, const sim::Execution& execution) {
  const bool quarter = w.week % weeks_per_quarter == weeks_per_quarter - 1;
  const bool year = w.week % weeks_per_year == weeks_per_year - 1;
  each_community(w, execution, [&](Community c) {
    if (households_move(w)) move_households(w, c);
    auto& experiences = w.experiences[sim::row(c)];
    put_in_order(w, c, experiences);
    for (std::size_t i = 0; i < experiences.size(); ++i) {
      if (i + look_ahead < experiences.size()) fetch_attitudes(w, experiences[i + look_ahead]);
      feel(w, experiences[i]);
      spread(w, c, experiences[i]);
    }
    experiences.clear();
    drop_closed(w.cases[sim::row(c)]);
    if (quarter) {
      judge_property(w, c);
      if (w.mechanisms().structure_satisfaction > 0.0) judge_surroundings(w, c);
      forget(w, c);
      meet_others(w, c, w.new_ties[sim::row(c)]);
    }
    if (year) grow_older(w, c);
  });
}

}  // namespace liandong::governance
