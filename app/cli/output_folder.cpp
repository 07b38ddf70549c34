#include "app/cli/output_folder.h"

#include <unistd.h>

#include "sim/store/atomic_file.h"

namespace liandong::app {

namespace fs = std::filesystem;

OutputFolder::OutputFolder(fs::path folder)
    : folder_(std::move(folder)), staging_(folder_ / (".unfinished-" + std::to_string(::getpid()))) {
  fs::create_directories(folder_);
  const sim::AtomicFile probe(folder_ / "results.h5");
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  fs::remove_all(staging_, ignored);
}

fs::path OutputFolder::staged(const std::string& name) {
  fs::create_directories(staging_);
  names_.push_back(name);
  return staging_ / name;
}

void OutputFolder::commit() {
  for (const auto& name : names_) fs::rename(staging_ / name, folder_ / name);
  names_.clear();
}

}  // namespace liandong::app
