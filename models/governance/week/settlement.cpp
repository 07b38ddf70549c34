// Money and working time settle in the ledgers.
#include <algorithm>
#include <span>

#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

std::int64_t weekly_fen(double yuan_per_year) {
  return static_cast<std::int64_t>(yuan_per_year * fen_per_yuan / weeks_per_year);
}

void pay_wages(World& w, Community c) {
  const Place& place = w.setting.place_of(sim::row(c));
  const MoneyKinds& k = w.money_kind;
  std::uint32_t social_workers = 0;
  for (std::uint32_t n = 0; n < w.community.social_workers[c]; ++n)
    social_workers += w.worker.present[World::post(c, Employer::social_work, n)];
  // Street staff posted to stations are paid as station staff; the rest stay on the street's roll.
  const double street = place.street_staff * (1.0 - w.street_moved());
  const double desks = w.committee.staff[c] * w.committee.pay_factor[c] + w.station.staff[c] * w.station.pay_factor[c];
  const double broker = w.levers.broker_hours * minutes_per_hour / minutes_per_week;
  const std::int64_t wages = weekly_fen(
      w.levers.wage_ratio * (place.staff_cost * (desks + street + broker) + place.social_worker_cost * social_workers));
  w.money.transfer(w.week, k.treasury, 0, k.payroll, sim::row(c), wages);
  w.money.transfer(w.week, k.payroll, sim::row(c), k.households, 0, wages);
  w.tally[sim::row(c)].public_fen += wages;
}

/// Money that comes with tasks goes to whoever carries them.
void pay_for_tasks(World& w, Community c) {
  const MoneyKinds& k = w.money_kind;
  w.money.transfer(w.week, k.treasury, 0, k.committee_fund, sim::row(c),
                   weekly_fen(w.levers.task_money * w.committee.items[c]));
  w.money.transfer(w.week, k.treasury, 0, k.station_fund, sim::row(c),
                   weekly_fen(w.levers.task_money * w.station.items[c]));
}

/// The station spends its earmarked fund evenly over the year on service time for care cases.
void buy_station_service(World& w, Community c) {
  const MoneyKinds& k = w.money_kind;
  const std::int64_t weeks_left = weeks_per_year - w.week % weeks_per_year;
  const std::int64_t amount = w.has_station() ? w.money.balance(k.station_fund, sim::row(c)) / weeks_left : 0;
  w.money.transfer(w.week, k.station_fund, sim::row(c), k.contractors, 0, amount);
  w.tally[sim::row(c)].public_fen += amount;
  w.community.station_service[c] = static_cast<std::int32_t>(static_cast<double>(amount) / fen_per_yuan /
                                                             w.mechanisms().service_hour_cost * minutes_per_hour);
}

/// The committee's fund backs organisations in formation, by the hour of organising.
void grant_seed_money(World& w, Community c, std::span<const std::uint32_t> organisations) {
  const MoneyKinds& k = w.money_kind;
  constexpr auto organising = static_cast<std::size_t>(Activity::organising);
  const Mechanisms& m = w.mechanisms();
  const double hours = w.committee.spent[organising][c] / minutes_per_hour;
  for (const std::uint32_t o : organisations) {
    const Organisation id{o};
    if (w.organisation.status[id] != OrganisationStatus::forming) continue;
    const auto wanted = static_cast<std::int64_t>(hours * m.seed_grant * fen_per_yuan);
    const auto fund = static_cast<double>(w.money.balance(k.committee_fund, sim::row(c)));
    const std::int64_t amount = std::min(wanted, static_cast<std::int64_t>(m.seed_share * fund));
    w.money.transfer(w.week, k.committee_fund, sim::row(c), k.organisation, o, amount);
    w.organisation.income_public[id] += amount;
    w.tally[sim::row(c)].organisations_public += amount;
    w.tally[sim::row(c)].committee_public += amount;
    w.tally[sim::row(c)].public_fen += amount;
    return;
  }
}

void pay_contract(World& w, Organisation o) {
  const MoneyKinds& k = w.money_kind;
  w.organisation.paid_fen[o] = 0;
  if (w.organisation.status[o] != OrganisationStatus::registered || w.week >= w.organisation.contract_until[o]) return;
  const std::uint32_t street = w.community.street[Community{w.organisation.community[o]}];
  const std::int64_t due = std::min(w.organisation.contract_fen[o], w.money.balance(k.purchase_pot, street));
  w.money.transfer(w.week, k.purchase_pot, street, k.organisation, sim::row(o), due);
  w.organisation.paid_fen[o] = due;
  w.organisation.income_public[o] += due;
  w.tally[w.organisation.community[o]].organisations_public += due;
  w.tally[w.organisation.community[o]].public_fen += due;
  const auto service = static_cast<std::int64_t>(w.mechanisms().service_share * static_cast<double>(due));
  w.money.transfer(w.week, k.organisation, sim::row(o), k.households, 0, service);
}

void settle_organisation(World& w, Organisation o) {
  if (w.organisation.status[o] == OrganisationStatus::closed) return;
  const Mechanisms& m = w.mechanisms();
  const MoneyKinds& k = w.money_kind;
  Tally& tally = w.tally[w.organisation.community[o]];
  pay_contract(w, o);
  const double share = w.organisation.field[o] == Field::culture ? 1.0 : m.dues_share;
  const auto dues = static_cast<std::int64_t>(m.member_dues * share * fen_per_yuan * w.organisation.members[o]);
  w.money.transfer(w.week, k.households, 0, k.organisation, sim::row(o), dues);
  w.organisation.income_own[o] += dues;
  tally.organisations_own += dues;
  if (w.organisation.status[o] == OrganisationStatus::forming) return;
  ++tally.organisation_weeks;
  const auto cost = static_cast<std::int64_t>(m.organisation_cost * fen_per_yuan);
  const bool solvent = w.money.balance(k.organisation, sim::row(o)) >= cost;
  if (solvent) w.money.transfer(w.week, k.organisation, sim::row(o), k.contractors, 0, cost);
  w.organisation.arrears[o] = solvent ? std::uint16_t{0} : static_cast<std::uint16_t>(w.organisation.arrears[o] + 1);
}

void settle_property(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const MoneyKinds& k = w.money_kind;
  for (std::uint32_t i = 0; i < w.community.estates[c]; ++i) {
    const Estate e{w.community.first_estate[c] + i};
    std::uint32_t paying = 0;
    const std::uint32_t first = w.estate.first_household[e];
    for (std::uint32_t h = first; h < first + w.estate.households[e]; ++h) paying += w.household.pays_fee[Household{h}];
    constexpr double calendar_months = 12.0 * weeks_per_month / weeks_per_year;
    const auto fees = static_cast<std::int64_t>(paying * m.fee * calendar_months * fen_per_yuan);
    const auto cost = static_cast<std::int64_t>(w.estate.service[e] * m.property_cost * calendar_months * fen_per_yuan *
                                                w.estate.households[e]);
    w.money.transfer(w.week, k.households, 0, k.property, sim::row(e), fees);
    w.money.transfer(w.week, k.property, sim::row(e), k.contractors, 0,
                     std::min(cost, w.money.balance(k.property, sim::row(e))));
  }
}

void post_minutes(World& w, Community c) {
  const MinuteKinds& k = w.minute_kind;
  const std::uint32_t owner = sim::row(c);
  const auto post = [&](sim::Ledger::Kind kind, std::int64_t minutes) {
    w.minutes.transfer(w.week, k.supply, 0, kind, owner, minutes);
  };
  const auto post_desk = [&](const Desk& desk, const sim::Ledger::Kind(&kinds)[activities], const char* name) {
    std::int64_t sum = 0;
    for (std::size_t a = 0; a < activities; ++a) {
      post(kinds[a], desk.spent[a][c]);
      sum += desk.spent[a][c];
    }
    if (sum != desk.minutes[c])
      throw sim::Ledger::Breach("ledger 'minutes', week " + std::to_string(w.week) + ", account " + name + "[" +
                                std::to_string(owner) + "] used " + std::to_string(sum) + " of " +
                                std::to_string(desk.minutes[c]));
  };
  post_desk(w.committee, k.committee, "committee");
  post_desk(w.station, k.station, "station");
  post(k.social_work, w.community.supervision_minutes[c]);
  post(k.volunteers, w.tally[owner].volunteer_minutes);
  post(k.organisations, w.tally[owner].service_minutes);
}

}  // namespace

std::int64_t public_cost(const World& w) noexcept {
  const MoneyKinds& k = w.money_kind;
  std::int64_t unspent = 0;
  for (const auto kind : {k.payroll, k.committee_fund, k.station_fund, k.purchase_pot, k.party_fund})
    unspent += w.money.total(kind);
  return -w.money.total(k.treasury) - unspent;
}

void run_settlement(World& w, const sim::Execution&) {
  const bool month = w.week % weeks_per_month == 0;
  for (std::uint32_t row = 0; row < w.communities(); ++row) {
    const Community c{row};
    pay_wages(w, c);
    pay_for_tasks(w, c);
    buy_station_service(w, c);
    grant_seed_money(w, c, w.organisations_of[sim::row(c)]);
    if (month) settle_property(w, c);
    post_minutes(w, c);
  }
  for (std::uint32_t o = 0; o < w.organisation.community.size(); ++o) settle_organisation(w, Organisation{o});
  std::int64_t street = 0, department = 0;
  for (std::uint32_t s = 0; s < w.street.spent.size(); ++s) street += w.street.spent[Street{s}];
  for (std::uint32_t d = 0; d < w.department.spent.size(); ++d) department += w.department.spent[Department{d}];
  w.minutes.transfer(w.week, w.minute_kind.supply, 0, w.minute_kind.street, 0, street);
  w.minutes.transfer(w.week, w.minute_kind.supply, 0, w.minute_kind.departments, 0, department);
}

}  // namespace liandong::governance
