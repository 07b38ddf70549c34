// Budgets, posts, elections.
#include <algorithm>

#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

std::int64_t fen(double yuan) { return static_cast<std::int64_t>(yuan * fen_per_yuan); }

/// Money beyond one year's grant goes back: public budgets lapse.
void return_surplus(World& w, sim::Ledger::Kind kind, std::uint32_t owner, std::int64_t grant) {
  const std::int64_t surplus = w.money.balance(kind, owner) - grant;
  if (surplus > 0) w.money.transfer(w.week, kind, owner, w.money_kind.treasury, 0, surplus);
}

void grant_yearly_budgets(World& w) {
  const MoneyKinds& k = w.money_kind;
  const Levers& l = w.levers;
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const Community id{c};
    const Place& place = w.setting.place_of(c);
    const double base = w.setting.context_of(c).fiscal_base * place.households / households_of_norm;
    const double fund = l.fund_community * 10000.0 * base * w.community.fund_factor[id];
    const double station = w.has_station() ? l.fund_station_share : 0.0;
    const std::int64_t to_committee = fen(fund * (1.0 - station)), to_station = fen(fund * station);
    return_surplus(w, k.committee_fund, c, to_committee);
    return_surplus(w, k.station_fund, c, to_station);
    w.money.transfer(w.week, k.treasury, 0, k.committee_fund, c, to_committee);
    w.money.transfer(w.week, k.treasury, 0, k.station_fund, c, to_station);
    const std::int64_t party =
        fen(place.party_fund * place.party_share * w.mechanisms().adult_share * w.community.residents[id]);
    return_surplus(w, k.party_fund, c, party);
    w.money.transfer(w.week, k.treasury, 0, k.party_fund, c, party);
  }
  for (std::uint32_t s = 0; s < w.street.communities.size(); ++s) {
    double residents = 0.0;
    const std::uint32_t first = w.street.first_community[Street{s}];
    for (std::uint32_t c = first; c < first + w.street.communities[Street{s}]; ++c)
      residents += w.community.residents[Community{c}] * w.setting.context_of(c).fiscal_base;
    const std::int64_t pot = fen(l.purchase_budget * residents);
    return_surplus(w, k.purchase_pot, s, pot);
    w.money.transfer(w.week, k.treasury, 0, k.purchase_pot, s, pot);
  }
}

constexpr float nobodys_skill = 0.3f;  // written where a new post is vacant; nobody reads it

/// Adapts an employer's posts to the arrangement: posts cut are lost at once, new ones stand vacant until filled.
/// `experienced` of the new ones are filled at once by people who know the work.
std::uint16_t adapt_posts(World& w, Community c, Employer employer, std::uint32_t before, double wanted,
                          std::uint32_t experienced) {
  const Mechanisms& m = w.mechanisms();
  // A fraction of a post is a whole post in that share of communities.
  const auto after = std::min(posts_per_employer, static_cast<std::uint32_t>(wanted + even_rank(sim::row(c))));
  for (std::uint32_t n = after; n < before; ++n) w.worker.present[World::post(c, employer, n)] = 0;
  const bool start = w.week == 0;
  for (std::uint32_t n = before; n < after; ++n) {
    const Worker post = World::post(c, employer, n);
    const double wait = w.chance.uniform(w.week, Purpose::vacancy, sim::row(post));
    const bool filled = start || n - before < experienced;
    w.worker.present[post] = filled;
    w.worker.vacancy[post] =
        filled ? 0 : static_cast<std::uint8_t>(m.vacancy_low + wait * (m.vacancy_high - m.vacancy_low));
    w.worker.skill[post] = filled ? static_cast<float>(m.experienced_skill) : nobodys_skill;
    w.worker.strain[post] = static_cast<float>(m.newcomer_strain);
    w.worker.tenure[post] = 0;
  }
  return static_cast<std::uint16_t>(after);
}

void adapt_all_posts(World& w, Community c) {
  const Place& place = w.setting.place_of(sim::row(c));
  const Levers& l = w.levers;
  const double size = place.households / households_of_norm;
  const auto moved = nearest_whole(place.street_staff * w.street_moved());
  w.committee.posts[c] = adapt_posts(w, c, Employer::committee, w.committee.posts[c], l.staff_committee * size, 0);
  w.station.posts[c] =
      adapt_posts(w, c, Employer::station, w.station.posts[c],
                  w.has_station() ? std::max(l.staff_station * size, static_cast<double>(moved)) : 0.0, moved);
  w.committee.staff[c] = std::min(w.committee.staff[c], w.committee.posts[c]);
  w.station.staff[c] = std::min(w.station.staff[c], w.station.posts[c]);
  w.community.social_workers[c] = adapt_posts(w, c, Employer::social_work, w.community.social_workers[c],
                                              l.staff_social_workers * w.community.residents[c] / residents_of_norm, 0);
}

/// Turnout of one community; voting is practice in public affairs (P48).
void hold_election(World& w, Community c, const sim::Execution& execution) {
  const Mechanisms& m = w.mechanisms();
  constexpr double middle_age = 45.0;  // at which the base holds
  std::int64_t voters = 0, votes = 0;
  residents_of(w, c, execution).each([&](std::uint32_t row) {
    const Resident r{row};
    if (w.resident.age[r] < adult_age || !w.has_rights(r)) return;
    ++voters;
    const double odds = m.vote_base + m.vote_age * (w.resident.age[r] - middle_age) +
                        ((w.resident.traits[r] & trait::party) ? m.vote_party : 0.0) +
                        m.vote_trust * (w.resident.trust[static_cast<std::size_t>(Trusted::committee)][r] - 0.5) +
                        m.vote_ties * w.ties.degree(row);
    if (w.chance.uniform(w.week, Purpose::vote, row) >= sim::logistic(static_cast<float>(odds))) return;
    ++votes;
    float& efficacy = w.resident.efficacy[r];
    efficacy += static_cast<float>(m.efficacy_pace) * (1.0f - efficacy);
  });
  w.tally[sim::row(c)].voters = voters;
  w.tally[sim::row(c)].votes = votes;
  w.community.mandate[c] = voters > 0 ? static_cast<float>(votes) / static_cast<float>(voters) : 0.0f;
}

bool election_ends(const World& w) {
  const Place& place = w.setting.place;
  const auto first = static_cast<std::uint32_t>(place.election_first_week + place.election_weeks);
  return w.week >= first && (w.week - first) % static_cast<std::uint32_t>(place.election_interval_weeks) == 0;
}

}  // namespace

void run_calendar(World& w, const sim::Execution& execution) {
  if (w.week % weeks_per_year == 0) grant_yearly_budgets(w);
  const bool quarter = w.week % weeks_per_quarter == 0;
  each_community(w, execution, [&](Community c) {
    w.tally[sim::row(c)] = Tally{};
    if (quarter) {
      w.quarter_tally[sim::row(c)] = Tally{};
      w.group_tally[sim::row(c)] = GroupTally{};
    }
    adapt_all_posts(w, c);
    if (election_ends(w)) hold_election(w, c, execution);
    if (w.week % weeks_per_month == 0) refresh_need_thresholds(w, c);
  });
}

}  // namespace liandong::governance
