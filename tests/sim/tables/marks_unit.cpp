#include "sim/tables/marks.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace liandong::sim {
namespace {

/// Bytes of which a share has bits.
std::vector<std::uint8_t> some_bytes(std::size_t n, double share, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> chance;
  std::vector<std::uint8_t> bytes(n);
  for (auto& byte : bytes) byte = chance(random) < share ? static_cast<std::uint8_t>(random()) : std::uint8_t{0};
  return bytes;
}

TEST(FindMarked, AppendsThePlacesOfBytesThatShareABitWithTheMaskInOrder) {
  for (const std::size_t n : {0u, 1u, 7u, 63u, 64u, 65u, 200u, 1024u})
    for (const double share : {0.0, 0.02, 0.3, 1.0})
      for (const unsigned mask : {0x01u, 0x80u, 0x42u, 0xffu, 0x00u}) {
        const auto bytes = some_bytes(n, share, static_cast<std::uint32_t>(n) + mask);
        std::vector<std::uint32_t> expected = {5}, found = {5};
        for (std::size_t i = 0; i < n; ++i)
          if ((bytes[i] & mask) != 0) expected.push_back(100 + static_cast<std::uint32_t>(i));
        find_marked(bytes, static_cast<std::uint8_t>(mask), 100, found);
        EXPECT_EQ(found, expected) << n << " bytes, share " << share << ", mask " << mask;
      }
}

TEST(FindMarked, FindsEveryBitOfEveryPlaceOfABlock) {
  for (std::uint32_t place = 0; place < 130; ++place)
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::vector<std::uint8_t> bytes(130);
      bytes[place] = static_cast<std::uint8_t>(1u << bit);
      std::vector<std::uint32_t> found;
      find_marked(bytes, 0xff, 0, found);
      EXPECT_EQ(found, std::vector{place});
    }
}

TEST(FindOtherThan, AppendsThePlacesOfNumbersThatAreNotTheOneForNone) {
  for (const std::size_t n : {0u, 3u, 64u, 150u}) {
    const auto bytes = some_bytes(n, 0.1, 3);
    std::vector<std::uint16_t> numbers(n);
    std::vector<std::uint32_t> expected, found;
    for (std::size_t i = 0; i < n; ++i) {
      numbers[i] = bytes[i] != 0 ? static_cast<std::uint16_t>(bytes[i] << 8) : std::uint16_t{0xffff};
      if (bytes[i] != 0) expected.push_back(7 + static_cast<std::uint32_t>(i));
    }
    find_other_than(0xffff, numbers, 7, found);
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace liandong::sim
