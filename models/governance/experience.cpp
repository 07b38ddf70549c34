// Phase 11. What happened to residents changes trust, expectation, satisfaction and ties, and is talked about
// (M9, M10, M12).
#include <algorithm>

#include "models/governance/phases.h"
#include "models/governance/population.h"
#include "models/governance/purpose.h"
#include "models/governance/rules.h"

namespace liandong::governance {
namespace {

constexpr double hearsay_unit = 1.0 / (1 << 24);

/// Those who are talked about, and their places in `Residents::hearsay`; the last place marks who heard anything.
constexpr std::array<Trusted, 3> talked_about = {Trusted::committee, Trusted::station, Trusted::organisations};
constexpr std::size_t heard = talked_about.size();

/// Neighbours in the same community hear of it. Whole numbers add up the same in any order.
void spread(World& w, Community c, const Experience& e, std::vector<std::uint32_t>& listeners) {
  const auto place =
      static_cast<std::size_t>(std::find(talked_about.begin(), talked_about.end(), e.toward) - talked_about.begin());
  if (place == talked_about.size()) return;
  const auto& trust = w.resident.trust[static_cast<std::size_t>(e.toward)];
  const auto around = w.ties.neighbours(e.resident);
  const auto weights = w.ties.weights(e.resident);
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  const auto pace = static_cast<float>(w.mechanisms().trust_gossip / hearsay_unit);
  for (std::size_t i = 0; i < around.size(); ++i) {
    if (around[i] - first >= n) continue;
    const Resident other{around[i]};
    auto& hearsay = w.resident.hearsay[other];
    hearsay[place] += static_cast<std::int32_t>(pace * weights[i] * (e.quality - trust[other]));
    if (hearsay[heard]++ == 0) listeners.push_back(around[i]);
  }
}

void feel(World& w, const Experience& e) {
  const Mechanisms& m = w.mechanisms();
  const Resident r{e.resident};
  if (e.toward != Trusted::nobody) {
    float& trust = w.resident.trust[static_cast<std::size_t>(e.toward)][r];
    trust = updated_trust(trust, e.quality, m);
  }
  if (!e.own) return;
  float& satisfaction = w.resident.satisfaction[r];
  float& expectation = w.resident.expectation[r];
  satisfaction +=
      static_cast<float>(m.satisfaction_pace) * (service_satisfaction(m, e.quality, expectation) - satisfaction);
  expectation += static_cast<float>(m.expectation_pace) * (e.quality - expectation);
}

void hear(World& w, const std::vector<std::uint32_t>& listeners) {
  for (const std::uint32_t row : listeners) {
    const Resident r{row};
    auto& hearsay = w.resident.hearsay[r];
    for (std::size_t i = 0; i < talked_about.size(); ++i) {
      if (hearsay[i] == 0) continue;
      float& trust = w.resident.trust[static_cast<std::size_t>(talked_about[i])][r];
      trust = std::clamp(trust + static_cast<float>(hearsay[i] * hearsay_unit), 0.0f, 1.0f);
    }
    hearsay = {};
  }
}

/// Once a quarter trust returns a little to its prior, and meetings with workers fade.
void forget(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  double keep = 1.0;
  for (std::uint32_t i = 0; i < weeks_per_quarter; ++i) keep *= 1.0 - m.trust_forgetting;
  const auto kept = static_cast<float>(keep);
  constexpr float contacts_kept = 0.75f;
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
    w.resident.contacts[r] *= contacts_kept;
    if (w.resident.contacts[r] < remembered) w.resident.knows[r] = 0;
  }
}

/// Residents who take part get to know others who do.
void meet_others(World& w, Community c, std::vector<sim::Tie>& born) {
  const double mean = w.mechanisms().tie_birth;
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  std::vector<std::uint32_t> active;
  for (std::uint32_t r = first; r < first + n; ++r)
    if (w.resident.roles[Resident{r}] & role::active) active.push_back(r);
  if (active.size() < 2) return;
  for (const std::uint32_t r : active) {
    const auto words = w.chance.four(w.week, Purpose::tie_birth, r);
    const std::uint32_t wanted = sim::poisson(words[0], mean);
    for (std::uint32_t k = 0; k < wanted; ++k) {
      const std::uint32_t word = w.chance.word(w.week, Purpose::tie_birth, r, 1, static_cast<std::uint16_t>(k));
      const std::uint32_t other = active[sim::below(word, static_cast<std::uint32_t>(active.size()))];
      if (other != r) born.push_back({r, other, 0.15f, w.week});
    }
  }
}

/// Ties beyond the building strengthen where both ends take part and fade where not; those to somebody who moved since
/// are gone. A new neighbour is hardly known and becomes one of the building's with time.
void renew_ties(World& w) {
  const auto gain = static_cast<float>(w.mechanisms().tie_gain);
  const auto decay = static_cast<float>(w.mechanisms().tie_decay);
  const auto newcomer = static_cast<float>(w.mechanisms().newcomer_weight);
  const std::uint32_t since = w.week + 1 - tie_weeks;
  const auto moved = [&](Resident r) { return w.resident.moved_in[r] > 0 && w.resident.moved_in[r] >= since; };
  const float quarters = static_cast<float>(tie_weeks) / static_cast<float>(weeks_per_quarter);
  auto& weights = w.ties.arc_weights();
  auto& used = w.ties.arc_last_used();
  for (std::uint32_t row = 0; row < w.residents(); ++row) {
    const Resident r{row};
    const std::uint32_t first = w.ties.first_arc(row);
    const auto around = w.ties.neighbours(row);
    for (std::uint32_t i = 0; i < around.size(); ++i) {
      const Resident other{around[i]};
      if (w.resident.household[r] == w.resident.household[other]) continue;
      float& weight = weights[first + i];
      const bool same_building = w.resident.building[r] == w.resident.building[other];
      if (moved(r) || moved(other)) {
        weight = same_building ? newcomer : 0.0f;
      } else if (same_building) {
        weight = std::max(weight, weight + gain * quarters * (neighbour_weight - weight));
      } else if (w.resident.roles[r] & w.resident.roles[other] & role::active) {
        weight += gain * quarters * (1.0f - weight);
        used[first + i] = w.week;
      } else {
        weight -= decay * quarters * weight;
      }
    }
  }
  constexpr float forgotten = 0.05f;
  w.ties.rebuild([](std::uint32_t, std::uint32_t, float weight, std::uint32_t) { return weight >= forgotten; },
                 w.new_ties);
  w.new_ties.clear();
}

/// A household moves out and another takes its place. Its ties lapse when ties are next renewed.
void replace_household(World& w, Community c, Household h) {
  const std::uint32_t first = w.household.first_resident[h];
  const bool migrant =
      w.chance.uniform(w.week, Purpose::newcomer, sim::row(h)) < w.setting.context_of(sim::row(c)).floating_share;
  for (std::uint32_t i = 0; i < w.household.size[h]; ++i) {
    const Resident r{first + i};
    forget_roles(w, r);
    settle_resident(w, r, w.week, migrant, w.household.renter[h], i == 0);
  }
  w.household.visited_week[h] = none32;
}

/// Households that move this month.
void move_households(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t first = w.community.first_household[c];
  const double months = static_cast<double>(weeks_per_year) / weeks_per_month;
  for (std::uint32_t row = first; row < first + w.community.households[c]; ++row) {
    const Household h{row};
    const double rate = (w.household.renter[h] ? m.mobility_renter : m.mobility_owner) / months;
    if (w.chance.uniform(w.week, Purpose::move, row) < rate) replace_household(w, c, h);
  }
  const auto left = [&](std::uint32_t resident) {
    return w.resident.moved_in[Resident{resident}] == w.week && w.week > 0;
  };
  for (Case& item : w.cases[sim::row(c)])
    if (item.state != CaseState::closed && left(item.resident)) close_case(w, c, item, false, Holder::nobody, 0.0);
  std::erase_if(w.experiences[sim::row(c)], [&](const Experience& e) { return left(e.resident); });
}

}  // namespace

void run_experience(World& w, const sim::Execution& execution) {
  const bool month = w.week % weeks_per_month == weeks_per_month - 1;
  const bool quarter = w.week % weeks_per_quarter == weeks_per_quarter - 1;
  const bool year = w.week % weeks_per_year == weeks_per_year - 1;
  std::vector<std::vector<sim::Tie>> born(quarter ? w.communities() : 0u);
  each_community(w, execution, [&](Community c) {
    if (month) move_households(w, c);
    auto& experiences = w.experiences[sim::row(c)];
    std::sort(experiences.begin(), experiences.end(), [](const Experience& a, const Experience& b) {
      if (a.resident != b.resident) return a.resident < b.resident;
      if (a.toward != b.toward) return a.toward < b.toward;
      return a.quality != b.quality ? a.quality < b.quality : a.kind < b.kind;
    });
    std::vector<std::uint32_t> listeners;
    for (const Experience& e : experiences) spread(w, c, e, listeners);
    for (const Experience& e : experiences) feel(w, e);
    experiences.clear();
    hear(w, listeners);
    std::erase_if(w.cases[sim::row(c)], [](const Case& item) { return item.state == CaseState::closed; });
    if (quarter) {
      forget(w, c);
      meet_others(w, c, born[sim::row(c)]);
    }
    if (year) residents_of(w, c, execution).each([&](std::uint32_t row) { grow_older(w, Resident{row}); });
  });
  for (const auto& ties : born) w.new_ties.insert(w.new_ties.end(), ties.begin(), ties.end());
  if (w.week % tie_weeks == tie_weeks - 1) renew_ties(w);
}

}  // namespace liandong::governance
