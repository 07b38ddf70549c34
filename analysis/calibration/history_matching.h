#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/calibration/surrogate.h"

/// History matching: which of many numbered points give figures that do not contradict what was observed. Points are
/// run in waves; surrogates of the figures say which of the next points are worth a run. Source: Craig, Goldstein et
/// al. 1997; Vernon, Goldstein, Bower 2010. Differs from it in: points are numbered draws and not a design, and each
/// point that is accepted was run, so that surrogates only save runs.
namespace liandong::analysis {

/// Something observed, and how well a figure should meet it: variances in its unit squared.
struct MatchTarget {
  double observed = 0;
  double observation = 0;  ///< of what was observed
  double discrepancy = 0;  ///< of what the model would still miss at its best point
  double replicate = 0;    ///< of the figure between runs of one point
  bool operator==(const MatchTarget&) const = default;
};

/// |figure − observed| in standard deviations, `surrogate` being the variance of the figure where it is a surrogate's;
/// infinite if the figure is undefined (NaN).
double implausibility(const MatchTarget& target, double figure, double surrogate = 0.0);

/// What decides on a point: with fewer than ten targets the largest, else the second largest, so that one bad target of
/// many does not rule out everything. As the R package hmer does where nothing else is asked of it.
double decisive_implausibility(std::span<const double> implausibilities);

struct MatchProblem {
  std::vector<MatchTarget> targets;
  /// Inputs of a point, each in [0, 1]. May be called from several threads at once.
  std::function<std::vector<double>(std::uint32_t number)> inputs;
  /// Runs points: [points][targets].
  std::function<std::vector<std::vector<double>>(std::span<const std::uint32_t> numbers)> run;
};

struct MatchSettings {
  std::uint32_t wanted = 300;             ///< accepted points
  std::uint32_t wave_runs = 200;          ///< runs of a wave
  std::uint32_t most_waves = 12;          ///< then it ends, whatever was found
  std::uint32_t most_scanned = 1u << 18;  ///< numbers looked at in one wave
  double cutoff = 3.0;                    ///< points below it are accepted
  double settled = 0.05;                  ///< rise of the share of accepted runs below which surrogates are good enough
};

/// A point that was run.
struct MatchedPoint {
  std::uint32_t number = 0;
  std::vector<double> figures;           ///< [targets]
  std::vector<double> implausibilities;  ///< [targets]
  bool accepted = false;
};

/// What a wave cost and gave.
struct MatchWave {
  std::uint32_t first = 0;    ///< number at which it began
  std::uint32_t scanned = 0;  ///< numbers looked at, which earlier surrogates ruled out or not
  std::uint32_t run = 0, accepted = 0;
  std::vector<double> q2;      ///< [targets] of the surrogates trained after it; empty: none were needed
  std::vector<double> errors;  ///< [targets] of the same, standard deviation at points held out
  double lost = 0;             ///< share of accepted points that these would have ruled out, held out

  double share() const noexcept { return run > 0 ? static_cast<double>(accepted) / run : 0.0; }
};

struct Match {
  std::vector<MatchedPoint> points;  ///< ascending numbers
  std::vector<MatchWave> waves;
  bool settled = false;

  std::vector<std::uint32_t> accepted() const;
};

/// What the surrogates of the waves so far rule out.
class MatchFilter {
 public:
  MatchFilter(std::vector<MatchTarget> targets, double cutoff) : targets_(std::move(targets)), cutoff_(cutoff) {}
  /// A wave's surrogates, [targets].
  void add(std::vector<TestedSurrogate> surrogates) { waves_.push_back(std::move(surrogates)); }
  /// Whether any wave's implausibility reaches the cutoff.
  bool rules_out(std::span<const double> inputs) const;

 private:
  std::vector<MatchTarget> targets_;
  double cutoff_;
  std::vector<std::vector<TestedSurrogate>> waves_;
};

/// Runs waves until the share of accepted runs has settled and enough points are accepted, or an end of the settings is
/// reached. `filter`, which begins empty, is left with the surrogates. `told` hears of each wave. Numbers begin at 0.
/// Throws std::invalid_argument without targets, and what `run`
/// throws.
Match match_history(const MatchProblem& problem, const MatchSettings& settings, MatchFilter& filter,
                    const std::function<void(const MatchWave&)>& told = {});

}  // namespace liandong::analysis
