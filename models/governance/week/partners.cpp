// Partners of casework. Property companies, organisations and volunteers take what the desks hand them (M12, M14, M16).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {

Partners::Partners(World& w, Community c, std::span<const std::uint32_t> organisations, std::vector<Service>& services)
    : w_(w), c_(c), services_(services) {
  const Mechanisms& m = w.mechanisms();
  cost_ = static_cast<std::int32_t>(
      nearest_whole(m.coordination_minutes / (1.0 + m.coordination_ease * w.community.partnership[c])));
  for (const std::uint32_t o : organisations)
    if (w.organisation.service_left[Organisation{o}] > 0) organisations_.push_back(o);
  measure();
}

/// What is the longest care case that could be handed over now.
void Partners::measure() {
  paid_ = 0;
  for (const std::uint32_t o : organisations_) paid_ = std::max(paid_, w_.organisation.service_left[Organisation{o}]);
  paid_ = std::min(paid_, w_.community.service_minutes[c_]);
  light_ = static_cast<std::int32_t>(
      std::min<double>(w_.mechanisms().volunteer_case_minutes, std::ranges::max(w_.community.volunteer_service[c_])));
  for (const Side side : sides)
    longest_[at(side)] = no_time_[at(side)] ? 0 : std::max({paid_, light_, w_.desk(side).bought[c_]});
}

/// Pays for handing a case over: first with the party broker's time, then with the desk's. False if there is none;
/// there will be none for the rest of the week either.
bool Partners::coordinate(const WaitingCase& waiting) {
  const auto side = static_cast<Side>(waiting.side);
  constexpr auto casework = static_cast<std::size_t>(Activity::casework);
  Desk& desk = w_.desk(side);
  std::int32_t& broker = w_.community.broker_minutes[c_];
  const std::int32_t brokered = std::min(broker, cost_);
  if (desk.spent[casework][c_] - desk.coordination[c_] < cost_ - brokered) {
    no_time_[at(side)] = true;
    return false;
  }
  broker -= brokered;
  desk.coordination[c_] += cost_ - brokered;
  desk.handed[c_] += waiting.work;
  return true;
}

/// First organisation of the community with enough paid time left.
std::uint32_t Partners::organisation_for(std::int32_t work) const {
  return *std::ranges::find_if(organisations_,
                               [&](std::uint32_t o) { return w_.organisation.service_left[Organisation{o}] >= work; });
}

void Partners::serve_by_organisation(const WaitingCase& waiting, Organisation o) {
  w_.community.service_minutes[c_] -= waiting.work;
  w_.organisation.service_left[o] -= waiting.work;
  w_.organisation.served[o] += waiting.work;
  w_.tally[sim::row(c_)].service_minutes += waiting.work;
  services_.push_back({waiting.position, sim::row(o), Holder::organisation, w_.organisation.service_skill[o],
                       w_.organisation.mission[o]});
}

void Partners::serve_by_volunteers(const WaitingCase& waiting) {
  use_volunteers(w_, c_, w_.cases[sim::row(c_)][waiting.position], waiting.work);
  const double skill = volunteers_skill(w_.mechanisms(), w_.community.volunteer_effect[c_]);
  services_.push_back({waiting.position, none32, Holder::volunteers, skill, 1.0});
}

/// Time that the desk's own fund bought.
void Partners::serve_with_bought_time(const WaitingCase& waiting) {
  const auto side = static_cast<Side>(waiting.side);
  w_.desk(side).bought[c_] -= waiting.work;
  services_.push_back({waiting.position, none32, holder_of(side), w_.mechanisms().bought_skill, 1.0});
}

bool Partners::volunteers_can(const WaitingCase& waiting) const {
  return waiting.work <= light_ &&
         waiting.work <= w_.community.volunteer_service[c_][kind_of_help(w_, w_.cases[sim::row(c_)][waiting.position])];
}

/// A desk hands over what it may settle itself and has the time to coordinate.
bool Partners::take_care(const WaitingCase& waiting) {
  const auto side = static_cast<Side>(waiting.side);
  if (!may_settle(w_, c_, w_.cases[sim::row(c_)][waiting.position])) return false;
  const std::size_t before = services_.size();
  if (waiting.work <= w_.desk(side).bought[c_] && coordinate(waiting))
    serve_with_bought_time(waiting);
  else if (waiting.work <= paid_ && coordinate(waiting))
    serve_by_organisation(waiting, Organisation{organisation_for(waiting.work)});
  else if (volunteers_can(waiting) && coordinate(waiting))
    serve_by_volunteers(waiting);
  measure();
  return services_.size() > before;
}

/// In the week of its report a commons matter goes to the property company or on the agenda of the next meeting.
bool Partners::route_commons(const WaitingCase& waiting) {
  Case& item = w_.cases[sim::row(c_)][waiting.position];
  const Mechanisms& m = w_.mechanisms();
  const Building b{w_.resident.building[Resident{item.resident}]};
  const float service = w_.estate.service[Estate{w_.building.estate[b]}];
  const auto words = w_.chance.four(w_.week, Purpose::property_case, item.resident);
  if (sim::uniform(words[0]) < m.property_cases * service) {
    item.work = 0;
    close_case(w_, c_, item, Ending::resolved, Holder::property, property_quality(m, service));
    return true;
  }
  if (w_.building.commons_cases[b] < 255) {
    ++w_.building.commons_cases[b];
    item.counted = 1;
  }
  if (would_take_part(w_, c_, Resident{item.resident}, false, sim::uniform(words[1]))) {
    ++w_.community.agenda[c_];
    ++w_.community.agenda_own[c_];
  }
  return false;
}

}  // namespace liandong::governance
