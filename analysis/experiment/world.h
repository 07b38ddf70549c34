#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/model.h"
#include "sim/chance/draw.h"

namespace liandong::analysis {

/// The value below which the parameter lies in a share `u` of worlds, 0 < u < 1: its default where it is not uncertain
/// or one of shares, which only draw_world can say. Six significant digits, so that a table holds it exactly and the
/// last bit of the machine's functions does not show.
double plausible_quantile(const models::Parameter& parameter, double u);
/// The same of any range of the parameter that is neither alternatives nor shares; `top` is its likeliest value.
double quantile_in(const models::Plausible& range, double top, const models::Parameter& parameter, double u);

/// What the draws of one world come from.
sim::Chance chance_of_world(std::uint64_t seed, std::uint32_t world);
/// A number in (0, 1), uniform over worlds and the same for the same name. Names are those of what is not known.
double uniform_of(const sim::Chance& chance, std::string_view unknown);
/// Six significant digits, which a table holds exactly and the last bit of the machine's functions does not reach.
double six_digits(double value);

/// One draw of everything that is not known, in the order of the catalogue. What is measured or chosen keeps its
/// default, as do levers: their ranges stand in arrangements. A value depends on seed, world and the parameter's own
/// key: not on how many worlds there are, in which order they are drawn, or which other parameters a model has, but
/// that a share depends on the other shares of its whole.
std::vector<double> draw_world(const models::Catalogue& catalogue, std::uint64_t seed, std::uint32_t world);

}  // namespace liandong::analysis
