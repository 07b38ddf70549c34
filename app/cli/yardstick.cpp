#include "app/cli/yardstick.h"

#include "bench/yardstick.h"
#include "models/reference/participation.h"
#include "sim/store/hash.h"

namespace liandong::app {
namespace {

namespace participation = reference::participation;

class EngineTown final : public analysis::scaling::Town {
 public:
  explicit EngineTown(participation::Town town) : town_(std::move(town)) {}
  void step(const sim::Execution& execution) override { participation::step(town_, execution); }
  std::uint64_t state_hash() const override { return sim::state_hash(town_); }
  std::uint64_t active() const override {
    std::uint64_t n = 0;
    for (std::uint32_t r = 0; r < town_.residents(); ++r) n += town_.active[participation::Resident{r}];
    return n;
  }
  double trust_sum() const override {
    double sum = 0;
    for (std::uint32_t r = 0; r < town_.residents(); ++r)
      sum += static_cast<double>(town_.trust[participation::Resident{r}]);
    return sum;
  }
  std::size_t bytes() const override { return participation::bytes(town_); }
  std::size_t arcs() const override { return participation::arcs(town_); }

 private:
  participation::Town town_;
};

}  // namespace

analysis::scaling::Yardstick reference_workload() {
  using analysis::scaling::Yardstick;
  return {
      [](std::uint32_t residents, std::uint64_t seed, const sim::Execution& execution) {
        return std::make_unique<EngineTown>(participation::town(residents, sim::Chance(seed, 0), execution));
      },
      [](std::uint32_t residents, std::uint32_t ticks, unsigned threads, std::uint64_t seed) {
        const auto figures = yardstick::run(residents, ticks, threads, seed);
        return Yardstick::Figures{figures.updates_per_second, figures.build_seconds, figures.active, figures.trust_sum};
      },
      yardstick::read_bandwidth, yardstick::gather_rate};
}

}  // namespace liandong::app
