#pragma once

#include <span>

#include "analysis/experiment/executor.h"
#include "analysis/store/partial_runs.h"
#include "analysis/store/stored_record.h"

namespace liandong::analysis {

/// Keeps records as files; those that finished results hold are found there.
class KeptRecords final : public Keeper {
 public:
  explicit KeptRecords(const PartialRuns& files, std::span<const Results* const> finished = {})
      : files_(files), finished_(finished) {}

  std::optional<ReplicateRecord> find(std::uint32_t number) override {
    for (const Results* results : finished_)
      if (auto record = stored_record(*results, number)) return record;
    return files_.load(number);
  }
  void keep(std::uint32_t number, const ReplicateRecord& record) override { files_.save(number, record); }

 private:
  const PartialRuns& files_;
  std::span<const Results* const> finished_;
};

}  // namespace liandong::analysis
