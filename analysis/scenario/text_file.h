#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// Files larger than this are refused before they are read whole.
inline constexpr std::size_t greatest_file_bytes = 8u << 20;

/// Some editors write it before UTF-8 text. It is allowed there and counts as no column.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Bytes of a file. Adds a problem and returns false if it is missing, may not be read, is no regular file (a named
/// pipe would be waited for without end), is empty, or larger than `greatest_file_bytes`.
bool read_bytes(const std::filesystem::path& file, std::string& bytes, Problems& problems);
/// The same of a text, which must pass `check_text`.
bool read_text_file(const std::filesystem::path& file, std::string& text, Problems& problems);

bool is_utf8(std::string_view text);

/// Adds a problem and returns false at the first byte that is not UTF-8 and at the first control character but tab,
/// line feed and carriage return. `start` is where the text begins; columns count characters.
bool check_text(std::string_view text, const Origin& start, Problems& problems);

/// Whether nothing but a terminal would understand this character: U+0000–U+001F, U+007F–U+009F.
constexpr bool is_control(char32_t character) noexcept {
  return character < 0x20 || (character >= 0x7F && character <= 0x9F);
}

/// Whether a name may be that of a file or folder: 1 to 100 bytes, no slash or backslash, no control character, no dot
/// in front.
bool can_name_a_file(std::string_view name);

}  // namespace liandong::analysis
