#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// One number of a study that can be set by its key: a value that all arms share, or a lever of some of them.
struct Settable {
  const models::Parameter* parameter = nullptr;
  std::size_t position = 0;  ///< in the catalogue, of a lever in its group
  bool lever = false;
  bool burn_in = false;           ///< of a lever: that of the burn-in
  std::vector<std::size_t> arms;  ///< of a lever: of these arms, in all their stages
};

/// What a key stands for: "context.civic_intercept"; "staff.committee" in every arm; "NAME.staff.committee" in one arm;
/// "arm.PATTERN.staff.committee" in those whose names match a pattern with `*`; "burn_in.staff.committee". An arm at
/// equal cost with the levers of a named one follows it. Nothing for a key that stands for nothing.
std::optional<Settable> find_settable(std::string_view key, const Study& study);

/// Whether setting it moves nothing, as every arm has a value of its own; then adds a problem.
bool is_idle(const Settable& settable, const Study& study, const Origin& where, const std::string& key,
             Problems& problems);

/// Every key that may be set in the study, for hints.
std::vector<std::string> settable_keys(const Study& study);

/// Sets it; a value that all arms share also replaces that of every community, and a lever is certain from then on.
void set(Study& study, const Settable& settable, double value);

}  // namespace liandong::analysis
