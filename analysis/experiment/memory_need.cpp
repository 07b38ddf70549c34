#include "analysis/experiment/memory_need.h"

#include <algorithm>

#include "analysis/scenario/design.h"
#include "analysis/scenario/place_file.h"

namespace liandong::analysis {
namespace {

constexpr double figure_bytes = sizeof(float);

/// As far as 64 bits count: absurd sizes stay absurd.
std::uint64_t bytes(double number) { return number < 9e18 ? static_cast<std::uint64_t>(number) : UINT64_MAX / 4; }

double one_place(const models::Model& model, const Study& study) {
  return model.expected_bytes ? static_cast<double>(model.expected_bytes(study.values)) : 0.0;
}

/// Every replicate that runs keeps the state at which arms part; each arm that runs has its own.
std::uint64_t places(double one, double replicates, double arms, unsigned threads) {
  const double starts = std::min<double>(threads, replicates), runs = std::min<double>(threads, replicates * arms);
  return bytes((starts + runs) * one);
}

}  // namespace

MemoryNeed memory_need(const models::Model& model, const Study& study, std::uint32_t replicates, unsigned threads) {
  const models::Catalogue& c = *study.catalogue;
  const std::uint32_t quarters = study.weeks / models::quarter_weeks;
  const double indicators = static_cast<double>(c.indicators.size());
  const auto counted_at = communities_position(c);
  const double communities = counted_at ? study.values.whole[*counted_at] : 1.0;
  const double groups = static_cast<double>(c.resident_groups.size() * c.group_indicators.size());
  const double arm = study.weeks * indicators + quarters * (communities * indicators + groups);
  const double arms = static_cast<double>(study.arms.size());
  const double figures = replicates * (study.burn_in_weeks * indicators + arms * arm);
  return {bytes(figure_bytes * figures), places(one_place(model, study), replicates, arms, threads)};
}

MemoryNeed design_memory_need(const models::Model& model, const Study& study, unsigned threads) {
  double most = 0;
  const DesignedStudy designed(study);
  for (std::size_t p = 0; p < study.design.points.size(); ++p) most = std::max(most, one_place(model, designed.at(p)));
  const double runs = static_cast<double>(study.design.points.size()) * study.replicates;
  const double arms = static_cast<double>(study.arms.size());
  const double figures = runs * arms * static_cast<double>(study.catalogue->indicators.size());
  return {bytes(sizeof(double) * figures), places(most, runs, arms, threads)};
}

MemoryNeed run_memory_need(const models::Model& model, const Study& study) {
  return {0, bytes(one_place(model, study))};
}

}  // namespace liandong::analysis
