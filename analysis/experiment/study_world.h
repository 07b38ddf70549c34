#pragma once

#include <cstdint>
#include <vector>

#include "analysis/scenario/study.h"
#include "analysis/scenario/unknown.h"

namespace liandong::analysis {

/// The study in one of its worlds: everything that is not known is drawn anew, the same for all arms, in a place of
/// `WorldChoice::communities` communities at most. What the study or its place sets to another value than the default
/// is known, as are levers without a range; a community's own value stays. All levers of one unknown lie at the same
/// quantile of their ranges, so that an arm, its twin at equal cost and every stage of both meet one draw. Weights of
/// one whole (`Catalogue::shares`) are drawn from a Dirichlet distribution around the values of the stage, again until
/// all lie within their ranges; their sum stays. Throws std::runtime_error if
/// ten thousand attempts find none.
Study in_world(const Study& study, std::uint32_t number);

/// What is drawn in the worlds of a study: parameters in the order of the catalogue, then levers as lever_unknowns
/// lists them.
std::vector<Unknown> unknowns_of(const Study& study);
/// [unknowns] their values in a study that is one of the worlds.
std::vector<double> values_in(const Study& world, const Study& study);

}  // namespace liandong::analysis
