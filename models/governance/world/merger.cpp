// Two communities become one (S2 二(一)): a border goes, and what was two of a kind adds up or is averaged.
#include "models/governance/world/merger.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>

#include "models/governance/measures/stock.h"
#include "models/governance/week/misuse.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

/// How much both sides of a mean weigh.
struct Weighing {
  double into, from;

  template <class T>
  T mean(T a, T b) const {
    if (a == b || into + from <= 0.0) return a;
    return static_cast<T>((into * static_cast<double>(a) + from * static_cast<double>(b)) / (into + from));
  }
};

/// What a place says of a whole community, which two together have twice.
constexpr std::array extensive = {&Place::households, &Place::street_staff, &Place::venue_area};

template <class Group>
void average(Group& into, const Group& from, std::span<const ParameterOf<Group>> definitions, const Weighing& by) {
  for (const auto& definition : definitions)
    if (!definition.whole) into.*definition.member = by.mean(into.*definition.member, from.*definition.member);
}

void merge_setting(Setting& setting, std::uint32_t communities, std::uint32_t into, std::uint32_t from) {
  if (setting.communities.empty()) setting.communities.assign(communities, {setting.place, setting.context});
  CommunitySetting &a = setting.communities[into], &b = setting.communities[from];
  const Place before = a.place;
  const Weighing households{a.place.households, b.place.households};
  average(a.place, b.place, place_definitions(), households);
  average(a.context, b.context, context_definitions(), households);
  for (const auto member : extensive) a.place.*member = before.*member + b.place.*member;
}

void merge_profiles(EstateProfiles& into, const EstateProfiles& from, const Weighing& households) {
  for (std::size_t kind = 0; kind < estate_kinds; ++kind) {
    EstateProfile& a = into[kind];
    const EstateProfile& b = from[kind];
    for (const auto member :
         {&EstateProfile::floating_share, &EstateProfile::owner_share, &EstateProfile::share_over_60,
          &EstateProfile::isolate_share, &EstateProfile::acquaintances, &EstateProfile::fee_base})
      a.*member = households.mean(a.*member, b.*member);
    a.civic_intercept = households.mean(a.civic_intercept, b.civic_intercept);
  }
}

template <class Row, class T>
void hand_over(sim::Column<Row, T>& column, Community into, Community from) {
  column[into] = static_cast<T>(column[into] + column[from]);
  column[from] = T{};
}

/// Posts follow one another, those of `into` first.
void merge_posts(World& w, Employer employer, std::uint32_t before, std::uint32_t added, Community into,
                 Community from) {
  for (std::uint32_t n = 0; n < added; ++n) {
    const Worker left = World::post(from, employer, n), taken = World::post(into, employer, before + n);
    Workers::each_definition(w.worker, [&](auto&&, auto&&, auto&& first, auto& column) {
      if (before + n < posts_per_employer) column[taken] = column[left];
      column[left] = first;
    });
  }
}

void merge_desks(World& w, Side side, Community into, Community from) {
  Desk& desk = w.desk(side);
  merge_posts(w, employer_of(side), desk.posts[into], desk.posts[from], into, from);
  const Weighing staff{static_cast<double>(desk.staff[into]), static_cast<double>(desk.staff[from])};
  for (auto* column :
       {&desk.task_completion, &desk.skill, &desk.strain, &desk.pay_factor, &desk.score, &desk.fund_factor})
    (*column)[into] = staff.mean((*column)[into], (*column)[from]);
  for (std::size_t i = 0; i < desk.weights[into].size(); ++i)
    desk.weights[into][i] = staff.mean(desk.weights[into][i], desk.weights[from][i]);
  for (auto* column : {&desk.staff, &desk.grades, &desk.posts, &desk.moved}) hand_over(*column, into, from);
  for (auto* column : {&desk.minutes, &desk.coordination, &desk.lent_tasks, &desk.bought})
    hand_over(*column, into, from);
  for (auto& column : desk.spent) hand_over(column, into, from);
  for (auto* column : {&desk.waiting, &desk.handed}) hand_over(*column, into, from);
  hand_over(desk.task_demand, into, from);
  desk.posts[into] = std::min<std::uint16_t>(desk.posts[into], posts_per_employer);
}

/// One list of tasks is carried: that of `into`, if it has one.
void merge_tasks(World& w, Community into, Community from) {
  const bool has_one = w.committee.items[into] + w.station.items[into] > 0;
  for (const Side side : sides) {
    std::uint32_t& items = w.desk(side).items[from];
    if (!has_one) w.desk(side).items[into] = items;
    items = 0;
  }
}

Team team_in(Community c, std::uint32_t place) { return Team{sim::row(c) * teams_per_community + place}; }

/// Members of a team that has ended are of none, before another takes its place.
void leave_ended_teams(World& w, Community c) {
  const std::uint32_t first = w.community.first_resident[c];
  for (std::uint32_t r = first; r < first + w.community.residents[c]; ++r) {
    std::uint16_t& own = w.resident.team[Resident{r}];
    if (own != none16 && w.team.members[team_in(c, own)] == 0) own = none16;
  }
}

/// Teams move to places that are free; of what finds none, members look for another.
void merge_teams(World& w, Community into, Community from) {
  for (const Community c : {into, from}) leave_ended_teams(w, c);
  std::array<std::uint16_t, teams_per_community> place_of{};
  place_of.fill(none16);
  const auto taken = [&w](Team team) { return w.team.members[team] > 0 || w.team.leader[team] != none32; };
  std::uint32_t place = 0;
  for (std::uint32_t t = 0; t < teams_per_community; ++t) {
    const Team left = team_in(from, t);
    if (taken(left)) {
      while (place < teams_per_community && taken(team_in(into, place))) ++place;
      if (place < teams_per_community) place_of[t] = static_cast<std::uint16_t>(place);
    }
    Teams::each_definition(w.team, [&](auto&&, auto&&, auto&& first, auto& column) {
      if (place_of[t] != none16) column[team_in(into, place_of[t])] = column[left];
      column[left] = first;
    });
  }
  const std::uint32_t first = w.community.first_resident[from];
  for (std::uint32_t r = first; r < first + w.community.residents[from]; ++r) {
    std::uint16_t& own = w.resident.team[Resident{r}];
    if (own != none16) own = place_of[own];
  }
}

template <class Row>
void move_border(sim::Column<Row, std::uint32_t>& community, sim::Column<Community, std::uint32_t>& first,
                 sim::Column<Community, std::uint32_t>& number, Community into, Community from) {
  for (std::uint32_t row = first[from]; row < first[from] + number[from]; ++row) community[Row{row}] = sim::row(into);
  hand_over(number, into, from);
}

void merge_people(World& w, Community into, Community from) {
  Communities& c = w.community;
  move_border(w.resident.community, c.first_resident, c.residents, into, from);
  move_border(w.building.community, c.first_building, c.buildings, into, from);
  move_border(w.estate.community, c.first_estate, c.estates, into, from);
  hand_over(c.households, into, from);
}

/// What stands in a community's row beside who lives there. Residents weigh alike in a mean.
void merge_rows(World& w, Community into, Community from) {
  Communities& c = w.community;
  const Weighing residents{static_cast<double>(c.residents[into]), static_cast<double>(c.residents[from])};
  for (auto* column :
       {&c.dependence,    &c.slack,        &c.readiness,    &c.trips,        &c.success,        &c.mandate,
        &c.station_share, &c.hotline_rank, &c.role_clarity, &c.role_minutes, &c.arranged_share, &c.volunteer_effect,
        &c.caseload,      &c.partnership,  &c.joint_share,  &c.joint_fit,    &c.asset_map,      &c.redemption,
        &c.privacy_doubt, &c.seated})
    (*column)[into] = residents.mean((*column)[into], (*column)[from]);
  for (auto* column : {&c.summons, &c.volunteer_minutes, &c.volunteers, &c.converted, &c.units})
    hand_over(*column, into, from);
  for (auto* column : {&c.agenda, &c.agenda_own, &c.doors_due, &c.unasked}) hand_over(*column, into, from);
  for (auto* column :
       {&c.supervision_minutes, &c.counselled, &c.diverted, &c.embedded, &c.service_minutes, &c.broker_minutes,
        &c.mediator_minutes, &c.meeting_minutes, &c.organised_minutes, &c.street_minutes, &c.organisation_minutes,
        &c.hired_minutes, &c.aid_minutes, &c.rule_minutes, &c.liaison_minutes, &c.manager_minutes})
    hand_over(*column, into, from);
  for (auto* column : {&c.social_workers, &c.leaders, &c.aid_groups, &c.rule_groups}) hand_over(*column, into, from);
  for (std::size_t kind = 0; kind < help_kinds; ++kind)
    c.volunteer_service[into][kind] += std::exchange(c.volunteer_service[from][kind], 0);
  for (auto* column : {&c.foundation, &c.enterprise}) {
    (*column)[into] = std::max((*column)[into], (*column)[from]);
    (*column)[from] = 0;
  }
  hand_over(c.credit, into, from);
}

template <class T, class Earlier>
void merge_list(std::vector<std::vector<T>>& lists, Community into, Community from, Earlier&& earlier) {
  std::vector<T>&a = lists[sim::row(into)], &b = lists[sim::row(from)];
  std::vector<T> both;
  both.reserve(a.size() + b.size());
  std::ranges::merge(a, b, std::back_inserter(both), earlier);
  a = std::move(both);
  b.clear();
}

void merge_lists(World& w, Community into, Community from) {
  const auto id = [](const auto& item) { return std::pair{item.born, item.resident}; };
  const auto by_id = [id](const auto& a, const auto& b) { return id(a) < id(b); };
  const auto behind = [](const auto&, const auto&) { return false; };
  merge_list(w.cases, into, from, by_id);
  merge_list(w.replies, into, from, by_id);
  merge_list(w.outbox, into, from, behind);
  merge_list(w.experiences, into, from, behind);
  merge_list(w.new_ties, into, from, behind);
  for (const std::uint32_t o : w.organisations_of[sim::row(from)])
    w.organisation.community[Organisation{o}] = sim::row(into);
  merge_list(w.organisations_of, into, from, std::less<>{});
  for (auto* queues : {&w.street_queue, &w.department_queue})
    for (World::Queue& queue : *queues) {
      for (Referral& item : queue.line())
        if (item.community == sim::row(from)) item.community = sim::row(into);
      queue.settle();
    }
}

/// A street without communities has nothing to do and nothing to pay: what it had is the other street's.
void close_street(World& w, Street street, Street heir) {
  const std::uint32_t first = w.street.first_community[street], n = w.street.communities[street];
  for (std::uint32_t c = first; c < first + n; ++c)
    if (w.exists(Community{c})) return;
  World::Queue &left = w.street_queue[sim::row(street)], &taken = w.street_queue[sim::row(heir)];
  taken.accept(left.line());
  taken.settle();
  left.remove_if([](const Referral&) { return true; });
  w.money.hand_over(w.money_kind.purchase_pot, sim::row(street), sim::row(heir));
}

void merge_accounts(World& w, Community into, Community from) {
  const MoneyKinds& k = w.money_kind;
  for (const auto kind : {k.payroll, k.fund[0], k.fund[1], k.services[0], k.services[1], k.project_pot, k.party_fund,
                          k.foundation, k.enterprise, k.units})
    w.money.hand_over(kind, sim::row(from), sim::row(into));
  for (std::uint32_t i = 0; i < misusers; ++i)
    w.money.hand_over(k.misused, sim::row(from) * misusers + i, sim::row(into) * misusers + i);
  w.case_count.hand_over(w.case_kind.open, sim::row(from), sim::row(into));
}

/// The quarter goes on; attitudes and organisations are counted anew.
void merge_records(World& w, Community into, Community from) {
  const std::uint32_t a = sim::row(into), b = sim::row(from);
  const auto add = [](auto& tally, auto& other) {
    const auto weeks = tally.weeks;
    tally.add(std::exchange(other, {}));
    tally.weeks = weeks;
  };
  add(w.tally[a], w.tally[b]);
  add(w.quarter_tally[a], w.quarter_tally[b]);
  w.group_tally[a].add(std::exchange(w.group_tally[b], {}));
  w.stock[b] = {};
  take_stock(w, into);
  take_stock_of_organisations(w, into);
  take_stock_of_ties(w, into);
}

}  // namespace

void merge(World& w, Community into, Community from) {
  if (!w.exists(into) || !w.exists(from) || w.home_of(Community{sim::row(from) - 1}) != into)
    throw std::invalid_argument("communities " + std::to_string(sim::row(into)) + " and " +
                                std::to_string(sim::row(from)) + " are no neighbours in the table");
  const Weighing households{static_cast<double>(w.community.households[into]),
                            static_cast<double>(w.community.households[from])};
  merge_setting(w.setting, w.communities(), sim::row(into), sim::row(from));
  merge_profiles(w.profiles[sim::row(into)], w.profiles[sim::row(from)], households);
  for (const Side side : sides) merge_desks(w, side, into, from);
  merge_tasks(w, into, from);
  merge_posts(w, Employer::social_work, w.community.social_workers[into], w.community.social_workers[from], into, from);
  merge_teams(w, into, from);
  merge_rows(w, into, from);
  merge_people(w, into, from);
  merge_lists(w, into, from);
  merge_accounts(w, into, from);
  merge_records(w, into, from);
  if (const Street left{w.community.street[from]}, taken{w.community.street[into]}; left != taken)
    close_street(w, left, taken);
  w.arrangement_of[sim::row(from)] = w.arrangement_of[sim::row(into)];
}

}  // namespace liandong::governance
