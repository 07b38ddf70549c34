#pragma once

#include "app/cli/options.h"

/// One function per command. They write results to stdout and everything else to stderr, and throw: InputError for bad
/// input, analysis::Interrupted when stopped, std::runtime_error when the machine fails.
namespace liandong::app {

/// Runs a study and writes report, data and summary.
Exit compare(const Options& options);
/// Runs a study at every point of its design and writes page, data and table.
Exit explore(const Options& options);
/// One replicate of one arm, week by week.
Exit run(const Options& options);
/// Rebuilds the report from a results file.
Exit report(const Options& options);
/// Runs a results file again and compares the state hashes.
Exit rerun(const Options& options);
/// Holds the results of the study `patterns` against what was observed.
Exit patterns(const Options& options);
/// The levers in which two arrangements differ.
Exit diff(const Options& options);
/// Every problem of every file.
Exit validate(const Options& options);
/// The scenarios that come with the program.
Exit list(const Options& options);
/// What the keys mean.
Exit describe(const Options& options);
/// The phases of a week.
Exit plan(const Options& options);
/// How fast the program is on this machine.
Exit bench(const Options& options);

}  // namespace liandong::app
