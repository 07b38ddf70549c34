#include "app/cli/stored_results.h"

#include <stdexcept>

#include "analysis/scenario/scenario.h"

namespace liandong::app {

analysis::Results stored_results(const std::filesystem::path& file) {
  try {
    return analysis::read_results(file);
  } catch (const std::runtime_error& error) {
    const std::string reason = error.what();
    throw analysis::InputError(
        {{file.string(), 0, 0, "", {"cannot be read as results: " + reason, "无法作为结果文件读取：" + reason}}});
  }
}

analysis::Study study_in(const analysis::Results& results, const std::filesystem::path& file) {
  return analysis::load_study_text(results.study_text, file.string(), {results.catalogue});
}

}  // namespace liandong::app
