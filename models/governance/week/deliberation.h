#pragma once

#include <cstdint>
#include <vector>

#include "models/governance/world/world.h"

/// What meetings, the vote on a budget and departments' own projects ask of each other.
namespace liandong::governance {

struct Meeting {
  Building building{};                 ///< where a project would be done
  std::vector<std::uint32_t> present;  ///< residents
  std::vector<float> position;         ///< of each on the matter at hand
  std::size_t issue = 0;               ///< that the matter belongs to
  double accepted = 0;                 ///< share of those present who can live with the proposal
  bool agreed = false;
};

/// Every matter is new: what one thinks of it lies around one's opinion on the issue it belongs to.
void take_positions(const World& w, Meeting& meeting);
/// Those present vote on the middle view; without a majority rule the chair's own view stands.
void decide(const World& w, Community c, Meeting& meeting);
/// An agreement becomes a project, once it has been through the gates.
void start_project(World& w, Community c, Building b, double accepted);
/// Of the buildings without a project under way, the one with most open matters; among equals the one in the worst
/// state; none32 if there is none.
Building neediest_building(const World& w, Community c);
/// Takes up to `wanted` fen from an account for a project; what was taken.
std::int64_t draw_for_project(World& w, sim::Ledger::Kind kind, Community c, std::int64_t wanted);

/// Once a year residents vote on projects that buildings propose (参与式预算), where the arrangement has that.
void vote_on_budget(World& w, Community c);
/// Before the year ends each department spends its part of what it has not pooled and nobody applied for; it meets a
/// matter that waits where it goes, if one is its concern (P24).
void spend_departmental_money(World& w, Community c);

}  // namespace liandong::governance
