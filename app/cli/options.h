#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/scenario/problem.h"
#include "analysis/scenario/scenario.h"
#include "app/cli/text.h"
#include "sim/phase.h"

namespace liandong::app {

/// What the program ends with.
enum class Exit : int {
  done = 0,
  study_says_no = 1,   ///< a check failed: hashes differ, arms diverge, a ledger breaks
  bad_input = 2,       ///< files or usage
  machine_failed = 3,  ///< disk, memory, or stopped before the end
};

/// What only `bench` is asked; numbers as typed, checked by the command.
struct BenchOptions {
  bool reference = false, large = false;
  std::optional<std::int64_t> residents, threads, ticks;
};

/// What was asked for on the command line; a command looks only at what concerns it.
struct Options {
  std::vector<std::string> files;
  std::vector<std::string> set;  ///< "key=value"
  std::optional<std::uint64_t> seed;
  std::optional<std::uint32_t> replicates, replicate, worlds, world;
  unsigned threads = 0;                 ///< 0: all cores
  std::optional<std::uint64_t> memory;  ///< bytes that may be needed; none: what the machine has
  std::string out;                      ///< folder; empty: results/NAME
  std::string name;                     ///< of an ensemble; empty: that of the study
  std::uint32_t accepted = 300;         ///< worlds of an ensemble, at least
  std::vector<std::string> from;        ///< results whose replicates are taken up
  std::string part;                     ///< "K/N"; empty: all
  std::string arm, key;
  std::string model;                           ///< name; empty: the first
  std::optional<std::uint32_t> morris, sobol;  ///< size of a design in place of the study's own
  std::vector<std::string> vary;               ///< "KEY" or "KEY=LOW..HIGH"
  sim::Order order = sim::Order::forward;
  std::vector<std::pair<std::string, std::string>> snapshots, graphs;  ///< WEEK FILE, LAYER@WEEK FILE
  bool quiet = false, json = false, time = false, markdown = false;
  BenchOptions bench;
  Language language = Language::en;
  std::string command_line;  ///< as typed, for the provenance
};

/// --set, --seed, --replicates and --worlds together. Throws analysis::InputError.
analysis::Overrides overrides_of(const Options& options);
/// The study named first, or the default study, with the overrides. Throws analysis::InputError.
analysis::Study study_of(const Options& options);
/// The model of a study. Throws analysis::InputError if the program does not have it.
const models::Model& model_of(const analysis::Study& study);
/// The model asked for by --model, or the first.
const models::Model& model_of(const Options& options);

/// Bad usage that CLI11 cannot know of. Throws analysis::InputError.
[[noreturn]] void usage_error(const std::string& where, analysis::Text message);
/// The same with values set into a message.
template <class... Values>
[[noreturn]] void usage_error(const std::string& where, const Text& message, const Values&... values) {
  usage_error(where, Text(say(Language::en, message, values...), say(Language::zh, message, values...)));
}

}  // namespace liandong::app
