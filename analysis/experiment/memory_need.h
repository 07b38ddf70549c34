#pragma once

#include <cstdint>

#include "analysis/scenario/study.h"
#include "models/model.h"

namespace liandong::analysis {

/// Memory that a study will take at its peak, bytes, reckoned before anything is built. A third more or less is to be
/// expected.
struct MemoryNeed {
  std::uint64_t records = 0;  ///< of all replicates, which stay in memory until they are written
  std::uint64_t places = 0;   ///< all that are simulated at once
  std::uint64_t total() const noexcept { return records + places; }
};

/// For `replicates` replicates of all arms, across `threads` threads.
MemoryNeed memory_need(const models::Model& model, const Study& study, std::uint32_t replicates, unsigned threads);
/// For all points of the study's design.
MemoryNeed design_memory_need(const models::Model& model, const Study& study, unsigned threads);
/// For one replicate of one arm.
MemoryNeed run_memory_need(const models::Model& model, const Study& study);

}  // namespace liandong::analysis
