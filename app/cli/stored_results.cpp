#include "app/cli/stored_results.h"

#include "analysis/scenario/scenario.h"
#include "analysis/store/file_problem.h"

namespace liandong::app {

analysis::Results stored_results(const std::filesystem::path& file) {
  try {
    return analysis::read_results(file);
  } catch (const analysis::FileProblem& problem) {
    throw analysis::InputError({{"", 0, 0, "", problem.message}});
  }
}

analysis::Study study_in(const analysis::Results& results, const std::filesystem::path& file) {
  return analysis::load_study_text(results.study_text, file.string(), {results.catalogue});
}

}  // namespace liandong::app
