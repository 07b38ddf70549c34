#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liandong::app {

/// Columns that a text takes on a terminal; a Chinese character takes two.
std::size_t display_width(std::string_view text);

/// `text` cut or filled with spaces to `width` columns.
std::string padded(std::string_view text, std::size_t width, bool right = false);

/// Rows of cells as a table with aligned columns, the first row a heading. Columns named in `right` stand to the right.
std::string table(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right);

/// `text` broken at spaces, or between Chinese characters, so that lines take at most `width` columns.
std::string wrapped(std::string_view text, std::size_t width);

bool error_is_terminal();

/// Writes to stdout.
void print(std::string_view text);
/// Writes a line to stderr.
void complain(std::string_view text);

}  // namespace liandong::app
