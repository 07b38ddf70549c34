#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "analysis/experiment/progress.h"
#include "analysis/scenario/study.h"
#include "analysis/speed/machine.h"
#include "analysis/store/results.h"
#include "models/model.h"
#include "sim/phase.h"

/// How fast the engine is on this machine: the reference workload and a model
/// of a study over threads and sizes, beside hand-written code and what the memory allows.
namespace liandong::analysis::scaling {

/// A town of the reference workload on the engine.
class Town {
 public:
  virtual ~Town() = default;
  virtual void step(const sim::Execution& execution) = 0;
  virtual std::uint64_t state_hash() const = 0;
  virtual std::uint64_t active() const = 0;  ///< residents who are
  virtual double trust_sum() const = 0;      ///< of all residents in their order
  virtual std::size_t bytes() const = 0;
  virtual std::size_t arcs() const = 0;
};

/// The reference workload: on the engine, by hand-written code, which must build the engine's town and end like it to
/// the last bit, and what memory gives at most. Given from outside: whoever measures chooses what to hold against what.
struct Yardstick {
  std::function<std::unique_ptr<Town>(std::uint32_t residents, std::uint64_t seed, const sim::Execution& execution)>
      engine;
  struct Figures {
    double updates_per_second = 0;
    double build_seconds = 0;
    std::uint64_t active = 0;  ///< residents active at the end
    double trust_sum = 0;      ///< of all residents in their order
  };
  std::function<Figures(std::uint32_t residents, std::uint32_t ticks, unsigned threads, std::uint64_t seed)> run;
  std::function<double(unsigned threads)> read_bandwidth;                        ///< bytes per second, in order
  std::function<double(unsigned threads, std::size_t table_bytes)> gather_rate;  ///< look-ups per second, in no order
};

/// Items per second over several repetitions.
struct Speed {
  double median = 0, least = 0, most = 0;
  std::uint32_t repetitions = 0;
};
/// Of at least one figure.
Speed speed_of(std::vector<double> repetitions);

/// How long to measure.
struct Pace {
  std::uint32_t ticks = 0;                  ///< ticks or weeks of a repetition; 0: as many as take `seconds`
  double seconds = 0.25;                    ///< the yardstick, which starts cold each time, never runs shorter
  std::uint32_t repetitions = 5;            ///< at least, and more
  double total_seconds = 0;                 ///< until they have taken so long together, but at most a hundred
  const std::atomic<bool>* stop = nullptr;  ///< set it to end early
};

/// The reference workload at one size with some number of threads.
struct ReferencePoint {
  std::uint32_t residents = 0;
  unsigned threads = 0;
  std::uint32_t ticks = 0;  ///< of one repetition
  Speed engine;             ///< resident-updates per second
  Speed handwritten;        ///< the same of the yardstick; 0 where it was not run
  double build_seconds = 0;
  double bytes_per_resident = 0, arcs_per_resident = 0;
  std::uint64_t state_hash = 0;  ///< after `hashed_ticks` ticks from the start
  std::uint32_t hashed_ticks = 0;
  Load load;  ///< while the engine was timed
};

/// A model: one replicate on all threads, or a replicate on each.
struct ModelPoint {
  unsigned threads = 0;
  std::uint32_t replicates = 0;
  std::uint64_t residents = 0;  ///< of one replicate
  std::uint32_t weeks = 0;      ///< of one repetition
  Speed engine;                 ///< resident-weeks per second, replicates together
  double bytes_per_resident = 0;
  Load load;
};

/// Whole worlds of a study, as `compare` runs them: drawn, brought to equal cost, all arms to the end.
struct WorldsPoint {
  unsigned threads = 0;
  std::uint32_t worlds = 0;
  double seconds = 0;
  Load load;
  double per_minute() const noexcept { return seconds > 0 ? 60.0 * worlds / seconds : 0.0; }
};

/// What memory gives at most.
struct Bound {
  struct Gather {
    std::size_t table_bytes = 0;
    double rate = 0;  ///< look-ups per second
  };
  unsigned threads = 0;
  double read_bandwidth = 0;  ///< bytes per second
  std::vector<Gather> gathers;
};

/// Bytes that building and running so many residents takes at its peak, the yardstick's included.
std::uint64_t needed_bytes(std::uint64_t residents) noexcept;
/// Whether that leaves a tenth of the free memory free; yes where the system does not tell.
bool fits(std::uint64_t residents, const Machine& machine) noexcept;

/// 1, 2, 4 … up to `most`, which is always the last.
std::vector<unsigned> thread_counts(unsigned most);

/// Told what is measured next.
using Say = std::function<void(const Notice&)>;

/// Runs a small town in plain code on one thread, with the processor's best instructions and visited backwards on
/// `threads`, and the yardstick beside it. Throws
/// std::logic_error if the state hashes differ or the yardstick ends otherwise.
void check_reference(unsigned threads, std::uint64_t seed, const Yardstick& yardstick);

/// The same of a model: four weeks of the study's place. Throws std::logic_error if the hashes differ.
void check_model(const models::Model& model, const Study& study, unsigned threads);

/// One town, built once with the most threads, timed with each number of threads (ascending, at least one) and then the
/// yardstick, above 20 million residents with the most threads only. With `pace.ticks` the state is hashed, and
/// compared with the yardstick, after so many ticks. Throws Interrupted, and std::logic_error like `check_reference`.
std::vector<ReferencePoint> measure_reference(std::uint32_t residents, std::span<const unsigned> threads,
                                              std::uint64_t seed, const Pace& pace, const Yardstick& yardstick);

/// One replicate of the study's place with each number of threads, then an ensemble of as many replicates as threads
/// with each, after a year of its burn-in arrangement. Throws Interrupted.
std::vector<ModelPoint> measure_model(const models::Model& model, const Study& study, std::span<const unsigned> threads,
                                      const Pace& pace);

/// Two worlds of the study for each thread, with one thread and with the most, once, as one takes seconds. Nothing if
/// the study asks for none. Throws Interrupted, and std::runtime_error if the model refuses them all.
std::vector<WorldsPoint> measure_worlds(const models::Model& model, const Study& study,
                                        std::span<const unsigned> threads, const Pace& pace);

/// Bandwidth and gathers from tables of several sizes, with one thread and with the most.
std::vector<Bound> measure_bounds(std::span<const unsigned> threads, const Yardstick& yardstick);

/// What `measure` is to do.
struct Scheme {
  std::vector<std::uint32_t> sizes;  ///< residents, for strong scaling
  std::uint32_t weak_residents = 0;  ///< residents for each thread, for weak scaling
  std::vector<unsigned> threads;     ///< ascending
  std::uint64_t seed = 1;
  Pace pace;
};

struct Scaling {
  Machine machine;
  Provenance provenance;
  Load before, during;  ///< of the machine: at rest, and over the whole measurement
  std::vector<ReferencePoint> strong, weak;
  models::Words model_title;
  std::vector<ModelPoint> model;    ///< that of the study
  std::vector<WorldsPoint> worlds;  ///< the same
  std::vector<Bound> bounds;
};

/// Checks the answers, then measures everything. Sizes that do not fit into memory are left out, which `say` is
/// told. `provenance.command` is `command`. Throws std::logic_error and Interrupted.
Scaling measure(const Scheme& scheme, const models::Model& model, const Study& study, const Yardstick& yardstick,
                const std::string& command, const Say& say);

}  // namespace liandong::analysis::scaling
