#include "analysis/speed/machine.h"

#include <sys/resource.h>
#include <tbb/info.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "sim/instructions.h"

namespace liandong::analysis {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The number that a text begins with.
std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

/// The word in brackets: "always [madvise] never".
std::string chosen_in(const std::string& text) {
  const auto open = text.find('['), close = text.find(']');
  return open == std::string::npos || close < open ? "" : text.substr(open + 1, close - open - 1);
}

std::string instruction_set() {
  switch (sim::best_instructions()) {
    case sim::Instructions::avx512:
      return "AVX-512";
    case sim::Instructions::avx2:
      return "AVX2";
    case sim::Instructions::portable:
      return "portable";
  }
  return "";
}

unsigned numa_nodes() {
  std::error_code none;
  unsigned nodes = 0;
  for (const auto& entry : fs::directory_iterator("/sys/devices/system/node", none)) {
    const auto name = entry.path().filename().string();
    nodes += name.size() > 4 && name.starts_with("node") && name[4] >= '0' && name[4] <= '9';
  }
  return nodes;
}

/// What is left in a control group, whose files are in `folder`; files that are merely kept in memory can go.
std::uint64_t left_in_group(const fs::path& folder, const char* most, const char* used, std::uint64_t available) {
  const auto limit = number_in(text_of(folder / most));
  if (!limit) return available;
  const auto usage = number_in(text_of(folder / used)).value_or(0);
  const auto statistics = text_of(folder / "memory.stat");
  constexpr std::string_view kept = "\ninactive_file ";
  const auto place = statistics.find(kept);
  const auto files =
      place == std::string::npos ? 0 : number_in(std::string_view(statistics).substr(place + kept.size())).value_or(0);
  const auto taken = usage - std::min(usage, files);
  return std::min(available, *limit - std::min(*limit, taken));
}

/// What the control group of this program, of either version, leaves it.
std::uint64_t left_by_control_group(std::uint64_t available) {
  const auto groups = text_of("/proc/self/cgroup");
  const auto place = groups.rfind("0::/");
  const auto own = place == std::string::npos ? "" : groups.substr(place + 4, groups.find('\n', place) - place - 4);
  const fs::path root = "/sys/fs/cgroup";
  for (const auto& folder : {root / own, root})
    available = left_in_group(folder, "memory.max", "memory.current", available);
  return left_in_group(root / "memory", "memory.limit_in_bytes", "memory.usage_in_bytes", available);
}

/// What the shell's limit on address space leaves this program.
std::uint64_t left_by_limit(std::uint64_t available) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return available;
  const auto pages = number_in(text_of("/proc/self/statm")).value_or(0);
  const std::uint64_t used = pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return std::min<std::uint64_t>(available, limit.rlim_cur - std::min<std::uint64_t>(limit.rlim_cur, used));
}

std::uint64_t kibibytes(const std::string& meminfo, std::string_view name) {
  return number_in(field(meminfo, name)).value_or(0) * 1024;
}

double own_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double busy_seconds_now() { return busy_seconds(text_of("/proc/stat"), static_cast<double>(sysconf(_SC_CLK_TCK))); }

}  // namespace

std::string field(std::string_view text, std::string_view name) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && line.starts_with(name) &&
        line.substr(name.size(), colon - name.size()).find_first_not_of(" \t") == std::string_view::npos) {
      const auto value = line.find_first_not_of(" \t", colon + 1);
      return value == std::string_view::npos ? "" : std::string(line.substr(value));
    }
    begin = end + 1;
  }
  return "";
}

double busy_seconds(std::string_view proc_stat, double ticks_per_second) {
  if (!proc_stat.starts_with("cpu ")) return 0;
  // user, nice, system, idle, waiting for disks, interrupts, soft interrupts, taken by other virtual machines; guests
  // of this machine follow, and are in `user` already.
  constexpr std::size_t counted = 8, idle = 3, waiting = 4;
  std::uint64_t ticks = 0;
  const char* at = proc_stat.data() + 4;
  const char* const end = proc_stat.data() + proc_stat.size();
  for (std::size_t i = 0; i < counted; ++i) {
    while (at < end && *at == ' ') ++at;
    std::uint64_t value = 0;
    const auto read = std::from_chars(at, end, value);
    if (read.ec != std::errc()) break;
    if (i != idle && i != waiting) ticks += value;
    at = read.ptr;
  }
  return static_cast<double>(ticks) / ticks_per_second;
}

Machine this_machine() {
  Machine machine;
  machine.cpu = field(text_of("/proc/cpuinfo"), "model name");
  machine.instruction_set = instruction_set();
  machine.hardware_threads = static_cast<unsigned>(tbb::info::default_concurrency());
  machine.numa_nodes = numa_nodes();
  const auto memory = text_of("/proc/meminfo");
  machine.memory_bytes = kibibytes(memory, "MemTotal");
  machine.available_bytes = left_by_limit(left_by_control_group(kibibytes(memory, "MemAvailable")));
  machine.huge_pages = chosen_in(text_of("/sys/kernel/mm/transparent_hugepage/enabled"));
  const auto governor = text_of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
  machine.frequency_governor = governor.substr(0, governor.find('\n'));
  double average = 0;
  if (getloadavg(&average, 1) == 1) machine.load_average = average;
  return machine;
}

bool is_disturbed(const Load& load, unsigned hardware_threads) noexcept {
  return load.seconds >= 0.25 && load.foreign_threads > 0.1 && load.foreign_threads > 0.02 * hardware_threads;
}

LoadWatch::LoadWatch() : start_(std::chrono::steady_clock::now()), busy_(busy_seconds_now()), own_(own_seconds()) {}

Load LoadWatch::read() const {
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const double own = own_seconds() - own_, busy = busy_seconds_now() - busy_;
  if (seconds <= 0) return {};
  return {seconds, own / seconds, std::max(0.0, busy - own) / seconds};
}

}  // namespace liandong::analysis
