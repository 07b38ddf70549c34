#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// Cheap stand-ins for a simulation.
namespace liandong::analysis {

/// A polynomial in inputs of the unit cube: a sum of products of Legendre polynomials that are orthonormal on [0, 1].
struct Surrogate {
  struct Factor {
    std::size_t input = 0;
    unsigned degree = 1;
  };
  struct Term {
    double coefficient = 0;
    std::vector<Factor> factors;  ///< none: the constant
  };
  std::vector<Term> terms;

  double operator()(std::span<const double> inputs) const;
};

/// Sparse polynomial chaos: of the inputs that by themselves explain most of the figure, all polynomials up to degree
/// three in one and products of two, taken one after the other as each explains most of what the others leave, while
/// it explains more than the best of as many idle ones would (risk inflation criterion; Foster, George 1994). Source:
/// Blatman, Sudret 2011. Differs from it in: orthogonal matching pursuit in place of least angle regression, that
/// criterion, and the choice of inputs beforehand.
///
/// `inputs` is [points][inputs], each in [0, 1]; `figures` [points], at least ten of them, finite.
Surrogate trained_surrogate(const std::vector<std::vector<double>>& inputs, std::span<const double> figures);

/// A surrogate and what it is worth at points that it did not see.
struct TestedSurrogate {
  Surrogate surrogate;
  std::vector<double> held_out;  ///< [points] predicted by a surrogate trained on the nine tenths without the point
  double error = 0;              ///< root mean square of what held_out misses, the simulation's noise included
  double q2 = 0;                 ///< share of the figures' variance that held_out explains; at most 1, below 0 if worse
                                 ///< than their mean
};

/// Trains on all points, and on nine tenths for each tenth that is held out.
TestedSurrogate tested_surrogate(const std::vector<std::vector<double>>& inputs, std::span<const double> figures);

}  // namespace liandong::analysis
