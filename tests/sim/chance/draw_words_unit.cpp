#include "sim/chance/draw_words.h"

#include <gtest/gtest.h>

#include <vector>

#include "sim/chance/draw.h"
#include "sim/instructions.h"

namespace liandong::sim {
namespace {

TEST(DrawWords, AreThoseOfRandom123WithEveryInstructionSet) {
  const std::array<std::uint32_t, 2> key{0x89abcdef, 0x01234567};
  for (const std::uint32_t first : {0u, 5u, 0xfffffff0u}) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < 48; ++i) {
      const auto four = r123::Philox4x32()({{first + i, Chance::lane_space, 77, 0x00640003}}, {{key[0], key[1]}});
      expected.insert(expected.end(), four.begin(), four.end());
    }
    std::vector<std::uint32_t> words(expected.size());
    draw_words::portable(words, 77, 0x00640003, first, key);
    EXPECT_EQ(words, expected);
    if (best_instructions() < Instructions::avx512) continue;
    std::ranges::fill(words, 0u);
    draw_words::avx512(words, 77, 0x00640003, first, key);
    EXPECT_EQ(words, expected);
  }
}

TEST(UniformFloat, StaysBelowOne) {
  EXPECT_EQ(uniform_float(0u), 0.0f);
  EXPECT_LT(uniform_float(0xffffffffu), 1.0f);
  EXPECT_EQ(uniform_float(0x80000000u), 0.5f);
}

}  // namespace
}  // namespace liandong::sim
