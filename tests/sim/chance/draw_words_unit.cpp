#include "sim/chance/draw_words.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <vector>

#include "sim/chance/draw.h"
#include "sim/instructions.h"

namespace liandong::sim {
namespace {

using namespace draw_words;

constexpr Key key{0x89abcdef, 0x01234567};
constexpr std::uint32_t drawn_in = 77, packed = 0x00640003;

/// The forms that this processor can run.
struct Form {
  decltype(&fill_portable) fill;
  decltype(&draw_portable) draw;
};
std::vector<Form> forms() {
  std::vector<Form> forms{{fill_portable, draw_portable}, {fill, draw}};
  if (best_instructions() >= Instructions::avx2) forms.push_back({fill_avx2, draw_avx2});
  if (best_instructions() >= Instructions::avx512) forms.push_back({fill_avx512, draw_avx512});
  return forms;
}

TEST(DrawWords, FilledAreThoseOfRandom123InEveryForm) {
  for (const std::uint32_t first : {0u, 5u, 0xfffffff0u}) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < 48; ++i) {
      const auto four = r123::Philox4x32()({{first + i, lane_space, drawn_in, packed}}, {{key[0], key[1]}});
      expected.insert(expected.end(), four.begin(), four.end());
    }
    for (const Form& form : forms()) {
      std::vector<std::uint32_t> words(expected.size());
      form.fill(words, {drawn_in, packed, first}, key);
      EXPECT_EQ(words, expected);
    }
  }
}

TEST(DrawWords, DrawnAreThoseOfRandom123InEveryForm) {
  constexpr std::uint32_t n = 3 * drawn_together;
  std::vector<std::uint32_t> counters(4 * n, 0xdeadbeef), expected(4 * n);
  for (std::uint32_t i = 0; i < n; ++i) {
    counters[i] = 0xfffffff0u + i;
    counters[n + i] = i * 2'654'435'761u;
    counters[2 * n + i] = i;
    const auto four = r123::Philox4x32()({{counters[i], counters[n + i], i, packed}}, {{key[0], key[1]}});
    for (std::uint32_t word = 0; word < 4; ++word) expected[word * n + i] = four[word];
  }
  for (const Form& form : forms()) {
    std::vector<std::uint32_t> columns = counters;
    form.draw(columns.data(), n, packed, key);
    EXPECT_EQ(columns, expected);
  }
}

TEST(UniformFloat, StaysBelowOne) {
  EXPECT_EQ(uniform_float(0u), 0.0f);
  EXPECT_LT(uniform_float(0xffffffffu), 1.0f);
  EXPECT_EQ(uniform_float(0x80000000u), 0.5f);
}

}  // namespace
}  // namespace liandong::sim
