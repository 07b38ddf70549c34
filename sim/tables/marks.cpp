#include "sim/tables/marks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "sim/tables/bits.h"

namespace liandong::sim {
namespace {

constexpr std::size_t together = 64;
using Block = std::array<std::uint8_t, together>;

/// Bit i: whether byte i shares a bit with `mask`.
std::uint64_t marks_of(const std::uint8_t* bytes, std::uint8_t mask) noexcept {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t each = 0x0101010101010101ull, low_bits = 0x7f * each;
  std::uint64_t marks = 0;
  for (std::size_t i = 0; i < together / 8; ++i) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + 8 * i, 8);
    eight &= mask * each;
    const std::uint64_t top_bit_if_any = ((eight & low_bits) + low_bits) | eight;
    marks |= std::uint64_t{packed_bits((top_bit_if_any >> 7) & each)} << (8 * i);
  }
  return marks;
}

/// Places that are being written down, some at a time.
class Notes {
 public:
  explicit Notes(std::vector<std::uint32_t>& places) : places_(places) {}

  /// `first` plus the number of each bit that is set.
  void add(std::uint64_t marks, std::uint32_t first) {
    constexpr std::uint64_t last = std::uint64_t{1} << 63;  // stands in for marks that there are not
    const auto count = static_cast<std::size_t>(std::popcount(marks));
    for (std::size_t n = 0; n < count; n += at_once)
      for (std::size_t i = n; i < n + at_once; ++i) {
        noted_[count_ + i] = first + static_cast<std::uint32_t>(std::countr_zero(marks | last));
        marks &= marks - 1;
      }
    count_ += count;
    if (count_ > room) hand_in();
  }
  /// Appends what has been noted since; due at the end.
  void hand_in() {
    places_.insert(places_.end(), noted_.begin(), noted_.begin() + static_cast<std::ptrdiff_t>(count_));
    count_ = 0;
  }

 private:
  static constexpr std::size_t at_once = 4, room = 448;
  std::vector<std::uint32_t>& places_;
  std::array<std::uint32_t, room + together + at_once> noted_;
  std::size_t count_ = 0;
};

}  // namespace

void find_marked(std::span<const std::uint8_t> bytes, std::uint8_t mask, std::uint32_t first,
                 std::vector<std::uint32_t>& places) {
  Notes notes(places);
  std::size_t done = 0;
  for (; done + together <= bytes.size(); done += together)
    notes.add(marks_of(bytes.data() + done, mask), first + static_cast<std::uint32_t>(done));
  Block rest{};
  std::ranges::copy(bytes.subspan(done), rest.begin());
  notes.add(marks_of(rest.data(), mask), first + static_cast<std::uint32_t>(done));
  notes.hand_in();
}

void find_other_than(std::uint16_t none, std::span<const std::uint16_t> numbers, std::uint32_t first,
                     std::vector<std::uint32_t>& places) {
  Notes notes(places);
  for (std::size_t begin = 0; begin < numbers.size(); begin += together) {
    const auto some = numbers.subspan(begin, std::min(together, numbers.size() - begin));
    Block other{};
    for (std::size_t i = 0; i < some.size(); ++i) other[i] = some[i] != none;
    notes.add(marks_of(other.data(), 1), first + static_cast<std::uint32_t>(begin));
  }
  notes.hand_in();
}

}  // namespace liandong::sim
