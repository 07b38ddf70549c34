// The time bank: hours of volunteers are credited and redeemed for hours of others (M14, P70).
#include "models/governance/rules/rules.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "sim/tables/marks.h"

namespace liandong::governance {
namespace {

void take_credit(World& w, Community c, Resident r, std::int32_t minutes) {
  w.resident.credit[r] -= minutes;
  w.community.credit[c] -= minutes;
}

/// Requests of a week, and the help they got.
struct Requests {
  double asked = 0, met = 0;
  std::vector<Service> services;
};

/// The bank helps as far as its time and the credit go: with what volunteers can do, and with the whole of it.
Requests answer_requests(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const double skill = volunteers_skill(m, w.community.volunteer_effect[c]);
  HelpMinutes set_aside = w.community.volunteer_service[c];
  for (std::int32_t& minutes : set_aside) minutes = static_cast<std::int32_t>(w.levers(c).redemption * minutes);
  Requests requests;
  auto& cases = w.cases[sim::row(c)];
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    Case& item = cases[i];
    const Resident r{item.resident};
    if (!looks_for_care(w, item) || w.resident.credit[r] < item.work || item.work > m.volunteer_case_minutes) continue;
    ++requests.asked;
    std::int32_t& of_its_kind = set_aside[kind_of_help(w, item)];
    if (item.work > of_its_kind) continue;
    ++requests.met;
    of_its_kind -= item.work;
    use_volunteers(w, c, item, item.work);
    w.tally[sim::row(c)].credit_used += item.work;
    take_credit(w, c, r, item.work);
    item.work = 0;
    requests.services.push_back({i, none32, Holder::volunteers, skill, 1.0});
  }
  return requests;
}

}  // namespace

double worth_of_credit(const World& w, Community c) noexcept {
  return w.levers(c).time_bank > 0.0 ? w.mechanisms().timebank_value * w.community.redemption[c] : 0.0;
}

double timebank_minutes(const World& w, Community c) noexcept {
  return w.levers(c).time_bank > 0.0 ? w.mechanisms().timebank_minutes * w.community.volunteers[c] : 0.0;
}

void credit_volunteers(World& w, Community c) {
  if (w.levers(c).time_bank <= 0.0) return;
  const double kept = w.desk(w.host(c)).task_completion[c];
  const auto minutes = static_cast<std::int32_t>(kept * w.mechanisms().volunteer_hours * minutes_per_hour);
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  Count earned = 0;
  std::vector<std::uint32_t> volunteers;
  sim::find_marked(std::span(w.resident.roles.values()).subspan(first, n), role::volunteer, first, volunteers);
  for (const std::uint32_t r : volunteers) {
    w.resident.credit[Resident{r}] += minutes;
    earned += minutes;
  }
  w.community.credit[c] += earned;
  w.tally[sim::row(c)].credit_earned = earned;
}

void redeem_credit(World& w, Community c) {
  if (w.levers(c).time_bank <= 0.0) return;
  const Requests requests = answer_requests(w, c);
  std::vector<double> fits;
  measure_fits(w, c, requests.services, fits);
  for (std::size_t i = 0; i < fits.size(); ++i)
    close_case(w, c, w.cases[sim::row(c)][requests.services[i].position], Ending::resolved, Holder::volunteers,
               fits[i]);
  float& visible = w.community.redemption[c];
  visible = static_cast<float>(updated_redemption(w.mechanisms(), visible, requests.asked, requests.met));
  w.tally[sim::row(c)].credit_asked = static_cast<Count>(requests.asked);
  w.tally[sim::row(c)].credit_met = static_cast<Count>(requests.met);
}

void lose_credit(World& w, Resident r) {
  const std::int32_t held = w.resident.credit[r];
  if (held == 0) return;
  const Community c{w.resident.community[r]};
  take_credit(w, c, r, held);
  w.tally[sim::row(c)].credit_lost += held;
}

}  // namespace liandong::governance
