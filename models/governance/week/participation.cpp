// Asking, taking part, volunteering (M7, M14) and giving to the commons (M8).
#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "models/governance/rules/example.h"
#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"
#include "sim/graph/arc_rows.h"
#include "sim/tables/marks.h"

namespace liandong::governance {
namespace {

constexpr std::uint32_t batch = 1024;

/// What moves a batch of residents, a column each.
struct Motives {
  const float *inclination, *trust_neighbours, *trust_host, *efficacy;
  const std::uint32_t *active_weight, *tie_weight;
  const std::uint8_t* open_cases;
};
struct Rates {
  float join, leave;  ///< chance per week to reconsider, for those who do not take part and those who do
};

/// The chance of each resident of a batch to take part if the question comes up of its own accord.
void weigh(sim::Instructions instructions, const Motives& motives, const ParticipationEffects& effects, std::uint32_t n,
           float* chance) {
  sim::for_each_row(instructions, n, [motives, effects, chance](std::uint32_t i) {
    ParticipationView view;
    view.inclination = motives.inclination[i];
    view.active_share = share_of_weight(motives.active_weight[i], motives.tie_weight[i]);
    view.trust = 0.5f * (motives.trust_neighbours[i] + motives.trust_host[i]);
    view.efficacy = motives.efficacy[i];
    view.stake = motives.open_cases[i] > 0;
    chance[i] = sim::logistic(participation_odds(effects, view));
  });
}

/// Marks who changes sides: reconsiders this week, and comes to the answer opposite to how they live. One draw settles
/// both.
void change_minds(sim::Instructions instructions, const std::uint32_t* words, const std::uint8_t* roles,
                  const float* chance, const Rates& rates, std::uint32_t n, std::uint8_t* changes) {
  sim::for_each_row(instructions, n, [words, roles, chance, rates, changes](std::uint32_t i) {
    const float drawn = sim::uniform_float(words[i]);
    const bool active = (roles[i] & role::active) != 0;
    const bool joins = drawn < rates.join * chance[i];
    const bool leaves = (drawn < rates.leave) & (drawn >= rates.leave * chance[i]);
    changes[i] = static_cast<std::uint8_t>(active ? leaves : joins);
  });
}

/// Marks whose week has to be looked at: who changes sides, is asked or volunteers.
void find_due(sim::Instructions instructions, const std::uint8_t* changes, const std::uint8_t* asked,
              const std::uint8_t* roles, std::uint32_t n, std::uint8_t* due) {
  sim::for_each_row(instructions, n, [changes, asked, roles, due](std::uint32_t i) {
    due[i] = static_cast<std::uint8_t>(changes[i] | asked[i] | (roles[i] & role::volunteer));
  });
}

/// Staff and leaders ask residents drawn at random among those with rights here, and neighbours those whom they helped;
/// marks whom, by place in the community.
void ask_around(World& w, Community c, std::vector<std::uint8_t>& asked) {
  const Mechanisms& m = w.mechanisms();
  const auto by_staff =
      static_cast<std::uint32_t>((1.0 - m.survey_share) * w.community.organised_minutes[c] / m.ask_minutes);
  const std::uint32_t asks = by_staff + static_cast<std::uint32_t>(m.asks_per_leader) * w.community.leaders[c];
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  asked.assign(n, 0);
  for (std::uint32_t a = 0; a < asks; a += 4) {
    const auto words = w.chance.four(w.week, Purpose::ask, sim::row(c), a);
    for (std::uint32_t i = 0; i < 4 && a + i < asks; ++i) {
      const std::uint32_t chosen = sim::below(words[i], n);
      asked[chosen] = w.has_rights(c, Resident{first + chosen});
    }
  }
  for (const Resident r : w.helped[sim::row(c)]) asked[sim::row(r) - first] = w.has_rights(c, r);
  w.helped[sim::row(c)].clear();
}

/// A registered or forming organisation of the community that the resident joins, or none: a group of hobbies that they
/// meet only if they have the leisure (P63).
std::uint16_t chosen_organisation(const World& w, Community c, Resident r) {
  std::uint32_t open = 0, chosen = none16;
  for (const std::uint32_t row : w.organisations_of[sim::row(c)]) {
    if (w.organisation.status[Organisation{row}] == OrganisationStatus::closed) continue;
    ++open;
    if (sim::below(w.chance.word(w.week, Purpose::join_organisation, sim::row(r), row), open) == 0) chosen = row;
  }
  if (chosen != none16 && w.organisation.field[Organisation{chosen}] == Field::culture) {
    const double leisure = static_cast<double>(w.resident.free_hours[r]) / w.mechanisms().hobby_hours;
    if (w.chance.uniform(w.week, Purpose::join_organisation, sim::row(r), none16) >= leisure) return none16;
  }
  return static_cast<std::uint16_t>(chosen);
}

/// Who volunteers is in no team yet; see teams.cpp.
void offer_to_volunteer(World& w, Community c, Resident r, const sim::Draw4& words) {
  const double chance = at_odds(w.mechanisms().volunteer_join, worth_of_credit(w, c));
  if (sim::uniform(words[0]) < chance) w.resident.roles[r] |= role::volunteer;
}

void join(World& w, Community c, Resident r) {
  const auto words = w.chance.four(w.week, Purpose::volunteer, sim::row(r));
  w.resident.roles[r] |= role::active;
  offer_to_volunteer(w, c, r, words);
  if (sim::uniform(words[2]) < w.mechanisms().member_join && finds_place(w, c, sim::row(r), Seeking::organisation))
    w.resident.organisation[r] = chosen_organisation(w, c, r);
}

void leave(World& w, Resident r) {
  w.resident.roles[r] = 0;
  w.resident.organisation[r] = none16;
  w.resident.team[r] = none16;
}

void stay(World& w, Community c, Resident r, bool asked, double quit_drawn) {
  const bool volunteer = w.is(r, role::volunteer);
  if (!volunteer && asked) offer_to_volunteer(w, c, r, w.chance.four(w.week, Purpose::volunteer, sim::row(r)));
  if (!volunteer) return;
  const std::uint16_t place = w.resident.team[r];
  const double motivation = place == none16 ? w.mechanisms().volunteer_base
                                            : w.team.motivation[Team{sim::row(c) * teams_per_community + place}];
  const double quit = at_odds(w.mechanisms().volunteer_quit * (1.0 - motivation), -worth_of_credit(w, c));
  if (quit_drawn >= quit) return;
  w.resident.roles[r] &= static_cast<std::uint8_t>(~(role::volunteer | role::leader));
  w.resident.team[r] = none16;
  ++w.tally[sim::row(c)].volunteer_left;
}

/// One week of one resident. True: the neighbours will see a difference.
bool reconsider(World& w, Community c, Resident r, bool changes, bool asked, double quit_drawn) {
  if (w.resident.age[r] < w.mechanisms().least_age) return false;
  if (w.is(r, role::active)) {
    changes ? leave(w, r) : stay(w, c, r, asked, quit_drawn);
    return changes;
  }
  const bool joins =
      asked ? would_take_part(w, c, r, true, w.chance.uniform(w.week, Purpose::participation, sim::row(r))) : changes;
  if (joins) join(w, c, r);
  return joins;
}

/// Every resident's week, in batches; `turned` are those who joined or left.
void reconsider_all(World& w, Community c, const sim::Execution& execution, const std::vector<std::uint8_t>& asked,
                    std::vector<Resident>& turned) {
  const ParticipationEffects effects(w.mechanisms());
  const Rates rates{static_cast<float>(w.mechanisms().join_rate), static_cast<float>(w.mechanisms().exit_rate)};
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  const std::uint32_t aligned = first & ~3u;
  const bool backward = execution.order != sim::Order::forward;
  std::array<std::uint32_t, batch> words;
  std::array<float, batch> chances;
  std::array<std::uint8_t, batch> changes, due;
  std::vector<std::uint32_t> rows;
  const auto& x = w.resident;
  constexpr auto neighbours = static_cast<std::size_t>(Trusted::neighbours);
  const auto host = static_cast<std::size_t>(trusted_of(w.host(c)));
  sim::Rows(0, (last - aligned + batch - 1) / batch, backward).each([&](std::uint32_t block) {
    const std::uint32_t at = aligned + block * batch, begin = std::max(at, first),
                        n = std::min(at + batch, last) - begin;
    w.chance.fill({words.data(), begin - at + n}, w.week, Purpose::participation, at);
    const auto column = [&](const auto& values) { return values.values().data() + begin; };
    weigh(execution.instructions,
          {column(x.inclination), column(x.trust[neighbours]), column(x.trust[host]), column(x.efficacy),
           column(x.active_weight), column(x.tie_weight), column(x.open_cases)},
          effects, n, chances.data());
    change_minds(execution.instructions, words.data() + (begin - at), column(x.roles), chances.data(), rates, n,
                 changes.data());
    find_due(execution.instructions, changes.data(), asked.data() + (begin - first), column(x.roles), n, due.data());
    rows.clear();
    sim::find_marked({due.data(), n}, 0xff, begin, rows);
    const sim::Draws quits(w.chance, w.week, Purpose::volunteer_quit, rows);
    sim::Rows(0, static_cast<std::uint32_t>(rows.size()), backward).each([&](std::uint32_t k) {
      const Resident r{rows[k]};
      if (reconsider(w, c, r, changes[rows[k] - begin], asked[rows[k] - first], sim::uniform(quits.word(0)[k])))
        turned.push_back(r);
    });
  });
}

bool takes_stock(const World& w, std::uint32_t building) { return (building + w.week) % weeks_per_month == 0; }

/// Whole numbers add up alike in any order.
std::uint32_t sum_of(std::span<const std::uint16_t> contributions) {
  return std::accumulate(contributions.begin(), contributions.end(), std::uint32_t{0});
}

/// What residents give next who see neighbours give so much together; `arcs` is where the ties of each begin, and of
/// who comes after the last.
void decide_gifts(sim::Instructions instructions, const Mechanisms& m, const std::int32_t* seen,
                  const std::uint32_t* arcs, const Giver* givers, const std::uint8_t* roles, std::uint32_t n,
                  std::uint16_t* gifts) {
  const auto reciprocity = static_cast<float>(m.reciprocity), active_gift = static_cast<float>(m.active_gift);
  sim::for_each_row(instructions, n, [=](std::uint32_t i) {
    const auto neighbours = static_cast<std::int32_t>(std::max(1u, arcs[i + 1] - arcs[i]));
    const float mean = static_cast<float>(seen[i]) / (static_cast<float>(neighbours) * float{all_given}),
                conditional = conditional_contribution(reciprocity, mean), hump = hump_contribution(reciprocity, mean),
                given = givers[i] == Giver::conditional ? conditional : hump,
                gift = std::max(given, (roles[i] & role::active) != 0 ? active_gift : 0.0f),
                next = givers[i] == Giver::free_rider ? 0.0f : gift;
    gifts[i] = static_cast<std::uint16_t>(static_cast<std::int32_t>(float{all_given} * next));
  });
}

/// Every fourth week the residents of a building look at what their neighbours give.
void give(World& w, Building b, sim::Instructions instructions) {
  thread_local std::vector<std::int32_t> seen;  // kept between calls for its memory only
  const std::uint32_t first = w.building.first_resident[b], n = w.building.residents[b];
  seen.resize(n);
  const std::uint16_t* const gift = w.resident.contribution.values().data();
  const auto given = [target = w.ties.targets().data(), gift](std::uint32_t arc) {
    return std::uint64_t{gift[target[arc]]};
  };
  sim::prefetch_ends(w.ties, first, first + n, gift);
  sim::sum_rows(w.ties, first, first + n, given, [first, into = seen.data()](std::uint32_t row, std::uint64_t sum) {
    into[row - first] = static_cast<std::int32_t>(sum);
  });
  std::uint16_t* const next = w.resident.contribution_next.values().data() + first;
  decide_gifts(instructions, w.mechanisms(), seen.data(), w.ties.offsets().data() + first,
               w.resident.giver.values().data() + first, w.resident.roles.values().data() + first, n, next);
  w.building.giving[b] =
      n > 0 ? static_cast<float>(sum_of({next, n})) / (static_cast<float>(n) * float{all_given}) : 0.0f;
}

/// Neighbours see what a resident gives from when the building takes stock, or from moving in.
void settle_gifts(World& w, Building b) {
  const bool all = takes_stock(w, sim::row(b));
  if (!all && !households_move(w)) return;
  const std::uint32_t first = w.building.first_resident[b], last = first + w.building.residents[b];
  for (std::uint32_t row = first; row < last; ++row) {
    const Resident r{row};
    if (all || w.resident.moved_in[r] == w.week) w.resident.contribution[r] = w.resident.contribution_next[r];
  }
}

void settle_commons(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t first = w.community.first_building[c];
  for (std::uint32_t row = first; row < first + w.community.buildings[c]; ++row) {
    const Building b{row};
    settle_gifts(w, b);
    float& stock = w.building.commons[b];
    const double giving =
        giving_under_rules(m, w.building.giving[b], w.building.rule_members[b], w.building.residents[b]);
    const double mended =
        m.commons_efficiency * giving + m.commons_property * w.estate.service[Estate{w.building.estate[b]}];
    stock = static_cast<float>(std::clamp(stock + mended * (1.0 - stock) - m.commons_decay * stock, 0.0, 1.0));
  }
}

}  // namespace

bool would_take_part(const World& w, Community c, Resident r, bool asked, double drawn) {
  const auto trust = [&](Trusted who) { return w.resident.trust[static_cast<std::size_t>(who)][r]; };
  ParticipationView view;
  view.inclination = w.resident.inclination[r];
  view.active_share = active_share(w, r);
  view.trust = 0.5f * (trust(Trusted::neighbours) + trust(trusted_of(w.host(c))));
  view.efficacy = w.resident.efficacy[r];
  view.asked = asked;
  view.stake = w.resident.open_cases[r] > 0;
  return drawn < static_cast<double>(sim::logistic(participation_odds(ParticipationEffects(w.mechanisms()), view)));
}

void run_participation(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    const std::uint32_t building = w.community.first_building[c];
    for (std::uint32_t b = building; b < building + w.community.buildings[c]; ++b)
      if (takes_stock(w, b)) give(w, Building{b}, execution.instructions);
    std::vector<std::uint8_t> asked;
    ask_around(w, c, asked);
    std::vector<Resident> turned;
    reconsider_all(w, c, execution, asked, turned);
    for (std::size_t i = 0; i < turned.size(); ++i) {
      if (i + look_ahead < turned.size()) w.ties.prefetch(sim::row(turned[i + look_ahead]));
      show_example(w, c, turned[i], w.is(turned[i], role::active));
    }
  });
}

void run_commons(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    show_example_elsewhere(w, c);
    settle_commons(w, c);
  });
}

}  // namespace liandong::governance
