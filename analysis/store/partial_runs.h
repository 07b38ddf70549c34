#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/experiment/record.h"
#include "analysis/experiment/run_plan.h"
#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// Identity of what a replicate of a study depends on, the program included: records of another identity are never
/// mixed in. Says nothing of how many replicates there are, once there are as many as find equal cost.
std::string identity_of(const models::Model& model, const Study& study);

/// How large every part of a record is.
struct RecordShape {
  std::size_t arms = 0;
  std::uint32_t weeks = 0, burn_in_weeks = 0;
  std::size_t indicators = 0, groups = 0, group_indicators = 0, ledgers = 0, marks = 0;
  Recording recording;
  bool own_scales = false;  ///< every block finds its own factors of equal cost
};
RecordShape record_shape(const Study& study, const Recording& recording = {}, bool own_scales = false);

/// Folder with one file per finished replicate, each whole or absent, so that an interrupted study can go on where it
/// was killed. An empty folder path keeps nothing. Any thread may load and save.
class PartialRuns {
 public:
  /// `tell` hears why a file that is there is not used (it is damaged, or another replicate stands under its name);
  /// what it held is then run again and the file replaced. It may be called from any thread.
  PartialRuns(std::filesystem::path folder, std::string identity, const RecordShape& shape,
              std::function<void(const Text&)> tell = {})
      : folder_(std::move(folder)), identity_(std::move(identity)), shape_(shape), tell_(std::move(tell)) {}

  /// What was kept under a number; nothing if it is missing or of another identity; nothing, and told, if its file
  /// cannot be used.
  std::optional<ReplicateRecord> load(std::uint32_t number) const;
  /// Throws std::runtime_error naming the file and the reason.
  void save(std::uint32_t number, const ReplicateRecord& record) const;

  /// [arms]; the same.
  std::optional<std::vector<double>> load_cost_scales() const;
  void save_cost_scales(const std::vector<double>& scales) const;

 private:
  template <class Read>
  auto load_file(const std::filesystem::path& file, Read&& read) const;
  std::filesystem::path file_of(std::uint32_t number) const;

  std::filesystem::path folder_;
  std::string identity_;
  RecordShape shape_;
  std::function<void(const Text&)> tell_;
};

/// Folder below it in which the worlds of a study are kept.
inline constexpr const char* worlds_folder = "worlds";

/// Removes the files of `PartialRuns` in the folder, which both their names and their beginnings tell, there and among
/// its worlds, and the folder if nothing else is in it. Call when the results are safely written.
void discard_partial_runs(const std::filesystem::path& folder);

}  // namespace liandong::analysis
