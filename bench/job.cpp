// A whole job as a user waits for it: one replicate of three arms, two years after one of burn-in.
#include "analysis/inference/comparison.h"
#include "bench/city.h"

namespace liandong::bench {
namespace {

analysis::Study job() {
  analysis::Study study = two_paths();
  study.replicates = 1;
  study.worlds.count = 0;
  study.burn_in_weeks = 52;
  study.weeks = 104;
  return study;
}

analysis::Results run(const analysis::Study& study, unsigned threads, sim::Order order) {
  analysis::RunOptions options;
  options.threads = threads;
  options.order = order;
  options.cost_scales.assign(study.arms.size(), 1.0);  // the search for equal cost is another job
  analysis::NoProgress nobody;
  return analysis::run_study(governance::model(), study, options, nobody);
}

void compare(benchmark::State& state) {
  const analysis::Study study = job();
  const auto threads = static_cast<unsigned>(state.range(0));
  const auto forward = run(study, threads, sim::Order::forward), backward = run(study, 1, sim::Order::backward);
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm)
    if (forward.arms[arm].state_hash != backward.arms[arm].state_hash) {
      state.SkipWithError("the result depends on the order of visiting");
      return;
    }
  for (auto _ : state) benchmark::DoNotOptimize(run(study, threads, sim::Order::forward));
  const double weeks = study.burn_in_weeks + static_cast<double>(study.arms.size()) * study.weeks;
  count_updates(state, burnt_in(), weeks, threads != 1);
}
BENCHMARK(compare)->ArgName("threads")->Arg(1)->Arg(0)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace liandong::bench
