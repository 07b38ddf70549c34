#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "models/model.h"

namespace liandong::analysis {

/// A run of an exploration that failed, and why; its figures are NaN.
struct Failure {
  std::uint32_t point = 0;
  std::uint32_t replicate = 0;
  std::string message;
};

/// A study repeated at the points of a design. Figures are those that a contrast compares: means over the last two
/// years, or over the whole run where the theme asks for it.
struct Exploration {
  Provenance provenance;
  std::string study_text;  ///< the whole study as TOML, its design as a list of points
  std::shared_ptr<const models::Catalogue> catalogue;
  std::string name;
  Text title;
  std::vector<std::string> headline;        ///< indicators that the study puts first; may be empty
  std::vector<std::string> keys;            ///< what is varied
  std::vector<std::vector<double>> points;  ///< [points][keys]
  DesignShape design;                       ///< how the points belong together
  std::vector<std::string> arms;
  std::vector<Text> arm_titles;
  std::vector<models::Happening> happenings;  ///< by the values of the study itself
  std::uint32_t replicates = 0, weeks = 0, burn_in_weeks = 0;
  std::uint64_t seed = 0, residents = 0;  ///< residents of the first point
  Array<double> figures;                  ///< [points, arms, replicates, indicators]
  Array<double> cost_scales;              ///< [points, arms] factor of equal cost
  Array<std::uint64_t> state_hash;        ///< [points, arms, replicates]; 0 where a run failed
  std::vector<Failure> failures;          ///< by point and replicate
  double wall_seconds = 0;
  std::uint64_t peak_bytes = 0;
};

/// Writes to a temporary name beside `file` and renames. Throws std::runtime_error naming the file and the reason.
void write_exploration(const Exploration& exploration, const std::filesystem::path& file);
/// Throws std::runtime_error if the file is missing, not an exploration, of another format version or damaged.
Exploration read_exploration(const std::filesystem::path& file);

/// The same as a tidy table, RFC 4180, without byte order mark: a row for each point, arm, replicate and indicator,
/// with the point's number, its values under their keys, and the figure, empty where it is undefined. Where that
/// were more than thirty million cells, of the indicators that the study puts first.
std::string points_csv(const Exploration& exploration);

}  // namespace liandong::analysis
