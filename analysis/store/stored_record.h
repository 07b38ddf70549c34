#pragma once

#include <cstdint>
#include <optional>

#include "analysis/experiment/record.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// The record of a replicate that results hold, as if it had just been run. Nothing if they do not hold it, or come
/// from a file without flows and cost by replicate.
std::optional<ReplicateRecord> stored_record(const Results& results, std::uint32_t replicate);

}  // namespace liandong::analysis
