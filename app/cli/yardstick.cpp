#include "app/cli/yardstick.h"

#include "bench/yardstick.h"

namespace liandong::app {

analysis::scaling::Yardstick handwritten() {
  using analysis::scaling::Yardstick;
  return {
      [](std::uint32_t residents, std::uint32_t ticks, unsigned threads, std::uint64_t seed) {
        const auto figures = yardstick::run(residents, ticks, threads, seed);
        return Yardstick::Figures{figures.updates_per_second, figures.build_seconds, figures.active, figures.trust_sum};
      },
      yardstick::read_bandwidth, yardstick::gather_rate};
}

}  // namespace liandong::app
