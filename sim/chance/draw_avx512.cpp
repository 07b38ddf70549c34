#include "sim/chance/draw.h"
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

[[LIANDONG_AVX512, gnu::always_inline]] inline void philox_round(Counters& s, __m512i key0, __m512i key1) {
  const __m512i product0 = _mm512_mul_epu32(s.c[0], _mm512_set1_epi64(0xD2511F53));
  const __m512i product1 = _mm512_mul_epu32(s.c[2], _mm512_set1_epi64(0xCD9E8D57));
  constexpr int xor_of_three = 0x96;
  s.c[0] = _mm512_ternarylogic_epi32(_mm512_srli_epi64(product1, 32), s.c[1], key0, xor_of_three);
  s.c[2] = _mm512_ternarylogic_epi32(_mm512_srli_epi64(product0, 32), s.c[3], key1, xor_of_three);
  s.c[1] = product1;
  s.c[3] = product0;
}

/// The words of the eight counters one after another. The lanes hold counters 0, 4, 1, 5, 2, 6, 3, 7.
[[LIANDONG_AVX512, gnu::always_inline]] inline void store(const Counters& s, std::uint32_t* words) {
  const __m512i front = _mm512_mask_blend_epi32(0xaaaa, s.c[0], _mm512_slli_epi64(s.c[1], 32));
  const __m512i back = _mm512_mask_blend_epi32(0xaaaa, s.c[2], _mm512_slli_epi64(s.c[3], 32));
  _mm512_storeu_si512(words, _mm512_unpacklo_epi64(front, back));
  _mm512_storeu_si512(words + 16, _mm512_unpackhi_epi64(front, back));
}

}  // namespace

[[LIANDONG_AVX512]] void avx512(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed,
                                std::uint32_t first, const std::array<std::uint32_t, 2>& key) noexcept {
  __m512i key0[10], key1[10];
  for (std::uint32_t round = 0; round < 10; ++round) {
    key0[round] = _mm512_set1_epi64(key[0] + round * 0x9E3779B9u);
    key1[round] = _mm512_set1_epi64(key[1] + round * 0xBB67AE85u);
  }
  __m512i counter = _mm512_add_epi64(_mm512_set1_epi64(first), _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7));
  for (std::size_t done = 0; done < words.size(); done += avx512_words) {
    Counters a{{counter, _mm512_set1_epi64(Chance::lane_space), _mm512_set1_epi64(week), _mm512_set1_epi64(packed)}};
    Counters b = a;
    b.c[0] = _mm512_add_epi64(counter, _mm512_set1_epi64(8));
    for (std::size_t round = 0; round < 10; ++round) {
      philox_round(a, key0[round], key1[round]);
      philox_round(b, key0[round], key1[round]);
    }
    store(a, words.data() + done);
    store(b, words.data() + done + 32);
    counter = _mm512_add_epi64(counter, _mm512_set1_epi64(16));
  }
}

}  // namespace liandong::sim::draw_words

#else

namespace liandong::sim::draw_words {
void avx512(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed, std::uint32_t first,
            const std::array<std::uint32_t, 2>& key) noexcept {
  portable(words, week, packed, first, key);
}
}  // namespace liandong::sim::draw_words
#endif
