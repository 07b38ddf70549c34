#pragma once

#include <cstdint>

namespace liandong::governance {

/// What a draw is for. Numbers are part of every result: leave gaps, never renumber.
enum class Purpose : std::uint16_t {
  household_kind = 100,
  resident_age = 120,
  resident_traits = 130,
  resident_attitudes = 140,
  resident_opinion = 150,
  death = 190,
  initial_awareness = 170,
  ring = 200,
  ring_rewire = 210,
  acquaintance = 220,
  organisation_birth = 300,
  need = 400,
  need_kind = 410,
  need_preference = 420,
  report = 500,
  visit = 510,
  detection = 520,
  desk = 530,
  task_push = 600,
  agenda = 610,
  creaming = 700,
  office = 705,
  level_delay = 710,
  resubmission = 720,
  estimate = 730,
  closed_locally = 740,
  authority_share = 750,
  participation = 800,
  ask = 810,
  volunteer = 820,
  volunteer_quit = 830,
  join_organisation = 840,
  meeting = 900,
  invitation = 910,
  discussion = 930,
  disclosure = 940,
  application = 950,
  property_case = 1000,
  fee = 1010,
  vote = 1100,
  quit = 1200,
  vacancy = 1210,
  founding = 1300,
  bid = 1310,
  tie_birth = 1400,
  move = 1410,
  newcomer = 1420,
};

}  // namespace liandong::governance
