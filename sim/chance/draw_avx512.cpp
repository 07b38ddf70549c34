#include "sim/chance/draw_words.h"
#include "sim/instructions.h"

#if defined(__x86_64__)
#include <immintrin.h>

namespace liandong::sim::draw_words {
namespace {

/// Eight counters, a word in the lower half of each 64-bit lane; the upper halves are never looked at.
struct Counters {
  __m512i c[4];
};

/// The keys of each round.
struct Keys {
  __m512i key0[rounds], key1[rounds];
};

[[LIANDONG_AVX512, gnu::always_inline]] inline Keys keys_of(const Key& key) {
  Keys keys;
  for (std::uint32_t round = 0; round < rounds; ++round) {
    keys.key0[round] = _mm512_set1_epi64(key[0] + round * step0);
    keys.key1[round] = _mm512_set1_epi64(key[1] + round * step1);
  }
  return keys;
}

[[LIANDONG_AVX512, gnu::always_inline]] inline void philox_round(Counters& s, __m512i key0, __m512i key1) {
  const __m512i product0 = _mm512_mul_epu32(s.c[0], _mm512_set1_epi64(factor0));
  const __m512i product1 = _mm512_mul_epu32(s.c[2], _mm512_set1_epi64(factor1));
  constexpr int xor_of_three = 0x96;
  s.c[0] = _mm512_ternarylogic_epi32(_mm512_srli_epi64(product1, 32), s.c[1], key0, xor_of_three);
  s.c[2] = _mm512_ternarylogic_epi32(_mm512_srli_epi64(product0, 32), s.c[3], key1, xor_of_three);
  s.c[1] = product1;
  s.c[3] = product0;
}

[[LIANDONG_AVX512, gnu::always_inline]] inline void philox(Counters& a, Counters& b, const Keys& keys) {
  for (std::size_t round = 0; round < rounds; ++round) {
    philox_round(a, keys.key0[round], keys.key1[round]);
    philox_round(b, keys.key0[round], keys.key1[round]);
  }
}

/// The words of the eight counters one after another. The lanes hold counters 0, 4, 1, 5, 2, 6, 3, 7.
[[LIANDONG_AVX512, gnu::always_inline]] inline void store(const Counters& s, std::uint32_t* words) {
  const __m512i front = _mm512_mask_blend_epi32(0xaaaa, s.c[0], _mm512_slli_epi64(s.c[1], 32));
  const __m512i back = _mm512_mask_blend_epi32(0xaaaa, s.c[2], _mm512_slli_epi64(s.c[3], 32));
  _mm512_storeu_si512(words, _mm512_unpacklo_epi64(front, back));
  _mm512_storeu_si512(words + 16, _mm512_unpackhi_epi64(front, back));
}

[[LIANDONG_AVX512, gnu::always_inline]] inline __m512i load(const std::uint32_t* column) {
  return _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(column)));
}
[[LIANDONG_AVX512, gnu::always_inline]] inline void store(__m512i words, std::uint32_t* column) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(column), _mm512_cvtepi64_epi32(words));
}

}  // namespace

[[LIANDONG_AVX512]] void fill_avx512(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept {
  const Keys keys = keys_of(key);
  __m512i counter = _mm512_add_epi64(_mm512_set1_epi64(counters.first), _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7));
  for (std::size_t done = 0; done < words.size(); done += 64) {
    Counters a{
        {counter, _mm512_set1_epi64(lane_space), _mm512_set1_epi64(counters.week), _mm512_set1_epi64(counters.packed)}};
    Counters b = a;
    b.c[0] = _mm512_add_epi64(counter, _mm512_set1_epi64(8));
    philox(a, b, keys);
    store(a, words.data() + done);
    store(b, words.data() + done + 32);
    counter = _mm512_add_epi64(counter, _mm512_set1_epi64(16));
  }
}

[[LIANDONG_AVX512]] void draw_avx512(std::uint32_t* columns, std::size_t n, std::uint32_t packed,
                                     const Key& key) noexcept {
  const Keys keys = keys_of(key);
  const __m512i last = _mm512_set1_epi64(packed);
  for (std::size_t i = 0; i < n; i += 16) {
    std::uint32_t* const at = columns + i;
    Counters a{{load(at), load(at + n), load(at + 2 * n), last}};
    Counters b{{load(at + 8), load(at + n + 8), load(at + 2 * n + 8), last}};
    philox(a, b, keys);
    for (std::size_t word = 0; word < 4; ++word) {
      store(a.c[word], at + word * n);
      store(b.c[word], at + word * n + 8);
    }
  }
}

}  // namespace liandong::sim::draw_words

#else

namespace liandong::sim::draw_words {
void fill_avx512(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept {
  fill_portable(words, counters, key);
}
void draw_avx512(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept {
  draw_portable(columns, n, packed, key);
}
}  // namespace liandong::sim::draw_words
#endif
