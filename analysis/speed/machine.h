#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace liandong::analysis {

/// The machine a measurement is made on, as far as Linux tells; text is empty and numbers are 0 where it does not.
struct Machine {
  std::string cpu;
  std::string instruction_set;    ///< that hot loops run with: "AVX-512", "AVX2" or "portable"
  unsigned hardware_threads = 0;  ///< that this program may use
  unsigned numa_nodes = 0;
  std::uint64_t memory_bytes = 0;
  std::uint64_t available_bytes = 0;  ///< without swapping, within the limits set to this program
  std::string huge_pages;             ///< transparent ones: "always", "madvise" or "never"
  std::string frequency_governor;
  double load_average = 0;  ///< threads that wanted to run, mean of the last minute
};
Machine this_machine();

/// What the machine did over a stretch of time, in threads that were busy on average.
struct Load {
  double seconds = 0;
  double own_threads = 0;
  double foreign_threads = 0;  ///< of other programs, and of other virtual machines where the system counts them
};

/// Whether others took so much that a measurement suffers: more than a tenth of a thread and a fiftieth of the machine.
/// Stretches below a quarter of a second are too short for the system's clock and count as undisturbed.
bool is_disturbed(const Load& load, unsigned hardware_threads) noexcept;

/// Watches the load from its making on.
class LoadWatch {
 public:
  LoadWatch();
  Load read() const;

 private:
  std::chrono::steady_clock::time_point start_;
  double busy_, own_;
};

/// Seconds that all processors together have been busy, by the text of /proc/stat; 0 if there are none in it.
double busy_seconds(std::string_view proc_stat, double ticks_per_second);
/// Value of a line "name : value" of /proc/cpuinfo, /proc/meminfo or the like; empty if there is none.
std::string field(std::string_view text, std::string_view name);

}  // namespace liandong::analysis
