#pragma once

#include <filesystem>
#include <string>

namespace liandong::app {

/// The right to change a folder, held by one run at a time on every machine that sees it. It ends with the object and
/// with the process, however that ends; a file in the folder says meanwhile who holds it.
class FolderLock {
 public:
  /// Throws Failure at once if another run holds it (naming process, host, start and command) or the folder cannot be
  /// written.
  FolderLock(const std::filesystem::path& folder, const std::string& command);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  void acquire(const std::filesystem::path& folder);

  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace liandong::app
