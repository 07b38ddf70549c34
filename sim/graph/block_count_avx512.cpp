#include <algorithm>
#include <array>

#include "sim/graph/block_count.h"

#if defined(__x86_64__)
#include <immintrin.h>

namespace liandong::sim::block_count {
namespace {

#define LIANDONG_INLINE LIANDONG_AVX512, gnu::always_inline

constexpr std::uint32_t slice = BlockArcs::slice, window = BlockArcs::window;

/// Numbers of 64 rows or places, 13 bits each, as two bytes each.
struct Numbers {
  __m512i low, high;
};

[[LIANDONG_INLINE]] inline Numbers numbers(const std::uint16_t* from) {
  alignas(64) static constexpr auto even = [] {
    std::array<std::uint8_t, 64> at{};
    for (std::size_t i = 0; i < 64; ++i) at[i] = static_cast<std::uint8_t>(2 * i);
    return at;
  }();
  const __m512i low_bytes = _mm512_load_si512(even.data());
  const __m512i high_bytes = _mm512_or_si512(low_bytes, _mm512_set1_epi8(1));
  const __m512i a = _mm512_loadu_si512(from), b = _mm512_loadu_si512(from + 32);
  return {_mm512_permutex2var_epi8(a, low_bytes, b), _mm512_permutex2var_epi8(a, high_bytes, b)};
}

/// A table of 1024 bytes, held in sixteen registers.
struct Table {
  __m512i part[16];

  /// The bytes at 64 numbers, of which the lowest ten bits count.
  [[LIANDONG_INLINE]] __m512i at(const Numbers& n) const {
    const __mmask64 bit7 = _mm512_movepi8_mask(n.low);
    const __mmask64 bit8 = _mm512_test_epi8_mask(n.high, _mm512_set1_epi8(1));
    const __mmask64 bit9 = _mm512_test_epi8_mask(n.high, _mm512_set1_epi8(2));
    __m512i found[8];
    for (std::size_t i = 0; i < 8; ++i) found[i] = _mm512_permutex2var_epi8(part[2 * i], n.low, part[2 * i + 1]);
    for (std::size_t i = 0; i < 4; ++i) found[i] = _mm512_mask_blend_epi8(bit7, found[2 * i], found[2 * i + 1]);
    for (std::size_t i = 0; i < 2; ++i) found[i] = _mm512_mask_blend_epi8(bit8, found[2 * i], found[2 * i + 1]);
    return _mm512_mask_blend_epi8(bit9, found[0], found[1]);
  }
};

/// Byte j has as its bit b the bit of row 1024 b + j; rows that the block does not have are 0, `nobody` too.
[[LIANDONG_INLINE]] inline Table table_of(std::span<const std::uint64_t> own) {
  std::array<std::uint64_t, 128> words{};
  std::copy(own.begin(), own.end(), words.begin());
  Table table;
  for (std::size_t p = 0; p < 16; ++p) {
    table.part[p] = _mm512_setzero_si512();
    for (std::size_t b = 0; b < 8; ++b)
      table.part[p] = _mm512_or_si512(
          table.part[p], _mm512_maskz_set1_epi8(_cvtu64_mask64(words[16 * b + p]), static_cast<char>(1u << b)));
  }
  return table;
}

/// Neighbours inside the block with their bit set, rows by place in their window.
[[LIANDONG_INLINE]] inline void count_inside(const BlockArcs& arcs, std::span<const std::uint64_t> own,
                                             std::uint8_t* by_place) {
  const Table table = table_of(own);
  // From bits 8 to 13 of a row's number to the bit of its byte in the table.
  alignas(64) static constexpr auto bit_of_high = [] {
    std::array<std::uint8_t, 64> bit{};
    for (std::size_t i = 0; i < 64; ++i) bit[i] = static_cast<std::uint8_t>(1u << (i >> 2 & 7u));
    return bit;
  }();
  const __m512i bits = _mm512_load_si512(bit_of_high.data()), one = _mm512_set1_epi8(1);
  const std::uint16_t* column = arcs.inside.data();
  for (const std::uint8_t width : arcs.width) {
    __m512i count = _mm512_setzero_si512();
    for (std::size_t k = 0; k < width; ++k, column += slice) {
      const Numbers n = numbers(column);
      const __mmask64 set = _mm512_test_epi8_mask(table.at(n), _mm512_permutexvar_epi8(n.high, bits));
      count = _mm512_mask_add_epi8(count, set, count, one);
    }
    _mm512_storeu_si512(by_place, count);
    by_place += slice;
  }
}

/// From the order by place to the order of rows, a window.
[[LIANDONG_INLINE]] inline void put_in_order(const std::uint16_t* place, const std::uint8_t* by_place, std::size_t n,
                                             std::uint8_t* counts) {
  Table table;
  for (std::size_t p = 0; p < 16; ++p) table.part[p] = _mm512_loadu_si512(by_place + 64 * p);
  std::size_t i = 0;
  for (; i + 64 <= n; i += 64) _mm512_storeu_si512(counts + i, table.at(numbers(place + i)));
  for (; i < n; ++i) counts[i] = by_place[place[i]];
}

/// Which of sixteen rows of the table have their bit set.
[[LIANDONG_INLINE]] inline std::uint32_t sixteen_bits(const std::uint32_t* rows, const std::uint64_t* bits) {
  const __m512i row = _mm512_loadu_si512(rows);
  const __m512i word = _mm512_i32gather_epi32(_mm512_srli_epi32(row, 5), bits, 4);
  return _cvtmask16_u32(_mm512_test_epi32_mask(_mm512_rorv_epi32(word, row), _mm512_set1_epi32(1)));
}

/// Adds the neighbours in other blocks. First all look-ups, so that many are under way at once, keeping the rows whose
/// neighbour says yes; then these rows are counted.
[[LIANDONG_INLINE]] inline void count_far(const BlockArcs& arcs, std::span<const std::uint64_t> bits,
                                          std::uint8_t* counts) {
  constexpr std::size_t batch = 16384;
  std::array<std::uint16_t, batch + 32> rows;
  const std::size_t whole = arcs.far.size() / 32 * 32;
  for (std::size_t first = 0; first < whole; first += batch) {
    std::size_t found = 0;
    for (std::size_t i = first; i < std::min(first + batch, whole); i += 32) {
      const std::uint32_t* far = arcs.far.data() + i;
      const std::uint32_t set = sixteen_bits(far, bits.data()) | sixteen_bits(far + 16, bits.data()) << 16;
      _mm512_storeu_si512(&rows[found], _mm512_maskz_compress_epi16(set, _mm512_loadu_si512(arcs.far_row.data() + i)));
      found += static_cast<std::size_t>(__builtin_popcount(set));
    }
    for (std::size_t i = 0; i < found; ++i) ++counts[rows[i]];
  }
  for (std::size_t i = whole; i < arcs.far.size(); ++i) {
    std::uint8_t& count = counts[arcs.far_row[i]];
    count = static_cast<std::uint8_t>(count + (bits[arcs.far[i] / 64] >> (arcs.far[i] % 64) & 1u));
  }
}

}  // namespace

[[LIANDONG_AVX512]] void avx512(const BlockArcs& arcs, std::span<const std::uint64_t> bits,
                                std::span<const std::uint64_t> own, std::span<std::uint8_t> counts) noexcept {
  alignas(64) std::array<std::uint8_t, 8192> by_place;
  count_inside(arcs, own, by_place.data());
  for (std::size_t first = 0; first < counts.size(); first += window)
    put_in_order(arcs.place.data() + first, by_place.data() + first,
                 std::min<std::size_t>(window, counts.size() - first), counts.data() + first);
  count_far(arcs, bits, counts.data());
}

}  // namespace liandong::sim::block_count

#else

namespace liandong::sim::block_count {
void avx512(const BlockArcs& arcs, std::span<const std::uint64_t> bits, std::span<const std::uint64_t> own,
            std::span<std::uint8_t> counts) noexcept {
  portable(arcs, bits, own, counts);
}
}  // namespace liandong::sim::block_count
#endif
