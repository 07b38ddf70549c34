#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/store/results.h"
#include "models/model.h"

namespace liandong::analysis {

/// The stretch over which figures of a contrast are averaged: the last two years of a run.
inline constexpr std::uint32_t contrast_weeks = 104;

/// Whether the figure of an indicator is its mean over all studied weeks, as its theme asks.
bool over_whole_run(const models::Indicator& indicator, const models::Catalogue& catalogue);
/// Figure of an indicator for each replicate of an arm: its mean over the last `contrast_weeks` weeks, or over all
/// studied weeks if its theme asks for it. Weeks in which the indicator is
/// undefined (NaN) are left out; NaN if it never is defined. [replicates]
std::vector<double> indicator_figures(const ArmResult& arm, const models::Catalogue& catalogue, std::size_t indicator);
/// The same of every indicator of one run, from `weekly` [weeks, indicators]. [indicators]
std::vector<double> indicator_figures(std::span<const float> weekly, const models::Catalogue& catalogue);

/// Means over each year of 52 weeks of one indicator of one run, from `weekly` [weeks, indicators]; the last year may
/// be shorter, weeks in which the indicator is undefined are left out, and a year of such weeks is NaN. [years]
std::vector<float> yearly_means(std::span<const float> weekly, std::size_t indicator, std::size_t indicators);
/// Of so many weeks.
constexpr std::size_t years_of(std::size_t weeks) noexcept { return (weeks + 51) / 52; }

/// Every pair of arms, the earlier one as a, in order. p is adjusted by Holm over the indicators of a contrast, and
/// apart from that over its group figures.
std::vector<Contrast> all_contrasts(const std::vector<ArmResult>& arms, const models::Catalogue& catalogue,
                                    double confidence);

}  // namespace liandong::analysis
