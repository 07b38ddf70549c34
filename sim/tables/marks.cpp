#include "sim/tables/marks.h"

#include <array>
#include <bit>
#include <cstring>

#include "sim/tables/bits.h"

namespace liandong::sim {
namespace {

/// Bit i: whether byte i shares a bit with `mask`.
std::uint64_t marks_of(const std::uint8_t* bytes, std::uint8_t mask) noexcept {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t each = 0x0101010101010101ull, low_bits = 0x7f * each;
  std::uint64_t marks = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + 8 * i, 8);
    eight &= mask * each;
    const std::uint64_t top_bit_if_any = ((eight & low_bits) + low_bits) | eight;
    marks |= std::uint64_t{packed_bits((top_bit_if_any >> 7) & each)} << (8 * i);
  }
  return marks;
}

}  // namespace

void find_marked(std::span<const std::uint8_t> bytes, std::uint8_t mask, std::uint32_t first,
                 std::vector<std::uint32_t>& places) {
  constexpr std::size_t together = 64, written = 8;
  std::array<std::uint32_t, together + written> found;
  for (std::size_t begin = 0; begin < bytes.size(); begin += together) {
    std::array<std::uint8_t, together> rest{};
    const bool whole = bytes.size() - begin >= together;
    if (!whole) std::memcpy(rest.data(), bytes.data() + begin, bytes.size() - begin);
    std::uint64_t marks = marks_of(whole ? bytes.data() + begin : rest.data(), mask);
    const auto count = static_cast<std::size_t>(std::popcount(marks));
    const std::uint32_t at = first + static_cast<std::uint32_t>(begin);
    for (std::size_t n = 0; n < count; n += written)
      for (std::size_t i = n; i < n + written; ++i) {
        found[i] = at + static_cast<std::uint32_t>(std::countr_zero(marks));
        marks &= marks - 1;
      }
    places.insert(places.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count));
  }
}

}  // namespace liandong::sim
