#pragma once

#include <vector>

#include "models/model.h"

namespace liandong::governance {

/// What the county volume of the 2020 population census says of a place, as a table a row of which is a division.
/// Shares of persons are of all persons; shares of dwellings of family households.
std::vector<models::CensusRule> census_rules();

}  // namespace liandong::governance
