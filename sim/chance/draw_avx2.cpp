#include "sim/chance/draw_words.h"
#include "sim/instructions.h"

#if defined(__x86_64__)
#include <immintrin.h>

namespace liandong::sim::draw_words {
namespace {

/// Four counters, a word in the lower half of each 64-bit lane; the upper halves are never looked at.
struct Counters {
  __m256i c[4];
};

/// The keys of each round.
struct Keys {
  __m256i key0[rounds], key1[rounds];
};

[[LIANDONG_AVX2, gnu::always_inline]] inline Keys keys_of(const Key& key) {
  Keys keys;
  for (std::uint32_t round = 0; round < rounds; ++round) {
    keys.key0[round] = _mm256_set1_epi64x(key[0] + round * step0);
    keys.key1[round] = _mm256_set1_epi64x(key[1] + round * step1);
  }
  return keys;
}

[[LIANDONG_AVX2, gnu::always_inline]] inline void philox_round(Counters& s, __m256i key0, __m256i key1) {
  const __m256i product0 = _mm256_mul_epu32(s.c[0], _mm256_set1_epi64x(factor0));
  const __m256i product1 = _mm256_mul_epu32(s.c[2], _mm256_set1_epi64x(factor1));
  s.c[0] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product1, 32), s.c[1]), key0);
  s.c[2] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(product0, 32), s.c[3]), key1);
  s.c[1] = product1;
  s.c[3] = product0;
}

[[LIANDONG_AVX2, gnu::always_inline]] inline void philox(Counters& a, Counters& b, const Keys& keys) {
  for (std::size_t round = 0; round < rounds; ++round) {
    philox_round(a, keys.key0[round], keys.key1[round]);
    philox_round(b, keys.key0[round], keys.key1[round]);
  }
}

/// The words of the four counters one after another. The lanes hold counters 0, 2, 1, 3.
[[LIANDONG_AVX2, gnu::always_inline]] inline void store(const Counters& s, std::uint32_t* words) {
  const __m256i front = _mm256_blend_epi32(s.c[0], _mm256_slli_epi64(s.c[1], 32), 0xaa);
  const __m256i back = _mm256_blend_epi32(s.c[2], _mm256_slli_epi64(s.c[3], 32), 0xaa);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(words), _mm256_unpacklo_epi64(front, back));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(words + 8), _mm256_unpackhi_epi64(front, back));
}

[[LIANDONG_AVX2, gnu::always_inline]] inline __m256i load(const std::uint32_t* column) {
  return _mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(column)));
}
[[LIANDONG_AVX2, gnu::always_inline]] inline void store(__m256i words, std::uint32_t* column) {
  const __m256i lower = _mm256_permutevar8x32_epi32(words, _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(column), _mm256_castsi256_si128(lower));
}

}  // namespace

[[LIANDONG_AVX2]] void fill_avx2(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept {
  const Keys keys = keys_of(key);
  __m256i counter = _mm256_add_epi64(_mm256_set1_epi64x(counters.first), _mm256_setr_epi64x(0, 2, 1, 3));
  for (std::size_t done = 0; done < words.size(); done += 32) {
    Counters a{{counter, _mm256_set1_epi64x(lane_space), _mm256_set1_epi64x(counters.week),
                _mm256_set1_epi64x(counters.packed)}};
    Counters b = a;
    b.c[0] = _mm256_add_epi64(counter, _mm256_set1_epi64x(4));
    philox(a, b, keys);
    store(a, words.data() + done);
    store(b, words.data() + done + 16);
    counter = _mm256_add_epi64(counter, _mm256_set1_epi64x(8));
  }
}

[[LIANDONG_AVX2]] void draw_avx2(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept {
  const Keys keys = keys_of(key);
  const __m256i last = _mm256_set1_epi64x(packed);
  for (std::size_t i = 0; i < n; i += 8) {
    std::uint32_t* const at = columns + i;
    Counters a{{load(at), load(at + n), load(at + 2 * n), last}};
    Counters b{{load(at + 4), load(at + n + 4), load(at + 2 * n + 4), last}};
    philox(a, b, keys);
    for (std::size_t word = 0; word < 4; ++word) {
      store(a.c[word], at + word * n);
      store(b.c[word], at + word * n + 4);
    }
  }
}

}  // namespace liandong::sim::draw_words

#else

namespace liandong::sim::draw_words {
void fill_avx2(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept {
  fill_portable(words, counters, key);
}
void draw_avx2(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept {
  draw_portable(columns, n, packed, key);
}
}  // namespace liandong::sim::draw_words
#endif
