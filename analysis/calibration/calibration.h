#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/calibration/history_matching.h"
#include "analysis/experiment/progress.h"
#include "analysis/scenario/study.h"
#include "analysis/scenario/unknown.h"
#include "models/model.h"
#include "sim/phase.h"

/// Which worlds of a study do not contradict what was observed under the arrangement of its burn-in.
namespace liandong::analysis {

struct CalibrationOptions {
  MatchSettings match;
  unsigned threads = 0;  ///< 0: all cores
  sim::Order order = sim::Order::forward;
  std::filesystem::path partial;  ///< folder of finished runs; empty: nothing is kept
  const std::atomic<bool>* stop = nullptr;
  std::function<std::unique_ptr<Progress>()>
      progress;  ///< that of each wave, by which messages are told too; may be empty
};

/// A level observed under the arrangement of the burn-in.
struct CalibrationPattern {
  const models::Pattern* pattern = nullptr;
  MatchTarget target;           ///< of those that are used
  bool used = false;            ///< fitted, and more than luck: see calibrate; others are told of only
  std::vector<double> figures;  ///< [points]
};

struct Calibration {
  std::vector<CalibrationPattern> patterns;
  Match match;                                     ///< targets are the used patterns, in order
  std::vector<Unknown> unknowns;                   ///< that the burn-in meets
  std::vector<std::vector<double>> values;         ///< [points][unknowns]
  std::uint32_t noise_worlds = 0, noise_runs = 0;  ///< in which the replicate variance was measured, and runs of each
  std::vector<std::string> failures;               ///< why worlds could not be run, by number
};

/// Whether the model has a fitted pattern that the study's burn-in can be held against.
bool can_calibrate(const models::Model& model, const Study& study);

/// Variance of an observation of which only a range is known: that of the uniform distribution, as no source says that
/// the middle is likelier than the ends.
double observation_variance(const models::Pattern& pattern);

/// Figures of patterns at the end of a world's burn-in, [patterns]. The world's number is the replicate, too.
std::vector<double> burn_in_figures(const models::Model& model, const Study& study, std::uint32_t world,
                                    const std::vector<const models::Pattern*>& patterns);

/// Runs burn-ins in waves. A fitted pattern is used if its figure varies between runs of one world no more than
/// observation and discrepancy leave open, as one run says little of a world otherwise. Throws std::invalid_argument
/// unless can_calibrate, and Interrupted; what was finished by then has been kept.
Calibration calibrate(const models::Model& model, const Study& study, const CalibrationOptions& options);

}  // namespace liandong::analysis
