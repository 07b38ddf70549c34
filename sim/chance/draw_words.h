#pragma once

#include <array>
#include <cstdint>
#include <span>

/// What stands behind Chance::fill: Philox4x32-10 on the counters (first, lane_space, week, packed), (first + 1, …), ….
namespace liandong::sim::draw_words {

/// In plain code, compiled for several instruction sets.
void portable(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed, std::uint32_t first,
              const std::array<std::uint32_t, 2>& key) noexcept;
/// The same words; a whole number of `avx512_words`. Only where best_instructions() is avx512.
inline constexpr std::size_t avx512_words = 64;
void avx512(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed, std::uint32_t first,
            const std::array<std::uint32_t, 2>& key) noexcept;

}  // namespace liandong::sim::draw_words
