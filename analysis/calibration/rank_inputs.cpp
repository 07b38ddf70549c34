#include "analysis/calibration/rank_inputs.h"

#include <algorithm>

#include "analysis/experiment/study_world.h"

namespace liandong::analysis {
namespace {

/// Worlds whose values ranks are taken among: numbers that no study reaches, so that no point is its own yardstick.
constexpr std::uint32_t first_other = 0x40000000, others = 1000;

}  // namespace

RankInputs::RankInputs(const Study& study) : study_(study), sorted_(unknowns_of(study).size()) {
  for (std::uint32_t other = 0; other < others; ++other) {
    const auto drawn = values(first_other + other);
    for (std::size_t i = 0; i < drawn.size(); ++i) sorted_[i].push_back(drawn[i]);
  }
  for (auto& values : sorted_) std::ranges::sort(values);
}

std::vector<double> RankInputs::of(std::uint32_t world) const {
  auto inputs = values(world);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto below = std::lower_bound(sorted_[i].begin(), sorted_[i].end(), inputs[i]);
    const auto above = std::upper_bound(below, sorted_[i].end(), inputs[i]);
    inputs[i] = (static_cast<double>(below - sorted_[i].begin()) + static_cast<double>(above - below) / 2) / others;
  }
  return inputs;
}

std::vector<double> RankInputs::values(std::uint32_t world) const { return values_in(in_world(study_, world), study_); }

}  // namespace liandong::analysis
