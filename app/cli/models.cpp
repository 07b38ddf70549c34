#include "app/cli/models.h"

#include "app/cli/options.h"
#include "app/cli/text.h"
#include "models/governance/model.h"
#include "models/reference/cascade_model.h"

namespace liandong::app {

const std::vector<const models::Model*>& all_models() {
  static const std::vector<const models::Model*> models{
      &governance::model(),
      &reference::cascade::model(),
  };
  return models;
}

const analysis::KnownModels& known_models() {
  static const analysis::KnownModels known = [] {
    analysis::KnownModels result;
    for (const auto* model : all_models()) result.push_back(model->catalogue);
    return result;
  }();
  return known;
}

const models::Model* find_model(std::string_view name) {
  for (const auto* model : all_models())
    if (model->catalogue->model == name) return model;
  return nullptr;
}

const models::Model& model_called(std::string_view name) {
  if (const auto* model = find_model(name)) return *model;
  std::vector<std::string_view> names;
  for (const auto* model : all_models()) names.push_back(model->catalogue->model);
  const auto near = analysis::nearest(name, names);
  const auto in = [&](Language language) {
    return say(language, text::unknown_model, name, near.empty() ? names.front() : near);
  };
  usage_error("--model", {in(Language::en), in(Language::zh)});
}

}  // namespace liandong::app
