#pragma once

#include <string_view>
#include <vector>

#include "analysis/scenario/known_models.h"
#include "models/model.h"

namespace liandong::app {

/// Every model of the program; the first is that of scenario files which name none.
const std::vector<const models::Model*>& all_models();

/// Their catalogues.
const analysis::KnownModels& known_models();

/// The model of that name; null if there is none.
const models::Model* find_model(std::string_view name);
/// Throws analysis::InputError, with the nearest name, if there is none.
const models::Model& model_called(std::string_view name);

}  // namespace liandong::app
