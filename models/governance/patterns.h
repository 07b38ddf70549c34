#pragma once

#include <span>

#include "models/model.h"

namespace liandong::governance {

/// Patterns seen in Chinese cities that the model is held against, in the order of the page.
std::span<const models::Pattern> patterns();
/// What must be known of them: whose widths are ours, what is not measured.
models::Words patterns_note();

}  // namespace liandong::governance
