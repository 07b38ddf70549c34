// Taking up a kept replicate: any content behind a whole seal gives a record or nothing.
#include "analysis/store/partial_runs.h"
#include "tests/analysis/store/made_up.h"
#include "tests/fuzz/sealed_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace liandong;
  static const auto shape = analysis::record_shape(analysis::made_up::study());
  const fuzz::SealedInput input("replicate-00007.h5", data, size);
  analysis::PartialRuns(input.folder(), "identity", shape).load(7);
  return 0;
}
