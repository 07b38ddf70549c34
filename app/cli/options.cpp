#include "app/cli/options.h"

#include <boost/lexical_cast/try_lexical_convert.hpp>

#include "app/cli/models.h"

namespace liandong::app {
namespace {

/// "KEY", or "KEY=LOW..HIGH".
analysis::DesignWish::Key varied_key(const std::string& word) {
  const auto equals = word.find('=');
  if (equals == std::string::npos) return {word, std::nullopt};
  const std::string range = word.substr(equals + 1);
  const auto dots = range.find("..");
  double low = 0, high = 0;
  if (dots == std::string::npos || !boost::conversion::try_lexical_convert(range.substr(0, dots), low) ||
      !boost::conversion::try_lexical_convert(range.substr(dots + 2), high))
    usage_error("--vary " + word, text::bad_vary);
  return {word.substr(0, equals), std::pair(low, high)};
}

std::optional<analysis::DesignWish> wish_of(const Options& options) {
  if (!options.morris && !options.sobol) {
    if (!options.vary.empty()) usage_error("--vary", text::vary_alone);
    return std::nullopt;
  }
  analysis::DesignWish wish{
      options.morris ? "morris" : "sobol", options.morris.value_or(options.sobol.value_or(0)), {}};
  for (const auto& word : options.vary) wish.keys.push_back(varied_key(word));
  return wish;
}

}  // namespace

analysis::Overrides overrides_of(const Options& options) {
  analysis::Overrides overrides;
  for (const auto& text : options.set) overrides.set.push_back(analysis::parse_override(text));
  if (options.seed) overrides.set.emplace_back("run.seed", std::to_string(*options.seed));
  if (options.replicates) overrides.set.emplace_back("run.replicates", std::to_string(*options.replicates));
  overrides.design = wish_of(options);
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
