#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

/// What stands behind Chance::fill and Draws: Philox4x32-10 on many counters at once. The same words from every form.
/// Source: Salmon, Moraes, Dror, Shaw 2011. tests/sim/chance/draw_words_unit.cpp holds it to Random123's words.
namespace liandong::sim::draw_words {

/// What Philox multiplies by, and by how much its keys grow from round to round.
inline constexpr std::uint32_t factor0 = 0xD2511F53u, factor1 = 0xCD9E8D57u, step0 = 0x9E3779B9u, step1 = 0xBB67AE85u;
inline constexpr std::uint32_t rounds = 10;

using Key = std::array<std::uint32_t, 2>;

/// The counters (first, lane_space, week, packed), (first + 1, …), …
struct Fill {
  std::uint32_t week, packed, first;
};
inline constexpr std::uint32_t lane_space = 0xffffffffu;

/// The words of each counter, one after another, in the fastest form that this processor has.
void fill(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept;
/// `columns` are four of `n` words, one behind the other: words 0 to 2 of n counters, whose last is `packed`, and room
/// for one more; then what was drawn. `n` is a whole number of `drawn_together`.
void draw(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept;

/// The same in plain code, and for processors that have these instructions. `words` is a whole number of
/// `filled_together`.
inline constexpr std::size_t filled_together = 64, drawn_together = 16;
void fill_portable(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept;
void fill_avx2(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept;
void fill_avx512(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept;
void draw_portable(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept;
void draw_avx2(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept;
void draw_avx512(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept;

}  // namespace liandong::sim::draw_words
