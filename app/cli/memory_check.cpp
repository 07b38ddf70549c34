#include "app/cli/memory_check.h"

#include <tbb/info.h>

#include <array>
#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <cmath>
#include <string_view>
#include <utility>

#include "analysis/scenario/place_file.h"
#include "analysis/speed/machine.h"
#include "app/cli/failure.h"

namespace liandong::app {
namespace {

const Text needs_more{
    "about {} of memory are needed, {} for the places that are simulated at once, {} for records and {} for the "
    "program itself, but ",
    "约需内存 {}（其中同时模拟的地区 {}，记录 {}，程序本身 {}），但"};
const Text there_are{"{} are available. ", "可用 {}。"};
const Text allowed_are{"--memory allows {}. ", "--memory 只允许 {}。"};
const Text fewer_threads{"With --threads {} it fits", "改用 --threads {} 即可容纳"};
const Text fewer_communities{"On one thread about {} are needed; there {} of the {} communities fit (--threads 1, {})",
                             "单线程约需 {}，可容纳 {} 个社区（共 {} 个；--threads 1，{}）"};
const Text fewer_rows{"a table with fewer", "缩短社区表"};
const Text nothing_fits{
    "On one thread about {} are needed, and not one community fits. Fewer households, or fewer "
    "replicates (--replicates, or --part on several machines) need less",
    "单线程也约需 {}，一个社区也容纳不下。"
    "减少户数或重复次数（--replicates，或用 --part 分到多台机器）可降低需要"};
const Text bad_size{"must be a size such as 2GiB, 1.5GB or 500MiB, but this is \"{}\"",
                    "须为 2GiB、1.5GB、500MiB 这样的大小，这里却是“{}”"};

constexpr std::array<std::pair<std::string_view, double>, 8> size_units{{{"KiB", 1024.0},
                                                                         {"MiB", 1024.0 * 1024},
                                                                         {"GiB", 1024.0 * 1024 * 1024},
                                                                         {"TiB", 1024.0 * 1024 * 1024 * 1024},
                                                                         {"kB", 1e3},
                                                                         {"MB", 1e6},
                                                                         {"GB", 1e9},
                                                                         {"TB", 1e12}}};

using Need = std::function<analysis::MemoryNeed(unsigned threads)>;

/// What to ask for so that it fits.
Text remedy_for(const Need& need, unsigned threads, const analysis::Study& study, std::uint64_t limit) {
  const auto at = analysis::communities_position(*study.catalogue);
  const double communities = at ? study.values.whole[*at] : 1.0;
  const auto remedy = analysis::memory_remedy(need, threads, communities, limit);
  const auto fits = std::floor(remedy.communities);
  const auto in = [&](Language language) {
    if (remedy.threads > 0) return say(language, fewer_threads, remedy.threads);
    const auto least = size_text(remedy.one_thread);
    if (fits < 1.0 || !at) return say(language, nothing_fits, least);
    const auto how = study.values.communities.empty()
                         ? fmt::format("--set {}={:.0f}", study.catalogue->communities, fits)
                         : std::string(fewer_rows.in(language));
    return say(language, fewer_communities, least, fits, communities, how);
  };
  return {in(Language::en), in(Language::zh)};
}

}  // namespace

unsigned threads_for_runs(const Options& options) {
  return options.threads > 0 ? options.threads : static_cast<unsigned>(tbb::info::default_concurrency());
}

std::uint64_t bytes_of(const std::string& size) {
  for (const auto& [unit, bytes] : size_units) {
    if (!size.ends_with(unit)) continue;
    double number = 0;
    const auto digits = size.substr(0, size.size() - unit.size());
    if (digits.empty() || digits.find_first_not_of("0123456789.") != std::string::npos ||
        !boost::conversion::try_lexical_convert(digits, number) || number <= 0 || number * bytes >= 9e18)
      break;
    return static_cast<std::uint64_t>(number * bytes);
  }
  usage_error("--memory", bad_size, size);
}

void require_memory(const Options& options, const analysis::Study& study, const Need& need) {
  const auto available = analysis::this_machine().available_bytes;
  const bool allowed_less = options.memory && (available == 0 || *options.memory <= available);
  const auto limit = allowed_less ? *options.memory : available;
  const unsigned threads = threads_for_runs(options);
  const auto needed = need(threads);
  if (limit == 0 || needed.total() <= limit) return;
  const Text remedy = remedy_for(need, threads, study, limit);
  const auto in = [&](Language language) {
    return say(language, needs_more, size_text(needed.total()), size_text(needed.places), size_text(needed.records),
               size_text(needed.program)) +
           say(language, allowed_less ? allowed_are : there_are, size_text(limit)) + remedy.in(language);
  };
  throw Failure({in(Language::en), in(Language::zh)});
}

std::string gibibytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} GiB", static_cast<double>(bytes) / (1u << 30));
}

std::string size_text(std::uint64_t bytes) {
  return bytes < (1u << 30) ? fmt::format("{:.0f} MiB", static_cast<double>(bytes) / (1u << 20)) : gibibytes(bytes);
}

}  // namespace liandong::app
