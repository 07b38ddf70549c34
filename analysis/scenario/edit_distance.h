#pragma once

#include <span>
#include <string>
#include <string_view>

namespace liandong::sim {

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other, counted in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate with the smallest edit distance to `name`, the first of equals; empty if there are no candidates.
std::string nearest_name(std::string_view name, std::span<const std::string> candidates);

}  // namespace liandong::sim
