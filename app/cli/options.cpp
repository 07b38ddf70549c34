#include "app/cli/options.h"

#include "app/cli/models.h"

namespace liandong::app {

analysis::Overrides overrides_of(const Options& options) {
  analysis::Overrides overrides;
  for (const auto& text : options.set) overrides.set.push_back(analysis::parse_override(text));
  if (options.seed) overrides.set.emplace_back("run.seed", std::to_string(*options.seed));
  if (options.replicates) overrides.set.emplace_back("run.replicates", std::to_string(*options.replicates));
  if (options.worlds) overrides.set.emplace_back("worlds.count", std::to_string(*options.worlds));
  return overrides;
}

analysis::Study study_of(const Options& options) {
  const auto file = analysis::find_study(options.files.empty() ? "two-paths" : options.files.front());
  return analysis::load_study(file, known_models(), overrides_of(options));
}

const models::Model& model_of(const analysis::Study& study) { return model_called(study.catalogue->model); }

const models::Model& model_of(const Options& options) {
  return options.model.empty() ? *all_models().front() : model_called(options.model);
}

void usage_error(const std::string& where, analysis::Text message) {
  throw analysis::InputError({{where, 0, 0, "", std::move(message)}});
}

}  // namespace liandong::app
