#pragma once

#include "models/governance/parameters/parameters.h"
#include "models/governance/world/tables.h"

/// What volunteers' time goes to, as pure functions of numbers (P71; S4 四).
namespace liandong::governance {

/// Effective minutes by kind of help: the share `docking` as the minutes `needed` of each kind are on record, the rest
/// as volunteers like, which falls from kind to kind by `volunteers.likes`. Where nothing is needed all goes by liking.
HelpMinutes minutes_by_kind(const Mechanisms& m, double minutes, double docking, const HelpMinutes& needed) noexcept;

}  // namespace liandong::governance
