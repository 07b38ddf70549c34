// Any bytes as a study: one whose values lie in their ranges, or problems in both languages.
#include <cstdint>
#include <cstdlib>

#include "analysis/scenario/scenario.h"
#include "tests/analysis/experiment/toy_run.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace liandong::analysis;
  static const KnownModels models{toy::catalogue()};
  try {
    const auto study = load_study_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz.toml", models);
    if (study.arms.empty() || study.weeks == 0 || study.replicates == 0) std::abort();
    const auto& catalogue = *study.catalogue;
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
      const auto& parameter = catalogue.parameter(i);
      if (!(study.values.whole[i] >= parameter.low && study.values.whole[i] <= parameter.high)) std::abort();
    }
  } catch (const InputError& error) {
    if (error.problems().empty()) std::abort();
    for (const auto& problem : error.problems())
      if (problem.message.en.empty() || problem.message.zh.empty()) std::abort();
  }
  return 0;
}
