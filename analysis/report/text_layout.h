#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Plain text laid out for a terminal, where a Chinese character takes two columns.
namespace liandong::analysis {

/// Columns that UTF-8 text takes on a terminal: two for each Chinese character or full-width sign, none for combining
/// marks, one for the rest, broken bytes included.
std::size_t display_width(std::string_view text) noexcept;
/// The text with spaces after (or before) it so that it takes at least `columns` columns.
std::string padded_right(std::string_view text, std::size_t columns);
std::string padded_left(std::string_view text, std::size_t columns);

/// Text that somebody else wrote, safe to print: line breaks and tabs become blanks, and every other control character,
/// sign that turns the direction of writing, and broken byte becomes U+FFFD, so that no escape sequence is left.
std::string printable(std::string_view text);

/// 12345678 as "12,345,678".
std::string grouped(std::uint64_t number);

/// "1 world", "1,200 worlds"; `many` where the plural is not the word and an s.
std::string counted(std::uint64_t number, std::string_view one, std::string_view many = {});

/// Three significant digits, without an exponent for figures of everyday size; "–" for NaN.
std::string figure_text(double value);

/// Rows of cells with aligned columns, each line after `indent` spaces and without spaces at its end; the first row is
/// the heading. Columns marked in `right` (all others are not) stand to the right.
std::string table(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right,
                  std::size_t indent = 0);

/// `text` broken at spaces, or between Chinese characters but not before their punctuation, so that lines take at most
/// `columns` columns; lines after the first begin with `indent` spaces.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent = 0);

}  // namespace liandong::analysis
