#include <algorithm>
#include <stdexcept>

#include "models/governance/rules/rules.h"
#include "models/governance/week/misuse.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

const std::array<std::string, 2> side_names = {"committee", "station"};

void declare_money(World& w, std::uint32_t communities, std::uint32_t streets, std::uint32_t estates) {
  MoneyKinds& k = w.money_kind;
  sim::Ledger& m = w.money;
  k.treasury = m.declare("treasury", 1, true);
  k.households = m.declare("households", 1, true);
  k.contractors = m.declare("contractors", 1);
  k.payroll = m.declare("payroll", communities);
  for (const Side side : sides) {
    k.fund[at(side)] = m.declare(side_names[at(side)] + " fund", communities);
    k.services[at(side)] = m.declare(side_names[at(side)] + " services", communities);
  }
  k.project_pot = m.declare("departments' projects", communities);
  k.purchase_pot = m.declare("purchase pot", streets);
  k.party_fund = m.declare("party fund", communities);
  k.organisation = m.declare("organisations", 0);
  k.property = m.declare("property companies", estates);
  k.foundation = m.declare("community foundation", communities);
  k.enterprise = m.declare("social enterprises", communities);
  k.donors = m.declare("donor units", 1, true);
  k.units = m.declare("joint committee", communities);
  // Paid as it falls due: nothing is held.
  k.street_pay = m.declare("street pay", 1);
  k.department_pay = m.declare("departments' time", 1);
  k.mediators = m.declare("mediators", 1);
  k.auditors = m.declare("auditors", 1);
  k.misused = m.declare("misused", communities * misusers);
  k.hotline = m.declare("hotline", 1);
  k.audits = m.declare("audits of lists", 1);
  k.platforms = m.declare("information platforms", 1);
  k.training = m.declare("training", 1);
  k.venues = m.declare("venues", 1);
  for (const auto pay : {k.payroll, k.street_pay, k.department_pay, k.mediators, k.auditors}) {
    m.allow(k.treasury, pay);
    m.allow(pay, k.households);
  }
  for (const auto bill : {k.hotline, k.audits, k.platforms, k.training, k.venues}) {
    m.allow(k.treasury, bill);
    m.allow(bill, k.contractors);
  }
  for (const auto purse : budgets(k)) {
    m.allow(k.treasury, purse);
    m.allow(purse, k.treasury);
    m.allow(purse, purse == k.purchase_pot ? k.organisation : k.contractors);
  }
  for (const auto purse : {k.fund[0], k.fund[1], k.services[0], k.services[1], k.organisation})
    m.allow(purse, k.misused);
  for (const auto taker : {k.treasury, k.households}) m.allow(k.misused, taker);
  for (const Side side : sides) {
    m.allow(k.fund[at(side)], k.organisation);
    m.allow(k.fund[at(side)], k.fund[at(other(side))]);
    m.allow(k.services[at(side)], k.services[at(other(side))]);
  }
  for (const auto giver : {k.treasury, k.households, k.donors, k.enterprise}) m.allow(giver, k.foundation);
  m.allow(k.donors, k.units);
  m.allow(k.units, k.contractors);
  m.allow(k.foundation, k.contractors);
  m.allow(k.foundation, k.enterprise);
  m.allow(k.households, k.enterprise);
  m.allow(k.enterprise, k.contractors);
  m.allow(k.organisation, k.households);
  m.allow(k.organisation, k.contractors);
  m.allow(k.households, k.organisation);
  m.allow(k.households, k.contractors);
  m.allow(k.households, k.property);
  m.allow(k.property, k.contractors);
}

void declare_minutes(World& w, std::uint32_t communities) {
  static constexpr const char* names[activities] = {"tasks",      "ledgers",  "casework", "visits", "deliberation",
                                                    "organising", "training", "idle",     "help"};
  MinuteKinds& k = w.minute_kind;
  sim::Ledger& m = w.minutes;
  k.supply = m.declare("working time", 1, true);
  const auto use = [&](const std::string& name, std::uint32_t owners) {
    const auto kind = m.declare(name, owners);
    m.allow(k.supply, kind);
    return kind;
  };
  for (const Side side : sides)
    for (std::size_t a = 0; a < activities; ++a)
      k.desk[at(side)][a] = use(side_names[at(side)] + ' ' + names[a], communities);
  k.social_work = use("social work", communities);
  k.counselling = use("counselling", communities);
  k.mediation = use("mediation", communities);
  k.voice = use("voice channel", communities);
  k.audit = use("audit", communities);
  k.stability = use("stability work", communities);
  k.volunteers = use("volunteers", communities);
  k.neighbours = use("mutual aid", communities);
  k.party = use("party members' visits", communities);
  k.organisations = use("organisations' service", communities);
  k.hired = use("organisations' organising", communities);
  k.street_organising = use("street organising", communities);
  k.street = use("street cases", 1);
  k.departments = use("department cases", 1);
}

void declare_cases(World& w, std::uint32_t communities) {
  CaseKinds& k = w.case_kind;
  k.born = w.case_count.declare("born", communities, true);
  k.open = w.case_count.declare("open", communities);
  k.resolved = w.case_count.declare("resolved", communities);
  k.elsewhere = w.case_count.declare("met elsewhere", communities);
  k.dropped = w.case_count.declare("dropped", communities);
  w.case_count.allow(k.born, k.open);
  w.case_count.allow(k.open, k.resolved);
  w.case_count.allow(k.open, k.elsewhere);
  w.case_count.allow(k.open, k.dropped);
}

void found_first_organisations(World& w) {
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const Place& place = w.setting.place_of(c);
    const auto words = w.chance.four(0, Purpose::organisation_birth, c);
    const std::uint32_t n = sim::poisson(words[0], place.initial_organisations);
    for (std::uint32_t i = 0; i < n; ++i) {
      const auto traits = w.chance.four(0, Purpose::organisation_birth, c, i + 1);
      add_organisation(w, Community{c}, field_of_organisation(w, Community{c}, traits[0]),
                       OrganisationStatus::registered, w.community.readiness[Community{c}], traits);
    }
  }
}

}  // namespace

Field field_of_organisation(const World& w, Community c, std::uint32_t word) {
  const double culture = w.setting.context_of(sim::row(c)).culture_share, drawn = sim::uniform(word);
  if (drawn < culture) return Field::culture;
  const auto other = static_cast<std::uint32_t>((drawn - culture) / (1.0 - culture) * (fields - 1));
  return static_cast<Field>(other + (other >= static_cast<std::uint32_t>(Field::culture)));
}

Organisation add_organisation(World& w, Community c, Field field, OrganisationStatus status, double readiness,
                              const sim::Draw4& words) {
  const Mechanisms& m = w.mechanisms();
  Organisations& o = w.organisation;
  if (sim::rows(o) >= none16) throw std::length_error("a run holds at most 65,535 social organisations");
  const Organisation id = sim::append(o);
  w.organisations_of[sim::row(c)].push_back(sim::row(id));
  o.community[id] = sim::row(c);
  o.founded[id] = w.week;
  o.field[id] = field;
  o.status[id] = status;
  o.skill[id] = static_cast<float>(organisation_skill(m, readiness, sim::uniform(words[1])));
  o.mission[id] = static_cast<float>(m.first_mission);
  o.reputation[id] = static_cast<float>(m.prior_organisations);
  o.government_tie[id] = static_cast<float>(sim::uniform(words[2]));
  const auto fewest = static_cast<std::uint32_t>(m.first_members_low),
             most = std::max(fewest, static_cast<std::uint32_t>(m.first_members_high));
  o.members[id] = static_cast<std::uint16_t>(fewest + sim::below(words[3], most - fewest + 1));
  w.money.add_owners(w.money_kind.organisation, 1);
  return id;
}

void build_institutions(World& w) {
  const std::uint32_t n = w.communities();
  const auto streets = static_cast<std::uint32_t>(w.street.communities.size());
  const auto departments = static_cast<std::uint32_t>(w.setting.place.departments);
  declare_money(w, n, streets, static_cast<std::uint32_t>(w.estate.community.size()));
  declare_minutes(w, n);
  declare_cases(w, n);
  for (Desk* desk : {&w.committee, &w.station}) sim::resize(*desk, n);
  sim::resize(w.department, departments);
  sim::resize(w.worker, std::size_t{n} * employers * posts_per_employer);
  sim::resize(w.team, std::size_t{n} * teams_per_community);
  w.make_lists(n);
  w.street_queue.resize(streets);
  w.department_queue.resize(departments);
  found_first_organisations(w);
}

}  // namespace liandong::governance
