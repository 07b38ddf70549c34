#include "app/cli/output_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>

#include "analysis/scenario/system_reason.h"
#include "analysis/store/partial_runs.h"
#include "app/cli/failure.h"
#include "sim/store/atomic_file.h"

namespace liandong::app {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view staging_prefix = ".unfinished-", finished_name = ".liandong-finished";

fs::path made(fs::path folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder)) fail(text::folder_failed, folder, error ? error.value() : ENOTDIR);
  return folder;
}

/// Puts on disk what names the folder holds. Some file systems refuse this; the files are whole anyway.
void sync(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

std::vector<fs::directory_entry> entries(const fs::path& folder) {
  std::error_code ignored;
  return {fs::directory_iterator(folder, ignored), fs::directory_iterator()};
}

/// Moves the files of a finished set, if there is one, up into the folder. The lock must be held.
void finish_commit(const fs::path& folder) {
  const auto finished = folder / finished_name;
  for (const auto& entry : entries(finished)) {
    const auto target = folder / entry.path().filename();
    if (::rename(entry.path().c_str(), target.c_str()) != 0) fail(text::folder_failed, target, errno);
  }
  sync(folder);
  if (::rmdir(finished.c_str()) != 0 && errno != ENOENT) fail(text::folder_failed, finished, errno);
}

bool is_regular(const fs::directory_entry& entry) {
  std::error_code ignored;
  return entry.symlink_status(ignored).type() == fs::file_type::regular;
}

/// Whether a rename would put a file under that name, replacing none of another kind.
bool can_be_replaced(const fs::path& target, const fs::path& folder) {
  struct stat file = {}, around = {};
  if (::lstat(target.c_str(), &file) != 0) return errno == ENOENT;
  if (!S_ISREG(file.st_mode) && !S_ISLNK(file.st_mode)) return false;
  // Where everybody may write, as in /tmp, nobody may replace what is another's.
  if (::stat(folder.c_str(), &around) != 0 || (around.st_mode & S_ISVTX) == 0) return true;
  const auto user = ::geteuid();
  return user == 0 || user == file.st_uid || user == around.st_uid;
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder, std::vector<std::string> names, const std::string& command)
    : folder_(made(std::move(folder))), names_(std::move(names)), lock_(folder_, command) {
  finish_commit(folder_);
  check_targets();
  clear_away();
  stage();
}

void OutputFolder::stage() {
  std::string name = (folder_ / (std::string(staging_prefix) + "XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) fail(text::folder_failed, folder_, errno);
  staging_ = name;
}

fs::path OutputFolder::staged(const std::string& name) {
  if (staging_.empty()) stage();
  return staging_ / name;
}

OutputFolder::~OutputFolder() {
  if (!staging_.empty()) remove_staging(staging_);
}

void OutputFolder::check_targets() const {
  for (const auto& name : names_)
    if (!can_be_replaced(folder_ / name, folder_)) fail(text::in_the_way, folder_ / name, errno);
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(partial(), ignored))) return;
  if (!fs::is_directory(partial(), ignored) || ::access(partial().c_str(), R_OK | W_OK | X_OK) != 0)
    fail(text::partial_in_the_way, partial(), errno);
}

bool OutputFolder::is_ours(const std::string& file_name) const {
  return std::find(names_.begin(), names_.end(), file_name) != names_.end();
}

void OutputFolder::remove_staging(const fs::path& staging) const {
  std::error_code ignored;
  sim::remove_stale_temporaries(staging);
  for (const auto& entry : entries(staging))
    if (is_regular(entry) && is_ours(entry.path().filename().string())) fs::remove(entry.path(), ignored);
  fs::remove(staging, ignored);
}

void OutputFolder::clear_away() const {
  std::error_code ignored;
  for (const auto& entry : entries(folder_)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(staging_prefix) && entry.symlink_status(ignored).type() == fs::file_type::directory)
      remove_staging(entry.path());
  }
  sim::remove_stale_temporaries(folder_);
  sim::remove_stale_temporaries(partial());
  sim::remove_stale_temporaries(partial() / analysis::worlds_folder);
}

void OutputFolder::commit() {
  const auto finished = folder_ / finished_name;
  if (::rename(staging_.c_str(), finished.c_str()) != 0) fail(text::folder_failed, folder_, errno);
  staging_.clear();
  sync(folder_);
  finish_commit(folder_);
}

void OutputFolder::discard_partial() const { analysis::discard_partial_runs(partial()); }

void finish_interrupted_commit(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder / finished_name, ignored)) return;
  try {
    const FolderLock lock(folder, "");
    finish_commit(folder);
  } catch (const Failure&) {
    // Another run has the folder and will do it, or it cannot be written; each file is whole in any case.
  }
}

}  // namespace liandong::app
