// Meetings with a quorum, bounded confidence, a decision rule, and projects that follow (M11).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

struct Meeting {
  std::vector<std::uint32_t> present;  ///< residents
  std::size_t issue = 0;
  double accepted = 0;  ///< share of those present who can live with the proposal
  bool agreed = false;
  Building building{};  ///< where a project would be done
};

/// Those who come: invited at random among adults with rights, as far as the venue holds them.
std::vector<std::uint32_t> attendance(const World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const double seats = w.setting.place_of(sim::row(c)).venue_area / m.seat_area;
  const auto invited = static_cast<std::uint32_t>(std::min(m.invited, seats));
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  std::vector<std::uint32_t> present;
  for (std::uint32_t i = 0; i < invited; ++i) {
    const auto words = w.chance.four(w.week, Purpose::invitation, sim::row(c), i);
    const Resident r{first + sim::below(words[0], n)};
    if (w.resident.age[r] < adult_age || !w.has_rights(r)) continue;
    if (would_take_part(w, r, true, sim::uniform(words[1]))) present.push_back(sim::row(r));
  }
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  return present;
}

void discuss(World& w, Community c, const Meeting& meeting, double skill) {
  const Mechanisms& m = w.mechanisms();
  const auto added = static_cast<float>(m.facilitation * skill);
  const auto n = static_cast<std::uint32_t>(meeting.present.size());
  for (std::uint32_t round = 0; round < m.rounds; ++round)
    for (std::uint32_t i = 0; i < n; ++i) {
      const std::uint32_t word =
          w.chance.word(w.week, Purpose::discussion, sim::row(c), i, static_cast<std::uint16_t>(round));
      const std::uint32_t j = (i + 1 + sim::below(word, n - 1)) % n;
      const Resident a{meeting.present[i]}, b{meeting.present[j]};
      exchange_views(w.resident.opinion[a][meeting.issue], w.resident.opinion[b][meeting.issue],
                     w.resident.tolerance[a] + added, static_cast<float>(m.convergence));
    }
}

/// Those present vote on the middle view; without a majority rule the chair's own view stands.
void decide(const World& w, Meeting& meeting) {
  std::vector<float> views;
  for (const std::uint32_t r : meeting.present) views.push_back(w.resident.opinion[Resident{r}][meeting.issue]);
  std::vector<float> sorted = views;
  std::sort(sorted.begin(), sorted.end());
  const auto chair_view = static_cast<float>(w.mechanisms().chair_view);
  const bool chair_decides = w.levers.deliberation_majority <= 0.0;
  const float proposal = chair_decides ? chair_view : sorted[sorted.size() / 2];
  std::size_t yes = 0;
  for (std::size_t i = 0; i < views.size(); ++i) {
    const float gap = views[i] - proposal;
    yes += (gap < 0.0f ? -gap : gap) < w.resident.tolerance[Resident{meeting.present[i]}];
  }
  meeting.accepted = static_cast<double>(yes) / static_cast<double>(views.size());
  meeting.agreed = chair_decides || meeting.accepted >= w.levers.deliberation_majority;
}

/// The building with most open matters; among equals the one in the worst state.
Building neediest_building(const World& w, Community c) {
  Building worst{w.community.first_building[c]};
  for (std::uint32_t b = 0; b < w.community.buildings[c]; ++b) {
    const Building other{w.community.first_building[c] + b};
    const auto more = w.building.commons_cases[other], most = w.building.commons_cases[worst];
    if (more > most || (more == most && w.building.commons[other] < w.building.commons[worst])) worst = other;
  }
  return worst;
}

/// Takes up to `wanted` fen from an account for a project; what was taken.
std::int64_t draw_for_project(World& w, sim::Ledger::Kind kind, Community c, std::int64_t wanted) {
  const std::int64_t amount = std::min(wanted, w.money.balance(kind, sim::row(c)));
  w.money.transfer(w.week, kind, sim::row(c), w.money_kind.contractors, 0, amount);
  return amount;
}

/// Whether the departments pay what the community's own money leaves open: what they have not pooled must be applied
/// for, and an application may fail.
bool departments_pay(const World& w, Community c, std::int64_t missing) {
  if (missing <= 0) return true;
  const double refused = w.mechanisms().rejection * (1.0 - w.levers.fund_pooled);
  return missing <= w.money.balance(w.money_kind.project_pot, sim::row(c)) &&
         w.chance.uniform(w.week, Purpose::application, sim::row(c)) >= refused;
}

/// Pays for a project: households give, the party gives its part, then the desks' funds, that of the desk that called
/// the meeting first, then departments. False: the money does not suffice.
bool fund_project(World& w, Community c, const Meeting& meeting) {
  const Mechanisms& m = w.mechanisms();
  const MoneyKinds& k = w.money_kind;
  const auto cost = static_cast<std::int64_t>(m.project_cost * fen_per_yuan);
  const auto own = static_cast<std::int64_t>(static_cast<double>(cost) * m.project_households_share *
                                             w.building.giving[meeting.building]);
  const std::int64_t public_part = cost - own;
  const Side host = w.host();
  const std::array purses = {k.fund[at(host)], k.fund[at(other(host))]};
  const auto party_part = static_cast<std::int64_t>(m.party_part * static_cast<double>(public_part));
  std::int64_t at_hand = std::min(party_part, w.money.balance(k.party_fund, sim::row(c)));
  for (const auto purse : purses) at_hand += w.money.balance(purse, sim::row(c));
  if (!departments_pay(w, c, public_part - at_hand)) return false;
  std::int64_t open = public_part - draw_for_project(w, k.party_fund, c, party_part);
  for (const auto purse : purses) open -= draw_for_project(w, purse, c, open);
  draw_for_project(w, k.project_pot, c, open);
  w.money.transfer(w.week, k.households, 0, k.contractors, 0, own);
  Tally& tally = w.tally[sim::row(c)];
  tally.projects_own += own;
  tally.projects_public += public_part;
  tally.public_fen += public_part;
  return true;
}

void carry_out(World& w, Community c, const Meeting& meeting) {
  const Mechanisms& m = w.mechanisms();
  float& stock = w.building.commons[meeting.building];
  stock = std::min(1.0f, stock + static_cast<float>(m.project_gain * meeting.accepted));
  for (Case& item : w.cases[sim::row(c)]) {
    const bool here = w.resident.building[Resident{item.resident}] == sim::row(meeting.building);
    if (here && item.kind == CaseKind::commons && item.state == CaseState::waiting)
      close_case(w, c, item, Ending::resolved, Holder::meeting, meeting.accepted);
  }
  const std::uint32_t first = w.building.first_household[meeting.building];
  for (std::uint32_t h = first; h < first + w.building.households[meeting.building]; ++h) {
    if (w.chance.uniform(w.week, Purpose::disclosure, h) >= w.levers.disclosure) continue;
    const Resident head{w.household.first_resident[Household{h}]};
    w.resident.efficacy[head] +=
        static_cast<float>(m.efficacy_pace) * (static_cast<float>(meeting.accepted) - w.resident.efficacy[head]);
    record_experience(w, c, head, trusted_of(w.host()), meeting.accepted);
  }
}

void learn(World& w, Community c, const Meeting& meeting, double success) {
  const auto pace = static_cast<float>(w.mechanisms().efficacy_pace);
  for (const std::uint32_t row : meeting.present) {
    const Resident r{row};
    w.resident.efficacy[r] += pace * (static_cast<float>(success) - w.resident.efficacy[r]);
    record_experience(w, c, r, Trusted::neighbours, meeting.accepted);
  }
}

void meet(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  Tally& tally = w.tally[sim::row(c)];
  const auto cost = static_cast<std::int32_t>(m.meeting_minutes);
  if (w.community.agenda[c] == 0 || w.community.meeting_minutes[c] < cost) return;
  w.community.meeting_minutes[c] -= cost;
  Meeting meeting;
  meeting.present = attendance(w, c);
  if (static_cast<double>(meeting.present.size()) < std::max(2.0, m.quorum)) {
    ++tally.failed_meetings;
    return;
  }
  meeting.issue = w.week % issues;
  meeting.building = neediest_building(w, c);
  discuss(w, c, meeting, w.desk(w.host()).skill[c]);
  decide(w, meeting);
  ++tally.meetings;
  tally.attendance += static_cast<std::int64_t>(meeting.present.size());
  tally.acceptability += static_cast<std::int64_t>(meeting.accepted * million);
  tally.agreed += meeting.agreed;
  tally.agenda += w.community.agenda[c];
  tally.agenda_own += w.community.agenda_own[c];
  const bool executed = meeting.agreed && fund_project(w, c, meeting);
  if (executed) {
    ++tally.executed;
    carry_out(w, c, meeting);
  }
  learn(w, c, meeting, executed ? meeting.accepted : 0.0);
  for (std::uint32_t* agenda : {&w.community.agenda[c], &w.community.agenda_own[c]})
    *agenda = static_cast<std::uint32_t>(m.agenda_kept * *agenda);
}

}  // namespace

void run_deliberation(World& w, const sim::Execution& execution) {
  constexpr auto deliberation = static_cast<std::size_t>(Activity::deliberation);
  each_community(w, execution,
                 [&](Community c) { w.community.meeting_minutes[c] += w.desk(w.host()).spent[deliberation][c]; });
  // Money moves, so communities meet one after another in a fixed order.
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const double rate = w.levers.deliberation_rate / weeks_per_quarter;
    if (w.chance.uniform(w.week, Purpose::meeting, c) < rate) meet(w, Community{c});
  }
}

}  // namespace liandong::governance
