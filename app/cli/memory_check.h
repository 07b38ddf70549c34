#pragma once

#include <cstdint>

#include "analysis/experiment/memory_need.h"
#include "app/cli/options.h"

namespace liandong::app {

/// Threads that runs will use.
unsigned threads_for_runs(const Options& options);

/// Throws Failure with the figures and what to do about it if the machine has not got what is needed. Call before work
/// begins: a run that dies hours later tells nobody why.
void require_memory(const analysis::MemoryNeed& need);

/// "12.3 GiB"
std::string gibibytes(std::uint64_t bytes);

}  // namespace liandong::app
