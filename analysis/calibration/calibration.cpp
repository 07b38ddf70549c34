#include "analysis/calibration/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "analysis/calibration/burn_in_runs.h"
#include "analysis/calibration/rank_inputs.h"
#include "analysis/experiment/arena.h"
#include "analysis/experiment/study_world.h"
#include "models/prior.h"

namespace liandong::analysis {
namespace {

using Status = models::Pattern::Status;

/// Worlds in which the noise of replicates is measured, and their runs, the world's own included.
constexpr std::uint32_t noise_worlds = 12, noise_runs = 5;

/// Levels of the arrangement of the burn-in.
std::vector<const models::Pattern*> readable_patterns(const models::Model& model, const Study& study) {
  std::vector<const models::Pattern*> patterns;
  for (const auto& pattern : model.patterns)
    if (pattern.against.empty() && pattern.arm == study.burn_in_name) patterns.push_back(&pattern);
  return patterns;
}

/// Mean variance of a pattern's figure between runs of one world; NaN if it was never defined twice.
double replicate_variance(const std::vector<std::vector<double>>& figures, std::size_t pattern) {
  double sum = 0, worlds = 0;
  for (std::size_t w = 0; w < noise_worlds; ++w) {
    double n = 0, mean = 0, squares = 0;
    for (std::size_t r = 0; r < noise_runs; ++r) {
      const double figure = figures[w * noise_runs + r][pattern];
      if (std::isnan(figure)) continue;
      const double step = figure - mean;
      mean += step / ++n;
      squares += step * (figure - mean);
    }
    if (n < 2) continue;
    sum += squares / (n - 1);
    ++worlds;
  }
  return worlds > 0 ? sum / worlds : std::nan("");
}

/// Whether one run of a world says something of the world: luck must move the figure less than the target is unsure.
bool tells_worlds_apart(const MatchTarget& target) {
  return target.replicate <= target.observation + target.discrepancy;
}

/// The targets, with noise measured in the first worlds.
std::vector<CalibrationPattern> measured_patterns(const std::vector<const models::Pattern*>& patterns,
                                                  BurnInRuns& runs) {
  std::vector<WorldRun> wanted;
  for (std::uint32_t world = 0; world < noise_worlds; ++world)
    for (std::uint32_t run = 0; run < noise_runs; ++run)
      wanted.push_back({world, run == 0 ? world : other_replicate(world, run)});
  const auto figures = runs.figures(wanted);
  std::vector<CalibrationPattern> result;
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    const double noise = replicate_variance(figures, p);
    const auto& pattern = *patterns[p];
    const MatchTarget target{(pattern.low + pattern.high) / 2, observation_variance(pattern),
                             pattern.discrepancy * pattern.discrepancy, noise};
    result.push_back({&pattern, target, pattern.status == Status::fitted && tells_worlds_apart(target), {}});
  }
  return result;
}

Text told(const MatchWave& wave, std::size_t number) {
  return {fmt::format("Wave {}: {} of {} worlds run, {} accepted ({:.0f}%)", number, wave.run, wave.scanned,
                      wave.accepted, 100 * wave.share()),
          fmt::format("第 {} 轮：从 {} 个世界中运行 {} 个，接受 {} 个（{:.0f}%）", number, wave.scanned, wave.run,
                      wave.accepted, 100 * wave.share())};
}

Calibration calibrate_in_arena(const models::Model& model, const Study& study, const CalibrationOptions& options,
                               unsigned threads) {
  const auto patterns = readable_patterns(model, study);
  BurnInRuns runs(model, study, patterns, options, threads);
  Calibration result;
  result.noise_worlds = noise_worlds, result.noise_runs = noise_runs;
  result.patterns = measured_patterns(patterns, runs);
  const Study only_burn_in = burn_in_of(study);
  result.unknowns = unknowns_of(only_burn_in);
  const RankInputs inputs(only_burn_in);
  MatchProblem problem;
  for (const auto& pattern : result.patterns)
    if (pattern.used) problem.targets.push_back(pattern.target);
  problem.inputs = [&](std::uint32_t world) { return inputs.of(world); };
  std::map<std::uint32_t, std::vector<double>> all_figures;
  problem.run = [&](std::span<const std::uint32_t> worlds) {
    std::vector<WorldRun> wanted;
    for (const auto world : worlds) wanted.push_back({world, world});
    const auto figures = runs.figures(wanted);
    std::vector<std::vector<double>> used(worlds.size());
    for (std::size_t i = 0; i < worlds.size(); ++i) {
      all_figures[worlds[i]] = figures[i];
      for (std::size_t p = 0; p < patterns.size(); ++p)
        if (result.patterns[p].used) used[i].push_back(figures[i][p]);
    }
    return used;
  };
  MatchFilter filter(problem.targets, options.match.cutoff);
  std::size_t number = 0;
  result.match = match_history(problem, options.match, filter, [&](const MatchWave& wave) {
    if (options.progress) options.progress()->message(told(wave, ++number));
  });
  for (const auto& [world, figures] : all_figures) {
    for (std::size_t p = 0; p < patterns.size(); ++p) result.patterns[p].figures.push_back(figures[p]);
    result.values.push_back(inputs.values(world));
  }
  result.failures = runs.failures();
  return result;
}

}  // namespace

bool can_calibrate(const models::Model& model, const Study& study) {
  return study.burn_in_weeks > 0 && std::ranges::any_of(readable_patterns(model, study), [](const auto* pattern) {
           return pattern->status == Status::fitted;
         });
}

double observation_variance(const models::Pattern& pattern) {
  return (pattern.high - pattern.low) * (pattern.high - pattern.low) / 12.0;
}

std::vector<double> burn_in_figures(const models::Model& model, const Study& study, std::uint32_t world,
                                    const std::vector<const models::Pattern*>& patterns) {
  const CalibrationOptions alone;
  BurnInRuns runs(model, study, patterns, alone, 1);
  return runs.figures({{world, world}}).front();
}

Calibration calibrate(const models::Model& model, const Study& study, const CalibrationOptions& options) {
  if (!can_calibrate(model, study)) throw std::invalid_argument("the burn-in meets no fitted pattern");
  const unsigned threads = threads_for(options.threads);
  return in_arena(threads, [&] { return calibrate_in_arena(model, study, options, threads); });
}

}  // namespace liandong::analysis
