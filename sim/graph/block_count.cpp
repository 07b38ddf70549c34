#include "sim/graph/block_count.h"

#include <algorithm>
#include <array>

namespace liandong::sim::block_count {
namespace {

constexpr std::uint32_t slice = BlockArcs::slice, window = BlockArcs::window;

/// A byte for each row of a block and for `nobody`.
std::array<std::uint8_t, 8192> unpacked(std::span<const std::uint64_t> own) noexcept {
  std::array<std::uint8_t, 8192> bytes{};
  for (std::size_t w = 0; w < own.size(); ++w)
    for (std::size_t i = 0; i < 64; ++i) bytes[64 * w + i] = own[w] >> i & 1u;
  return bytes;
}

}  // namespace

void portable(const BlockArcs& arcs, std::span<const std::uint64_t> bits, std::span<const std::uint64_t> own,
              std::span<std::uint8_t> counts) noexcept {
  const auto set = unpacked(own);
  const std::uint16_t* column = arcs.inside.data();
  std::array<std::uint8_t, window> by_place;
  for (std::size_t first = 0; first < counts.size(); first += window) {
    const std::size_t n = std::min<std::size_t>(window, counts.size() - first);
    for (std::size_t place = 0; place < n; place += slice) {
      const std::size_t width = arcs.width[(first + place) / slice];
      for (std::size_t lane = 0; lane < slice; ++lane) {
        unsigned count = 0;
        for (std::size_t k = 0; k < width; ++k) count += set[column[k * slice + lane]];
        by_place[place + lane] = static_cast<std::uint8_t>(count);
      }
      column += width * slice;
    }
    for (std::size_t i = first; i < first + n; ++i) counts[i] = by_place[arcs.place[i]];
  }
  for (std::size_t i = 0; i < arcs.far.size(); ++i) {
    std::uint8_t& count = counts[arcs.far_row[i]];
    count = static_cast<std::uint8_t>(count + (bits[arcs.far[i] / 64] >> (arcs.far[i] % 64) & 1u));
  }
}

}  // namespace liandong::sim::block_count
