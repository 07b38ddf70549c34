#pragma once

#include <string_view>

namespace liandong::app {

bool error_is_terminal();

/// Writes to stdout.
void print(std::string_view text);
/// Writes a line to stderr.
void complain(std::string_view text);

}  // namespace liandong::app
