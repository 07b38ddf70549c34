#include "app/cli/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <sstream>

#include "analysis/scenario/system_reason.h"
#include "app/cli/failure.h"

namespace liandong::app {
namespace {

constexpr const char* lock_name = ".liandong-lock";

std::string host() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm parts{};
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", ::gmtime_r(&time, &parts));
  return text.data();
}

/// Four lines: process, host, start, command.
std::string description(const std::string& command) {
  return std::to_string(::getpid()) + "\n" + host() + "\n" + now() + "\n" + command + "\n";
}

/// Who has the folder, as far as the lock's file says.
Text holder(const std::filesystem::path& folder, int descriptor) {
  std::string content(4096, '\0');
  const auto count = ::pread(descriptor, content.data(), content.size(), 0);
  content.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  std::istringstream lines(content);
  std::string process, machine, since, command;
  const bool known = std::getline(lines, process) && std::getline(lines, machine) && std::getline(lines, since) &&
                     std::getline(lines, command);
  const auto in = [&](Language language) {
    return known ? say(language, text::folder_in_use_by, folder.string(), process, machine, since, command)
                 : say(language, text::folder_in_use, folder.string());
  };
  return {in(Language::en), in(Language::zh)};
}

/// Whether the open file is still the one that has this name: its holder removes it when done.
bool is_file(int descriptor, const std::filesystem::path& file) {
  struct stat open = {}, named = {};
  return ::fstat(descriptor, &open) == 0 && ::stat(file.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
         open.st_ino == named.st_ino;
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, const std::string& command) : file_(folder / lock_name) {
  acquire(folder);
  const auto text = description(command);
  if (::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, text.data(), text.size(), 0) >= 0) return;
  const int error = errno;
  ::unlink(file_.c_str());
  ::close(descriptor_);
  fail(text::folder_failed, folder, error);
}

FolderLock::~FolderLock() {
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

void FolderLock::acquire(const std::filesystem::path& folder) {
  for (;;) {
    descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ < 0) fail(text::folder_failed, folder, errno);
    const int error = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    if (error == 0 && is_file(descriptor_, file_)) return;
    auto message = holder(folder, descriptor_);
    ::close(descriptor_);
    if (error == EWOULDBLOCK) throw Failure(std::move(message));
    if (error != 0) fail(text::locking_unsupported, folder, error);
  }
}

}  // namespace liandong::app
