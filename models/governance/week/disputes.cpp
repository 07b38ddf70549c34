// Disputes between two parties, and mediators from outside (P78; S1 3.2, 6.4).
#include "models/governance/week/disputes.h"

#include <algorithm>
#include <cmath>

#include "models/governance/rules/disputes.h"
#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

/// What chance said of a dispute when it was born: the other party, the issue, and both parties' views of the matter.
sim::Draw4 drawn(const World& w, const Case& item) { return w.chance.four(item.born, Purpose::dispute, item.resident); }

/// The head of a household of the same building.
Resident other_party(const World& w, const Case& item) {
  const Building home{w.resident.building[Resident{item.resident}]};
  const std::uint32_t door = sim::below(drawn(w, item)[0], w.building.households[home]);
  return Resident{w.household.first_resident[Household{w.building.first_household[home] + door}]};
}

double distance_by_now(const World& w, const Case& item, Resident other) {
  const sim::Draw4 words = drawn(w, item);
  const std::uint32_t issue = sim::below(words[1], issues);
  const auto position = [&](Resident r, std::uint32_t word) {
    return double{position_on_matter(w.mechanisms(), w.resident.opinion[r][issue], sim::uniform(word))};
  };
  const double gap = position(Resident{item.resident}, words[2]) - position(other, words[3]);
  return hardened_distance(w.mechanisms(), std::abs(gap), w.week - item.born);
}

bool agree(const World& w, const Case& item, double skill, double trust) {
  const Resident other = other_party(w, item);
  const double tolerance = std::min(w.resident.tolerance[Resident{item.resident}], w.resident.tolerance[other]);
  return come_to_terms(w.mechanisms(), distance_by_now(w, item, other), tolerance, skill, trust);
}

/// Trust in the desk of that party who trusts it less.
double trust_in_desk(const World& w, const Case& item) {
  const auto& trust = w.resident.trust[static_cast<std::size_t>(trusted_of(item.holder))];
  return std::min(trust[Resident{item.resident}], trust[other_party(w, item)]);
}

/// Whether mediators have had time for a dispute; if so it is settled or goes up.
bool mediate(World& w, Community c, std::uint32_t position, std::vector<Service>& services) {
  const Mechanisms& m = w.mechanisms();
  Case& item = w.cases[sim::row(c)][position];
  std::int32_t& saved = w.community.mediator_minutes[c];
  if (w.levers(c).mediation_hours <= 0.0 || saved < item.work_total) return false;
  saved -= item.work_total;
  item.work = 0;
  Tally& tally = w.tally[sim::row(c)];
  tally.mediation_minutes += item.work_total;
  if (!agree(w, item, m.mediation_skill, m.mediation_confidence)) {
    pass_up(w, c, item);
    return true;
  }
  ++tally.mediated;
  services.push_back({position, none32, item.holder, m.mediation_skill, 1.0});
  return true;
}

}  // namespace

bool desk_settles(const World& w, const Case& item, double skill) {
  return item.kind != CaseKind::dispute || item.state == CaseState::approved ||
         agree(w, item, skill, trust_in_desk(w, item));
}

void mediate_early(World& w, Community c, std::vector<Service>& services) {
  if (w.levers(c).mediation_hours <= 0.0) return;
  const auto weekly = static_cast<std::int32_t>(w.levers(c).mediation_hours * minutes_per_hour);
  std::int32_t& saved = w.community.mediator_minutes[c];
  saved = std::min(saved + weekly, static_cast<std::int32_t>(weeks_per_quarter) * weekly);
  for (WaitingCase& waiting : w.in_hand[sim::row(c)].waiting) {
    if (waiting.kind != CaseKind::dispute || waiting.astray) continue;
    const Case& item = w.cases[sim::row(c)][waiting.position];
    const bool called = w.chance.uniform(item.born, Purpose::mediation, item.resident) < w.levers(c).mediation_early;
    if (!called || !may_settle(w, c, item) || !mediate(w, c, waiting.position, services)) continue;
    w.desk(static_cast<Side>(waiting.side)).handed[c] += waiting.work;
    waiting.work = 0;
  }
}

void call_mediator(World& w, Community c, std::uint32_t position, std::vector<Service>& services) {
  if (!mediate(w, c, position, services)) pass_up(w, c, w.cases[sim::row(c)][position]);
}

void tell_other_party(World& w, Community c, const Case& item, Holder by, double fit) {
  record_experience(w, c, other_party(w, item), trusted_of(by),
                    perceived_quality(w.mechanisms(), fit, w.week - item.born));
}

}  // namespace liandong::governance
