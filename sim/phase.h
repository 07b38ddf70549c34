#pragma once

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/instructions.h"
#include "sim/store/hash.h"

namespace liandong::sim {

/// In which order the rows of a table are visited inside a phase. Results must not depend on it; the contract tests
/// run all three.
enum class Order : std::uint8_t { forward, backward, shuffled };

/// A stretch of rows to visit, forwards or backwards.
class Rows {
 public:
  constexpr Rows(std::uint32_t first, std::uint32_t last, bool backward) noexcept
      : first_(first), last_(last), backward_(backward) {}
  std::uint32_t begin_row() const noexcept { return first_; }
  std::uint32_t end_row() const noexcept { return last_; }

  /// Calls body(row) for every row of the stretch, in its direction.
  template <class Body>
  void each(Body&& body) const {
    if (backward_)
      for (std::uint32_t r = last_; r-- > first_;) body(r);
    else
      for (std::uint32_t r = first_; r < last_; ++r) body(r);
  }

 private:
  std::uint32_t first_, last_;
  bool backward_;
};

/// How a phase runs: visiting order, whether it may use more than one thread, and instructions.
struct Execution {
  Order order = Order::forward;
  bool parallel = false;
  /// Which instructions hot loops may use; results must not depend on it either.
  Instructions instructions = best_instructions();
  /// The one part of the world to visit, or `whole`; see `Phase::by_part`.
  std::uint32_t part = whole;

  static constexpr std::uint32_t whole = 0xffffffffu;
};

/// Calls body(Rows) for [0, rows) in blocks of `grain` rows, in the execution's order, in parallel if it allows. Bodies
/// write only rows of their own block and do not throw.
template <class Body>
void for_each_block(const Execution& execution, std::uint32_t rows, std::uint32_t grain, Body&& body) {
  const std::uint32_t blocks = (rows + grain - 1) / grain;
  const auto visit = [&](std::uint32_t position) {
    std::uint32_t block = position;
    bool backward = false;
    if (execution.order == Order::backward) {
      block = blocks - 1 - position;
      backward = true;
    } else if (execution.order == Order::shuffled) {
      // A fixed shuffle: multiply by an odd number in the next power of two, skipping what falls outside.
      block = position;
      std::uint32_t size = 1;
      while (size < blocks) size *= 2;
      do block = (block * 0x9e3779b1u + 12345u) & (size - 1);
      while (block >= blocks);
      backward = block % 2 == 1;
    }
    const std::uint32_t first = block * grain;
    body(Rows(first, first + grain < rows ? first + grain : rows, backward));
  };
  if (execution.parallel)
    tbb::parallel_for(std::uint32_t{0}, blocks, visit);
  else
    for (std::uint32_t position = 0; position < blocks; ++position) visit(position);
}

/// Calls body(part) for each of the world's parts, in the execution's order and threads, or for the one it names.
template <class Body>
void for_each_part(const Execution& execution, std::uint32_t parts, Body&& body) {
  if (execution.part != Execution::whole) return body(execution.part);
  for_each_block(execution, parts, 1, [&](const Rows& rows) { body(rows.begin_row()); });
}

/// One step of a model's week: a named function over the whole state.
template <class World>
struct Phase {
  std::string name;
  std::vector<std::string> reads;   ///< "table.column" or "table.*"
  std::vector<std::string> writes;  ///< likewise; checked by `Plan::audit`
  void (*run)(World&, const Execution&);
  /// May visit one part of the world alone, as `Execution::part` says. Of what other parts write in it, or in such
  /// phases next to it, it reads nothing. So these run one after the other on a part while it is in the processor's
  /// cache.
  bool by_part = false;
};

/// Thrown by `Plan::audit`.
struct UndeclaredWrite : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A model: its phases in order. Runs, times, prints and audits them. `parts` says how many parts a world has, for
/// phases that run by part; without it every phase visits the whole world before the next begins. Results are the same.
template <class World>
class Plan {
 public:
  using Parts = std::uint32_t (*)(const World&);
  explicit Plan(std::vector<Phase<World>> phases, Parts parts = nullptr) : phases_(std::move(phases)), parts_(parts) {}

  const std::vector<Phase<World>>& phases() const noexcept { return phases_; }

  void step(World& world, const Execution& execution) const {
    step_with(world, execution, [](const Phase<World>& phase, World& w, const Execution& e) { phase.run(w, e); });
  }

  /// Adds the seconds spent in each phase to `seconds`, [phases]. With threads, phases that run by part take turns with
  /// whole ones here, so that each can be timed.
  void step_timed(World& world, const Execution& execution, std::span<double> seconds) const {
    const auto timed = [&](const Phase<World>& phase, World& w, const Execution& e) {
      const auto start = std::chrono::steady_clock::now();
      phase.run(w, e);
      seconds[static_cast<std::size_t>(&phase - phases_.data())] +=
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    if (execution.parallel)
      for (const auto& phase : phases_) timed(phase, world, execution);
    else
      step_with(world, execution, timed);
  }

  /// One step in which every column is hashed before and after each phase; throws UndeclaredWrite naming the phase and
  /// the columns it changed without saying so. Slow: for tests.
  void audit(World& world, const Execution& execution) const {
    auto before = column_hashes(world);
    for (const auto& phase : phases_) {
      phase.run(world, execution);
      auto after = column_hashes(world);
      std::string undeclared;
      for (const auto& [name, hash] : after)
        if (before[name] != hash && !declares(phase.writes, name)) undeclared += " " + name;
      if (!undeclared.empty())
        throw UndeclaredWrite("phase '" + phase.name + "' writes undeclared columns:" + undeclared);
      before = std::move(after);
    }
  }

 private:
  template <class Run>
  void step_with(World& world, const Execution& execution, const Run& run) const {
    for (std::size_t first = 0; first < phases_.size();) {
      std::size_t last = first + 1;
      if (parts_ == nullptr || !phases_[first].by_part) {
        run(phases_[first], world, execution);
      } else {
        while (last < phases_.size() && phases_[last].by_part) ++last;
        for_each_block(execution, parts_(world), 1, [&](const Rows& parts) {
          const Execution alone{execution.order, false, execution.instructions, parts.begin_row()};
          for (std::size_t i = first; i < last; ++i) run(phases_[i], world, alone);
        });
      }
      first = last;
    }
  }

  static bool declares(const std::vector<std::string>& patterns, std::string_view name) {
    for (const std::string_view pattern : patterns) {
      if (pattern == name) return true;
      if (pattern.ends_with(".*") && name.starts_with(pattern.substr(0, pattern.size() - 1))) return true;
    }
    return false;
  }
  static std::map<std::string, std::uint64_t> column_hashes(const World& world) {
    std::map<std::string, std::uint64_t> hashes;
    for_each_column(world, [&](std::string_view name, const auto& column) {
      hashes[std::string(name)] = Hasher().bytes(column_bytes(column)).digest();
    });
    return hashes;
  }

  std::vector<Phase<World>> phases_;
  Parts parts_;
};

}  // namespace liandong::sim
