#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

#include "bench/yardstick/block.h"
#include "sim/chance/draw.h"

namespace liandong::yardstick {
namespace {

using Pair = std::uint64_t;

constexpr Pair pair(std::uint32_t a, std::uint32_t b) { return Pair{a} << 32 | b; }

template <class Body>
void on_blocks(unsigned threads, std::size_t blocks, Body body) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> team;
  for (unsigned t = 0; t < threads; ++t)
    team.emplace_back([&] {
      for (std::size_t b; (b = next++) < blocks;) body(b);
    });
}

template <class Take>
void each_tie(const sim::Chance& chance, std::uint32_t residents, const Block& block, Take take) {
  for (std::uint32_t r = block.first; r < block.first + block.size; ++r)
    for (std::uint16_t k = 0; k < 5; ++k) {
      const auto words = chance.four(0, Purpose::partner, r, 0, k);
      const bool inside = block.size > 1 && words[0] < sim::chance_threshold(0.8);
      const std::uint32_t from = inside ? block.first : 0, among = inside ? block.size : residents;
      const std::uint32_t other = from + sim::below(words[1], among - 1);
      take(r, other + (other >= r));
    }
}

/// A list to which threads append in turn.
struct Inbox {
  std::atomic_flag taken;
  std::vector<Pair> pairs;

  void add(Pair p) {
    while (taken.test_and_set(std::memory_order_acquire)) {
    }
    pairs.push_back(p);
    taken.clear(std::memory_order_release);
  }
};

void once(std::vector<Pair>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

void lay_out(Block& block, const std::vector<Pair>& inside) {
  const std::uint32_t padded = (block.size + 63) / 64 * 64;
  std::vector<std::uint32_t> begin(padded + 1);
  for (const Pair p : inside) ++begin[(p >> 32) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  const auto length = [&](std::uint32_t row) { return begin[row + 1] - begin[row]; };
  block.place.resize(2 * padded);
  for (std::uint32_t from = 0; from < padded; from += window) {
    std::vector<std::uint32_t> rows(std::min(window, padded - from));
    std::iota(rows.begin(), rows.end(), from);
    std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return length(a) > length(b); });
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      block.place[rows[i] / 64 * 128 + rows[i] % 64] = low_place(i);
      block.place[rows[i] / 64 * 128 + 64 + rows[i] % 64] = high_place(i);
      if (i % 64 == 0) block.width.push_back(static_cast<std::uint8_t>(length(rows[i])));
      for (std::uint32_t k = 0; i % 64 == 0 && k < length(rows[i]); ++k) {
        block.inside.insert(block.inside.end(), 64, low_byte(nobody));
        block.inside.insert(block.inside.end(), 64, high_byte(nobody));
      }
      std::size_t column = block.inside.size() - std::size_t{128} * block.width.back() + i % 64;
      for (std::uint32_t a = begin[rows[i]]; a < begin[rows[i] + 1]; ++a, column += 128) {
        block.inside[column] = low_byte(static_cast<std::uint32_t>(inside[a]));
        block.inside[column + 64] = high_byte(static_cast<std::uint32_t>(inside[a]));
      }
    }
  }
  block.degree.assign(padded, 0);
  for (std::uint32_t row = 0; row < padded; ++row) block.degree[row] = static_cast<std::uint8_t>(length(row));
  for (const std::uint16_t row : block.far_row) ++block.degree[row];
  for (std::uint8_t& degree : block.degree) degree = std::max<std::uint8_t>(degree, 1);
  block.inside.shrink_to_fit();
}

}  // namespace

std::vector<Block> build(std::uint32_t residents, std::uint64_t seed, unsigned threads) {
  const sim::Chance chance(seed, 0);
  std::vector<Block> blocks((std::size_t{residents} + block_size - 1) / block_size);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    blocks[b].first = static_cast<std::uint32_t>(b) * block_size;
    blocks[b].size = std::min(block_size, residents - blocks[b].first);
  }
  std::vector<Inbox> far(blocks.size());
  on_blocks(threads, blocks.size(), [&](std::size_t b) {
    each_tie(chance, residents, blocks[b], [&](std::uint32_t r, std::uint32_t other) {
      if (other / block_size == b) return;
      far[b].add(pair(other, r % block_size));
      far[other / block_size].add(pair(r, other % block_size));
    });
  });
  on_blocks(threads, blocks.size(), [&](std::size_t b) {
    Block& block = blocks[b];
    std::vector<Pair> inside, away = std::move(far[b].pairs);
    each_tie(chance, residents, block, [&](std::uint32_t r, std::uint32_t other) {
      if (other / block_size != b) return;
      inside.push_back(pair(r - block.first, other - block.first));
      inside.push_back(pair(other - block.first, r - block.first));
    });
    once(inside);
    once(away);
    for (const Pair p : away) {
      block.far.push_back(static_cast<std::uint32_t>(p >> 32));
      block.far_row.push_back(static_cast<std::uint16_t>(p));
    }
    lay_out(block, inside);
  });
  return blocks;
}

}  // namespace liandong::yardstick
