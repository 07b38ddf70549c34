#include <algorithm>
#include <stdexcept>

#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

void declare_money(World& w, std::uint32_t communities, std::uint32_t streets, std::uint32_t estates) {
  MoneyKinds& k = w.money_kind;
  sim::Ledger& m = w.money;
  k.treasury = m.declare("treasury", 1, true);
  k.households = m.declare("households", 1, true);
  k.payroll = m.declare("payroll", communities);
  k.contractors = m.declare("contractors", 1);
  k.committee_fund = m.declare("committee fund", communities);
  k.station_fund = m.declare("station fund", communities);
  k.purchase_pot = m.declare("purchase pot", streets);
  k.party_fund = m.declare("party fund", communities);
  k.organisation = m.declare("organisations", 0);
  k.property = m.declare("property companies", estates);
  for (const auto to : {k.payroll, k.committee_fund, k.station_fund, k.purchase_pot, k.party_fund})
    m.allow(k.treasury, to);
  for (const auto from : {k.committee_fund, k.station_fund, k.purchase_pot, k.party_fund}) m.allow(from, k.treasury);
  m.allow(k.payroll, k.households);
  m.allow(k.committee_fund, k.contractors);
  m.allow(k.committee_fund, k.organisation);
  m.allow(k.station_fund, k.contractors);
  m.allow(k.party_fund, k.contractors);
  m.allow(k.purchase_pot, k.organisation);
  m.allow(k.organisation, k.households);
  m.allow(k.organisation, k.contractors);
  m.allow(k.households, k.organisation);
  m.allow(k.households, k.contractors);
  m.allow(k.households, k.property);
  m.allow(k.property, k.contractors);
}

void declare_minutes(World& w, std::uint32_t communities) {
  static constexpr const char* names[activities] = {"tasks",        "ledgers",    "casework", "visits",
                                                    "deliberation", "organising", "training"};
  MinuteKinds& k = w.minute_kind;
  sim::Ledger& m = w.minutes;
  k.supply = m.declare("working time", 1, true);
  const auto use = [&](const std::string& name, std::uint32_t owners) {
    const auto kind = m.declare(name, owners);
    m.allow(k.supply, kind);
    return kind;
  };
  for (std::size_t a = 0; a < activities; ++a) k.committee[a] = use(std::string("committee ") + names[a], communities);
  for (std::size_t a = 0; a < activities; ++a) k.station[a] = use(std::string("station ") + names[a], communities);
  k.social_work = use("social work", communities);
  k.volunteers = use("volunteers", communities);
  k.organisations = use("organisations' service", communities);
  k.street = use("street cases", 1);
  k.departments = use("department cases", 1);
}

void declare_cases(World& w, std::uint32_t communities) {
  CaseKinds& k = w.case_kind;
  k.born = w.case_count.declare("born", communities, true);
  k.open = w.case_count.declare("open", communities);
  k.resolved = w.case_count.declare("resolved", communities);
  k.dropped = w.case_count.declare("dropped", communities);
  w.case_count.allow(k.born, k.open);
  w.case_count.allow(k.open, k.resolved);
  w.case_count.allow(k.open, k.dropped);
}

void size_desk(Desk& d, std::uint32_t n) {
  d.items.resize(n);
  d.minutes.resize(n);
  for (auto& spent : d.spent) spent.resize(n);
  d.waiting.resize(n);
  d.coordination.resize(n);
  d.task_completion.resize(n, 1.0f);
  d.weights.resize(n, Weights{0.8f, 0.1f, 0.05f, 0.05f});
  d.skill.resize(n, 0.6f);
  d.strain.resize(n, 0.5f);
  d.pay_factor.resize(n, 1.0f);
  d.staff.resize(n);
  d.posts.resize(n);
}

void size_communities(Communities& c, std::uint32_t n) {
  for (auto* column : {&c.dependence, &c.slack, &c.rating, &c.volunteer_minutes, &c.volunteers, &c.partnership})
    column->resize(n, 0.0f);
  c.trips.resize(n, 2.0f);
  c.success.resize(n, 0.5f);
  c.mandate.resize(n, 0.4f);
  c.station_share.resize(n, 0.0f);
  c.arranged_share.resize(n, 0.0f);
  for (auto* column : {&c.agenda, &c.agenda_own}) column->resize(n, 0);
  c.volunteer_effect.resize(n, 0.2f);
  c.fund_factor.resize(n, 1.0f);
  for (auto* column : {&c.social_workers, &c.leaders}) column->resize(n, 0);
  for (auto* column : {&c.supervision_minutes, &c.service_minutes, &c.station_service, &c.volunteer_service,
                       &c.broker_minutes, &c.meeting_minutes})
    column->resize(n, 0);
  c.joint_action.resize(n, 0);
}

void found_first_organisations(World& w) {
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const Place& place = w.setting.place_of(c);
    const Context& context = w.setting.context_of(c);
    const auto words = w.chance.four(0, Purpose::organisation_birth, c);
    const std::uint32_t n = sim::poisson(words[0], place.initial_organisations);
    for (std::uint32_t i = 0; i < n; ++i) {
      const auto traits = w.chance.four(0, Purpose::organisation_birth, c, i + 1);
      add_organisation(w, Community{c}, static_cast<Field>(sim::below(traits[0], fields)),
                       OrganisationStatus::registered, context.organisation_readiness, traits);
    }
  }
}

}  // namespace

Organisation add_organisation(World& w, Community c, Field field, OrganisationStatus status, double readiness,
                              const sim::Draw4& words) {
  Organisations& o = w.organisation;
  if (o.community.size() >= none16) throw std::length_error("a run holds at most 65,535 social organisations");
  const Organisation id{static_cast<std::uint32_t>(o.community.size())};
  o.community.push_back(sim::row(c));
  w.organisations_of[sim::row(c)].push_back(sim::row(id));
  o.founded.push_back(w.week);
  o.field.push_back(field);
  o.status.push_back(status);
  o.skill.push_back(
      static_cast<float>(std::clamp(0.3 + 0.5 * readiness + 0.3 * (sim::uniform(words[1]) - 0.5), 0.0, 1.0)));
  o.mission.push_back(0.9f);
  o.reputation.push_back(static_cast<float>(w.mechanisms().prior_organisations));
  o.government_tie.push_back(static_cast<float>(sim::uniform(words[2])));
  o.dependence.push_back(0.0f);
  o.contract_until.push_back(0);
  o.contract_fen.push_back(0);
  o.paid_fen.push_back(0);
  o.service_minutes.push_back(0);
  o.service_left.push_back(0);
  o.members.push_back(static_cast<std::uint16_t>(10 + sim::below(words[3], 40)));
  o.arrears.push_back(0);
  o.income_public.push_back(0);
  o.income_own.push_back(0);
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
  size_desk(w.committee, n);
  size_desk(w.station, n);
  size_communities(w.community, n);
  for (auto* column : {&w.department.minutes, &w.department.spent}) column->resize(departments);
  w.department.backlog_weeks.resize(departments, 1.0f);
  const std::size_t posts = std::size_t{n} * employers * posts_per_employer;
  w.worker.present.resize(posts);
  w.worker.vacancy.resize(posts);
  w.worker.skill.resize(posts, 0.6f);
  w.worker.strain.resize(posts, 0.5f);
  w.worker.tenure.resize(posts);
  const std::size_t teams = std::size_t{n} * teams_per_community;
  w.team.leader.resize(teams, none32);
  w.team.members.resize(teams);
  w.team.motivation.resize(teams, 0.5f);
  w.cases.resize(n);
  w.in_hand.resize(n);
  w.new_ties.resize(n);
  w.organisations_of.resize(n);
  w.elsewhere.resize(n);
  w.outbox.resize(n);
  w.replies.resize(n);
  w.experiences.resize(n);
  w.street_queue.resize(streets);
  w.department_queue.resize(departments);
  w.tally.resize(n);
  w.quarter_tally.resize(n);
  w.stock.resize(n);
  w.group_tally.resize(n);
  found_first_organisations(w);
}

}  // namespace liandong::governance
