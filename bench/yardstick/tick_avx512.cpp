#include "bench/yardstick/block.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include <algorithm>
#include <cstring>

namespace liandong::yardstick {
namespace {

#define TARGET gnu::target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")
#define INLINE TARGET, gnu::always_inline

/// 1024 bytes in sixteen registers.
struct Table {
  __m512i r[16];
};

[[INLINE]] inline Table load(const void* bytes) {
  Table t;
  for (int i = 0; i < 16; ++i) t.r[i] = _mm512_loadu_si512(static_cast<const char*>(bytes) + 64 * i);
  return t;
}

[[INLINE]] inline __m512i look_up(const Table& t, __m512i low, __m512i high) {
  const __mmask64 m1 = _mm512_test_epi8_mask(high, _mm512_set1_epi8(1));
  const __mmask64 m2 = _mm512_test_epi8_mask(high, _mm512_set1_epi8(2));
  const __mmask64 m4 = _mm512_test_epi8_mask(high, _mm512_set1_epi8(4));
  __m512i v[8];
  for (int i = 0; i < 8; ++i) v[i] = _mm512_permutex2var_epi8(t.r[2 * i], low, t.r[2 * i + 1]);
  for (int i = 0; i < 4; ++i) v[i] = _mm512_mask_blend_epi8(m1, v[2 * i], v[2 * i + 1]);
  for (int i = 0; i < 2; ++i) v[i] = _mm512_mask_blend_epi8(m2, v[2 * i], v[2 * i + 1]);
  return _mm512_mask_blend_epi8(m4, v[0], v[1]);
}

[[INLINE]] inline void count_inside(const Block& block, const std::uint64_t* bits, std::uint8_t* by_place) {
  std::uint64_t words[128] = {};
  std::memcpy(words, bits + block.first / 64, (block.size + 63) / 64 * 8);
  const Table table = load(words);
  alignas(64) std::uint8_t bit_of_high[64];
  for (int i = 0; i < 64; ++i) bit_of_high[i] = static_cast<std::uint8_t>(1 << (i / 8));
  const __m512i bit = _mm512_load_si512(bit_of_high);
  const std::uint8_t* column = block.inside.data();
  for (const std::uint8_t width : block.width) {
    __m512i count = _mm512_setzero_si512();
    for (int k = 0; k < width; ++k, column += 128) {
      const __m512i low = _mm512_loadu_si512(column), high = _mm512_loadu_si512(column + 64);
      const __mmask64 yes = _mm512_test_epi8_mask(look_up(table, low, high), _mm512_permutexvar_epi8(high, bit));
      count = _mm512_sub_epi8(count, _mm512_movm_epi8(yes));
    }
    _mm512_storeu_si512(by_place, count);
    by_place += 64;
  }
}

[[INLINE]] inline void put_in_order(const Block& block, const std::uint8_t* by_place, std::uint8_t* seen) {
  for (std::size_t from = 0; from < block.degree.size(); from += window) {
    const Table table = load(by_place + from);
    for (std::size_t i = from; i < std::min<std::size_t>(from + window, block.degree.size()); i += 64) {
      const std::uint8_t* place = block.place.data() + 2 * i;
      _mm512_storeu_si512(seen + i, look_up(table, _mm512_loadu_si512(place), _mm512_loadu_si512(place + 64)));
    }
  }
}

[[INLINE]] inline std::uint32_t bits_at(const std::uint32_t* rows, const std::uint64_t* bits) {
  const __m512i row = _mm512_loadu_si512(rows);
  const __m512i word = _mm512_i32gather_epi32(_mm512_srli_epi32(row, 5), bits, 4);
  return _mm512_test_epi32_mask(_mm512_rorv_epi32(word, row), _mm512_set1_epi32(1));
}

[[INLINE]] inline void count_far(const Block& block, const std::uint64_t* bits, std::uint8_t* seen) {
  constexpr std::size_t batch = 16384;
  std::uint16_t rows[batch + 32];
  const std::size_t n = block.far.size(), whole = n / 32 * 32;
  for (std::size_t from = 0; from < whole; from += batch) {
    std::size_t found = 0;
    for (std::size_t i = from; i < std::min(whole, from + batch); i += 32) {
      const std::uint32_t yes = bits_at(&block.far[i], bits) | bits_at(&block.far[i + 16], bits) << 16;
      _mm512_storeu_si512(rows + found, _mm512_maskz_compress_epi16(yes, _mm512_loadu_si512(&block.far_row[i])));
      found += static_cast<std::size_t>(__builtin_popcount(yes));
    }
    for (std::size_t i = 0; i < found; ++i) ++seen[rows[i]];
  }
  for (std::size_t i = whole; i < n; ++i)
    seen[block.far_row[i]] =
        static_cast<std::uint8_t>(seen[block.far_row[i]] + (bits[block.far[i] / 64] >> (block.far[i] % 64) & 1u));
}

/// Words of 32 residents, in their order.
struct Words {
  __m512i first, second;
};

[[INLINE]] inline Words philox(__m512i counter, std::uint32_t tick, const __m512i* keys) {
  __m512i c0 = counter, c1 = _mm512_set1_epi64(0xffffffff), c2 = _mm512_set1_epi64(tick),
          c3 = _mm512_set1_epi64(300 << 16);
  for (std::uint32_t round = 0; round < 10; ++round) {
    const __m512i p0 = _mm512_mul_epu32(c0, _mm512_set1_epi64(0xD2511F53));
    const __m512i p1 = _mm512_mul_epu32(c2, _mm512_set1_epi64(0xCD9E8D57));
    c0 = _mm512_ternarylogic_epi32(_mm512_srli_epi64(p1, 32), c1, keys[2 * round], 0x96);
    c2 = _mm512_ternarylogic_epi32(_mm512_srli_epi64(p0, 32), c3, keys[2 * round + 1], 0x96);
    c1 = p1;
    c3 = p0;
  }
  const __m512i front = _mm512_mask_blend_epi32(0xaaaa, c0, _mm512_slli_epi64(c1, 32));
  const __m512i back = _mm512_mask_blend_epi32(0xaaaa, c2, _mm512_slli_epi64(c3, 32));
  return {_mm512_unpacklo_epi64(front, back), _mm512_unpackhi_epi64(front, back)};
}

[[INLINE]] inline __m512 exponential(__m512 x) {
  const __m512 shift = _mm512_set1_ps(0x1.8p23f);
  const __m512 rounded = _mm512_sub_ps(_mm512_add_ps(_mm512_mul_ps(x, _mm512_set1_ps(1.44269504f)), shift), shift);
  const __m512 r = _mm512_sub_ps(_mm512_sub_ps(x, _mm512_mul_ps(rounded, _mm512_set1_ps(0x1.62ep-1f))),
                                 _mm512_mul_ps(rounded, _mm512_set1_ps(0x1.0bfbe8p-15f)));
  __m512 sum = _mm512_set1_ps(1.0f / 5040.0f);
  for (const float term : {1.0f / 720.0f, 1.0f / 120.0f, 1.0f / 24.0f, 1.0f / 6.0f, 0.5f, 1.0f, 1.0f})
    sum = _mm512_add_ps(_mm512_mul_ps(sum, r), _mm512_set1_ps(term));
  const __m512i power = _mm512_add_epi32(_mm512_cvttps_epi32(rounded), _mm512_set1_epi32(127));
  return _mm512_mul_ps(sum, _mm512_castsi512_ps(_mm512_slli_epi32(power, 23)));
}

[[INLINE]] inline __m512 floats(const std::uint8_t* bytes) {
  return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))));
}

/// Sixteen residents decide; gives the bits of those who take part. The argument of the exponential lies in
/// [-1.5, 2.5], far from where it would need bounds.
[[INLINE]] inline std::uint64_t decide(const std::uint8_t* seen, const std::uint8_t* degree, float* trust,
                                       __m512i words) {
  const __m512 old = _mm512_loadu_ps(trust), one = _mm512_set1_ps(1.0f);
  const __m512 f = _mm512_div_ps(floats(seen), floats(degree));
  const __m512 odds = _mm512_add_ps(_mm512_add_ps(_mm512_set1_ps(-2.5f), _mm512_mul_ps(_mm512_set1_ps(3.0f), f)), old);
  const __m512 against = exponential(_mm512_xor_ps(odds, _mm512_set1_ps(-0.0f)));
  const __m512 p = _mm512_div_ps(one, _mm512_add_ps(one, against));
  const __m512 u = _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_srli_epi32(words, 8)), _mm512_set1_ps(0x1p-24f));
  _mm512_storeu_ps(trust, _mm512_add_ps(old, _mm512_mul_ps(_mm512_set1_ps(0.01f), _mm512_sub_ps(f, old))));
  return _mm512_cmp_ps_mask(u, p, _CMP_LT_OQ);
}

}  // namespace

[[TARGET]] void tick_avx512(const Block& block, const Tick& t) {
  alignas(64) std::uint8_t by_place[8192], seen[8192];
  count_inside(block, t.bits, by_place);
  put_in_order(block, by_place, seen);
  count_far(block, t.bits, seen);
  __m512i keys[20];
  for (std::uint32_t round = 0; round < 10; ++round) {
    keys[2 * round] = _mm512_set1_epi64(t.key[0] + round * 0x9E3779B9u);
    keys[2 * round + 1] = _mm512_set1_epi64(t.key[1] + round * 0xBB67AE85u);
  }
  __m512i counter = _mm512_add_epi64(_mm512_set1_epi64(block.first / 4), _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7));
  for (std::size_t i = 0; i < block.degree.size(); i += 64) {
    const Words a = philox(counter, t.tick, keys),
                b = philox(_mm512_add_epi64(counter, _mm512_set1_epi64(8)), t.tick, keys);
    counter = _mm512_add_epi64(counter, _mm512_set1_epi64(16));
    const std::uint8_t *s = seen + i, *d = block.degree.data() + i;
    float* trust = t.trust + block.first + i;
    t.next[(block.first + i) / 64] = decide(s, d, trust, a.first) | decide(s + 16, d + 16, trust + 16, a.second) << 16 |
                                     decide(s + 32, d + 32, trust + 32, b.first) << 32 |
                                     decide(s + 48, d + 48, trust + 48, b.second) << 48;
  }
  if (block.size % 64 != 0) t.next[(block.first + block.size) / 64] &= (std::uint64_t{1} << (block.size % 64)) - 1;
}

bool has_avx512() {
  return __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

}  // namespace liandong::yardstick

#else

namespace liandong::yardstick {
void tick_avx512(const Block& block, const Tick& tick) { tick_plain(block, tick); }
bool has_avx512() { return false; }
}  // namespace liandong::yardstick
#endif
