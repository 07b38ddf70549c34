// Taking up a kept replicate: any content behind a whole seal gives a record or is told.
#include <filesystem>

#include "analysis/store/partial_runs.h"
#include "tests/analysis/store/made_up.h"
#include "tests/fuzz/sealed_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace liandong;
  static const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("liandong-fuzz-" + std::to_string(getpid()));
  static const analysis::PartialRuns runs(folder, "identity", analysis::record_shape(analysis::made_up::study()));
  const fuzz::SealedInput input(data, size);
  if (!input.taken()) return -1;
  std::filesystem::create_directories(folder);
  const auto file = folder / "replicate-00007.h5";
  std::filesystem::remove(file);
  std::filesystem::create_symlink(input.path(), file);
  runs.load(7);
  std::filesystem::remove_all(folder);
  return 0;
}
