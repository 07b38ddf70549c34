#pragma once

namespace liandong::governance {

/// Constants of behaviour and of the physical world, the same in every arm. Units, ranges, defaults and sources:
/// `mechanism_definitions()`. Letters A–E are the kinds of case.
struct Mechanisms {
  // Needs (M1)
  double need_rate_a, need_rate_b, need_rate_c, need_rate_d, need_rate_e;
  double need_hours_a, need_hours_b, need_hours_c, need_hours_d, need_hours_e, need_hours_spread;
  double need_commons_response, approval_share, authority_step;
  double patience_low, patience_high;
  double minutes_least, skill_low, skill_high;
  // Reporting and detection (M2)
  double report_base, report_trust, report_aware, report_trip, report_floating, report_success, report_neighbours;
  double initial_awareness, remembered_contacts, visit_minutes, visit_detection;
  double counter_contact, contacts_kept, memory_pace;
  // Levels (M4)
  double level_fidelity, level_weeks_low, level_weeks_high;
  double street_minutes, street_case_share, department_minutes, department_capacity;
  // Fit (C4)
  double noise_distortion, noise_unfamiliarity, fit_tolerance, timeliness_weeks;
  double personal_a, personal_b, personal_c, personal_d, personal_e, preference_spread;
  double skill_floor, skill_needed_least, skill_most, preference_floor;
  // Effort (M5) and tasks (M6)
  double effort_scale, mission_weight, trace_measurability, resident_to_cases, resident_to_visits, assessment_pace;
  double catalogue_items, item_minutes, duplicate_rate, push_base, push_slack, push_load;
  double mandate_floor, mission_cases, mission_visits, mission_meetings, mission_organising, meetings_share;
  double most_share, ledgers_most, meetings_ahead, completion_pace, productivity_base, productivity_skill;
  double meetings_full, committee_view;
  double election_hours, case_load, backlog_most;
  // Participation (M7)
  double participation_neighbours, participation_trust, participation_efficacy, participation_asked,
      participation_stake;
  double participation_cost, participation_hours, join_rate, exit_rate, threshold_mean, threshold_sd, ask_minutes;
  double least_age, asks_per_leader, survey_share, hours_per_leader, leader_ties;
  // Public goods (M8)
  double conditional_share, free_rider_share, reciprocity, commons_efficiency, commons_decay, commons_property,
      active_gift;
  // Trust and satisfaction (M9, M10)
  double trust_gain, trust_loss, trust_gossip, trust_forgetting;
  double prior_neighbours, prior_committee, prior_station, prior_street, prior_organisations, prior_property;
  double satisfaction_base, satisfaction_performance, satisfaction_surprise, satisfaction_pace, expectation_pace;
  double efficacy_pace;
  // Deliberation (M11)
  double tolerance_low, tolerance_high, convergence, rounds, facilitation, invited, quorum, meeting_minutes;
  double agenda_share, tasks_per_agenda_item, project_cost, project_gain, project_households_share;
  double seat_area, chair_view, rejection, party_part, agenda_kept;
  // Collaboration (M12) and ties (M13)
  double collaboration_gain, collaboration_decay, coordination_minutes, coordination_ease;
  double ring_neighbours, rewiring, homophily, isolate_share, acquaintances, acquaintance_far_share;
  double tie_birth, tie_gain, tie_decay, newcomer_weight;
  double neighbour_weight, acquaintance_weight, closeness_low, closeness_spread, new_tie, forgotten;
  // Population
  double mortality_60, adult_share, ownership_ratio;
  double mobility_owner, mobility_renter;
  // Volunteers (M14)
  double volunteer_join, member_join, volunteer_quit, volunteer_hours, volunteer_base, volunteer_supervised,
      supervision_ratio, volunteer_case_minutes;
  double records_factor, supervision_share, motivation_pace, volunteer_skill_base, volunteer_skill_effect;
  // Workers (M15)
  double quit_base, quit_strain, quit_wage, strain_pace, strain_support, vacancy_low, vacancy_high, learning_weeks;
  double training_effect;
  double experienced_skill, newcomer_skill, newcomer_strain, mastery;
  double load_base, load_waiting, load_waiting_most, load_administration, load_social_work, strain_most;
  // Organisations and purchase (M16)
  double contract_size, service_hour_cost, purchase_quality, purchase_price, exit_weeks, mission_drift,
      funder_preference;
  double organisation_cost, member_dues, founding_rate, seed_grant;
  double least_contract, service_share, dues_share, founding_readiness, forming_weeks, seed_share;
  double organisation_skill_base, organisation_skill_readiness, organisation_skill_spread;
  double first_mission, first_members_low, first_members_high;
  double migration_step, migration_success, migration_completion;
  // Property (M18)
  double fee, property_cost, margin_alone, margin_supervised, property_cases, fee_base, fee_trust, fee_quality,
      fee_neighbours, signatures, signature_loss;
  double property_quality_base, property_quality_service, committee_lapse;
  // Elections
  double vote_base, vote_age, vote_party, vote_trust, vote_ties;
};

}  // namespace liandong::governance
