#pragma once

#include "models/governance/parameters/parameters.h"

/// The digital platform by which residents report, as pure functions of numbers (S1 6.1).
namespace liandong::governance {

/// Trust that data are safe, where leaks have left this share of doubt.
double trust_in_privacy(const Mechanisms& m, double doubt) noexcept;
/// Chance that somebody of this age, in years, uses the platform at this trust.
double adoption_chance(const Mechanisms& m, double age, double trust) noexcept;
/// Weekly chance that a leak becomes known: only what is shared leaks, and safeguards prevent their share.
double leak_of_data_chance(const Mechanisms& m, double sharing, double safeguards) noexcept;
/// Doubt after a week: what there was fades, and a leak takes away part of the trust that is left.
double updated_doubt(const Mechanisms& m, double doubt, bool leaked) noexcept;

}  // namespace liandong::governance
