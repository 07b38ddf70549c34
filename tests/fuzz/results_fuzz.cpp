// Reading results: any content behind a whole seal gives results or a FileProblem.
#include "analysis/store/file_problem.h"
#include "analysis/store/results.h"
#include "tests/fuzz/sealed_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const liandong::fuzz::SealedInput input(data, size);
  if (!input.taken()) return -1;
  try {
    liandong::analysis::read_results(input.path());
  } catch (const liandong::analysis::FileProblem&) {
  }
  return 0;
}
