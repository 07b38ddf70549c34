#include "sim/store/hash.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace liandong::sim {
namespace {

struct TwoColumns {
  const char *first = "a", *second = "b";
  std::vector<std::uint8_t> a = std::vector<std::uint8_t>(3, 7), b = std::vector<std::uint8_t>(2, 7);

  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit(self.first, self.a);
    visit(self.second, self.b);
  }
};

std::uint64_t hash_of(const std::vector<std::uint8_t>& bytes) {
  return Hasher().bytes(std::as_bytes(std::span(bytes))).digest();
}

TEST(Hasher, SeesEverySingleBitAtEveryPlace) {
  for (const std::size_t length : {1, 8, 31, 32, 33, 100}) {
    std::vector<std::uint8_t> bytes(length, 0x5a);
    std::set<std::uint64_t> seen{hash_of(bytes)};
    for (std::size_t i = 0; i < length; ++i)
      for (int bit = 0; bit < 8; ++bit) {
        bytes[i] = static_cast<std::uint8_t>(bytes[i] ^ (1 << bit));
        EXPECT_TRUE(seen.insert(hash_of(bytes)).second) << length << " " << i << " " << bit;
        bytes[i] = static_cast<std::uint8_t>(bytes[i] ^ (1 << bit));
      }
  }
}

TEST(Hasher, SeesTheNumberOfZeros) {
  std::set<std::uint64_t> seen;
  for (std::size_t length = 0; length < 200; ++length)
    EXPECT_TRUE(seen.insert(hash_of(std::vector<std::uint8_t>(length))).second);
}

TEST(Hasher, SeesTheOrderOfNumbersAndWhereTextsEnd) {
  EXPECT_NE(Hasher().number(1).number(2).digest(), Hasher().number(2).number(1).digest());
  EXPECT_NE(Hasher().text("ab").text("c").digest(), Hasher().text("a").text("bc").digest());
}

TEST(StateHash, SeesNamesBordersAndValuesOfColumns) {
  const TwoColumns base;
  TwoColumns renamed, moved, changed;
  renamed.second = "c";
  moved.a.resize(2);
  moved.b.resize(3, 7);
  changed.b[1] = 6;
  EXPECT_EQ(state_hash(base), state_hash(TwoColumns{}));
  EXPECT_NE(state_hash(base), state_hash(renamed));
  EXPECT_NE(state_hash(base), state_hash(moved));
  EXPECT_NE(state_hash(base), state_hash(changed));
}

TEST(HashText, HasSixteenHexadecimalDigits) {
  EXPECT_EQ(hash_text(0), "0000000000000000");
  EXPECT_EQ(hash_text(0x0123456789abcdefull), "0123456789abcdef");
}

TEST(StateBytes, CountsAllColumns) { EXPECT_EQ(state_bytes(TwoColumns{}), 5u); }

}  // namespace
}  // namespace liandong::sim
