#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/scenario/document.h"

namespace liandong::analysis {

/// The folders under scenarios/.
enum class Shelf : std::uint8_t { arrangements, overlays, places, studies, ensembles, hypotheses };
std::string_view folder_name(Shelf shelf) noexcept;
/// What a file of the shelf is called: "study", "研究".
Text kind_in_words(Shelf shelf);
/// Names of the files that come with the program, sorted.
std::vector<std::string> names_on(Shelf shelf);

/// Finds scenario files by name: in the folder of the file that names them, in the shelf beside that folder, and last
/// among the files that come with the program.
class ScenarioFiles {
 public:
  /// Finds nothing: for texts that must stand alone.
  ScenarioFiles() = default;
  explicit ScenarioFiles(std::filesystem::path folder) : folder_(std::move(folder)), may_look_(true) {}

  /// File of `name`, which is a bare name ("baotou") or a path ending in .toml, relative to the folder. Adds a problem,
  /// with the nearest name that does exist, if there is none.
  std::optional<std::filesystem::path> find(Shelf shelf, const std::string& name, const Origin& where,
                                            const std::string& key, Problems& problems) const;
  /// File beside the naming one, for tables of data; adds a problem if it must not be looked for.
  std::optional<std::filesystem::path> beside(const std::string& name, const Origin& where, const std::string& key,
                                              Problems& problems) const;

 private:
  std::vector<std::filesystem::path> shelves(Shelf shelf) const;

  std::filesystem::path folder_;
  bool may_look_ = false;
};

/// A file of the program's own scenarios, e.g. studies, "two-paths"; empty if there is none.
std::filesystem::path built_in_file(Shelf shelf, const std::string& name);

}  // namespace liandong::analysis
