// Phase 7. Asking, taking part, volunteering (M7, M14) and giving to the commons (M8).
#include <algorithm>

#include "models/governance/phases.h"
#include "models/governance/purpose.h"
#include "models/governance/rules.h"

namespace liandong::governance {
namespace {

struct Views {
  float civic_intercept;
  std::uint32_t join, leave;  ///< words below these reconsider
};

float active_share(const World& w, std::uint32_t r) {
  const auto around = w.ties.neighbours(r);
  const auto weights = w.ties.weights(r);
  float total = 0.0f, active = 0.0f;
  for (std::size_t i = 0; i < around.size(); ++i) {
    total += weights[i];
    if (w.resident.roles[Resident{around[i]}] & role::active) active += weights[i];
  }
  return total > 0.0f ? active / total : 0.0f;
}

/// Whether a resident would take part, given a uniform draw. The neighbours are looked at only where they can change
/// the answer: their share lies between none and all.
bool takes_part(const World& w, Resident r, float civic_intercept, bool asked, double drawn) {
  if (drawn <= 0.0) return true;
  if (drawn >= 1.0) return false;
  const auto trust = [&](Trusted who) { return w.resident.trust[static_cast<std::size_t>(who)][r]; };
  ParticipationView view;
  view.civic_intercept = civic_intercept;
  view.threshold = w.resident.threshold[r];
  view.trust = 0.5f * (trust(Trusted::neighbours) + trust(Trusted::committee));
  view.efficacy = w.resident.efficacy[r];
  view.asked = asked;
  view.stake = w.resident.open_cases[r] > 0;
  view.free_hours = w.resident.free_hours[r];
  const float odds = participation_odds(w.mechanisms(), view);
  const auto needed = sim::log_odds(drawn) - odds;
  const auto sway = static_cast<float>(w.mechanisms().participation_neighbours);
  if (needed < 0.0f) return true;
  return needed < sway && needed < sway * active_share(w, sim::row(r));
}

/// Staff and leaders ask residents drawn at random among those with rights here.
void ask_around(World& w, Community c) {
  constexpr auto organising = static_cast<std::size_t>(Activity::organising);
  constexpr std::uint32_t asks_per_leader = 2;
  const auto by_staff =
      static_cast<std::uint32_t>(w.committee.spent[organising][c] / (2.0 * w.mechanisms().ask_minutes));
  const std::uint32_t asks = by_staff + asks_per_leader * w.community.leaders[c];
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  for (std::uint32_t a = 0; a < asks; a += 4) {
    const auto words = w.chance.four(w.week, Purpose::ask, sim::row(c), a);
    for (std::uint32_t i = 0; i < 4 && a + i < asks; ++i) {
      const Resident r{first + sim::below(words[i], n)};
      if (w.has_rights(r)) w.resident.asked_week[r] = w.week;
    }
  }
}

/// A registered or forming organisation of the community that the resident joins, or none.
std::uint16_t chosen_organisation(const World& w, Community c, Resident r) {
  std::uint32_t open = 0, chosen = none16;
  for (std::uint32_t row = 0; row < w.organisation.community.size(); ++row) {
    const Organisation o{row};
    if (w.organisation.community[o] != sim::row(c) || w.organisation.status[o] == OrganisationStatus::closed) continue;
    ++open;
    if (sim::below(w.chance.word(w.week, Purpose::join_organisation, sim::row(r), row), open) == 0) chosen = row;
  }
  return static_cast<std::uint16_t>(chosen);
}

void offer_to_volunteer(World& w, Resident r, const sim::Draw4& words) {
  if (sim::uniform(words[0]) >= w.mechanisms().volunteer_join) return;
  w.resident.roles_next[r] |= role::volunteer;
  w.resident.team[r] = static_cast<std::uint16_t>(words[1] % teams_per_community);
}

void join(World& w, Community c, Resident r) {
  const auto words = w.chance.four(w.week, Purpose::volunteer, sim::row(r));
  w.resident.roles_next[r] |= role::active;
  offer_to_volunteer(w, r, words);
  if (sim::uniform(words[2]) < w.mechanisms().member_join) w.resident.organisation[r] = chosen_organisation(w, c, r);
}

void leave(World& w, Resident r) {
  w.resident.roles_next[r] = 0;
  w.resident.organisation[r] = none16;
  w.resident.team[r] = none16;
}

void reconsider(World& w, Community c, Resident r, std::uint32_t word, const Views& views) {
  if (w.resident.age[r] < 16) return;
  const std::uint8_t roles = w.resident.roles[r];
  if (roles & role::active) {
    const bool volunteer = roles & role::volunteer;
    const bool considers = word < views.leave;
    if (considers && !takes_part(w, r, views.civic_intercept, false, sim::uniform(word) / w.mechanisms().exit_rate))
      return leave(w, r);
    if (!volunteer && w.resident.asked_week[r] == w.week)
      return offer_to_volunteer(w, r, w.chance.four(w.week, Purpose::volunteer, sim::row(r)));
    const Team team{sim::row(c) * teams_per_community + (volunteer ? w.resident.team[r] : 0u)};
    const double quit = w.mechanisms().volunteer_quit * (1.0 - w.team.motivation[team]);
    if (volunteer && w.chance.uniform(w.week, Purpose::volunteer_quit, sim::row(r)) < quit) {
      w.resident.roles_next[r] &= static_cast<std::uint8_t>(~(role::volunteer | role::leader));
      w.resident.team[r] = none16;
      ++w.tally[sim::row(c)].volunteer_left;
    }
    return;
  }
  if (w.resident.asked_week[r] == w.week) {
    if (takes_part(w, r, views.civic_intercept, true, w.chance.uniform(w.week, Purpose::participation, sim::row(r))))
      join(w, c, r);
  } else if (word < views.join) {
    if (takes_part(w, r, views.civic_intercept, false, sim::uniform(word) / w.mechanisms().join_rate)) join(w, c, r);
  }
}

void reconsider_all(World& w, Community c, const sim::Execution& execution) {
  const Views views{static_cast<float>(w.setting.context_of(sim::row(c)).civic_intercept),
                    sim::chance_threshold(w.mechanisms().join_rate), sim::chance_threshold(w.mechanisms().exit_rate)};
  const std::uint32_t largest = std::max(views.join, views.leave);
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  constexpr std::uint32_t batch = 1024;
  const std::uint32_t aligned = first & ~3u;
  const bool backward = execution.order != sim::Order::forward;
  sim::Rows(0, (last - aligned + batch - 1) / batch, backward).each([&](std::uint32_t block) {
    std::array<std::uint32_t, batch> words;
    const std::uint32_t at = aligned + block * batch, n = std::min(batch, last - at);
    w.chance.fill({words.data(), n}, w.week, Purpose::participation, at);
    sim::Rows(at < first ? first - at : 0, n, backward).each([&](std::uint32_t i) {
      const Resident r{at + i};
      const bool volunteer = w.resident.roles[r] & role::volunteer;
      if (words[i] < largest || volunteer || w.resident.asked_week[r] == w.week) reconsider(w, c, r, words[i], views);
    });
  });
}

float next_contribution(const World& w, Resident r) {
  if (w.resident.giver[r] == Giver::free_rider) return 0.0f;
  const auto around = w.ties.neighbours(sim::row(r));
  float sum = 0.0f;
  for (const std::uint32_t n : around) sum += w.resident.contribution[Resident{n}];
  const float mean = around.empty() ? 0.0f : sum / static_cast<float>(around.size());
  const float given = w.resident.giver[r] == Giver::conditional ? conditional_contribution(w.mechanisms(), mean)
                                                                : hump_contribution(w.mechanisms(), mean);
  return (w.resident.roles[r] & role::active) ? std::max(given, 0.5f) : given;
}

bool takes_stock(const World& w, std::uint32_t building) { return (building + w.week) % weeks_per_month == 0; }

/// Every fourth week the residents of a building look at what their neighbours give.
void give(World& w, Community c) {
  const std::uint32_t first = w.community.first_building[c];
  for (std::uint32_t b = first; b < first + w.community.buildings[c]; ++b) {
    if (!takes_stock(w, b)) continue;
    const std::uint32_t r0 = w.building.first_resident[Building{b}], n = w.building.residents[Building{b}];
    double sum = 0.0;
    for (std::uint32_t r = r0; r < r0 + n; ++r) {
      const float given = next_contribution(w, Resident{r});
      w.resident.contribution_next[Resident{r}] = given;
      sum += given;
    }
    w.building.giving[Building{b}] = n > 0 ? static_cast<float>(sum / n) : 0.0f;
  }
}

void settle_commons(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t first = w.community.first_building[c];
  for (std::uint32_t row = first; row < first + w.community.buildings[c]; ++row) {
    const Building b{row};
    if (takes_stock(w, row)) {
      const std::uint32_t r0 = w.building.first_resident[b];
      for (std::uint32_t r = r0; r < r0 + w.building.residents[b]; ++r)
        w.resident.contribution[Resident{r}] = w.resident.contribution_next[Resident{r}];
    }
    float& stock = w.building.commons[b];
    const double mended = m.commons_efficiency * w.building.giving[b] +
                          m.commons_property * w.estate.service[Estate{w.building.estate[b]}];
    stock = static_cast<float>(std::clamp(stock + mended * (1.0 - stock) - m.commons_decay * stock, 0.0, 1.0));
  }
}

}  // namespace

bool would_take_part(const World& w, Resident r, bool asked, double drawn) {
  return takes_part(w, r, static_cast<float>(w.setting.context_of(w.resident.community[r]).civic_intercept), asked,
                    drawn);
}

void run_participation(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) { ask_around(w, c); });
  each_community(w, execution, [&](Community c) {
    reconsider_all(w, c, execution);
    give(w, c);
  });
  each_community(w, execution, [&](Community c) {
    const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
    for (std::uint32_t r = first; r < last; ++r) w.resident.roles[Resident{r}] = w.resident.roles_next[Resident{r}];
    settle_commons(w, c);
  });
}

}  // namespace liandong::governance
