// Phase 6, partners. Property companies, organisations and volunteers take what the desks hand them (M12, M14, M16).
#include <algorithm>

#include "models/governance/phases.h"
#include "models/governance/purpose.h"
#include "models/governance/rules.h"

namespace liandong::governance {

void hand_to_partner(World& w, Community c, Case& item);

namespace {

constexpr auto casework = static_cast<std::size_t>(Activity::casework);

/// Pays for handing a case over: first with the party broker's time, then with the desk's. False if there is none.
bool coordinate(World& w, Desk& desk, Community c) {
  const Mechanisms& m = w.mechanisms();
  const auto cost = static_cast<std::int32_t>(
      nearest_whole(m.coordination_minutes / (1.0 + m.coordination_ease * w.community.partnership[c])));
  std::int32_t& broker = w.community.broker_minutes[c];
  const std::int32_t brokered = std::min(broker, cost);
  if (desk.spent[casework][c] - desk.coordination[c] < cost - brokered) return false;
  broker -= brokered;
  desk.coordination[c] += cost - brokered;
  w.community.joint_action[c] = 1;
  return true;
}

/// First organisation of the community with enough paid time left, or none.
std::uint32_t organisation_for(const World& w, Community c, std::int32_t work) {
  for (std::uint32_t o = 0; o < w.organisation.community.size(); ++o)
    if (w.organisation.community[Organisation{o}] == sim::row(c) &&
        w.organisation.service_left[Organisation{o}] >= work)
      return o;
  return none32;
}

void serve_by_organisation(World& w, Community c, Case& item, Organisation o) {
  w.organisation.service_left[o] -= item.work;
  w.tally[sim::row(c)].service_minutes += item.work;
  item.work = 0;
  ++item.handoffs;
  const double fit = served_fit(w, item, w.organisation.skill[o], w.organisation.mission[o]);
  float& reputation = w.organisation.reputation[o];
  reputation = updated_trust(reputation, static_cast<float>(fit), w.mechanisms());
  close_case(w, c, item, true, Holder::organisation, fit);
}

void serve_by_volunteers(World& w, Community c, Case& item) {
  w.community.volunteer_service[c] -= item.work;
  item.work = 0;
  ++item.handoffs;
  const double skill = 0.3 + 0.4 * w.community.volunteer_effect[c];
  close_case(w, c, item, true, Holder::volunteers, served_fit(w, item, skill, 1.0));
}

/// Time that the station bought for its own cases; there is nobody to coordinate with.
bool serve_with_bought_time(World& w, Community c, Case& item) {
  std::int32_t& bought = w.community.station_service[c];
  if (item.holder != Holder::station || bought < item.work) return false;
  bought -= item.work;
  item.work = 0;
  close_case(w, c, item, true, Holder::station, served_fit(w, item, w.station.skill[c], 1.0));
  return true;
}

void hand_care(World& w, Community c, Case& item, std::int32_t& paid_time) {
  if (serve_with_bought_time(w, c, item)) return;
  Desk& desk = item.holder == Holder::station ? w.station : w.committee;
  if (paid_time >= item.work) {
    const std::uint32_t o = organisation_for(w, c, item.work);
    if (o != none32 && coordinate(w, desk, c)) {
      paid_time -= item.work;
      return serve_by_organisation(w, c, item, Organisation{o});
    }
  }
  const bool light =
      item.work <= w.mechanisms().volunteer_case_minutes && item.work <= w.community.volunteer_service[c];
  if (light && coordinate(w, desk, c)) serve_by_volunteers(w, c, item);
}

/// In the week of its report a commons matter goes to the property company or on the agenda of the next meeting.
void route_commons(World& w, Community c, Case& item) {
  if (item.reported != w.week) return;
  const Mechanisms& m = w.mechanisms();
  const Building b{w.resident.building[Resident{item.resident}]};
  const float service = w.estate.service[Estate{w.building.estate[b]}];
  const auto words = w.chance.four(w.week, Purpose::property_case, item.resident);
  if (sim::uniform(words[0]) < m.property_cases * service) {
    item.work = 0;
    return close_case(w, c, item, true, Holder::property, 0.4 + 0.5 * service);
  }
  if (w.building.commons_cases[b] < 255) {
    ++w.building.commons_cases[b];
    item.counted = 1;
  }
  if (sim::uniform(words[1]) < m.agenda_share) {
    ++w.community.agenda[c];
    ++w.community.agenda_own[c];
  }
}

}  // namespace

void hand_to_partner(World& w, Community c, Case& item) {
  if (item.kind == CaseKind::care) hand_care(w, c, item, w.community.service_minutes[c]);
  if (item.kind == CaseKind::commons) route_commons(w, c, item);
}

}  // namespace liandong::governance
