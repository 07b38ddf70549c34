#pragma once

#include <fmt/format.h>

#include <string>

#include "analysis/scenario/problem.h"

/// What the program says, in both languages.
namespace liandong::app {

using analysis::Language;
using analysis::Text;

/// Chinese if LC_ALL, LC_MESSAGES or LANG (the first that is set) says so.
Language language_of_environment();

/// The text with its {} filled in.
template <class... Values>
std::string say(Language language, const Text& text, const Values&... values) {
  return fmt::format(fmt::runtime(text.in(language)), values...);
}

namespace text {
extern const Text about, short_help;
extern const Text option_study, option_results;
extern const Text option_set, option_seed, option_replicates, option_worlds, option_threads, option_memory, option_out,
    option_language, option_quiet, option_json, option_order, option_replicate, option_world, option_help,
    option_version;
extern const Text usage, options, commands, files;
extern const Text unknown_command, unknown_option, missing_argument, missing_value, too_many_arguments, given_twice,
    not_together, not_understood, did_you_mean;
extern const Text must_be_whole, must_be_one_of, must_not_be_empty;
extern const Text required, excludes;
extern const Text equalising, running_replicates, running_worlds, first_answer, rate_and_left, percent_done, stopping,
    resume;
extern const Text out_of_memory, machine_failed, check_failed, file_failed, standard_output_failed;
extern const Text folder_failed, folder_in_use, folder_in_use_by, in_the_way, partial_in_the_way, locking_unsupported;
extern const Text written, no_pages;
extern const Text hashes_equal, hashes_differ, recorded_and_found, world_and_found;
extern const Text no_lever_differs, levers_differ, lever, unit, other_model;
extern const Text unknown_model, no_patterns, patterns_need_study, no_design, vary_alone, bad_vary;
extern const Text file_is_good, files_have_problems;
extern const Text count, what, indicators, indicators_about, describe_hint, written_by_another;
extern const Text key, range, default_value, source, whole_number, status, plausible, reason;
extern const Text phase, reads, writes, milliseconds, nanoseconds, share, total;
extern const Text week, unknown_arm, bad_replicate, bad_week_request, unknown_layer, all_layers, snapshot_written,
    run_done;
}  // namespace text

}  // namespace liandong::app
