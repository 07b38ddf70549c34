#pragma once

#include <cstdint>

#include "sim/chance/draw.h"

/// A counter with several clerks and one line, first come first served, with Poisson arrivals and exponential work:
/// M/M/c. Its mean wait is Erlang's.
/// Source: Erlang 1917. Differs from him in: nothing.
namespace liandong::reference::counter {

struct Rates {
  double arrivals = 1.0;  ///< per unit of time
  double services = 1.0;  ///< per unit of time and clerk
  std::uint32_t clerks = 1;
};

/// What `customers` saw, counted after the first `ignored` of them, in `batches` of equal length.
struct Waits {
  double mean = 0.0;            ///< time in line, over all counted customers
  double standard_error = 0.0;  ///< of that mean, from the means of the batches
  double had_to_wait = 0.0;     ///< share
};

/// Serves customers in the order of their arrival, kept by an ordered queue; each one's work and the time until the
/// next arrival are draws of their own number. `customers` - `ignored` must be a multiple of `batches` >= 2.
Waits serve(const Rates& rates, std::uint32_t customers, std::uint32_t ignored, std::uint32_t batches,
            const sim::Chance& chance);

}  // namespace liandong::reference::counter
