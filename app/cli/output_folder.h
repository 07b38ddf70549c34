#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace liandong::app {

/// A folder into which a set of files goes together. They are written to a hidden folder inside it first and take their
/// names at the end, one rename each, so that until then the old files stand unharmed. Throws std::runtime_error naming
/// the folder or file and the reason.
class OutputFolder {
 public:
  /// Makes the folder if need be and checks at once that it can be written.
  explicit OutputFolder(std::filesystem::path folder);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Where to write a file of that name for now.
  std::filesystem::path staged(const std::string& name);
  /// Gives all staged files their names.
  void commit();

  const std::filesystem::path& folder() const noexcept { return folder_; }
  /// Folder for the finished replicates of a study that is not finished.
  std::filesystem::path partial() const { return folder_ / "partial"; }

 private:
  std::filesystem::path folder_, staging_;
  std::vector<std::string> names_;
};

}  // namespace liandong::app
