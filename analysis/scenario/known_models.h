#pragma once

#include <memory>
#include <vector>

#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// Catalogues of the models whose scenarios can be read; the first is that of files which name no model. At least one.
using KnownModels = std::vector<std::shared_ptr<const models::Catalogue>>;

/// Catalogue of the model that `model = "…"` in a document names. Adds a problem, with the nearest name, if there is no
/// such model, and then gives the first.
std::shared_ptr<const models::Catalogue> catalogue_of(const Node& root, const KnownModels& known, Problems& problems);

/// Reads `model` of a file that belongs to a study; adds a problem if it names another model than the study's.
void check_model(TableReader& reader, const models::Catalogue& catalogue, Problems& problems);

}  // namespace liandong::analysis
