#pragma once

#include <string>
#include <string_view>

namespace liandong::analysis {

/// UTF-8 text with full-width Latin letters, digits and marks (１２％（）) as their ASCII relatives and every kind of
/// blank as a space, without blanks at its ends: what a person meant who typed with a Chinese keyboard.
std::string half_width(std::string_view text);

}  // namespace liandong::analysis
