#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/experiment/replicate.h"

namespace liandong::analysis {

/// Identity of a study and the program that runs it: partial results of another identity are never mixed in.
std::string fingerprint(const Model& model, const Study& study);

/// Folder with one file per finished replicate, each whole or absent, so that an interrupted study can go on where it
/// was killed. An empty folder path keeps nothing. Any thread may save.
class PartialRuns {
 public:
  PartialRuns(std::filesystem::path folder, std::string identity)
      : folder_(std::move(folder)), identity_(std::move(identity)) {}

  /// Nothing if the replicate is missing, damaged, or of another identity.
  std::optional<ReplicateRecord> load(std::uint32_t replicate) const;
  /// Throws std::runtime_error naming the file and the reason.
  void save(const ReplicateRecord& record) const;

  std::optional<std::vector<double>> load_cost_scales() const;
  void save_cost_scales(const std::vector<double>& scales) const;

 private:
  std::filesystem::path file_of(std::uint32_t replicate) const;

  std::filesystem::path folder_;
  std::string identity_;
};

/// Removes the files of `PartialRuns` in the folder, and the folder if nothing else is in it. Call when the results are
/// safely written.
void discard_partial_runs(const std::filesystem::path& folder);

}  // namespace liandong::analysis
