#pragma once

#include <cstdint>

#include "sim/chance/draw.h"

namespace liandong::analysis {

/// What inference draws for; numbered beyond the purposes of models and worlds.
enum class InferencePurpose : std::uint16_t { permutation = 0xff10, bootstrap = 0xff20 };

/// The same in every study, so that the same figures say the same.
inline sim::Chance inference_chance() noexcept { return {0, 0}; }

}  // namespace liandong::analysis
