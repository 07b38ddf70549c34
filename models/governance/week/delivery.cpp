// Volunteers make time for next week; property companies and owners settle the quarter (M12, M14, M18).
#include <algorithm>
#include <numeric>
#include <span>

#include "models/governance/rules/example.h"
#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/social_work.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"

namespace liandong::governance {
namespace {

struct Volunteers {
  std::uint32_t all = 0, leaders = 0, in_teams = 0;
};

/// Leaders count whether they volunteer or not. Whole numbers of 16 bits are counted a batch at a time.
LIANDONG_CLONES Volunteers count_volunteers(std::span<const std::uint8_t> roles, std::span<const std::uint16_t> teams) {
  constexpr std::size_t batch = 32768;
  Volunteers count;
  for (std::size_t first = 0; first < roles.size(); first += batch) {
    const std::size_t last = std::min(first + batch, roles.size());
    std::uint16_t all = 0, leaders = 0, in_teams = 0;
    for (std::size_t i = first; i < last; ++i) {
      const std::uint16_t volunteers = (roles[i] & role::volunteer) != 0;
      all += volunteers;
      leaders += (roles[i] & role::leader) != 0;
      in_teams += static_cast<std::uint16_t>(volunteers & (teams[i] != none16));
    }
    count.all += all;
    count.leaders += leaders;
    count.in_teams += in_teams;
  }
  return count;
}

void make_volunteer_time(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const auto here = [&]<class T>(const sim::Column<Resident, T>& column) {
    return std::span(column.values()).subspan(w.community.first_resident[c], w.community.residents[c]);
  };
  const auto [volunteers, leaders, in_teams] = count_volunteers(here(w.resident.roles), here(w.resident.team));
  w.community.leaders[c] = static_cast<std::uint16_t>(leaders);
  w.community.volunteers[c] = static_cast<float>(volunteers);
  const double minutes = volunteers * m.volunteer_hours * minutes_per_hour;
  const double teamed = volunteers > 0 ? static_cast<double>(in_teams) / volunteers : 0.0;
  const double guided =
      team_effect(m, w.community.supervision_minutes[c], minutes * teamed, w.levers(c).volunteer_records > 0.0);
  const double effect = m.volunteer_base + teamed * (guided - m.volunteer_base);
  w.community.volunteer_minutes[c] = static_cast<float>(minutes);
  w.community.volunteer_effect[c] = static_cast<float>(effect);
  assign_volunteers(w, c, minutes * effect);
  w.tally[sim::row(c)].volunteers = volunteers;
  w.tally[sim::row(c)].guidance_minutes = w.community.supervision_minutes[c];
  w.tally[sim::row(c)].volunteer_minutes = static_cast<std::int64_t>(minutes);
  credit_volunteers(w, c);
  for (std::uint32_t t = 0; t < teams_per_community; ++t) {
    float& motivation = w.team.motivation[Team{sim::row(c) * teams_per_community + t}];
    motivation += static_cast<float>(m.motivation_pace) * (static_cast<float>(guided) - motivation);
  }
}

void settle_partnership(World& w, Community c) {
  float& tie = w.community.partnership[c];
  const double worked = updated_partnership(w.mechanisms(), tie, w.community.joint_share[c], w.community.joint_fit[c]);
  const double met = for_each_organisation(w, c, w.community.liaison_minutes[c] / minutes_per_hour);
  tie = static_cast<float>(met_partnership(w.mechanisms(), worked, met));
}

/// A draw of this week for each household of a building, in their order.
sim::Draws draw_households(const World& w, Purpose purpose, Building b) {
  std::vector<std::uint32_t> households(w.building.households[b]);
  std::iota(households.begin(), households.end(), w.building.first_household[b]);
  return {w.chance, w.week, purpose, households};
}

/// Who pays the fee next quarter, household by household. No trust at all and full trust bound the chance, so that
/// most draws decide before anybody's trust is asked for.
std::uint32_t settle_fees(World& w, Building b, double service) {
  const Mechanisms& m = w.mechanisms();
  std::uint32_t paying = 0;
  const std::uint32_t first = w.building.first_household[b], n = w.building.households[b];
  for (std::uint32_t h = first; h < first + n; ++h) paying += w.household.pays_fee[Household{h}];
  const double share = n > 0 ? static_cast<double>(paying) / n : 0.0;
  const double readiness = w.profile(b).fee_base;
  const auto [least, most] =
      std::minmax({fee_chance(m, readiness, service, 0.0, share), fee_chance(m, readiness, service, 1.0, share)});
  constexpr double rounding = 1e-9;
  const sim::Draws draws = draw_households(w, Purpose::fee, b);
  paying = 0;
  for (std::uint32_t h = first; h < first + n; ++h) {
    const double drawn = sim::uniform(draws.word(0)[h - first]);
    bool pays = drawn < least - rounding;
    if (!pays && drawn < most + rounding) {
      const Resident head{w.household.first_resident[Household{h}]};
      const double trust = w.resident.trust[static_cast<std::size_t>(Trusted::property)][head];
      pays = drawn < fee_chance(m, readiness, service, trust, share);
    }
    w.household.pays_fee[Household{h}] = pays;
    paying += pays;
  }
  return paying;
}

struct Owners {
  std::uint32_t all = 0, signed_up = 0;
};

/// Chance that the community's desk asks a household this quarter to sign, where it backs owners' committees.
double backing(const World& w, Community c) {
  if (w.levers(c).owners_cross_appointment <= 0.0) return 0.0;
  const Mechanisms& m = w.mechanisms();
  const double asks =
      m.backed_asks * (1.0 - m.survey_share) * weeks_per_quarter * w.community.organised_minutes[c] / m.ask_minutes;
  return std::min(1.0, asks / std::max(1u, w.community.households[c]));
}

/// Whether a household that owns has signed after this quarter, given a uniform draw. Signatures lapse by themselves;
/// who takes part needs nobody to ask, others are asked by neighbours who take part or by staff.
bool signs(const World& w, Household h, double drawn, double service, double signed_neighbours, double backed) {
  const Mechanisms& m = w.mechanisms();
  if (w.household.signs[h]) return drawn >= m.signature_loss;
  const Resident head{w.household.first_resident[h]};
  const double spared = (1.0 - m.neighbours_ask * active_share(w, head)) * (1.0 - backed);
  const double asked = w.is(head, role::active) ? 1.0 : 1.0 - spared;
  const double trust = w.resident.trust[static_cast<std::size_t>(Trusted::neighbours)][head];
  return drawn < asked * signing_chance(m, service, trust, signed_neighbours);
}

/// Adds the owners of a building and those who have signed after this quarter.
void settle_signatures(World& w, Building b, double service, double backed, Owners& owners) {
  const std::uint32_t first = w.building.first_household[b], last = first + w.building.households[b];
  Owners here;
  for (std::uint32_t h = first; h < last; ++h) {
    here.all += !w.household.renter[Household{h}];
    here.signed_up += w.household.signs[Household{h}];
  }
  const double share = here.all > 0 ? static_cast<double>(here.signed_up) / here.all : 0.0;
  const sim::Draws draws = draw_households(w, Purpose::signature, b);
  owners.all += here.all;
  for (std::uint32_t h = first; h < last; ++h) {
    if (w.household.renter[Household{h}]) continue;
    const double drawn = sim::uniform(draws.word(0)[h - first]);
    const bool has_signed = signs(w, Household{h}, drawn, service, share, backed);
    w.household.signs[Household{h}] = has_signed;
    owners.signed_up += has_signed;
  }
}

/// Two thirds of the owners make an owners' committee, as the Civil Code asks; it ends where too few of them are left.
void settle_owners(World& w, Estate e, const Owners& owners) {
  constexpr float quorum = 2.0f / 3.0f;
  const float share = owners.all > 0 ? static_cast<float>(owners.signed_up) / static_cast<float>(owners.all) : 0.0f;
  w.estate.signatures[e] = share;
  if (share >= quorum) w.estate.owners_committee[e] = 1;
  if (share < static_cast<float>(w.mechanisms().committee_lapse)) w.estate.owners_committee[e] = 0;
}

void settle_estate(World& w, Community c, Estate e) {
  const Mechanisms& m = w.mechanisms();
  const double backed = backing(w, c);
  double paying = 0.0;
  Owners owners;
  for (std::uint32_t b = w.community.first_building[c]; b < w.community.first_building[c] + w.community.buildings[c];
       ++b) {
    if (w.building.estate[Building{b}] != sim::row(e)) continue;
    paying += settle_fees(w, Building{b}, w.estate.service[e]);
    settle_signatures(w, Building{b}, w.estate.service[e], backed, owners);
  }
  settle_owners(w, e, owners);
  const double margin = w.estate.owners_committee[e] ? m.margin_supervised : m.margin_alone;
  const double cost = m.property_cost * std::max(1u, w.estate.households[e]);
  w.estate.service[e] = static_cast<float>(std::clamp(m.fee * paying * (1.0 - margin) / cost, 0.0, 1.0));
}

}  // namespace

void run_delivery(World& w, const sim::Execution& execution) {
  const bool quarter = w.week % weeks_per_quarter == weeks_per_quarter - 1;
  each_community(w, execution, [&](Community c) {
    guide_volunteers(w, c);
    make_volunteer_time(w, c);
    hold_activities(w, c);
    settle_partnership(w, c);
    if (!quarter) return;
    for (std::uint32_t e = 0; e < w.community.estates[c]; ++e)
      settle_estate(w, c, Estate{w.community.first_estate[c] + e});
  });
}

}  // namespace liandong::governance
