#include "analysis/experiment/memory_need.h"

#include <algorithm>

#include "analysis/experiment/equal_cost.h"
#include "analysis/experiment/study_world.h"
#include "analysis/scenario/design.h"
#include "analysis/scenario/place_file.h"

namespace liandong::analysis {
namespace {

/// Program and libraries, and the page with its document.
constexpr std::uint64_t program_bytes = 21u << 20;
/// A series stays in memory up to the first size (analysis/store/series.h); figures of all replicates that are gone
/// through at once take up to the second (analysis/inference/by_figure.h).
constexpr double most_of_a_series = 8u << 20, most_of_figures = 16u << 20;
/// Of what is held of each replicate whatever its weeks: its block in the plan, flows, hashes, its row in the page.
constexpr double bytes_per_block = 1500.0, bytes_per_arm = 700.0;

/// More that `explore` takes: its page, and of each point a study of its own.
constexpr double design_bytes = 7u << 20, bytes_per_point = 55'000.0;

/// As far as 64 bits count: absurd sizes stay absurd.
std::uint64_t bytes(double number) { return number < 9e18 ? static_cast<std::uint64_t>(number) : UINT64_MAX / 4; }

/// The largest place that an arm has.
double one_place(const models::Model& model, const Study& study) {
  if (!model.expected_bytes) return 0.0;
  std::uint64_t most = model.expected_bytes(study.values);
  for (const Arm& arm : study.arms)
    if (!arm.own.empty()) most = std::max<std::uint64_t>(most, model.expected_bytes(study.values_of(arm)));
  return static_cast<double>(most);
}

/// Every block that runs keeps the state at which arms part, as do `pilots` blocks that wait; each arm that runs has
/// its own.
double places(double one, double blocks, double arms, unsigned threads, double pilots) {
  const double starts = std::max(std::min<double>(threads, blocks), std::min(pilots, blocks));
  return (starts + std::min<double>(threads, blocks * arms)) * one;
}

double pilots_of(const Study& study) { return wants_equal_cost(study) ? pilot_replicates : 0.0; }

/// The largest of some worlds, which differ in households.
double place_of_a_world(const models::Model& model, const Study& study) {
  constexpr std::uint32_t looked_at = 8;
  double most = 0;
  for (std::uint32_t k = 0; k < std::min(study.worlds.count, looked_at); ++k)
    most = std::max(most, one_place(model, in_world(study, study.worlds.number(k))));
  return most;
}

/// Bytes of a series that stands in memory.
double held(double rows, double row) {
  const double size = rows * row * sizeof(float);
  return size <= most_of_a_series ? size : 0.0;
}

double records_of(const Study& study, double replicates) {
  const models::Catalogue& c = *study.catalogue;
  const std::uint32_t quarters = study.weeks / models::quarter_weeks;
  const auto indicators = static_cast<double>(c.indicators.size());
  const auto counted_at = communities_position(c);
  const double communities = counted_at ? study.values.whole[*counted_at] : 1.0;
  const double groups = static_cast<double>(c.resident_groups.size() * c.group_indicators.size());
  const double arm = held(replicates, study.weeks * indicators) +
                     held(replicates, quarters * communities * indicators) + held(replicates, quarters * groups);
  const double arms = static_cast<double>(study.arms.size());
  const double figures = 2 * sizeof(double) * replicates * study.weeks / 4 * indicators;  // of two arms on the page
  return arms * arm + held(replicates, study.burn_in_weeks * indicators) + std::min(figures, most_of_figures) +
         replicates * (bytes_per_block + arms * bytes_per_arm);
}

double figures_of_worlds(const Study& study) {
  const double arms = static_cast<double>(study.arms.size());
  return sizeof(double) * study.worlds.count * arms * static_cast<double>(study.catalogue->indicators.size());
}

}  // namespace

MemoryNeed memory_need(const models::Model& model, const Study& study, std::uint32_t replicates, unsigned threads) {
  const double arms = static_cast<double>(study.arms.size());
  const double of_replicates = places(one_place(model, study), replicates, arms, threads, pilots_of(study));
  const double of_worlds = places(place_of_a_world(model, study), study.worlds.count, arms, threads, 0.0);
  return {program_bytes, bytes(records_of(study, replicates) + figures_of_worlds(study)),
          bytes(std::max(of_replicates, of_worlds))};
}

MemoryNeed design_memory_need(const models::Model& model, const Study& study, unsigned threads) {
  double most = 0;
  const DesignedStudy designed(study);
  for (std::size_t p = 0; p < study.design.points.size(); ++p) most = std::max(most, one_place(model, designed.at(p)));
  const double runs = static_cast<double>(study.design.points.size()) * study.replicates;
  const double arms = static_cast<double>(study.arms.size());
  const double figures = runs * arms * static_cast<double>(study.catalogue->indicators.size());
  const double studies = design_bytes + bytes_per_point * static_cast<double>(study.design.points.size());
  return {program_bytes, bytes(sizeof(double) * figures + studies), bytes(places(most, runs, arms, threads, 0.0))};
}

MemoryNeed calibration_memory_need(const models::Model& model, const Study& study, unsigned threads) {
  return {program_bytes, 0, bytes(places(one_place(model, study), threads, 1.0, threads, 0.0))};
}

MemoryNeed run_memory_need(const models::Model& model, const Study& study, bool scaled, unsigned threads) {
  const double one = one_place(model, study), pilots = std::min(pilot_replicates, study.replicates);
  return {program_bytes, 0, bytes(scaled ? places(one, pilots, 1.0, threads, pilots) : one)};
}

}  // namespace liandong::analysis
