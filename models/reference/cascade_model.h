#pragma once

#include "models/model.h"

namespace liandong::reference::cascade {

/// The threshold cascade as a model of its own: communities of people who join once enough others have, and organisers
/// who go ahead. One round is a week. The smallest model that shows everything a study needs.
const models::Model& model();

}  // namespace liandong::reference::cascade
