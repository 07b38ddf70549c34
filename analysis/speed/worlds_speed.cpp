#include <stdexcept>

#include "analysis/inference/run_worlds.h"
#include "analysis/speed/scaling.h"
#include "analysis/speed/timing.h"

namespace liandong::analysis::scaling {
namespace {

constexpr std::uint32_t worlds_per_thread = 2;

/// The study with its first `count` worlds only, fewer if it has no more.
Study with_worlds(Study study, std::uint32_t count) {
  auto& worlds = study.worlds;
  worlds.count = std::min(worlds.count, count);
  if (!worlds.numbers.empty()) worlds.numbers.resize(worlds.count);
  return study;
}

}  // namespace

std::vector<WorldsPoint> measure_worlds(const models::Model& model, const Study& study,
                                        std::span<const unsigned> threads, const Pace& pace) {
  std::vector<WorldsPoint> points;
  if (study.worlds.count == 0) return points;
  for (const unsigned count : threads) {
    if (count != threads.front() && count != threads.back()) continue;
    const Study few = with_worlds(study, worlds_per_thread * count);
    RunOptions options;
    options.threads = count;
    options.all_worlds = true;
    options.stop = pace.stop;
    NoProgress nobody;
    const LoadWatch load;
    const Stopwatch watch;
    const Worlds worlds = run_worlds(model, few, options, nobody);
    const double seconds = watch.seconds();
    const std::size_t ran = worlds.numbers.size() - worlds.failures.size();
    if (ran == 0) throw std::runtime_error("no world could be run: " + worlds.failures.front().message);
    points.push_back({count, static_cast<std::uint32_t>(ran), seconds, load.read()});
  }
  return points;
}

}  // namespace liandong::analysis::scaling
