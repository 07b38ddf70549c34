#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/model.h"
#include "sim/chance/draw.h"

namespace liandong::analysis {

/// What the draws of one world come from.
sim::Chance chance_of_world(std::uint64_t seed, std::uint32_t world);
/// A number in (0, 1), uniform over worlds and the same for the same name. Names are those of what is not known.
double uniform_of(const sim::Chance& chance, std::string_view unknown);
/// One draw of everything that is not known, in the order of the catalogue. What is measured or chosen keeps its
/// default, as do levers: their ranges stand in arrangements. A value depends on seed, world and the parameter's own
/// key: not on how many worlds there are, in which order they are drawn, or which other parameters a model has, but
/// that a share depends on the other shares of its whole.
std::vector<double> draw_world(const models::Catalogue& catalogue, std::uint64_t seed, std::uint32_t world);

}  // namespace liandong::analysis
