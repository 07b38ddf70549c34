#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// A dated change of levers as a file states it.
struct Event {
  std::uint32_t week = 0;
  std::uint32_t ramp = 0;  ///< weeks over which the change is spread, in equal steps every quarter; 0: at once
  Origin origin;
  std::string key;  ///< for messages
  std::vector<Assignment> changes;
  Text label;
  models::Reach reach = {};
};

/// Turns a first arrangement and events in any order into stages. Events of one week and reach join into one stage; a
/// ramp gives one stage per quarter, the first at its week. An event that reaches communities with different levers
/// changes each from its own. Adds problems: two events of a week (or two overlays) that set a lever to different
/// values, events inside another's ramp, weeks after the end of the run, levers of the whole place that a part changes.
std::vector<Stage> stages_of(const Cells& first, std::vector<Event> events, std::uint32_t weeks,
                             const models::Catalogue& catalogue, Problems& problems);

/// Adds a problem for a week after the end of the run.
void check_week(const Origin& where, const std::string& key, std::uint32_t week, std::uint32_t weeks,
                Problems& problems);

/// All levers as changes, for an event that puts a whole arrangement in force.
std::vector<Assignment> as_changes(const Cells& cells, const Origin& origin);

/// Appends `added` to `changes`; adds a problem where both set a lever to different values.
void join_changes(std::vector<Assignment>& changes, const std::vector<Assignment>& added, const Origin& where,
                  const std::string& key, const models::Catalogue& catalogue, Problems& problems);

}  // namespace liandong::analysis
