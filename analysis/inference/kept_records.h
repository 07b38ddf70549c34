#pragma once

#include "analysis/experiment/executor.h"
#include "analysis/store/partial_runs.h"

namespace liandong::analysis {

/// Keeps records as files.
class KeptRecords final : public Keeper {
 public:
  explicit KeptRecords(const PartialRuns& files) : files_(files) {}
  std::optional<ReplicateRecord> find(std::uint32_t number) override { return files_.load(number); }
  void keep(std::uint32_t number, const ReplicateRecord& record) override { files_.save(number, record); }

 private:
  const PartialRuns& files_;
};

}  // namespace liandong::analysis
