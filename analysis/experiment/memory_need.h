#pragma once

#include <cstdint>

#include "analysis/scenario/study.h"
#include "models/model.h"

namespace liandong::analysis {

/// Memory that a command will take at its peak, bytes, reckoned before anything is built. Within 0.7 to 1.3 of what is
/// measured.
struct MemoryNeed {
  std::uint64_t program = 0;  ///< without any place: program, libraries, page
  std::uint64_t records = 0;  ///< of what was run; most of it stands on the disk (analysis/store/series.h)
  std::uint64_t places = 0;   ///< all that are simulated at once
  std::uint64_t total() const noexcept { return program + records + places; }
};

/// For `replicates` replicates of all arms and the study's worlds, across `threads` threads.
MemoryNeed memory_need(const models::Model& model, const Study& study, std::uint32_t replicates, unsigned threads);
/// For all points of the study's design.
MemoryNeed design_memory_need(const models::Model& model, const Study& study, unsigned threads);
/// For burn-ins in worlds.
MemoryNeed calibration_memory_need(const models::Model& model, const Study& study, unsigned threads);
/// For one replicate of one arm, which all threads share. For a scaled arm its factor is found first, on pilots.
MemoryNeed run_memory_need(const models::Model& model, const Study& study, bool scaled, unsigned threads);

/// What would do with less.
struct MemoryRemedy {
  unsigned threads = 0;          ///< with so many all fits; 0: with one it does not
  double communities = 0;        ///< on one thread so many would fit; below 1: none would
  std::uint64_t one_thread = 0;  ///< bytes on one thread
};
/// `need(threads)` is what a study of `communities` communities takes.
template <class Need>
MemoryRemedy memory_remedy(const Need& need, unsigned threads, double communities, std::uint64_t limit) {
  MemoryRemedy remedy;
  for (unsigned fewer = threads; fewer-- > 1 && remedy.threads == 0;)
    if (need(fewer).total() <= limit) remedy.threads = fewer;
  const MemoryNeed least = need(1u);
  remedy.one_thread = least.total();
  const std::uint64_t fixed = least.program + least.records;
  if (limit > fixed && least.places > 0)
    remedy.communities = communities * static_cast<double>(limit - fixed) / static_cast<double>(least.places);
  return remedy;
}

}  // namespace liandong::analysis
