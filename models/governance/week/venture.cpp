// What organisations do with venture grants: they look for needs that nobody reported (P55).
#include "models/governance/rules/rules.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

/// Finds needs of the organisation's kind, the oldest first, and meets them, as far as its paid time goes; what asks
/// for somebody's authority is not for it.
void search(World& w, Community c, Organisation o, std::vector<Service>& services) {
  const auto search_minutes = static_cast<std::int32_t>(w.mechanisms().search_minutes);
  auto& cases = w.cases[sim::row(c)];
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    Case& item = cases[i];
    if (item.state != CaseState::unreported || item.kind != w.organisation.proposal[o] || item.authority > 0) continue;
    if (item.work == 0 || w.organisation.service_left[o] < search_minutes + item.work) continue;
    const std::int32_t used = search_minutes + item.work;
    w.organisation.service_left[o] -= used;
    w.organisation.served[o] += used;
    w.community.service_minutes[c] -= used;
    w.tally[sim::row(c)].service_minutes += used;
    item.work = 0;
    services.push_back({i, sim::row(o), Holder::organisation, w.organisation.skill[o], w.organisation.mission[o]});
  }
}

}  // namespace

void discover_needs(World& w, Community c) {
  if (w.everywhere().venture_share <= 0.0) return;
  std::vector<Service> services;
  for (const std::uint32_t row : w.organisations_of[sim::row(c)]) {
    const Organisation o{row};
    if (w.organisation.venture[o] && w.organisation.service_left[o] > 0) search(w, c, o, services);
  }
  std::vector<double> fits;
  measure_fits(w, c, services, fits);
  Tally& tally = w.tally[sim::row(c)];
  for (std::size_t i = 0; i < fits.size(); ++i) {
    Case& item = w.cases[sim::row(c)][services[i].position];
    float& reputation = w.organisation.reputation[Organisation{services[i].organisation}];
    reputation = updated_trust(reputation, static_cast<float>(fits[i]), w.mechanisms());
    ++tally.served[static_cast<std::size_t>(item.kind)];
    ++tally.discovered;
    close_case(w, c, item, Ending::resolved, Holder::organisation, fits[i]);
  }
}

}  // namespace liandong::governance
