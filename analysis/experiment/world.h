#pragma once

#include <cstdint>
#include <vector>

#include "analysis/scenario/study.h"
#include "models/model.h"

namespace liandong::analysis {

/// The value below which the parameter lies in a share `u` of worlds, 0 < u < 1: its default where it is not uncertain
/// or one of shares, which only draw_world can say. Six significant digits, so that a table holds it exactly and the
/// last bit of the machine's functions does not show.
double plausible_quantile(const models::Parameter& parameter, double u);

/// One draw of everything that is not known, in the order of the catalogue. What is measured or chosen keeps its
/// default, as do levers: their ranges stand in arrangements. A value depends on seed, world and the parameter's own
/// key: not on how many worlds there are, in which order they are drawn, or which other parameters a model has, but
/// that a share depends on the other shares of its whole.
std::vector<double> draw_world(const models::Catalogue& catalogue, std::uint64_t seed, std::uint32_t world);

/// Values of a study in one world of its seed: what it states itself stays, for the whole place and for communities;
/// levers are those of the burn-in.
models::Values world_values(const Study& study, std::uint32_t world);

}  // namespace liandong::analysis
