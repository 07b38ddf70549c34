// Budgets, posts, elections.
#include <algorithm>

#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

std::int64_t fen(double yuan) { return static_cast<std::int64_t>(yuan * fen_per_yuan); }

/// This year's budget; what is left of last year's beyond one year's grant goes back: public budgets lapse.
void grant(World& w, sim::Ledger::Kind purse, std::uint32_t owner, std::int64_t amount) {
  const std::int64_t surplus = w.money.balance(purse, owner) - amount;
  if (surplus > 0) w.money.transfer(w.week, purse, owner, w.money_kind.treasury, 0, surplus);
  w.money.transfer(w.week, w.money_kind.treasury, 0, purse, owner, amount);
}

bool may_buy(const Mechanisms& m, Side side) {
  return m.structure_buyers <= 0.0 || (m.structure_buyers <= 1.0) == (side == Side::committee);
}

/// A desk's part of the community fund, as far as its last assessment lets it: for services, and for the rest.
void grant_fund(World& w, Side side, Community c, double fund) {
  const MoneyKinds& k = w.money_kind;
  const double station = w.taken_by_station(c, w.levers(c).fund_station_share);
  const double part = fund * (side == Side::station ? station : 1.0 - station) * w.desk(side).fund_factor[c];
  const double service = may_buy(w.mechanisms(), side) ? w.levers_of(c, side).service : 0.0;
  grant(w, k.services[at(side)], sim::row(c), fen(part * service));
  grant(w, k.fund[at(side)], sim::row(c), fen(part * (1.0 - service)));
}

void grant_yearly_budgets(World& w) {
  const MoneyKinds& k = w.money_kind;
  for (const Community id : w.existing_communities()) {
    const std::uint32_t c = sim::row(id);
    const Place& place = w.setting.place_of(c);
    const double base = w.setting.context_of(c).fiscal_base * place.households / households_of_norm;
    for (const Side side : sides) grant_fund(w, side, id, w.levers(id).fund_community * 10000.0 * base);
    grant(w, k.project_pot, c, fen(place.project_pot * 10000.0 * base));
    grant(w, k.party_fund, c,
          fen(place.party_fund * place.party_share * w.mechanisms().adult_share * w.community.residents[id]));
  }
  for (std::uint32_t s = 0; s < w.street.communities.size(); ++s)
    grant(w, k.purchase_pot, s, fen(purchase_budget(w, Street{s})));
}

/// The money of a desk that is no more goes to the other.
void hand_over_funds(World& w, Community c) {
  for (const Side side : sides) {
    if (w.has(c, side) || !w.has(c, other(side))) continue;
    for (const auto& purse : {w.money_kind.fund, w.money_kind.services})
      w.money.transfer(w.week, purse[at(side)], sim::row(c), purse[at(other(side))], sim::row(c),
                       w.money.balance(purse[at(side)], sim::row(c)));
  }
}

/// Who holds a post, when the post is moved or cut.
struct Holding {
  float skill, strain;
  std::uint16_t tenure;
  std::uint8_t grade;
};

/// Posts of one employer: how many there were, how many there are to be.
struct Change {
  Employer employer;
  std::uint32_t before, after;
  std::uint32_t experienced;  ///< new ones filled at once by people who know the work
};

/// A fraction of a post is a whole post in that share of communities.
std::uint32_t whole_posts(Community c, double wanted) {
  return std::min(posts_per_employer, static_cast<std::uint32_t>(wanted + even_rank(sim::row(c))));
}

/// Cuts posts at once; who held them is free for others.
void cut_posts(World& w, Community c, const Change& change, std::vector<Holding>& freed) {
  for (std::uint32_t n = change.after; n < change.before; ++n) {
    const Worker post = World::post(c, change.employer, n);
    if (w.worker.present[post])
      freed.push_back({w.worker.skill[post], w.worker.strain[post], w.worker.tenure[post], w.worker.grade[post]});
    w.worker.present[post] = 0;
  }
}

/// New posts go to those whose post was cut this week, then to people of the street, and else stand vacant until
/// somebody is found.
void open_posts(World& w, Community c, const Change& change, std::vector<Holding>& freed) {
  const Mechanisms& m = w.mechanisms();
  std::uint32_t experienced = change.experienced;
  for (std::uint32_t n = change.before; n < change.after; ++n) {
    const Worker post = World::post(c, change.employer, n);
    const double wait = w.chance.uniform(w.week, Purpose::vacancy, w.post_stream(c, change.employer, n));
    Holding holder{static_cast<float>(m.experienced_skill), static_cast<float>(m.newcomer_strain), 0, 0};
    bool filled = w.week == 0;
    if (!filled && !freed.empty()) {
      holder = freed.back();
      freed.pop_back();
      filled = true;
    } else if (!filled && experienced > 0) {
      --experienced;
      filled = true;
    }
    w.worker.present[post] = filled;
    w.worker.vacancy[post] =
        filled ? 0 : static_cast<std::uint8_t>(m.vacancy_low + wait * (m.vacancy_high - m.vacancy_low));
    w.worker.skill[post] = holder.skill;
    w.worker.strain[post] = holder.strain;
    w.worker.tenure[post] = holder.tenure;
    w.worker.grade[post] = holder.grade;
  }
}

/// Adapts posts to the arrangement. People of the street come on top of those recruited.
void adapt_posts(World& w, Community c) {
  const Place& place = w.setting.place_of(sim::row(c));
  const double size = place.households / households_of_norm;
  std::vector<Holding> freed;
  std::array<Change, 2> changes{};
  for (const Side side : sides) {
    Desk& desk = w.desk(side);
    const std::uint32_t moved = whole_posts(c, place.street_staff * street_share(w.levers(c), side)),
                        after = std::min(posts_per_employer, whole_posts(c, w.levers_of(c, side).staff * size) + moved);
    changes[at(side)] = {employer_of(side), desk.posts[c], after,
                         moved - std::min<std::uint32_t>(moved, desk.moved[c])};
    desk.moved[c] = static_cast<std::uint16_t>(moved);
    desk.posts[c] = static_cast<std::uint16_t>(after);
    desk.staff[c] = std::min(desk.staff[c], desk.posts[c]);
    cut_posts(w, c, changes[at(side)], freed);
  }
  for (const Change& change : changes) open_posts(w, c, change, freed);
  const Change social_work{
      Employer::social_work, w.community.social_workers[c],
      whole_posts(c, w.levers(c).staff_social_workers * w.community.residents[c] / residents_of_norm), 0};
  freed.clear();
  cut_posts(w, c, social_work, freed);
  freed.clear();
  open_posts(w, c, social_work, freed);
  w.community.social_workers[c] = static_cast<std::uint16_t>(social_work.after);
}

/// Turnout of one community; voting is practice in public affairs (P48).
void hold_election(World& w, Community c, const sim::Execution& execution) {
  const Mechanisms& m = w.mechanisms();
  constexpr double middle_age = 45.0;  // at which the base holds
  std::int64_t voters = 0, votes = 0;
  residents_of(w, c, execution).each([&](std::uint32_t row) {
    const Resident r{row};
    if (w.resident.age[r] < adult_age || !w.has_rights(c, r)) return;
    ++voters;
    const double odds = m.vote_base + m.vote_age * (w.resident.age[r] - middle_age) +
                        ((w.resident.traits[r] & trait::party) ? m.vote_party : 0.0) +
                        m.vote_trust * (w.resident.trust[static_cast<std::size_t>(Trusted::committee)][r] - 0.5) +
                        m.vote_efficacy * (w.resident.efficacy[r] - 0.5) + m.vote_ties * w.ties.degree(row);
    if (w.chance.uniform(w.week, Purpose::vote, row) >= sim::logistic(static_cast<float>(odds))) return;
    ++votes;
    float& efficacy = w.resident.efficacy[r];
    efficacy += static_cast<float>(m.efficacy_pace) * (1.0f - efficacy);
  });
  w.tally[sim::row(c)].voters = voters;
  w.tally[sim::row(c)].votes = votes;
  w.community.mandate[c] = voters > 0 ? static_cast<float>(votes) / static_cast<float>(voters) : 0.0f;
}

/// Party members who take part, by building: those who look after households there.
void count_party_members(World& w, Community c) {
  const std::uint32_t first = w.community.first_building[c];
  for (std::uint32_t row = first; row < first + w.community.buildings[c]; ++row) {
    const Building b{row};
    std::uint16_t members = 0;
    const std::uint32_t resident = w.building.first_resident[b];
    for (std::uint32_t r = resident; r < resident + w.building.residents[b]; ++r)
      members += (w.resident.traits[Resident{r}] & trait::party) && w.is(Resident{r}, role::active);
    w.building.party_members[b] = members;
  }
}

bool election_ends(const World& w) {
  const Place& place = w.setting.place;
  const auto first = static_cast<std::uint32_t>(place.election_first_week + place.election_weeks);
  return w.week >= first && (w.week - first) % static_cast<std::uint32_t>(place.election_interval_weeks) == 0;
}

}  // namespace

void run_budgets(World& w, const sim::Execution&) {
  if (w.week % weeks_per_year == 0) grant_yearly_budgets(w);
  for (const Community c : w.existing_communities()) hand_over_funds(w, c);
}

void run_calendar(World& w, const sim::Execution& execution) {
  const bool quarter = w.week % weeks_per_quarter == 0;
  each_community(w, execution, [&](Community c) {
    w.tally[sim::row(c)] = Tally{};
    if (quarter) {
      w.quarter_tally[sim::row(c)] = Tally{};
      w.group_tally[sim::row(c)] = GroupTally{};
      count_party_members(w, c);
    }
    adapt_posts(w, c);
    if (election_ends(w)) hold_election(w, c, execution);
    if (w.week % weeks_per_month == 0) refresh_need_thresholds(w, c, execution.instructions);
  });
}

}  // namespace liandong::governance
