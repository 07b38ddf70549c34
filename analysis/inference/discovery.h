#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "analysis/store/results.h"

namespace liandong::analysis {

/// What a rule asks of one variable: low <= x <= high.
struct RuleBound {
  std::size_t variable = 0;
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  double p = 1.0;  ///< chance to find the rule as dense, had this bound picked its cases blindly (binomial test)
};

/// Cases that hold every bound of a list.
struct Box {
  std::vector<RuleBound> bounds;  ///< in the order of the variables, each at most once
  double mass = 1.0;              ///< share of all cases that lie inside
  double density = 0.0;           ///< share of the cases inside that are of interest
  double coverage = 1.0;          ///< share of the cases of interest that lie inside
  bool holds(std::span<const double> row) const noexcept;
};

struct DiscoveryOptions {
  double peel = 0.05;         ///< share of the box that a step may cut off
  double least_mass = 0.1;    ///< no box is smaller
  double significant = 0.05;  ///< bounds less sure than this are dropped
  std::size_t most_bounds = 3;
  double least_kept_out = 0.03;  ///< share of the cases; an end that keeps out fewer is dropped
};

/// Where cases of interest lie: the box that the patient rule induction method finds, by peeling the side whose loss
/// leaves the densest rest, then moving ends by single values (Friedman and Fisher 1999). Of the boxes on the
/// way it is the one with the greatest product of density and coverage, shorn of bounds that chance explains as well
/// of the least sure beyond `most_bounds`, and of ends that keep out next to nobody (quasi-p-values of Bryant and
/// Lempert 2010). A variable with a few values is cut between them.
///
/// `x` is [cases, variables], `interesting` [cases]. Without a case of interest, or with nothing else, the box has no
/// bound. Throws std::invalid_argument if the sizes differ.
Box discovered_box(const Array<double>& x, std::span<const bool> interesting, const DiscoveryOptions& options = {});

}  // namespace liandong::analysis
