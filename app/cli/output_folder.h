#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/folder_lock.h"

namespace liandong::app {

/// A folder into which a set of files goes together, held by one run at a time. They are written to a hidden folder
/// inside it first. `commit` gives that folder the name of a finished set, which is one step, and moves its files up;
/// if it is ended between, the next to open the folder moves the rest. So old and new files never stay side by side.
/// Nothing is removed but what a run of this program wrote. Throws Failure naming the folder or file and the reason.
class OutputFolder {
 public:
  /// Makes the folder if need be and locks it for `command`; finishes or clears away what runs that were killed left;
  /// and checks that a file can be written under each of `names`, so that this is known before the work is done.
  OutputFolder(std::filesystem::path folder, std::vector<std::string> names, const std::string& command);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Where to write the file of that name, one of `names`, until `commit` gives it its name.
  std::filesystem::path staged(const std::string& name);
  /// Gives all staged files their names. Others may be staged after it.
  void commit();

  const std::filesystem::path& folder() const noexcept { return folder_; }
  /// Folder for the finished replicates of a study that is not finished.
  std::filesystem::path partial() const { return folder_ / "partial"; }
  /// Removes the files of kept replicates, and the folder if nothing else is in it. Call after `commit`.
  void discard_partial() const;

 private:
  void stage();
  void check_targets() const;
  void clear_away() const;
  void remove_staging(const std::filesystem::path& staging) const;
  bool is_ours(const std::string& file_name) const;

  std::filesystem::path folder_;
  std::vector<std::string> names_;
  FolderLock lock_;
  std::filesystem::path staging_;
};

/// Moves up the files of a finished set that a killed run left in the folder, if there is one and no other run has the
/// folder. Call before reading files that may belong to a set.
void finish_interrupted_commit(const std::filesystem::path& folder);

}  // namespace liandong::app
