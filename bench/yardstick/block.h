#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace liandong::yardstick {

/// What words are drawn for.
enum class Purpose : std::uint16_t { partner = 100, start = 200 };

inline constexpr std::uint32_t block_size = 8000, window = 1024;

/// The ties of up to 8000 residents who live together. Numbers of residents are split into a low byte, of which seven
/// bits are used, and a high one: byte = number / 8 and bit = number % 8 in the block's bits; low = byte % 128,
/// high = byte / 128 + 8 * bit.
struct Block {
  std::uint32_t first = 0, size = 0;
  std::vector<std::uint8_t> width;   ///< for each 64 residents in the order of degree: columns
  std::vector<std::uint8_t> inside;  ///< columns of 64 low bytes and 64 high bytes
  std::vector<std::uint8_t> place;   ///< for each 64 residents 64 low and 64 high bytes: place in the order by degree
  std::vector<std::uint8_t> degree;  ///< at least 1; padded to 64
  std::vector<std::uint32_t> far;    ///< ascending
  std::vector<std::uint16_t> far_row;
};

inline constexpr std::uint32_t nobody = 8191;
constexpr std::uint8_t low_byte(std::uint32_t number) { return static_cast<std::uint8_t>(number / 8 % 128); }
constexpr std::uint8_t high_byte(std::uint32_t number) {
  return static_cast<std::uint8_t>(number / 1024 + number % 8 * 8);
}
/// Places are bytes of a table, not bits.
constexpr std::uint8_t low_place(std::uint32_t place) { return static_cast<std::uint8_t>(place % 128); }
constexpr std::uint8_t high_place(std::uint32_t place) { return static_cast<std::uint8_t>(place / 128); }

struct Tick {
  const std::uint64_t* bits;
  std::uint64_t* next;
  float* trust;  ///< padded to 64
  std::array<std::uint32_t, 2> key;
  std::uint32_t tick;
};

/// One tick of one block, with AVX-512 (VBMI) and in plain code.
void tick_avx512(const Block& block, const Tick& tick);
void tick_plain(const Block& block, const Tick& tick);
bool has_avx512();

/// The town's ties, drawn by `threads` threads.
std::vector<Block> build(std::uint32_t residents, std::uint64_t seed, unsigned threads);

}  // namespace liandong::yardstick
