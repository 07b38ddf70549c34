#include "sim/chance/draw_words.h"

#include <algorithm>
#include <cassert>

#include "sim/instructions.h"

namespace liandong::sim::draw_words {
namespace {

struct Counter {
  std::uint32_t a, b, c, d;
};

[[gnu::always_inline]] inline void philox_round(Counter& s, const Key& key, std::uint32_t round) {
  const std::uint64_t product0 = std::uint64_t{factor0} * s.a;
  const std::uint64_t product1 = std::uint64_t{factor1} * s.c;
  s = {static_cast<std::uint32_t>(product1 >> 32) ^ s.b ^ (key[0] + round * step0),
       static_cast<std::uint32_t>(product1),
       static_cast<std::uint32_t>(product0 >> 32) ^ s.d ^ (key[1] + round * step1),
       static_cast<std::uint32_t>(product0)};
}

/// Every round written out, so that compilers work on many counters at once.
[[gnu::always_inline]] inline void philox(Counter& s, const Key& key) {
  static_assert(rounds == 10);
  philox_round(s, key, 0);
  philox_round(s, key, 1);
  philox_round(s, key, 2);
  philox_round(s, key, 3);
  philox_round(s, key, 4);
  philox_round(s, key, 5);
  philox_round(s, key, 6);
  philox_round(s, key, 7);
  philox_round(s, key, 8);
  philox_round(s, key, 9);
}

struct Form {
  decltype(&fill_portable) fill;
  decltype(&draw_portable) draw;
};

Form form_for(Instructions instructions) noexcept {
  if (instructions == Instructions::avx512) return {fill_avx512, draw_avx512};
  if (instructions == Instructions::avx2) return {fill_avx2, draw_avx2};
  return {fill_portable, draw_portable};
}

const Form& fastest() noexcept {
  static const Form form = form_for(best_instructions());
  return form;
}

}  // namespace

void fill_portable(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept {
  constexpr std::uint32_t n = filled_together / 4;
  std::array<std::uint32_t, filled_together> columns;
  for (std::uint32_t done = 0; done < words.size(); done += filled_together) {
    for (std::uint32_t i = 0; i < n; ++i) {
      columns[i] = counters.first + done / 4 + i;
      columns[n + i] = lane_space;
      columns[2 * n + i] = counters.week;
    }
    draw_portable(columns.data(), n, counters.packed, key);
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::uint32_t word = 0; word < 4; ++word) words[done + 4 * i + word] = columns[word * n + i];
  }
}

void draw_portable(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept {
  std::uint32_t *w0 = columns, *w1 = w0 + n, *w2 = w1 + n, *w3 = w2 + n;
  row_loop::plain(static_cast<std::uint32_t>(n), [w0, w1, w2, w3, packed, key](std::uint32_t i) {
    Counter s{w0[i], w1[i], w2[i], packed};
    philox(s, key);
    w0[i] = s.a;
    w1[i] = s.b;
    w2[i] = s.c;
    w3[i] = s.d;
  });
}

void fill(std::span<std::uint32_t> words, const Fill& counters, const Key& key) noexcept {
  const std::size_t whole = words.size() / filled_together * filled_together;
  if (whole > 0) fastest().fill(words.first(whole), counters, key);
  if (whole == words.size()) return;
  std::array<std::uint32_t, filled_together> rest;
  fastest().fill(rest, {counters.week, counters.packed, counters.first + static_cast<std::uint32_t>(whole / 4)}, key);
  std::ranges::copy(std::span(rest).first(words.size() - whole), words.subspan(whole).begin());
}

void draw(std::uint32_t* columns, std::size_t n, std::uint32_t packed, const Key& key) noexcept {
  assert(n % drawn_together == 0);
  fastest().draw(columns, n, packed, key);
}

}  // namespace liandong::sim::draw_words
