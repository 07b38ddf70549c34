#include "sim/graph/block_graph.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <vector>

#include "sim/chance/draw.h"

namespace liandong::sim {
namespace {

enum class Drawn : std::uint16_t { other = 1, far = 2, bit = 3 };

/// Asks for the ties of a list, whatever its order.
BlockGraph graph_of(std::uint32_t rows, std::uint32_t block_rows, const std::vector<Ask>& ties) {
  return BlockGraph::build(rows, block_rows, [&](const Rows& own, std::vector<Ask>& asked) {
    for (const Ask& tie : ties)
      if (tie.from >= own.begin_row() && tie.from < own.end_row()) asked.push_back(tie);
  });
}

/// Three ties a row, half of them to rows close by; every ninth row asks for none.
std::vector<Ask> some_ties(std::uint32_t rows, std::uint32_t block_rows) {
  const Chance chance(4, 0);
  std::vector<Ask> ties;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t first = row / block_rows * block_rows, n = std::min(block_rows, rows - first);
    for (std::uint16_t k = 0; k < 3 && row % 9 != 0; ++k) {
      const bool far = chance.uniform(0, Drawn::far, row, 0, k) < 0.5;
      const std::uint32_t word = chance.word(0, Drawn::other, row, 0, k);
      ties.push_back({row, far ? below(word, rows) : first + below(word, n)});
    }
  }
  return ties;
}

std::vector<std::set<std::uint32_t>> neighbours_of(std::uint32_t rows, const std::vector<Ask>& ties) {
  std::vector<std::set<std::uint32_t>> neighbours(rows);
  for (const Ask& tie : ties)
    if (tie.from != tie.to) {
      neighbours[tie.from].insert(tie.to);
      neighbours[tie.to].insert(tie.from);
    }
  return neighbours;
}

std::vector<std::uint64_t> some_bits(std::uint32_t rows, double share) {
  const Chance chance(6, 0);
  std::vector<std::uint64_t> bits((rows + 63) / 64);
  for (std::uint32_t row = 0; row < rows; ++row)
    if (chance.uniform(0, Drawn::bit, row) < share) bits[row / 64] |= std::uint64_t{1} << (row % 64);
  return bits;
}

constexpr std::uint32_t shapes[][2] = {{1, 64},     {2, 64},      {63, 64},     {64, 64},      {65, 64},    {1000, 128},
                                       {3000, 960}, {9000, 8128}, {8128, 8128}, {20000, 8000}, {5000, 1024}};

TEST(BlockGraph, KnowsEveryTieAtBothEndsOnce) {
  for (const auto& [rows, block_rows] : shapes) {
    SCOPED_TRACE(testing::Message() << rows << " rows in blocks of " << block_rows);
    auto ties = some_ties(rows, block_rows);
    const auto expected = neighbours_of(rows, ties);
    for (std::size_t i = 0, n = ties.size(); i < n; i += 3) ties.push_back({ties[i].to, ties[i].from});
    const BlockGraph graph = graph_of(rows, block_rows, ties);
    std::uint64_t arcs = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
      ASSERT_EQ(graph.neighbours(row), std::vector(expected[row].begin(), expected[row].end())) << row;
      ASSERT_EQ(graph.degrees(row / block_rows * block_rows)[row % block_rows], expected[row].size());
      arcs += expected[row].size();
    }
    EXPECT_EQ(graph.arcs(), arcs);
  }
}

TEST(BlockGraph, CountsTheNeighboursThatSayYesWithEveryInstructionSet) {
  for (const auto& [rows, block_rows] : shapes) {
    const auto ties = some_ties(rows, block_rows);
    const auto neighbours = neighbours_of(rows, ties);
    const BlockGraph graph = graph_of(rows, block_rows, ties);
    for (const double share : {0.0, 0.3, 1.0}) {
      const auto bits = some_bits(rows, share);
      for (int set = 0; set <= static_cast<int>(best_instructions()); ++set)
        for (std::uint32_t first = 0; first < rows; first += block_rows) {
          SCOPED_TRACE(testing::Message() << rows << " rows in blocks of " << block_rows << ", instructions " << set);
          std::vector<std::uint8_t> counts(std::min(block_rows, rows - first), 99);
          graph.count(first, bits, counts, static_cast<Instructions>(set));
          for (std::uint32_t i = 0; i < counts.size(); ++i) {
            unsigned expected = 0;
            for (const std::uint32_t other : neighbours[first + i])
              expected += (bits[other / 64] >> (other % 64) & 1u) != 0;
            ASSERT_EQ(counts[i], expected) << "row " << first + i;
          }
        }
    }
  }
}

TEST(BlockGraph, LeavesTheRowsAfterTheLastAlone) {
  const BlockGraph graph = graph_of(70, 128, some_ties(70, 128));
  for (int set = 0; set <= static_cast<int>(best_instructions()); ++set) {
    std::vector<std::uint8_t> counts(128, 99);
    graph.count(0, some_bits(70, 0.5), counts, static_cast<Instructions>(set));
    EXPECT_EQ(std::vector(counts.begin() + 70, counts.end()), std::vector<std::uint8_t>(58, 99));
  }
}

TEST(BlockGraph, HoldsAsManyNeighboursAsAByteCountsAndNoMore) {
  std::vector<Ask> star;
  for (std::uint32_t other = 1; other <= 255; ++other) star.push_back({other, 0});
  const BlockGraph graph = graph_of(300, 128, star);
  EXPECT_EQ(graph.degrees(0)[0], 255);
  const auto bits = some_bits(300, 1.0);
  for (int set = 0; set <= static_cast<int>(best_instructions()); ++set) {
    std::vector<std::uint8_t> counts(128);
    graph.count(0, bits, counts, static_cast<Instructions>(set));
    EXPECT_EQ(counts[0], 255);
    EXPECT_EQ(counts[1], 1);
  }
  star.push_back({0, 256});
  EXPECT_THROW(graph_of(300, 128, star), std::length_error);
}

TEST(BlockGraph, RefusesBlocksThatItCannotLayOut) {
  for (const std::uint32_t block_rows : {0u, 63u, 100u, 8192u})
    EXPECT_THROW(graph_of(10, block_rows, {}), std::length_error);
}

TEST(BlockGraph, MayBeEmpty) {
  const BlockGraph graph = graph_of(0, 64, {});
  EXPECT_EQ(graph.arcs(), 0u);
  EXPECT_TRUE(graph.blocks().empty());
}

}  // namespace
}  // namespace liandong::sim
