// Needs that the voice channel pools and takes to departments.
#include "models/governance/week/voice.h"

#include <algorithm>
#include <bit>

#include "models/governance/week/casework.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

std::uint32_t week_raised(const Case& item) { return item.born + item.raised - 1; }

/// The first of its departments, under which the channel files a need.
std::size_t topic_of(const Case& item) { return static_cast<std::size_t>(std::countr_zero(item.departments)); }

/// Whether a need is told to the channel this month: desks tell of those that wait there; of what nobody has reported
/// residents speak who take part of their own accord.
bool is_told(const World& w, Community c, const Case& item) {
  if (item.kind != CaseKind::departmental || item.raised || item.channel == Channel::hotline) return false;
  if (item.state == CaseState::waiting) return true;
  return item.state == CaseState::unreported &&
         would_take_part(w, c, Resident{item.resident}, false,
                         w.chance.uniform(w.week, Purpose::voice, item.resident, item.born));
}

/// Needs of one topic.
using Topic = std::vector<std::uint32_t>;

/// What was told this month, the commonest topic first.
std::vector<Topic> topics(const World& w, Community c) {
  const std::vector<Case>& cases = w.cases[sim::row(c)];
  std::vector<Topic> told(w.department_queue.size());
  for (std::uint32_t i = 0; i < cases.size(); ++i)
    if (is_told(w, c, cases[i])) told[topic_of(cases[i])].push_back(i);
  std::ranges::stable_sort(told, std::ranges::greater{}, [](const Topic& topic) { return topic.size(); });
  return told;
}

}  // namespace

std::vector<std::uint32_t> needs_to_raise(World& w, Community c) {
  if (w.levers(c).voice_hours <= 0.0 || w.week % weeks_per_month != 0) return {};
  const Mechanisms& m = w.mechanisms();
  Tally& tally = w.tally[sim::row(c)];
  auto left = static_cast<std::int64_t>(weeks_per_month * w.levers(c).voice_hours * minutes_per_hour);
  std::vector<std::uint32_t> places;
  for (const Topic& topic : topics(w, c)) {
    const auto needs = static_cast<double>(topic.size());
    const auto minutes = static_cast<std::int64_t>(m.voice_matter_minutes + needs * m.voice_need_minutes);
    if (needs < w.levers(c).voice_least || minutes > left) continue;
    left -= minutes;
    places.insert(places.end(), topic.begin(), topic.end());
    ++w.community.agenda[c];
    ++w.community.agenda_own[c];
    ++tally.voice_matters;
    tally.voice_needs += static_cast<Count>(topic.size());
    tally.voice_minutes += minutes;
  }
  return places;
}

bool take_up(World& w, Community c, const WaitingCase& waiting, std::uint8_t& asked) {
  Case& item = w.cases[sim::row(c)][waiting.position];
  if (!item.raised || week_raised(item) != w.week) return false;
  w.desk(static_cast<Side>(waiting.side)).handed[c] += waiting.work;
  pass_up(w, c, item);
  const auto topic = static_cast<std::uint8_t>(1u << topic_of(item));
  w.outbox[sim::row(c)].back().repeats = (asked & topic) != 0;
  asked |= topic;
  return true;
}

void hear_answer(World& w, Community c, const Case& item) {
  const std::uint32_t answered = w.week - 1;  // departments answered last week
  const bool in_time = answered - week_raised(item) <= w.levers(c).voice_deadline;
  Tally& tally = w.tally[sim::row(c)];
  ++tally.voice_answered;
  tally.voice_in_time += in_time;
  record_voice(w, c, Resident{item.resident}, in_time ? 1.0 : 0.0);
}

}  // namespace liandong::governance
