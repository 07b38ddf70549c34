// Money and working time settle in the ledgers.
#include <algorithm>
#include <span>

#include "models/governance/rules/rules.h"
#include "models/governance/week/misuse.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/social_work.h"

namespace liandong::governance {
namespace {

std::int64_t weekly_fen(double yuan_per_year) {
  return static_cast<std::int64_t>(yuan_per_year * fen_per_yuan / weeks_per_year);
}

/// Public money that is spent as it falls due, by way of the account it is for.
void spend(World& w, Community c, sim::Ledger::Kind account, std::uint32_t owner, sim::Ledger::Kind to, double yuan) {
  const auto fen = static_cast<std::int64_t>(yuan * fen_per_yuan);
  w.money.transfer(w.week, w.money_kind.treasury, 0, account, owner, fen);
  w.money.transfer(w.week, account, owner, to, 0, fen);
  w.tally[sim::row(c)].public_fen += fen;
}

/// Desks, social workers, the party broker and the voice channel. People of the street at a desk are paid there; the
/// rest stay on the street's roll, whatever they do.
void pay_wages(World& w, Community c) {
  const Place& place = w.setting.place_of(sim::row(c));
  const MoneyKinds& k = w.money_kind;
  double desks = 0.0;
  for (const Side side : sides) {
    const Desk& desk = w.desk(side);
    desks += (desk.staff[c] + w.levers(c).career_step * desk.grades[c]) * desk.pay_factor[c];
  }
  const SocialWorkers there = social_workers(w, c);
  const Levers& l = w.levers(c);
  const double social_work = there.present + l.career_step * there.grades;
  const double hours = l.broker_hours + l.voice_hours;
  const double broker_and_channel = hours * minutes_per_hour / minutes_per_week;
  const double weekly = l.wage_ratio / weeks_per_year;
  spend(w, c, k.payroll, sim::row(c), k.households,
        weekly * (place.staff_cost * (desks + broker_and_channel) + place.social_worker_cost * social_work));
  spend(w, c, k.street_pay, 0, k.households, weekly * place.staff_cost * place.street_staff * street_kept(l));
}

/// What a community costs beside its desks: departments' time, in proportion to residents, mediators, calls and calls
/// back, audits, platforms, training and rooms.
void pay_overheads(World& w, Community c, double department_hours) {
  const Place& place = w.setting.place_of(sim::row(c));
  const MoneyKinds& k = w.money_kind;
  constexpr auto training = static_cast<std::size_t>(Activity::training);
  double trained = 0.0;
  for (const Side side : sides) trained += w.desk(side).spent[training][c] / minutes_per_hour;
  const double residents = w.community.residents[c];
  const Tally& tally = w.tally[sim::row(c)];
  const double calls =
      static_cast<double>(tally.calls) + w.everywhere().hotline_callback * static_cast<double>(tally.called_ended);
  spend(w, c, k.department_pay, 0, k.households, department_hours * residents / w.residents() * place.department_hour);
  spend(w, c, k.mediators, 0, k.households,
        static_cast<double>(tally.mediation_minutes) / minutes_per_hour * place.mediator_hour);
  spend(w, c, k.auditors, 0, k.households, w.levers(c).audit_weekly * place.auditor_hour);
  spend(w, c, k.hotline, 0, k.contractors, calls * place.hotline_call);
  spend(w, c, k.audits, 0, k.contractors, w.levers(c).list_enforcement * place.list_audit / weeks_per_year);
  const double platforms =
      w.levers(c).information_sharing * place.platform_cost + w.levers(c).platform_channel * place.channel_cost;
  const double safeguards = 1.0 + w.levers(c).platform_safeguards * w.mechanisms().safeguard_cost;
  spend(w, c, k.platforms, 0, k.contractors, platforms * safeguards * residents / weeks_per_year);
  spend(w, c, k.training, 0, k.contractors,
        trained * place.training_hour + w.levers(c).incubator_hours * w.mechanisms().service_hour_cost);
  spend(w, c, k.venues, 0, k.contractors,
        (place.venue_area + w.community.converted[c]) * place.venue_cost / weeks_per_year);
}

/// Idle space becomes rooms for residents, week by week.
void convert_space(World& w, Community c) {
  float& converted = w.community.converted[c];
  const double missing = w.levers(c).converted_area - static_cast<double>(converted);
  if (missing <= 0.0) return;
  const double area = std::min(missing, w.levers(c).converted_area / w.mechanisms().conversion_weeks);
  spend(w, c, w.money_kind.venues, 0, w.money_kind.contractors, area * w.setting.place_of(sim::row(c)).conversion_cost);
  converted += static_cast<float>(area);
}

/// Money that comes with tasks goes to whoever carries them.
void pay_for_tasks(World& w, Community c) {
  for (const Side side : sides)
    w.money.transfer(w.week, w.money_kind.treasury, 0, w.money_kind.fund[at(side)], sim::row(c),
                     weekly_fen(w.levers(c).task_money * w.desk(side).items[c]));
}

/// A desk spends its money for services evenly over the year on hours of care.
void buy_service(World& w, Side side, Community c) {
  const MoneyKinds& k = w.money_kind;
  const std::int64_t weeks_left = weeks_per_year - w.week % weeks_per_year;
  const std::int64_t all = w.money.balance(k.services[at(side)], sim::row(c)) / weeks_left;
  const double misused = misused_share(w, c, side) * static_cast<double>(all);
  const std::int64_t amount = all - misuse(w, c, trusted_of(side), k.services[at(side)], sim::row(c), misused);
  w.money.transfer(w.week, k.services[at(side)], sim::row(c), k.contractors, 0, amount);
  w.tally[sim::row(c)].public_fen += all;
  w.desk(side).bought[c] = static_cast<std::int32_t>(static_cast<double>(amount) / fen_per_yuan /
                                                     w.mechanisms().service_hour_cost * minutes_per_hour);
}

/// The fund of the desk that organises residents backs organisations in formation, by the hour of organising, up to
/// what they need to register.
void grant_seed_money(World& w, Community c, std::span<const std::uint32_t> organisations) {
  const sim::Ledger::Kind fund = w.money_kind.fund[at(w.host(c))];
  const Mechanisms& m = w.mechanisms();
  const double hours = w.community.organised_minutes[c] / minutes_per_hour;
  for (const std::uint32_t o : organisations) {
    const Organisation id{o};
    if (w.organisation.status[id] != OrganisationStatus::forming) continue;
    const std::int64_t missing = entry_cost_fen(w, c) - w.money.balance(w.money_kind.organisation, o);
    if (missing <= 0) continue;
    const auto wanted = std::min(missing, static_cast<std::int64_t>(hours * m.seed_grant * fen_per_yuan));
    const auto most = static_cast<std::int64_t>(m.seed_share * static_cast<double>(w.money.balance(fund, sim::row(c))));
    const std::int64_t amount = std::min(wanted, most);
    w.money.transfer(w.week, fund, sim::row(c), w.money_kind.organisation, o, amount);
    w.organisation.income_public[id] += amount;
    Tally& tally = w.tally[sim::row(c)];
    tally.organisations_public += amount;
    tally.projects_public += amount;
    tally.public_fen += amount;
    return;
  }
}

void pay_contract(World& w, Organisation o) {
  w.organisation.paid_fen[o] = 0;
  if (w.organisation.status[o] != OrganisationStatus::registered || w.week >= w.organisation.contract_until[o]) return;
  w.organisation.paid_fen[o] = pay_organisation(w, o, w.organisation.contract_fen[o]);
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
  const double incubated = incubated_hours(w, Community{w.organisation.community[o]});
  const auto cost = static_cast<std::int64_t>(running_cost(m, incubated) * fen_per_yuan);
  const bool solvent = w.money.balance(k.organisation, sim::row(o)) >= cost;
  if (solvent) w.money.transfer(w.week, k.organisation, sim::row(o), k.contractors, 0, cost);
  w.organisation.arrears[o] = solvent ? std::uint16_t{0} : static_cast<std::uint16_t>(w.organisation.arrears[o] + 1);
}

/// What contracts paid for this week is service time of the next.
void make_service_time(World& w) {
  const Mechanisms& m = w.mechanisms();
  for (std::int32_t& minutes : w.community.service_minutes.values()) minutes = 0;
  for (std::uint32_t o = 0; o < w.organisation.community.size(); ++o) {
    const Organisation id{o};
    const double yuan = static_cast<double>(w.organisation.paid_fen[id]) / fen_per_yuan;
    w.organisation.service_minutes[id] = static_cast<std::int32_t>(yuan / m.service_hour_cost * minutes_per_hour);
    w.organisation.service_left[id] = w.organisation.service_minutes[id];
    w.organisation.service_skill[id] = w.organisation.skill[id];
    w.community.service_minutes[Community{w.organisation.community[id]}] += w.organisation.service_left[id];
  }
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
  const auto post_desk = [&](const Desk& desk, const std::array<sim::Ledger::Kind, activities>& kinds,
                             const char* name) {
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
  post_desk(w.committee, k.desk[at(Side::committee)], "committee");
  post_desk(w.station, k.desk[at(Side::station)], "station");
  post(k.social_work, w.community.supervision_minutes[c]);
  post(k.counselling, w.community.counselled[c]);
  post(k.mediation, w.tally[owner].mediation_minutes);
  post(k.voice, w.tally[owner].voice_minutes);
  post(k.audit, static_cast<std::int64_t>(w.levers(c).audit_weekly * minutes_per_hour));
  post(k.stability, w.community.diverted[c]);
  post(k.volunteers, w.tally[owner].volunteer_minutes);
  post(k.neighbours, w.tally[owner].aid_minutes);
  post(k.party, w.tally[owner].party_minutes);
  post(k.organisations, w.tally[owner].service_minutes);
  post(k.hired, w.community.organisation_minutes[c]);
  post(k.street_organising, w.community.street_minutes[c]);
}

}  // namespace

std::int64_t pay_organisation(World& w, Organisation o, std::int64_t wanted) {
  const MoneyKinds& k = w.money_kind;
  const std::uint32_t street = w.community.street[Community{w.organisation.community[o]}];
  const std::int64_t due = std::min(wanted, w.money.balance(k.purchase_pot, street));
  w.money.transfer(w.week, k.purchase_pot, street, k.organisation, sim::row(o), due);
  w.organisation.income_public[o] += due;
  Tally& tally = w.tally[w.organisation.community[o]];
  tally.organisations_public += due;
  tally.public_fen += due;
  const Community c{w.organisation.community[o]};
  const double misused = misused_share(w, o) * static_cast<double>(due);
  const std::int64_t meant = due - misuse(w, c, Trusted::organisations, k.organisation, sim::row(o), misused);
  const auto work = static_cast<std::int64_t>(w.mechanisms().service_share * static_cast<double>(meant));
  w.money.transfer(w.week, k.organisation, sim::row(o), k.households, 0, work);
  return meant;
}

std::int64_t public_cost(const World& w) noexcept {
  const MoneyKinds& k = w.money_kind;
  std::int64_t unspent = 0;
  for (const auto kind : budgets(k)) unspent += w.money.total(kind);
  return -w.money.total(k.treasury) - unspent;
}

void run_settlement(World& w, const sim::Execution&) {
  const bool month = w.week % weeks_per_month == 0;
  std::int64_t street = 0, department = 0;
  for (std::uint32_t s = 0; s < w.street.spent.size(); ++s) street += w.street.spent[Street{s}];
  for (std::uint32_t d = 0; d < w.department.spent.size(); ++d) department += w.department.spent[Department{d}];
  for (const Community c : w.existing_communities()) {
    pay_wages(w, c);
    pay_overheads(w, c, static_cast<double>(department) / minutes_per_hour);
    pay_for_tasks(w, c);
    for (const Side side : sides) buy_service(w, side, c);
    w.money.transfer(w.week, w.money_kind.households, 0, w.money_kind.contractors, 0, w.tally[sim::row(c)].private_fen);
    settle_foundation(w, c);
    collect_from_units(w, c);
    convert_space(w, c);
    grant_seed_money(w, c, w.organisations_of[sim::row(c)]);
    if (month) settle_property(w, c);
    post_minutes(w, c);
    hire_organisers(w, c);
  }
  for (std::uint32_t o = 0; o < w.organisation.community.size(); ++o) settle_organisation(w, Organisation{o});
  make_service_time(w);
  for (const Community c : w.existing_communities()) embed_social_workers(w, c);
  w.minutes.transfer(w.week, w.minute_kind.supply, 0, w.minute_kind.street, 0, street);
  w.minutes.transfer(w.week, w.minute_kind.supply, 0, w.minute_kind.departments, 0, department);
}

}  // namespace liandong::governance
