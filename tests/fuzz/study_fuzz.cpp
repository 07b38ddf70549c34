// Any bytes as a study: one whose values lie in their ranges, or problems in both languages; its own text gives
// the same ranges of levers again.
#include <cstdint>
#include <cstdlib>

#include "analysis/scenario/scenario.h"
#include "tests/analysis/experiment/toy_run.h"

namespace {

/// A range holds its value and lies within the bounds.
void check(const liandong::analysis::Stage& stage, std::span<const liandong::models::Parameter> levers) {
  for (const auto& [lever, range] : stage.ranges)
    if (!(range.low >= levers[lever].low && range.low <= stage.levers[lever] && stage.levers[lever] <= range.high &&
          range.high <= levers[lever].high))
      std::abort();
}

}  // namespace

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
    for (const auto& arm : study.arms)
      for (const auto& stage : arm.stages) check(stage, lever_parameters(catalogue));
    const auto again = load_study_text(study.text, "again.toml", models);
    for (std::size_t arm = 0; arm < study.arms.size(); ++arm)
      for (std::size_t stage = 0; stage < study.arms[arm].stages.size(); ++stage)
        if (again.arms[arm].stages.at(stage).ranges != study.arms[arm].stages[stage].ranges) std::abort();
  } catch (const InputError& error) {
    if (error.problems().empty()) std::abort();
    for (const auto& problem : error.problems())
      if (problem.message.en.empty() || problem.message.zh.empty()) std::abort();
  }
  return 0;
}
