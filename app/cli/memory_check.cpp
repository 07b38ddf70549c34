#include "app/cli/memory_check.h"

#include <tbb/info.h>

#include "analysis/speed/machine.h"
#include "app/cli/failure.h"

namespace liandong::app {
namespace {

const Text needs_more{
    "about {} of memory are needed, {} for the records of all replicates and {} for the places that are simulated at "
    "once, but {} are available. Fewer communities or households, fewer replicates (--replicates, or --part on "
    "several machines) or fewer threads (--threads) need less",
    "约需内存 {}（其中全部重复的记录 {}，同时模拟的地区 {}），可用 {}。"
    "减少社区或户数、减少重复次数（--replicates，或用 --part 分到多台机器）、减少线程数（--threads）可降低需要"};

}  // namespace

unsigned threads_for_runs(const Options& options) {
  return options.threads > 0 ? options.threads : static_cast<unsigned>(tbb::info::default_concurrency());
}

void require_memory(const analysis::MemoryNeed& need) {
  const auto available = analysis::this_machine().available_bytes;
  if (available == 0 || need.total() <= available) return;
  const auto in = [&](Language language) {
    return say(language, needs_more, gibibytes(need.total()), gibibytes(need.records), gibibytes(need.places),
               gibibytes(available));
  };
  throw Failure({in(Language::en), in(Language::zh)});
}

std::string gibibytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} GiB", static_cast<double>(bytes) / (1u << 30));
}

}  // namespace liandong::app
