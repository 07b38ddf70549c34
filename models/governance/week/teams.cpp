// Volunteers come together in teams, by the people they know and by leaders; capable residents emerge (M14, M16, P53).
#include <algorithm>
#include <array>
#include <span>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"
#include "sim/tables/marks.h"

namespace liandong::governance {
namespace {

Team team_at(Community c, std::uint32_t place) { return Team{sim::row(c) * teams_per_community + place}; }

void count_team_members(World& w, Community c) {
  std::array<std::uint16_t, teams_per_community> members{};
  const auto teams =
      std::span(w.resident.team.values()).subspan(w.community.first_resident[c], w.community.residents[c]);
  std::vector<std::uint32_t> in_a_team;
  sim::find_other_than(none16, teams, 0, in_a_team);
  for (const std::uint32_t i : in_a_team) ++members[teams[i]];
  for (std::uint32_t t = 0; t < teams_per_community; ++t) w.team.members[team_at(c, t)] = members[t];
}

/// Empties the places of teams that have become too small; a leader who leads no more leaves the place to others.
void dissolve(World& w, Community c) {
  for (std::uint32_t t = 0; t < teams_per_community; ++t) {
    const Team team = team_at(c, t);
    std::uint32_t& leader = w.team.leader[team];
    if (leader != none32 && !w.is(Resident{leader}, role::leader)) leader = none32;
    if (w.team.members[team] >= w.mechanisms().least_team) continue;
    w.team.members[team] = 0;
    leader = none32;
  }
}

/// Volunteers of the community without a team, in the order of their rows.
std::vector<Resident> without_team(World& w, Community c) {
  std::vector<Resident> result;
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  std::vector<std::uint32_t> volunteers;
  sim::find_marked(std::span(w.resident.roles.values()).subspan(first, n), role::volunteer, first, volunteers);
  for (const std::uint32_t row : volunteers) {
    const Resident r{row};
    std::uint16_t& team = w.resident.team[r];
    if (team != none16 && w.team.members[team_at(c, team)] == 0) team = none16;
    if (team == none16) result.push_back(r);
  }
  return result;
}

/// The team of somebody whom a volunteer knows, each acquaintance in a team as likely as any other; none16: nobody is.
std::uint16_t team_of_acquaintance(const World& w, Community c, Resident r) {
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  std::uint32_t met = 0;
  std::uint16_t chosen = none16;
  for (const std::uint32_t other : w.ties.neighbours(sim::row(r))) {
    if (other - first >= n || w.resident.team[Resident{other}] == none16) continue;
    ++met;
    if (sim::below(w.chance.word(w.week, Purpose::join_team, sim::row(r), met), met) == 0)
      chosen = w.resident.team[Resident{other}];
  }
  return chosen;
}

void enter(World& w, Community c, Resident r, std::uint16_t place) {
  w.resident.team[r] = place;
  ++w.team.members[team_at(c, place)];
}

std::uint32_t estate_of(const World& w, Resident r) { return w.building.estate[Building{w.resident.building[r]}]; }

/// A leader without a team gathers the others of the estate who have none, if they are enough and a place is free.
void found_team(World& w, Community c, Resident leader, std::span<const Resident> alone) {
  const auto joins = [&](Resident r) {
    return w.resident.team[r] == none16 && estate_of(w, r) == estate_of(w, leader);
  };
  if (static_cast<double>(std::ranges::count_if(alone, joins)) < w.mechanisms().least_team) return;
  std::uint16_t place = 0;
  while (place < teams_per_community && w.team.members[team_at(c, place)] > 0) ++place;
  if (place == teams_per_community) return;
  for (const Resident r : alone)
    if (joins(r) && r != leader) enter(w, c, r, place);
  enter(w, c, leader, place);
  w.team.leader[team_at(c, place)] = sim::row(leader);
}

/// Whether somebody may be found to be capable: who volunteers, and who takes part and stands on the map of abilities.
bool may_lead(const World& w, Resident r, float mapped) {
  const std::uint8_t roles = w.resident.roles[r];
  if (roles & role::leader) return false;
  if (roles & role::volunteer) return true;
  return (roles & role::active) && mapped > 0.0f &&
         w.chance.uniform(w.resident.moved_in[r], Purpose::asset, sim::row(r)) < mapped;
}

/// Organising time finds capable people whom many know and who believe that it helps; they volunteer from then on.
void find_leaders(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const double hours = w.community.organised_minutes[c] / minutes_per_hour * weeks_per_quarter;
  const float mapped = w.community.asset_map[c];
  const auto found = static_cast<std::uint32_t>(hours / hours_per_leader(m, mapped));
  const auto tie = static_cast<float>(m.leader_ties);
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  struct AbleResident {
    float rank;
    std::uint32_t resident;
  };
  std::vector<AbleResident> candidates;
  for (std::uint32_t row = first; row < last; ++row) {
    const Resident r{row};
    if (may_lead(w, r, mapped))
      candidates.push_back({w.resident.efficacy[r] + tie * static_cast<float>(w.ties.degree(row)), row});
  }
  const std::size_t n = std::min<std::size_t>(found, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(n), candidates.end(),
                    [](const AbleResident& a, const AbleResident& b) {
                      return a.rank != b.rank ? a.rank > b.rank : a.resident < b.resident;
                    });
  for (std::size_t i = 0; i < n; ++i) {
    const Resident r{candidates[i].resident};
    w.resident.roles[r] |= role::leader | role::volunteer;
    if (w.resident.team[r] == none16) continue;
    const Team team{sim::row(c) * teams_per_community + w.resident.team[r]};
    if (w.team.leader[team] == none32) w.team.leader[team] = sim::row(r);
  }
}

}  // namespace

void gather_teams(World& w, Community c) {
  count_team_members(w, c);
  dissolve(w, c);
  const std::vector<Resident> alone = without_team(w, c);
  std::vector<std::uint16_t> known(alone.size());
  std::ranges::transform(alone, known.begin(), [&](Resident r) { return team_of_acquaintance(w, c, r); });
  for (std::size_t i = 0; i < alone.size(); ++i)
    if (known[i] != none16 && finds_place(w, c, sim::row(alone[i]), Seeking::team)) enter(w, c, alone[i], known[i]);
  for (const Resident r : alone)
    if (w.is(r, role::leader) && w.resident.team[r] == none16 && finds_place(w, c, sim::row(r), Seeking::team))
      found_team(w, c, r, alone);
}

void run_teams(World& w, const sim::Execution& execution) {
  const bool month = w.week % weeks_per_month == 0, quarter = w.week % weeks_per_quarter == weeks_per_quarter - 1;
  each_community(w, execution, [&](Community c) {
    if (month) {
      gather_teams(w, c);
      tend_groups(w, c);
    }
    if (quarter) find_leaders(w, c);
  });
}

}  // namespace liandong::governance
