// Organisations form, learn, bid, drift and close; tasks may migrate (M16, P3).

#include <algorithm>
#include <array>
#include <numeric>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"
#include "sim/tables/marks.h"

namespace liandong::governance {
namespace {

void count_members(World& w) {
  std::vector<std::uint16_t> members(w.organisation.community.size(), 0);
  const auto& joined = w.resident.organisation.values();
  std::vector<std::uint32_t> in_one;
  sim::find_other_than(none16, joined, 0, in_one);
  for (const std::uint32_t r : in_one) {
    const std::uint16_t o = joined[r];
    if (o < members.size() && members[o] < 0xffff) ++members[o];
  }
  for (std::uint32_t o = 0; o < members.size(); ++o) w.organisation.members[Organisation{o}] = members[o];
}

void found_organisations(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const double readiness = w.community.readiness[c];
  for (std::uint32_t t = 0; t < teams_per_community; ++t) {
    const std::uint32_t leader = w.team.leader[Team{sim::row(c) * teams_per_community + t}];
    if (leader == none32 || !w.is(Resident{leader}, role::leader)) continue;
    if (w.resident.organisation[Resident{leader}] != none16) continue;
    const auto words = w.chance.four(w.week, Purpose::founding, leader);
    if (sim::uniform(words[0]) >= m.founding_rate * readiness) continue;
    const Field field = field_of_organisation(w, c, words[1]);
    const Organisation o = add_organisation(w, c, field, OrganisationStatus::forming, readiness, words);
    w.resident.organisation[Resident{leader}] = static_cast<std::uint16_t>(sim::row(o));
    w.organisation.members[o] = 1;
  }
}

/// Registration needs time and money; the closed and the bankrupt leave.
void advance(World& w, Organisation o) {
  Tally& tally = w.tally[w.organisation.community[o]];
  auto& status = w.organisation.status[o];
  if (status == OrganisationStatus::forming) {
    const Community c{w.organisation.community[o]};
    const std::int64_t needed = entry_cost_fen(w, c);
    const bool waited = w.week - w.organisation.founded[o] >= w.levers(c).entry_weeks;
    const std::int64_t money = w.money.balance(w.money_kind.organisation, sim::row(o));
    if (waited && money >= needed) {
      w.money.transfer(w.week, w.money_kind.organisation, sim::row(o), w.money_kind.contractors, 0, needed);
      status = OrganisationStatus::registered;
      ++tally.founded;
    } else if (w.week - w.organisation.founded[o] > w.mechanisms().forming_weeks) {
      status = OrganisationStatus::closed;
    }
  } else if (status == OrganisationStatus::registered && w.organisation.arrears[o] >= w.mechanisms().exit_weeks) {
    status = OrganisationStatus::closed;
    ++tally.closed;
  }
}

void drift(World& w, Organisation o) {
  const Mechanisms& m = w.mechanisms();
  const double income = static_cast<double>(w.organisation.income_public[o] + w.organisation.income_own[o]);
  const double dependence = income > 0.0 ? static_cast<double>(w.organisation.income_public[o]) / income : 0.0;
  w.organisation.dependence[o] = static_cast<float>(dependence);
  float& mission = w.organisation.mission[o];
  mission += static_cast<float>(m.mission_drift * dependence * (m.funder_preference - mission));
  w.organisation.income_public[o] = 0;
  w.organisation.income_own[o] = 0;
}

/// A quarter of practice and guidance.
void learn(World& w, Organisation o) {
  if (w.organisation.status[o] == OrganisationStatus::closed) return;
  const Mechanisms& m = w.mechanisms();
  const Community c{w.organisation.community[o]};
  const double rest = organisation_skill(m, w.community.readiness[c], 0.5);
  const double served = w.organisation.served[o] / minutes_per_hour, guided = weeks_per_quarter * incubated_hours(w, c);
  w.organisation.skill[o] = static_cast<float>(learned_skill(m, w.organisation.skill[o], rest, served, guided));
  w.organisation.served[o] = 0;
}

struct Bid {
  double score;
  std::uint32_t organisation;
};

/// Trust of the community's residents in organisations, as far as the organisation's own name allows.
double satisfaction_with(const World& w, Organisation o) {
  return 0.5 * (w.organisation.reputation[o] +
                w.stock[w.organisation.community[o]].trust[static_cast<std::size_t>(Trusted::organisations)]);
}

Bid bid_of(const World& w, Organisation o) {
  const Mechanisms& m = w.mechanisms();
  const Levers& l = w.levers(Community{w.organisation.community[o]});
  const double price = w.chance.uniform(w.week, Purpose::bid, sim::row(o));
  return {m.purchase_quality * w.organisation.skill[o] + m.purchase_price * (1.0 - price) +
              l.purchase_relation * w.organisation.government_tie[o] +
              l.purchase_satisfaction * satisfaction_with(w, o),
          sim::row(o)};
}

/// What a street has promised for a year, and the bids of the registered organisations without a contract, the best
/// first.
struct Tender {
  std::int64_t promised = 0, granted = 0;  ///< in contracts, in venture grants
  std::vector<Bid> bids;
};

Tender tender_of(const World& w, Street s) {
  Tender tender;
  const std::uint32_t first = w.street.first_community[s];
  for (std::uint32_t c = first; c < first + w.street.communities[s]; ++c) {
    tender.promised += pay_of_organisers(w, Community{c}) * weeks_per_year;
    for (const std::uint32_t row : w.organisations_of[c]) {
      const Organisation o{row};
      if (w.organisation.status[o] != OrganisationStatus::registered) continue;
      if (w.week < w.organisation.contract_until[o])
        (w.organisation.venture[o] ? tender.granted : tender.promised) +=
            w.organisation.contract_fen[o] * weeks_per_year;
      else
        tender.bids.push_back(bid_of(w, o));
    }
  }
  std::sort(tender.bids.begin(), tender.bids.end(), [](const Bid& a, const Bid& b) {
    return a.score != b.score ? a.score > b.score : a.organisation < b.organisation;
  });
  return tender;
}

/// Needs of a community that nobody has reported and organisations could meet, by kind.
std::array<double, case_kinds> unreported_needs(const World& w, Community c) {
  std::array<double, case_kinds> needs{};
  for (const Case& item : w.cases[sim::row(c)]) {
    const bool meetable = item.kind != CaseKind::administrative && item.kind != CaseKind::departmental;
    if (item.state == CaseState::unreported && meetable) ++needs[static_cast<std::size_t>(item.kind)];
  }
  return needs;
}

struct Proposal {
  double score;
  std::uint32_t organisation;
  CaseKind need;
};

/// A project for a need drawn from those that nobody reported, as a jury sees it.
Proposal proposal_of(const World& w, Organisation o, const std::array<double, case_kinds>& needs) {
  const std::size_t kind = sim::pick(w.chance.word(w.week, Purpose::proposal, sim::row(o)), needs);
  const double all = std::accumulate(needs.begin(), needs.end(), 0.0), weight = w.everywhere().jury_needs;
  return {proposal_score(w.mechanisms(), weight, needs[kind] / all, w.organisation.skill[o],
                         w.organisation.government_tie[o]),
          sim::row(o), static_cast<CaseKind>(kind)};
}

void promise(World& w, Organisation o, std::int64_t yearly, double weeks, bool venture) {
  w.organisation.contract_until[o] = w.week + static_cast<std::uint32_t>(weeks);
  w.organisation.contract_fen[o] = yearly / weeks_per_year;
  w.organisation.venture[o] = venture;
}

/// The best proposals win grants until the money for them is promised; who wins bids for nothing else.
void grant_ventures(World& w, Tender& tender, std::int64_t pot) {
  const auto size = static_cast<std::int64_t>(w.mechanisms().venture_size * fen_per_yuan);
  std::vector<Proposal> proposals;
  for (const Bid& bid : tender.bids) {
    const Organisation o{bid.organisation};
    const auto needs = unreported_needs(w, Community{w.organisation.community[o]});
    if (std::ranges::any_of(needs, [](double n) { return n > 0.0; })) proposals.push_back(proposal_of(w, o, needs));
  }
  std::ranges::sort(proposals, [](const Proposal& a, const Proposal& b) {
    return a.score != b.score ? a.score > b.score : a.organisation < b.organisation;
  });
  for (const auto& [score, row, need] : proposals) {
    const std::int64_t worth = std::min(size, pot - tender.granted);
    if (worth < static_cast<std::int64_t>(w.mechanisms().least_contract * static_cast<double>(size))) return;
    promise(w, Organisation{row}, worth, weeks_per_year, true);
    w.organisation.proposal[Organisation{row}] = need;
    tender.granted += worth;
    std::erase_if(tender.bids, [row = row](const Bid& bid) { return bid.organisation == row; });
  }
}

/// A year's purchase money of a street, as far as it has come in.
std::int64_t purchase_money(const World& w, Street s) {
  const auto yearly = static_cast<std::int64_t>(purchase_budget(w, s) * fen_per_yuan);
  return std::min(yearly, w.money.balance(w.money_kind.purchase_pot, sim::row(s)));
}

/// A street grants ventures and lets contracts to the best bids until a year's pot is promised.
void let_contracts(World& w, Street s) {
  const Mechanisms& m = w.mechanisms();
  Tender tender = tender_of(w, s);
  const auto size = static_cast<std::int64_t>(m.contract_size * fen_per_yuan);
  const auto least = static_cast<std::int64_t>(m.least_contract * static_cast<double>(size));
  const std::int64_t pot = purchase_money(w, s);
  const auto for_ventures = static_cast<std::int64_t>(w.everywhere().venture_share * static_cast<double>(pot));
  if (for_ventures > 0) grant_ventures(w, tender, for_ventures);
  for (const Bid& bid : tender.bids) {
    const std::int64_t worth = std::min(size, pot - std::max(for_ventures, tender.granted) - tender.promised);
    if (worth < least) break;
    const Organisation o{bid.organisation};
    promise(w, o, worth, w.levers(Community{w.organisation.community[o]}).contract_weeks, false);
    tender.promised += worth;
  }
}

/// A quarter's step of tasks to the desk that may take over, where it keeps up and cases succeed (P3).
void migrate_tasks(World& w, Community c) {
  if (w.levers(c).task_migration == 0.0 || !w.has(c, Side::committee) || !w.has(c, Side::station)) return;
  const Mechanisms& m = w.mechanisms();
  const bool to_committee = w.levers(c).task_migration > 0.0;
  const Desk& taker = w.desk(to_committee ? Side::committee : Side::station);
  if (w.community.success[c] < static_cast<float>(m.migration_success) ||
      taker.task_completion[c] < static_cast<float>(m.migration_completion))
    return;
  const auto step = static_cast<float>(to_committee ? -m.migration_step : m.migration_step);
  float& share = w.community.station_share[c];
  share = std::clamp(share + step, 0.0f, 1.0f);
}

}  // namespace

double purchase_budget(const World& w, Street s) {
  const auto residents = by_arrangement(
      w, s, [&](Community c) { return w.community.residents[c] * w.setting.context_of(sim::row(c)).fiscal_base; });
  double yuan = 0.0;
  for (std::size_t a = 0; a < residents.size(); ++a) yuan += w.arrangements[a].purchase_budget * residents[a];
  return yuan;
}

double for_each_organisation(const World& w, Community c, double hours) noexcept {
  if (hours <= 0.0) return 0.0;
  const auto open = std::ranges::count_if(w.organisations_of[sim::row(c)], [&](std::uint32_t o) {
    return w.organisation.status[Organisation{o}] != OrganisationStatus::closed;
  });
  return open > 0 ? hours / static_cast<double>(open) : 0.0;
}

double incubated_hours(const World& w, Community c) noexcept {
  return for_each_organisation(w, c, w.levers(c).incubator_hours);
}

void run_organisations(World& w, const sim::Execution& execution) {
  const bool quarter = w.week % weeks_per_quarter == weeks_per_quarter - 1;
  const bool round = w.week % (2 * weeks_per_quarter) == 4;
  if (quarter) {
    each_community(w, execution, [&](Community c) { migrate_tasks(w, c); });
    for (const Community c : w.existing_communities()) found_organisations(w, c);
    count_members(w);
  }
  for (std::uint32_t o = 0; o < w.organisation.community.size(); ++o) {
    advance(w, Organisation{o});
    if (!quarter) continue;
    drift(w, Organisation{o});
    learn(w, Organisation{o});
  }
  if (round)
    for (std::uint32_t s = 0; s < w.street.communities.size(); ++s) let_contracts(w, Street{s});
}

}  // namespace liandong::governance
