#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "analysis/inference/decider_search.h"
#include "analysis/store/worlds.h"
#include "models/model.h"

namespace liandong::analysis {

/// The lists of unknowns among which deciders are sought, as `DeciderSearch` numbers them.
enum Family : std::size_t { every_unknown, unknowns_of_context };

/// Worlds in which some arms have a figure, made ready for every figure of these worlds.
struct WorldCases {
  std::vector<std::size_t> rows;  ///< [cases] positions of worlds
  Array<double> values;           ///< [cases, unknowns]
  DeciderSearch search;
  Eigen::MatrixXd samples;  ///< [cases, samples] how often each is drawn in each bootstrap sample

  std::vector<double> values_of(std::size_t unknown) const;
  std::vector<double> figures(const Worlds& worlds, std::size_t arm, std::size_t indicator) const;
};

/// Positions of the worlds in which all these arms have the figure.
std::vector<std::size_t> rows_with(const Worlds& worlds, std::span<const std::size_t> arms, std::size_t indicator);

/// Unknowns of parameters that may differ between communities.
std::vector<std::size_t> context_unknowns(const Worlds& worlds, const models::Catalogue& catalogue);

/// Makes each set of worlds ready once.
class KnownCases {
 public:
  KnownCases(const Worlds& worlds, const models::Catalogue& catalogue) : worlds_(worlds), catalogue_(catalogue) {}
  const WorldCases& of(const std::vector<std::size_t>& rows);

 private:
  const Worlds& worlds_;
  const models::Catalogue& catalogue_;
  std::map<std::vector<std::size_t>, WorldCases> known_;
};

}  // namespace liandong::analysis
