// Reading results: any content behind a whole seal gives results or a FileProblem.
#include "analysis/store/file_problem.h"
#include "analysis/store/results.h"
#include "tests/fuzz/sealed_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace liandong;
  const fuzz::SealedInput input("results.h5", data, size);
  try {
    analysis::read_results(input.folder() / "results.h5");
  } catch (const analysis::FileProblem&) {
  }
  return 0;
}
