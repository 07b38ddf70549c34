#pragma once

// Every piece of state, named. Included by world.h only.

namespace liandong::governance {
namespace detail {

template <class Visitor>
void resident_columns(Residents& r, Visitor& visit) {
  visit("resident.community", r.community);
  visit("resident.building", r.building);
  visit("resident.household", r.household);
  visit("resident.age", r.age);
  visit("resident.traits", r.traits);
  visit("resident.rights_rank", r.rights_rank);
  visit("resident.years_here", r.years_here);
  visit("resident.moved_in", r.moved_in);
  visit("resident.giver", r.giver);
  visit("resident.dependence", r.dependence);
  visit("resident.free_hours", r.free_hours);
  visit("resident.tolerance", r.tolerance);
  visit("resident.threshold", r.threshold);
  visit("resident.inclination", r.inclination);
  visit("resident.opinion", r.opinion);
  visit("resident.need_threshold", r.need_threshold);
  visit("resident.roles", r.roles);
  visit("resident.tie_weight", r.tie_weight);
  visit("resident.active_weight", r.active_weight);
  visit("resident.open_cases", r.open_cases);
  visit("resident.knows", r.knows);
  visit("resident.contacts", r.contacts);
  visit("resident.efficacy", r.efficacy);
  visit("resident.satisfaction", r.satisfaction);
  visit("resident.expectation", r.expectation);
  visit("resident.contribution", r.contribution);
  visit("resident.contribution_next", r.contribution_next);
  static constexpr const char* trust_names[] = {"resident.trust_neighbours",    "resident.trust_committee",
                                                "resident.trust_station",       "resident.trust_street",
                                                "resident.trust_organisations", "resident.trust_property"};
  for (std::size_t i = 0; i < trusted_count; ++i) visit(trust_names[i], r.trust[i]);
  visit("resident.organisation", r.organisation);
  visit("resident.team", r.team);
}

template <class Visitor>
void dwelling_columns(World& w, Visitor& visit) {
  visit("household.first_resident", w.household.first_resident);
  visit("household.size", w.household.size);
  visit("household.building", w.household.building);
  visit("household.renter", w.household.renter);
  visit("household.pays_fee", w.household.pays_fee);
  visit("household.visited_week", w.household.visited_week);
  visit("building.community", w.building.community);
  visit("building.estate", w.building.estate);
  visit("building.first_resident", w.building.first_resident);
  visit("building.residents", w.building.residents);
  visit("building.first_household", w.building.first_household);
  visit("building.households", w.building.households);
  visit("building.commons", w.building.commons);
  visit("building.giving", w.building.giving);
  visit("building.commons_cases", w.building.commons_cases);
  visit("estate.community", w.estate.community);
  visit("estate.first_household", w.estate.first_household);
  visit("estate.households", w.estate.households);
  visit("estate.service", w.estate.service);
  visit("estate.signatures", w.estate.signatures);
  visit("estate.owners_committee", w.estate.owners_committee);
}

template <class Visitor>
void desk_columns(const std::string& name, Desk& d, Visitor& visit) {
  visit(name + ".items", d.items);
  visit(name + ".minutes", d.minutes);
  static constexpr const char* names[] = {".tasks",        ".traces",     ".casework", ".visits",
                                          ".deliberation", ".organising", ".training"};
  for (std::size_t a = 0; a < activities; ++a) visit(name + names[a], d.spent[a]);
  visit(name + ".waiting", d.waiting);
  visit(name + ".coordination", d.coordination);
  visit(name + ".task_completion", d.task_completion);
  visit(name + ".weights", d.weights);
  visit(name + ".skill", d.skill);
  visit(name + ".strain", d.strain);
  visit(name + ".pay_factor", d.pay_factor);
  visit(name + ".staff", d.staff);
  visit(name + ".posts", d.posts);
}

template <class Visitor>
void community_columns(Communities& c, Visitor& visit) {
  visit("community.street", c.street);
  visit("community.first_resident", c.first_resident);
  visit("community.residents", c.residents);
  visit("community.first_household", c.first_household);
  visit("community.households", c.households);
  visit("community.first_building", c.first_building);
  visit("community.buildings", c.buildings);
  visit("community.first_estate", c.first_estate);
  visit("community.estates", c.estates);
  visit("community.dependence", c.dependence);
  visit("community.slack", c.slack);
  visit("community.trips", c.trips);
  visit("community.success", c.success);
  visit("community.mandate", c.mandate);
  visit("community.station_share", c.station_share);
  visit("community.arranged_share", c.arranged_share);
  visit("community.agenda", c.agenda);
  visit("community.agenda_own", c.agenda_own);
  visit("community.rating", c.rating);
  visit("community.social_workers", c.social_workers);
  visit("community.volunteer_minutes", c.volunteer_minutes);
  visit("community.volunteer_effect", c.volunteer_effect);
  visit("community.volunteers", c.volunteers);
  visit("community.supervision_minutes", c.supervision_minutes);
  visit("community.service_minutes", c.service_minutes);
  visit("community.station_service", c.station_service);
  visit("community.volunteer_service", c.volunteer_service);
  visit("community.broker_minutes", c.broker_minutes);
  visit("community.meeting_minutes", c.meeting_minutes);
  visit("community.partnership", c.partnership);
  visit("community.joint_action", c.joint_action);
  visit("community.leaders", c.leaders);
  visit("community.fund_factor", c.fund_factor);
}

template <class Visitor>
void organisation_columns(World& w, Visitor& visit) {
  visit("street.first_community", w.street.first_community);
  visit("street.communities", w.street.communities);
  visit("street.minutes", w.street.minutes);
  visit("street.spent", w.street.spent);
  visit("department.minutes", w.department.minutes);
  visit("department.spent", w.department.spent);
  visit("department.backlog_weeks", w.department.backlog_weeks);
  Organisations& o = w.organisation;
  visit("organisation.community", o.community);
  visit("organisation.founded", o.founded);
  visit("organisation.field", o.field);
  visit("organisation.status", o.status);
  visit("organisation.skill", o.skill);
  visit("organisation.mission", o.mission);
  visit("organisation.reputation", o.reputation);
  visit("organisation.government_tie", o.government_tie);
  visit("organisation.dependence", o.dependence);
  visit("organisation.contract_until", o.contract_until);
  visit("organisation.contract_fen", o.contract_fen);
  visit("organisation.paid_fen", o.paid_fen);
  visit("organisation.service_minutes", o.service_minutes);
  visit("organisation.service_left", o.service_left);
  visit("organisation.members", o.members);
  visit("organisation.arrears", o.arrears);
  visit("organisation.income_public", o.income_public);
  visit("organisation.income_own", o.income_own);
  visit("worker.present", w.worker.present);
  visit("worker.vacancy", w.worker.vacancy);
  visit("worker.skill", w.worker.skill);
  visit("worker.strain", w.worker.strain);
  visit("worker.tenure", w.worker.tenure);
  visit("team.leader", w.team.leader);
  visit("team.members", w.team.members);
  visit("team.motivation", w.team.motivation);
}

}  // namespace detail

template <class Visitor>
void World::each_column(Visitor& visit) {
  clock.assign(1, week);
  visit("world.week", clock);
  week = clock.at(0);
  detail::resident_columns(resident, visit);
  detail::dwelling_columns(*this, visit);
  detail::community_columns(community, visit);
  detail::desk_columns("committee", committee, visit);
  detail::desk_columns("station", station, visit);
  detail::organisation_columns(*this, visit);
  for (std::size_t c = 0; c < cases.size(); ++c) {
    const std::string number = "[" + std::to_string(c) + "]";
    visit("case.open" + number, cases[c]);
    visit("case.outbox" + number, outbox[c]);
    visit("case.replies" + number, replies[c]);
    visit("experience.week" + number, experiences[c]);
    visit("acquaintance.new" + number, new_ties[c]);
    visit("organisation.of" + number, organisations_of[c]);
  }
  for (std::size_t s = 0; s < street_queue.size(); ++s)
    street_queue[s].each_column("street.queue[" + std::to_string(s) + "]", visit);
  for (std::size_t d = 0; d < department_queue.size(); ++d)
    department_queue[d].each_column("department.queue[" + std::to_string(d) + "]", visit);
  ties.each_column("ties", visit);
  money.each_column(visit);
  minutes.each_column(visit);
  case_count.each_column(visit);
  visit("record.tally", tally);
  visit("record.quarter", quarter_tally);
  visit("record.stock", stock);
  visit("record.groups", group_tally);
}

}  // namespace liandong::governance
