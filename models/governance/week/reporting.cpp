// Visits and party members find needs; residents report them, find help near by, buy or give up (M2).
#include <algorithm>
#include <array>
#include <span>

#include "models/governance/rules/example.h"
#include "models/governance/rules/platform.h"
#include "models/governance/rules/procedure.h"
#include "models/governance/rules/rules.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/drawn_cases.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/voice.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"
#include "sim/tables/marks.h"

namespace liandong::governance {

void meet_worker(World& w, Resident r, Trusted who, float closeness) {
  const float contacts = w.resident.contacts[r] += closeness;
  const unsigned knows = contacts >= 1.0f ? 1u : 0u;
  w.resident.knows[r] |= static_cast<std::uint8_t>(knows << static_cast<unsigned>(who));
}

Routes::Routes(const World& w, Community c) noexcept : world_(w), community_(c) {
  const Levers& l = w.levers(c);
  to_station_ = {l.route_administration, l.route_care, l.route_community, l.route_community, l.route_administration};
  for (std::size_t kind = 0; kind < case_kinds; ++kind) {
    const double taken = w.taken_by_station(c, to_station_[kind]);
    divided_[kind] = taken > 0.0 && taken < 1.0;
    whole_[kind] = taken >= 1.0 ? Side::station : Side::committee;
  }
}

Side Routes::desk_for(const Case& item) const noexcept {
  const auto kind = static_cast<std::size_t>(item.kind);
  if (!divided_[kind]) return whole_[kind];
  return world_.carrier(community_, to_station_[kind], world_.chance.uniform(item.born, Purpose::desk, item.resident));
}

namespace {

/// Who comes to the door, and the stream from which it is drawn where.
struct Visitors {
  Trusted who;
  std::uint16_t stream;
};
Visitors visitors_of(const World& w, Side side) {
  return {trusted_of(side), static_cast<std::uint16_t>(1 + w.stream(side))};
}

/// Households drawn at random that are visited this week.
std::vector<Household> draw_visits(const World& w, Community c, std::uint32_t visits, const Visitors& by) {
  const std::uint32_t first = w.community.first_household[c], n = w.community.households[c];
  std::vector<Household> drawn;
  drawn.reserve(visits + 3);
  for (std::uint32_t v = 0; v < visits; v += 4)
    for (const std::uint32_t word : w.chance.four(w.week, Purpose::visit, sim::row(c), v, by.stream))
      drawn.push_back(Household{first + sim::below(word, n)});
  drawn.resize(visits);
  return drawn;
}

void fetch_household(const World& w, Household h) {
  w.household.first_resident.prefetch(h);
  w.household.size.prefetch(h);
  w.household.visited_week.prefetch(h);
}

void fetch_members(const World& w, Household h) {
  const Resident first{w.household.first_resident[h]};
  w.resident.contacts.prefetch(first);
  w.resident.knows.prefetch(first);
}

/// Knocks at doors: the household gets to know the worker.
void visit_households(World& w, Community c, std::int32_t minutes, const Visitors& by) {
  const Mechanisms& m = w.mechanisms();
  const auto visits = static_cast<std::uint32_t>(minutes / m.visit_minutes);
  const auto contact = static_cast<float>(m.visit_contact);
  const bool tiring = m.structure_visits > 0.0;
  const std::vector<Household> drawn = draw_visits(w, c, visits, by);
  for (std::size_t v = 0; v < drawn.size(); ++v) {
    if (v + 2 * look_ahead < drawn.size()) fetch_household(w, drawn[v + 2 * look_ahead]);
    if (v + look_ahead < drawn.size()) fetch_members(w, drawn[v + look_ahead]);
    const Household h = drawn[v];
    const std::uint32_t resident = w.household.first_resident[h], last = w.household.visited_week[h];
    if (tiring & (last != none32) & (w.week - last < m.welcome_weeks))
      record_experience(w, c, Resident{resident}, by.who, m.unwelcome_quality);
    w.household.visited_week[h] = w.week;
    for (std::uint32_t r = resident; r < resident + w.household.size[h]; ++r)
      meet_worker(w, Resident{r}, by.who, contact);
  }
}

/// Visits of the week: the desks' own and, for needs, those of surveys by whoever organises residents.
void go_round(World& w, Community c) {
  constexpr auto visits = static_cast<std::size_t>(Activity::visits);
  const double share = w.mechanisms().survey_share * (1.0 - w.levers(c).asset_share);
  const auto survey = [&](std::int32_t organising) { return static_cast<std::int32_t>(share * organising); };
  const std::int32_t street = w.community.street_minutes[c], hired = w.community.organisation_minutes[c];
  for (const Side side : w.in_turn()) {
    const std::int32_t organised = side == w.host(c) ? w.community.organised_minutes[c] - street - hired : 0;
    visit_households(w, c, w.desk(side).spent[visits][c] + survey(organised), visitors_of(w, side));
  }
  if (street > 0) visit_households(w, c, survey(street), {Trusted::street, 3});
  if (hired > 0) visit_households(w, c, survey(hired), {Trusted::organisations, 4});
}

/// What residents would do who think about reporting this week.
struct Inclinations {
  explicit Inclinations(std::size_t n) : odds(n), channel(n) {}
  std::vector<float> odds;
  std::vector<Channel> channel;  ///< the easiest
};

/// A case that comes to a desk.
struct Entry {
  std::uint32_t place;  ///< among the community's cases
  Finder found;
  Channel channel;
};

void fetch_views(const World& w, Resident r) {
  for (const Trusted who : {Trusted::committee, Trusted::station, Trusted::organisations})
    w.resident.trust[static_cast<std::size_t>(who)].prefetch(r);
  w.resident.organisation.prefetch(r);
  w.resident.knows.prefetch(r);
  w.resident.active_weight.prefetch(r);
  w.resident.tie_weight.prefetch(r);
}

/// The log-odds that the resident of the i-th case reports it, and the easiest channel. Those but the counter need no
/// trip and nobody whom one knows.
void think_over(const World& w, Community c, const Routes& routes, const ReportingEffects& effects, const Case& item,
                Inclinations& into, std::size_t i) {
  const Resident r{item.resident};
  const Trusted desk = trusted_of(routes.desk_for(item));
  const auto trust = [&](Trusted who) { return w.resident.trust[static_cast<std::size_t>(who)][r]; };
  ReportingView view;
  const float in_own_group = trust(w.resident.organisation[r] != none16 ? Trusted::organisations : desk);
  view.trust = std::max(trust(desk), in_own_group);
  view.knows_worker = w.resident.knows[r] & (1u << static_cast<unsigned>(desk));
  view.trips = w.community.trips[c];
  view.without_rights = !w.has_rights(c, item);
  view.success = w.community.success[c];
  view.active_share = active_share(w, r);
  float best = reporting_odds(effects, view);
  Channel easiest = Channel::counter;
  view.knows_worker = false;
  view.trips = 0.0f;
  const auto consider = [&](Channel channel, float trusted) {
    view.trust = trusted;
    const float odds = reporting_odds(effects, view);
    easiest = odds > best ? channel : easiest;
    best = std::max(best, odds);
  };
  if (w.everywhere().hotline > 0.0) consider(Channel::hotline, trust(Trusted::street));
  if (uses_platform(w, c, r))
    consider(Channel::platform, static_cast<float>(trust_in_privacy(w.mechanisms(), w.community.privacy_doubt[c])));
  into.odds[i] = best;
  into.channel[i] = easiest;
}

/// For each entry, 1: the case goes first to the desk that it does not concern (P5).
std::vector<std::uint8_t> going_astray(const World& w, Community c, std::span<const Entry> entries) {
  std::vector<std::uint8_t> astray(entries.size());
  if (!w.has(c, Side::committee) || !w.has(c, Side::station)) return astray;
  std::vector<std::uint32_t> places(entries.size());
  std::ranges::transform(entries, places.begin(), &Entry::place);
  const DrawnCases ids = drawn_cases(w.cases[sim::row(c)], places, [](const Case&) { return true; });
  const sim::Draws draws(w.chance, ids.born, Purpose::misrouting, ids.resident);
  const double chance = misrouting_chance(w.mechanisms(), w.community.role_clarity[c]);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool drawn = sim::uniform(draws.word(0)[i]) < chance, spoken_for = entries[i].found == Finder::channel;
    astray[i] = drawn & !spoken_for;
  }
  return astray;
}

/// Cases come to their desk, or to the wrong one; who is not entitled to the service is turned away.
void enter_desks(World& w, Community c, const Routes& routes, std::span<const Entry> entries) {
  const std::vector<std::uint8_t> goes_astray = going_astray(w, c, entries);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    Case& item = w.cases[sim::row(c)][entry.place];
    const Side right = routes.desk_for(item);
    const bool entitled = w.is_entitled(c, item), astray = entitled && goes_astray[i];
    item.state = astray ? CaseState::astray : entitled ? CaseState::waiting : CaseState::refused;
    item.holder = holder_of(astray ? other(right) : right);
    item.reported = w.week;
    item.work = astray ? static_cast<std::int32_t>(w.mechanisms().bounce_minutes) : work_at_desk(w, c, item);
    item.channel = entry.channel;
    item.found = entry.found;
    if (entry.found == Finder::nobody && entry.channel == Channel::counter) ++item.visits;
  }
}

/// Places of the cases that came to a desk, in order.
std::vector<std::uint32_t> places_in_order(std::span<const Entry> entries, std::size_t cases) {
  std::vector<std::uint8_t> marks(cases);
  for (const Entry& entry : entries) marks[entry.place] = 1;
  std::vector<std::uint32_t> places;
  sim::find_marked(marks, 1, 0, places);
  return places;
}

/// Residents who reported this week met a worker, unless from afar or somebody else spoke for them; that changes no
/// decision of the same week. `entered` are the places of their cases, in order.
void welcome(World& w, Community c, std::span<const std::uint32_t> entered) {
  const auto at_the_counter = static_cast<float>(w.mechanisms().counter_contact),
             on_a_visit = static_cast<float>(w.mechanisms().visit_contact);
  Tally& tally = w.tally[sim::row(c)];
  for (std::size_t i = 0; i < entered.size(); ++i) {
    if (i + look_ahead < entered.size()) {
      const Resident next{w.cases[sim::row(c)][entered[i + look_ahead]].resident};
      w.resident.contacts.prefetch(next);
      w.resident.knows.prefetch(next);
    }
    const Case& item = w.cases[sim::row(c)][entered[i]];
    ++tally.reported[static_cast<std::size_t>(item.kind)];
    const bool by_worker = item.found == Finder::worker, by_party = item.found == Finder::party,
               by_channel = item.found == Finder::channel;
    tally.found += by_worker;
    tally.found_party += by_party;
    tally.calls += item.channel == Channel::hotline;
    tally.online += item.channel == Channel::platform;
    tally.refused += item.state == CaseState::refused;
    tally.bounces += item.state == CaseState::astray;
    if (item.channel == Channel::counter && !by_party && !by_channel)
      meet_worker(w, Resident{item.resident}, trusted_of(item.holder), by_worker ? on_a_visit : at_the_counter);
  }
}

/// Cases of a desk that is no more go to the other.
void take_over(const World& w, Community c, std::vector<Case>& cases) {
  for (const Side side : sides) {
    if (w.has(c, side) || !w.has(c, other(side))) continue;
    for (Case& item : cases)
      if (item.state != CaseState::closed && item.holder != Holder::nobody && side_of(item.holder) == side)
        item.holder = holder_of(other(side));
  }
}

bool month_is_over(const World& w, const Case& item) { return (w.week - item.born) % weeks_per_month == 0; }

bool came_by(const World& w, const Case& item) { return w.household.visited_week[Household{item.household}] == w.week; }

/// Places of the cases to which something may happen this week: patience ends; or a month is over or a worker came by.
struct Due {
  std::vector<std::uint32_t> patience_ends, month_or_visit;
};

/// Every place is written down twice and counts only where it belongs, because which does is hard to guess.
Due cases_due(const World& w, const std::vector<Case>& cases) {
  Due due{std::vector<std::uint32_t>(cases.size()), std::vector<std::uint32_t>(cases.size())};
  std::size_t ending = 0, others = 0;
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    const Case& item = cases[i];
    const bool open = item.state != CaseState::closed, ends = w.week >= item.give_up, month = month_is_over(w, item),
               visited = came_by(w, item);
    due.patience_ends[ending] = due.month_or_visit[others] = i;
    ending += open & ends;
    others += open & !ends & (month | visited);
  }
  due.patience_ends.resize(ending);
  due.month_or_visit.resize(others);
  return due;
}

/// Weight of all ties of the resident.
double weight_of_ties(const World& w, const Case& item) {
  constexpr double unit = 1.0 / 65536.0;
  return unit * w.resident.tie_weight[Resident{item.resident}];
}

/// Weight of the resident's ties to those who could lend a hand: the household's children cannot.
double support(const World& w, const Case& item) {
  const Household home{item.household};
  const std::uint32_t first = w.household.first_resident[home];
  std::uint32_t children = 0;
  for (std::uint32_t r = first; r < first + w.household.size[home]; ++r)
    children += r != item.resident && w.resident.age[Resident{r}] < adult_age;
  return std::max(0.0, weight_of_ties(w, item) - children);
}

/// Whether this is a month in which kin or neighbours may meet the need.
bool turns_to_kin(const World& w, const Case& item) {
  const bool close_matter = (item.kind == CaseKind::care) | (item.kind == CaseKind::dispute),
             still_here = (item.state == CaseState::unreported) | (item.state == CaseState::waiting) |
                          (item.state == CaseState::astray) | (item.state == CaseState::refused);
  return month_is_over(w, item) & close_matter & still_here;
}

/// Whether they do, given a uniform draw. The weight of all ties bounds the chance, so that most draws decide before
/// anybody looks for children.
bool kin_help(const World& w, const Case& item, double drawn) {
  constexpr double rounding = 1e-9;
  return drawn < most_kin_chance(w.mechanisms(), weight_of_ties(w, item)) + rounding &&
         drawn < kin_chance(w.mechanisms(), support(w, item));
}

/// For each case due, 1: kin or neighbours meet the need this month.
std::vector<std::uint8_t> helped_by_kin(const World& w, const std::vector<Case>& cases,
                                        std::span<const std::uint32_t> due) {
  std::vector<std::uint8_t> helped(due.size());
  if (w.mechanisms().ways_kin <= 0.0) return helped;
  const auto [turning, residents, born] =
      drawn_cases(cases, due, [&](const Case& item) { return turns_to_kin(w, item); });
  const sim::Draws draws(w.chance, w.week, Purpose::kin, residents, born);
  for (std::size_t i = 0; i < turning.size(); ++i) {
    if (i + look_ahead < turning.size()) w.resident.tie_weight.prefetch(Resident{residents[i + look_ahead]});
    helped[turning[i]] = kin_help(w, cases[due[turning[i]]], sim::uniform(draws.word(0)[i]));
  }
  return helped;
}

/// Patience ends: the resident does without, or buys what can be bought.
void leave_off(World& w, Community c, Case& item) {
  const Mechanisms& m = w.mechanisms();
  const bool for_sale = item.kind == CaseKind::care || item.kind == CaseKind::commons;
  const double chance = for_sale ? market_chance(m, w.household.renter[Household{item.household}]) : 0.0;
  const bool buys = w.chance.uniform(w.week, Purpose::market, item.resident, item.born) < chance;
  if (buys) {
    const double hours = item.work_total / minutes_per_hour;
    w.tally[sim::row(c)].private_fen += static_cast<std::int64_t>(hours * m.ways_price * fen_per_yuan);
  }
  close_case(w, c, item, buys ? Ending::bought : Ending::given_up, item.holder, 0.0);
}

/// Cases to which kin or neighbours see this month are over. The others that nobody has reported, in order.
std::vector<std::uint32_t> settle_near_by(World& w, Community c, std::span<const std::uint32_t> due,
                                          const sim::Execution& execution) {
  auto& cases = w.cases[sim::row(c)];
  const std::vector<std::uint8_t> helped = helped_by_kin(w, cases, due);
  std::vector<std::uint32_t> unreported(due.size());
  std::size_t n = 0;
  for (std::size_t k = 0; k < due.size(); ++k) {
    const bool unknown = cases[due[k]].state == CaseState::unreported;
    unreported[n] = due[k];
    n += !helped[k] & unknown;
  }
  unreported.resize(n);
  sim::Rows(0, static_cast<std::uint32_t>(due.size()), execution.order != sim::Order::forward)
      .each([&](std::uint32_t k) {
        if (helped[k]) close_case(w, c, cases[due[k]], Ending::met_by_kin, Holder::nobody, 0.0);
      });
  return unreported;
}

/// Takes out of `places` the cases for which `found` has 1, as entries; the rest keeps its order.
void take_out(std::vector<std::uint32_t>& places, std::span<const std::uint8_t> found, Finder by,
              std::vector<Entry>& entries) {
  std::size_t entered = entries.size(), rest = 0;
  entries.resize(entered + places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    entries[entered] = {places[i], by, Channel::counter};
    places[rest] = places[i];
    entered += found[i];
    rest += !found[i];
  }
  entries.resize(entered);
  places.resize(rest);
}

/// For each case, 1: a worker who came by this week finds the need.
std::vector<std::uint8_t> found_on_visits(const World& w, Community c, std::span<const std::uint32_t> places) {
  const auto& cases = w.cases[sim::row(c)];
  const double chance = detection_chance(w.mechanisms(), w.levers(c).grid_households);
  std::vector<std::uint8_t> found(places.size());
  const auto [visited, resident, born] = drawn_cases(cases, places, [&](const Case& item) { return came_by(w, item); });
  const sim::Draws draws(w.chance, w.week, Purpose::detection, resident, born);
  for (std::size_t i = 0; i < visited.size(); ++i) found[visited[i]] = sim::uniform(draws.word(0)[i]) < chance;
  return found;
}

/// Takes out of `places` all cases whose month is not over.
void keep_those_of_the_month(const World& w, const std::vector<Case>& cases, std::vector<std::uint32_t>& places) {
  std::size_t n = 0;
  for (const std::uint32_t place : places) {
    places[n] = place;
    n += month_is_over(w, cases[place]);
  }
  places.resize(n);
}

/// Residents think about reporting: each month, for each need that nobody knows of.
void report(World& w, Community c, const Routes& routes, const ReportingEffects& effects,
            std::span<const std::uint32_t> places, sim::Instructions instructions, std::vector<Entry>& entries) {
  const auto& cases = w.cases[sim::row(c)];
  const DrawnCases ids = drawn_cases(cases, places, [](const Case&) { return true; });
  Inclinations those(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i + look_ahead < places.size()) fetch_views(w, Resident{ids.resident[i + look_ahead]});
    think_over(w, c, routes, effects, cases[places[i]], those, i);
  }
  const auto draws = w.mechanisms().structure_reporting > 0.0
                         ? sim::Draws(w.chance, w.week, Purpose::report, ids.resident, ids.born)
                         : sim::Draws(w.chance, ids.born, Purpose::report, ids.resident);
  std::vector<std::uint8_t> yes(places.size());
  sim::for_each_row(instructions, static_cast<std::uint32_t>(yes.size()),
                    [odds = those.odds.data(), words = draws.word(0), answer = yes.data()](std::uint32_t i) {
                      answer[i] = static_cast<std::uint8_t>(sim::open_uniform_float(words[i]) < sim::logistic(odds[i]));
                    });
  std::size_t entered = entries.size();
  entries.resize(entered + yes.size());
  for (std::size_t i = 0; i < yes.size(); ++i) {
    entries[entered] = {places[i], Finder::nobody, those.channel[i]};
    entered += yes[i];
  }
  entries.resize(entered);
}

/// Needs that the voice channel raises this week. Those that nobody had reported come to their desk like any other; all
/// go past the street from there.
void hear_voices(World& w, Community c, const Routes& routes, std::vector<Entry>& entries) {
  auto& cases = w.cases[sim::row(c)];
  const std::vector<std::uint32_t> raised = needs_to_raise(w, c);
  const std::size_t before = entries.size();
  for (const std::uint32_t place : raised)
    if (cases[place].state == CaseState::unreported) entries.push_back({place, Finder::channel, Channel::counter});
  enter_desks(w, c, routes, std::span(entries).subspan(before));
  for (const std::uint32_t place : raised)
    cases[place].raised = static_cast<std::uint8_t>(w.week - cases[place].born + 1);
}

}  // namespace

void run_reporting(World& w, const sim::Execution& execution) {
  const ReportingEffects effects(w.mechanisms());
  each_community(w, execution, [&](Community c) {
    const Routes routes(w, c);
    go_round(w, c);
    count_party_visits(w, c);
    keep_platform(w, c);
    survey_assets(w, c);
    auto& cases = w.cases[sim::row(c)];
    redeem_credit(w, c);
    help_neighbours(w, c);
    discover_needs(w, c);
    take_over(w, c, cases);
    // What happens to a case is the first of these that does.
    const Due due = cases_due(w, cases);
    sim::Rows(0, static_cast<std::uint32_t>(due.patience_ends.size()), execution.order != sim::Order::forward)
        .each([&](std::uint32_t k) { leave_off(w, c, cases[due.patience_ends[k]]); });
    std::vector<std::uint32_t> unreported = settle_near_by(w, c, due.month_or_visit, execution);
    std::vector<Entry> entries;
    take_out(unreported, found_on_visits(w, c, unreported), Finder::worker, entries);
    keep_those_of_the_month(w, cases, unreported);
    take_out(unreported, found_by_party(w, c, unreported), Finder::party, entries);
    report(w, c, routes, effects, unreported, execution.instructions, entries);
    enter_desks(w, c, routes, entries);
    hear_voices(w, c, routes, entries);
    welcome(w, c, places_in_order(entries, cases.size()));
  });
}

}  // namespace liandong::governance
