#pragma once

#include <string_view>

namespace liandong::app {

/// What happens in a phase of the governance model, in Chinese; sim::Phase says it in English. Empty for a name that is
/// none of its phases.
std::string_view phase_in_chinese(std::string_view name) noexcept;

}  // namespace liandong::app
