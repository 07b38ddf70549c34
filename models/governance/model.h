#pragma once

#include "models/governance/parameters/parameters.h"
#include "models/model.h"

namespace liandong::governance {

/// The governance model as studies see it.
const models::Model& model();

/// Place, context and mechanisms of values in the order of the model's catalogue.
Setting setting_of(const models::Values& values);
/// Levers in the order of their definitions.
Levers levers_of(std::span<const double> values);
/// The same back: a setting and levers as values of the catalogue.
models::Values values_of(const Setting& setting, const Levers& levers);

}  // namespace liandong::governance
