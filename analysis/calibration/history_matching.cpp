#include "analysis/calibration/history_matching.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace liandong::analysis {
namespace {

using Inputs = std::vector<std::vector<double>>;

/// Part of a surrogate's error that is not the simulation's own noise.
double surrogate_variance(const TestedSurrogate& tested, const MatchTarget& target) {
  return std::max(0.0, tested.error * tested.error - target.replicate);
}

/// The next numbers that the filter lets pass, at most `runs`. `next` moves on behind the last that was looked at.
std::vector<std::uint32_t> candidates(const MatchProblem& problem, std::uint32_t most_scanned,
                                      const MatchFilter& filter, std::uint32_t runs, std::uint32_t& next) {
  constexpr std::uint32_t batch = 256;
  std::vector<std::uint32_t> found;
  for (const std::uint32_t end = next + most_scanned; next < end;) {
    std::vector<char> ruled_out(batch);
    tbb::parallel_for(std::uint32_t{0}, batch,
                      [&](std::uint32_t i) { ruled_out[i] = filter.rules_out(problem.inputs(next + i)); });
    for (const char out : ruled_out) {
      if (!out) found.push_back(next);
      ++next;
      if (found.size() == runs) return found;
    }
  }
  return found;
}

/// Runs points and holds them against the targets.
std::vector<MatchedPoint> judged(const MatchProblem& problem, double cutoff, std::span<const std::uint32_t> numbers) {
  auto figures = problem.run(numbers);
  std::vector<MatchedPoint> points;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    MatchedPoint point{numbers[i], std::move(figures[i]), {}, false};
    for (std::size_t t = 0; t < problem.targets.size(); ++t)
      point.implausibilities.push_back(implausibility(problem.targets[t], point.figures[t]));
    point.accepted = decisive_implausibility(point.implausibilities) < cutoff;
    points.push_back(std::move(point));
  }
  return points;
}

/// Trains one target's surrogate on points where the figure is defined; the others are held out as NaN. With too few of
/// them it knows nothing and rules out nothing.
TestedSurrogate trained(const Inputs& inputs, const std::vector<const MatchedPoint*>& points, std::size_t target) {
  Inputs defined;
  std::vector<double> figures;
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (const double figure = points[i]->figures[target]; std::isfinite(figure)) {
      defined.push_back(inputs[i]);
      figures.push_back(figure);
      at.push_back(i);
    }
  constexpr std::size_t too_few = 20;
  auto tested = figures.size() < too_few
                    ? TestedSurrogate{{}, figures, std::numeric_limits<double>::infinity(), std::nan("")}
                    : tested_surrogate(defined, figures);
  std::vector<double> held_out(points.size(), std::nan(""));
  for (std::size_t i = 0; i < at.size(); ++i) held_out[at[i]] = tested.held_out[i];
  tested.held_out = std::move(held_out);
  return tested;
}

/// Share of accepted points that the surrogates would rule out, each by those that did not see it.
double lost_share(const std::vector<TestedSurrogate>& surrogates, const MatchProblem& problem, double cutoff,
                  const std::vector<const MatchedPoint*>& points) {
  std::size_t accepted = 0, lost = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i]->accepted) continue;
    std::vector<double> seen;
    for (std::size_t t = 0; t < surrogates.size(); ++t)
      seen.push_back(implausibility(problem.targets[t], surrogates[t].held_out[i],
                                    surrogate_variance(surrogates[t], problem.targets[t])));
    ++accepted;
    if (decisive_implausibility(seen) >= cutoff) ++lost;
  }
  return accepted > 0 ? static_cast<double>(lost) / static_cast<double>(accepted) : 0.0;
}

/// Surrogates of what the filter has left so far; they are told of in the wave and join the filter.
void train_on(const std::vector<MatchedPoint>& points, const MatchProblem& problem, double cutoff, MatchFilter& filter,
              MatchWave& wave) {
  Inputs inputs;
  std::vector<const MatchedPoint*> left;
  for (const auto& point : points)
    if (auto x = problem.inputs(point.number); !filter.rules_out(x)) {
      inputs.push_back(std::move(x));
      left.push_back(&point);
    }
  std::vector<TestedSurrogate> surrogates(problem.targets.size());
  tbb::parallel_for(std::size_t{0}, surrogates.size(),
                    [&](std::size_t t) { surrogates[t] = trained(inputs, left, t); });
  for (const auto& surrogate : surrogates) {
    wave.q2.push_back(surrogate.q2);
    wave.errors.push_back(surrogate.error);
  }
  wave.lost = lost_share(surrogates, problem, cutoff, left);
  filter.add(std::move(surrogates));
}

/// Runs of a wave: once the share has settled, no more than are still needed.
std::uint32_t runs_of_next(const MatchSettings& settings, const Match& match, std::uint32_t accepted) {
  if (!match.settled) return settings.wave_runs;
  const double share = std::max(0.05, match.waves.back().share());
  return std::min(settings.wave_runs, static_cast<std::uint32_t>(std::ceil((settings.wanted - accepted) / share)));
}

}  // namespace

double implausibility(const MatchTarget& target, double figure, double surrogate) {
  if (std::isnan(figure)) return std::numeric_limits<double>::infinity();
  return std::abs(figure - target.observed) /
         std::sqrt(target.observation + target.discrepancy + target.replicate + surrogate);
}

double decisive_implausibility(std::span<const double> implausibilities) {
  constexpr std::size_t many = 10;
  std::vector<double> sorted(implausibilities.begin(), implausibilities.end());
  std::ranges::sort(sorted, std::greater{});
  return sorted[sorted.size() < many ? 0 : 1];
}

std::vector<std::uint32_t> Match::accepted() const {
  std::vector<std::uint32_t> numbers;
  for (const auto& point : points)
    if (point.accepted) numbers.push_back(point.number);
  return numbers;
}

bool MatchFilter::rules_out(std::span<const double> inputs) const {
  std::vector<double> seen(targets_.size());
  return std::ranges::any_of(waves_, [&](const auto& surrogates) {
    for (std::size_t t = 0; t < targets_.size(); ++t)
      seen[t] =
          implausibility(targets_[t], surrogates[t].surrogate(inputs), surrogate_variance(surrogates[t], targets_[t]));
    return decisive_implausibility(seen) >= cutoff_;
  });
}

Match match_history(const MatchProblem& problem, const MatchSettings& settings, MatchFilter& filter,
                    const std::function<void(const MatchWave&)>& told) {
  if (problem.targets.empty()) throw std::invalid_argument("nothing was observed");
  Match match;
  std::uint32_t next = 0, accepted = 0;
  while (match.waves.size() < settings.most_waves && !(match.settled && accepted >= settings.wanted)) {
    MatchWave wave{next, 0, 0, 0, {}, {}, 0};
    const auto numbers =
        candidates(problem, settings.most_scanned, filter, runs_of_next(settings, match, accepted), next);
    wave.scanned = next - wave.first;
    for (auto& point : judged(problem, settings.cutoff, numbers)) {
      wave.accepted += point.accepted;
      match.points.push_back(std::move(point));
    }
    wave.run = static_cast<std::uint32_t>(numbers.size());
    accepted += wave.accepted;
    if (wave.run > 0 && !match.waves.empty() && wave.share() - match.waves.back().share() < settings.settled)
      match.settled = true;
    if (!match.settled && wave.run > 0) train_on(match.points, problem, settings.cutoff, filter, wave);
    match.waves.push_back(std::move(wave));
    if (told) told(match.waves.back());
    if (match.waves.back().run == 0) break;
  }
  return match;
}

}  // namespace liandong::analysis
