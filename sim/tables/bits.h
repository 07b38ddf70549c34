#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "sim/tables/column.h"

namespace liandong::sim {

/// Eight bytes of 0 or 1 as eight bits, the first byte lowest.
constexpr std::uint8_t packed_bits(std::uint64_t bytes) noexcept {
  return static_cast<std::uint8_t>((bytes * 0x0102040810204080ull) >> 56);
}

/// A yes or no of every agent of a table, 64 rows to a word. Rows past the last are 0. Threads may write at once where
/// they write different words, so stretches of rows that begin at multiples of 64.
template <class Id>
class BitColumn {
 public:
  BitColumn() = default;
  explicit BitColumn(std::size_t rows) : rows_(rows), words_((rows + 63) / 64) {}

  std::size_t size() const noexcept { return rows_; }
  bool operator[](Id id) const noexcept { return words_[row(id) / 64] >> (row(id) % 64) & 1u; }
  void set(Id id, bool value) noexcept {
    std::uint64_t& word = words_[row(id) / 64];
    word = (word & ~(std::uint64_t{1} << (row(id) % 64))) | std::uint64_t{value} << (row(id) % 64);
  }

  /// Sets the rows from `first`, a multiple of 64, to `values`, each 0 or 1. Their number is a multiple of 64 or
  /// reaches to the last row.
  void assign(Id first, std::span<const std::uint8_t> values) noexcept {
    assert(row(first) % 64 == 0 && (values.size() % 64 == 0 || row(first) + values.size() == rows_));
    std::uint64_t* word = words_.data() + row(first) / 64;
    std::size_t done = 0;
    for (; done + 64 <= values.size(); done += 64) *word++ = word_of(values.data() + done);
    if (done == values.size()) return;
    std::uint8_t rest[64] = {};
    std::memcpy(rest, values.data() + done, values.size() - done);
    *word = word_of(rest);
  }

  std::span<const std::uint64_t> words() const noexcept { return words_; }
  /// For state hashes and snapshots; see column.h.
  std::vector<std::uint64_t>& values() noexcept { return words_; }
  const std::vector<std::uint64_t>& values() const noexcept { return words_; }

 private:
  static std::uint64_t word_of(const std::uint8_t* bytes) noexcept {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      std::uint64_t eight;
      std::memcpy(&eight, bytes + 8 * i, 8);
      word |= std::uint64_t{packed_bits(eight)} << (8 * i);
    }
    return word;
  }

  std::size_t rows_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace liandong::sim
