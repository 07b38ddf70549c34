#pragma once

#include <cstdint>
#include <functional>

#include "analysis/experiment/memory_need.h"
#include "app/cli/options.h"

namespace liandong::app {

/// Threads that runs will use.
unsigned threads_for_runs(const Options& options);

/// Bytes of a size such as "2GiB", "1.5GB" or "500MiB". Throws analysis::InputError.
std::uint64_t bytes_of(const std::string& size);

/// Throws Failure with the figures and what to do about it if `need(threads)` is more than --memory allows or the
/// machine has. Call before work begins: a run that dies hours later tells nobody why.
void require_memory(const Options& options, const analysis::Study& study,
                    const std::function<analysis::MemoryNeed(unsigned threads)>& need);

/// "12.3 GiB"
std::string gibibytes(std::uint64_t bytes);
/// The same, or "345 MiB" of what is less than one.
std::string size_text(std::uint64_t bytes);

}  // namespace liandong::app
