// Meetings with a quorum, bounded confidence, a decision rule, and projects that follow (M11).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/deliberation.h"
#include "models/governance/week/misuse.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {

void take_positions(const World& w, Meeting& meeting) {
  for (const std::uint32_t row : meeting.present) {
    const double drawn = w.chance.uniform(w.week, Purpose::position, row);
    meeting.position.push_back(
        position_on_matter(w.mechanisms(), w.resident.opinion[Resident{row}][meeting.issue], drawn));
  }
}

void decide(const World& w, Community c, Meeting& meeting) {
  const std::vector<float>& views = meeting.position;
  std::vector<float> sorted = views;
  std::sort(sorted.begin(), sorted.end());
  const auto chair_view = static_cast<float>(w.mechanisms().chair_view);
  const bool chair_decides = w.levers(c).deliberation_majority <= 0.0;
  const float proposal = chair_decides ? chair_view : sorted[sorted.size() / 2];
  std::size_t yes = 0;
  for (std::size_t i = 0; i < views.size(); ++i) {
    const float gap = views[i] - proposal;
    yes += (gap < 0.0f ? -gap : gap) < w.resident.tolerance[Resident{meeting.present[i]}];
  }
  meeting.accepted = static_cast<double>(yes) / static_cast<double>(views.size());
  meeting.agreed = chair_decides || meeting.accepted >= w.levers(c).deliberation_majority;
}

Building neediest_building(const World& w, Community c) {
  Building worst{none32};
  for (std::uint32_t b = 0; b < w.community.buildings[c]; ++b) {
    const Building other{w.community.first_building[c] + b};
    if (w.building.project_minutes[other] > 0) continue;
    if (worst == Building{none32}) worst = other;
    const auto more = w.building.commons_cases[other], most = w.building.commons_cases[worst];
    if (more > most || (more == most && w.building.commons[other] < w.building.commons[worst])) worst = other;
  }
  return worst;
}

std::int64_t draw_for_project(World& w, sim::Ledger::Kind kind, Community c, std::int64_t wanted) {
  const std::int64_t amount = std::min(wanted, w.money.balance(kind, sim::row(c)));
  w.money.transfer(w.week, kind, sim::row(c), w.money_kind.contractors, 0, amount);
  for (const Side side : sides) {
    if (kind != w.money_kind.fund[at(side)]) continue;
    const double share = misused_share(w, c, side), beside = static_cast<double>(amount) * share / (1.0 - share);
    w.tally[sim::row(c)].public_fen += misuse(w, c, trusted_of(side), kind, sim::row(c), beside);
  }
  return amount;
}

namespace {

/// Households of the building learn of the decision and will see what comes of it; the host's minutes for that.
double disclose_decision(World& w, Community c, Building b) {
  if (w.levers(c).decision_disclosed <= 0.0) return 0.0;
  std::uint32_t told = 0;
  const std::uint32_t first = w.building.first_household[b];
  for (std::uint32_t h = first; h < first + w.building.households[b]; ++h) {
    if (w.chance.uniform(w.week, Purpose::decision_notice, h) >= w.levers(c).decision_disclosed) continue;
    std::uint32_t& hopes_for = w.resident.project[Resident{w.household.first_resident[Household{h}]}];
    if (hopes_for == none32) hopes_for = sim::row(b);
    ++told;
  }
  return w.mechanisms().notice_minutes * told;
}

}  // namespace

void start_project(World& w, Community c, Building b, double accepted) {
  const Mechanisms& m = w.mechanisms();
  const double work = m.project_minutes + w.levers(c).gates * m.gate_minutes + disclose_decision(w, c, b);
  w.building.project_minutes[b] = static_cast<std::int32_t>(work);
  w.building.project_from[b] = w.week + static_cast<std::uint32_t>(w.levers(c).gates * m.gate_weeks);
  w.building.project_until[b] = w.building.project_from[b] + static_cast<std::uint32_t>(m.project_weeks);
  w.building.project_accepted[b] = static_cast<float>(accepted);
}

namespace {

/// Those who come: invited at random among adults with rights; who comes when all seats are taken goes home.
std::vector<std::uint32_t> attendance(const World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const double seats = seats_for_residents(w, c);
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  std::vector<std::uint32_t> present;
  for (std::uint32_t i = 0; i < m.invited && static_cast<double>(present.size()) < seats; ++i) {
    const auto words = w.chance.four(w.week, Purpose::invitation, sim::row(c), i);
    const Resident r{first + sim::below(words[0], n)};
    if (w.resident.age[r] < adult_age || !w.has_rights(c, r)) continue;
    if (would_take_part(w, c, r, true, sim::uniform(words[1]))) present.push_back(sim::row(r));
  }
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  return present;
}

void discuss(const World& w, Community c, Meeting& meeting, double skill) {
  const Mechanisms& m = w.mechanisms();
  const auto added = static_cast<float>(m.facilitation * skill);
  const auto n = static_cast<std::uint32_t>(meeting.present.size());
  for (std::uint32_t round = 0; round < m.rounds; ++round)
    for (std::uint32_t i = 0; i < n; ++i) {
      const std::uint32_t word =
          w.chance.word(w.week, Purpose::discussion, sim::row(c), i, static_cast<std::uint16_t>(round));
      const std::uint32_t j = (i + 1 + sim::below(word, n - 1)) % n;
      exchange_views(meeting.position[i], meeting.position[j],
                     w.resident.tolerance[Resident{meeting.present[i]}] + added, static_cast<float>(m.convergence));
    }
}

/// Discusses the matter; a part of what that changes stays with what one thinks of the issue.
void deliberate(World& w, Community c, Meeting& meeting) {
  take_positions(w, meeting);
  const std::vector<float> before = meeting.position;
  discuss(w, c, meeting, w.desk(w.host(c)).skill[c]);
  const auto kept = static_cast<float>(w.mechanisms().opinion_kept);
  for (std::size_t i = 0; i < before.size(); ++i) {
    float& opinion = w.resident.opinion[Resident{meeting.present[i]}][meeting.issue];
    opinion = std::clamp(opinion + kept * (meeting.position[i] - before[i]), 0.0f, 1.0f);
  }
}

/// Whether there is deliberation time to apply to every department that has money of its own; uses it.
bool can_apply(World& w, Community c) {
  const double departments = w.setting.place_of(sim::row(c)).departments;
  const auto cost = static_cast<std::int32_t>(w.mechanisms().application_minutes *
                                              applications(departments, w.levers(c).fund_pooled));
  if (w.community.meeting_minutes[c] < cost) return false;
  w.community.meeting_minutes[c] -= cost;
  w.tally[sim::row(c)].application_minutes += cost;
  return true;
}

/// Whether others pay what the host's own money leaves open: what the other desk holds and what departments have not
/// pooled must be applied for, and an application may fail.
bool others_pay(World& w, Community c, Building b, std::int64_t missing) {
  if (missing <= 0) return true;
  const std::int64_t theirs = w.money.balance(w.money_kind.fund[at(other(w.host(c)))], sim::row(c)) +
                              w.money.balance(w.money_kind.project_pot, sim::row(c));
  return missing <= theirs && can_apply(w, c) &&
         w.chance.uniform(w.week, Purpose::application, sim::row(b)) >=
             refusal_chance(w.mechanisms(), w.levers(c).fund_pooled, w.levers(c).gates);
}

/// What the community's fund at a foundation has for projects on which residents decided.
std::int64_t given_to_community(const World& w, Community c) {
  return w.levers(c).deliberation_majority > 0.0 ? w.money.balance(w.money_kind.foundation, sim::row(c)) : 0;
}

/// Pays for a project: households give, resident units and the party give their part, then the fund of the desk that
/// called the meeting and the community's fund at a foundation, and if it is granted that of the other desk and of
/// departments. False: the money does not suffice.
bool fund_project(World& w, Community c, Building b) {
  const Mechanisms& m = w.mechanisms();
  const MoneyKinds& k = w.money_kind;
  const auto cost = static_cast<std::int64_t>(m.project_cost * fen_per_yuan);
  const auto own =
      static_cast<std::int64_t>(static_cast<double>(cost) * m.project_households_share * w.building.giving[b]);
  const std::int64_t public_part = cost - own;
  const auto party_part = static_cast<std::int64_t>(m.party_part * static_cast<double>(public_part));
  const sim::Ledger::Kind fund = k.fund[at(w.host(c))];
  const std::int64_t at_hand = w.money.balance(k.units, sim::row(c)) +
                               std::min(party_part, w.money.balance(k.party_fund, sim::row(c))) +
                               w.money.balance(fund, sim::row(c)) + given_to_community(w, c);
  if (!others_pay(w, c, b, public_part - at_hand)) return false;
  const std::int64_t by_units = draw_for_project(w, k.units, c, public_part);
  std::int64_t open = public_part - by_units;
  open -= draw_for_project(w, k.party_fund, c, std::min(party_part, open));
  open -= draw_for_project(w, fund, c, open);
  const std::int64_t given = draw_for_project(w, k.foundation, c, std::min(open, given_to_community(w, c)));
  open -= given;
  for (const auto purse : {k.fund[at(other(w.host(c)))], k.project_pot}) open -= draw_for_project(w, purse, c, open);
  w.money.transfer(w.week, k.households, 0, k.contractors, 0, own);
  Tally& tally = w.tally[sim::row(c)];
  tally.projects_own += own;
  tally.projects_foundation += given;
  tally.projects_units += by_units;
  tally.projects_public += public_part - by_units - given;
  tally.public_fen += public_part - by_units - given;
  return true;
}

void carry_out(World& w, Community c, Building b) {
  const Mechanisms& m = w.mechanisms();
  const double accepted = w.building.project_accepted[b];
  float& stock = w.building.commons[b];
  stock = std::min(1.0f, stock + static_cast<float>(m.project_gain * accepted));
  for (Case& item : w.cases[sim::row(c)]) {
    const bool here = w.resident.building[Resident{item.resident}] == sim::row(b);
    if (here && item.kind == CaseKind::commons && item.state == CaseState::waiting)
      close_case(w, c, item, Ending::resolved, Holder::meeting, accepted);
  }
  const std::uint32_t first = w.building.first_household[b];
  for (std::uint32_t h = first; h < first + w.building.households[b]; ++h) {
    if (w.chance.uniform(w.week, Purpose::disclosure, h) >= w.levers(c).disclosure) continue;
    const Resident head{w.household.first_resident[Household{h}]};
    record_voice(w, c, head, accepted);
    record_experience(w, c, head, trusted_of(w.host(c)), accepted);
  }
}

/// Ends a project; those who agreed on it see whether something came of it.
void end_project(World& w, Community c, Building b, bool executed) {
  Tally& tally = w.tally[sim::row(c)];
  ++(executed ? tally.executed : tally.lapsed);
  if (executed) carry_out(w, c, b);
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  for (std::uint32_t row = first; row < last; ++row) {
    std::uint32_t& hoped_for = w.resident.project[Resident{row}];
    if (hoped_for != sim::row(b)) continue;
    hoped_for = none32;
    record_voice(w, c, Resident{row}, executed ? w.building.project_accepted[b] : 0.0);
  }
  w.building.project_minutes[b] = 0;
}

/// Whether an agreement has come through its gates, which decide in the week when the last of them has met.
bool refused_at_gates(const World& w, Community c, Building b) {
  if (w.levers(c).gates <= 0.0 || w.week != w.building.project_from[b]) return false;
  const double passes = passing_chance(w.mechanisms(), w.levers(c).gates, w.building.project_accepted[b]);
  return w.chance.uniform(w.week, Purpose::gate, sim::row(b)) >= passes;
}

/// Agreed projects of the community on which work is to be done, the oldest first.
std::vector<Building> projects_under_way(const World& w, Community c) {
  std::vector<Building> open;
  for (std::uint32_t b = 0; b < w.community.buildings[c]; ++b) {
    const Building building{w.community.first_building[c] + b};
    if (w.building.project_minutes[building] > 0 && w.week >= w.building.project_from[building])
      open.push_back(building);
  }
  std::sort(open.begin(), open.end(), [&w](Building a, Building b) {
    return std::pair(w.building.project_until[a], a) < std::pair(w.building.project_until[b], b);
  });
  return open;
}

/// The host applies for agreed projects and follows them up, the oldest first, with the time that it does not keep for
/// the next meeting. What is refused at a gate or not through in time lapses.
void follow_up(World& w, Community c) {
  const auto kept = static_cast<std::int32_t>(w.mechanisms().meeting_minutes);
  for (const Building b : projects_under_way(w, c)) {
    if (refused_at_gates(w, c, b)) {
      ++w.tally[sim::row(c)].vetoed;
      end_project(w, c, b, false);
      continue;
    }
    std::int32_t &left = w.building.project_minutes[b], &saved = w.community.meeting_minutes[c];
    const std::int32_t used = std::clamp(saved - kept, 0, left);
    saved -= used;
    left -= used;
    if (left == 0)
      end_project(w, c, b, fund_project(w, c, b));
    else if (w.week >= w.building.project_until[b])
      end_project(w, c, b, false);
  }
}

/// Those present have met their neighbours; what became of it they see at once where nothing was agreed.
void conclude(World& w, Community c, const Meeting& meeting) {
  if (meeting.agreed) start_project(w, c, meeting.building, meeting.accepted);
  for (const std::uint32_t row : meeting.present) {
    const Resident r{row};
    record_experience(w, c, r, Trusted::neighbours, meeting.accepted);
    if (meeting.agreed && w.resident.project[r] == none32) w.resident.project[r] = sim::row(meeting.building);
    if (!meeting.agreed) record_voice(w, c, r, 0.0);
  }
}

/// Part of what waits on the agenda is dealt with.
void work_off_agenda(World& w, Community c) {
  Tally& tally = w.tally[sim::row(c)];
  const auto take = [&](std::uint32_t& waiting, Count& counted) {
    const auto left = static_cast<std::uint32_t>(w.mechanisms().agenda_kept * waiting);
    counted += waiting - left;
    waiting = left;
  };
  take(w.community.agenda[c], tally.agenda);
  take(w.community.agenda_own[c], tally.agenda_own);
}

void meet(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  Tally& tally = w.tally[sim::row(c)];
  const auto cost = static_cast<std::int32_t>(m.meeting_minutes);
  Meeting meeting;
  meeting.building = neediest_building(w, c);
  if (meeting.building == Building{none32} || w.community.agenda[c] == 0 || w.community.meeting_minutes[c] < cost)
    return;
  w.community.meeting_minutes[c] -= cost;
  meeting.present = attendance(w, c);
  if (static_cast<double>(meeting.present.size()) < std::max(2.0, m.quorum)) {
    ++tally.failed_meetings;
    return;
  }
  meeting.issue = w.week % issues;
  deliberate(w, c, meeting);
  decide(w, c, meeting);
  ++tally.meetings;
  tally.attendance += static_cast<std::int64_t>(meeting.present.size());
  tally.acceptability += static_cast<std::int64_t>(meeting.accepted * million);
  tally.agreed += meeting.agreed;
  conclude(w, c, meeting);
  work_off_agenda(w, c);
}

}  // namespace

void run_deliberation(World& w, const sim::Execution& execution) {
  constexpr auto deliberation = static_cast<std::size_t>(Activity::deliberation);
  each_community(w, execution, [&](Community c) {
    w.community.meeting_minutes[c] += w.desk(w.host(c)).spent[deliberation][c];
    follow_up(w, c);
    if (w.chance.uniform(w.week, Purpose::meeting, sim::row(c)) < w.levers(c).deliberation_rate / weeks_per_quarter)
      meet(w, c);
    if (w.week % weeks_per_year == weeks_per_year / 2) vote_on_budget(w, c);
    if (w.week % weeks_per_year == weeks_per_year - 1) spend_departmental_money(w, c);
  });
}

}  // namespace liandong::governance
