#include "sim/draws.h"

#include <algorithm>
#include <cassert>

#include "sim/philox.h"

namespace liandong::sim {
namespace {

// Local, because clang 14 gives the dispatched function a name that other files do not look for.
__attribute__((target_clones("avx512f", "avx2", "default"))) void draw_block(const std::uint32_t* ids,
                                                                             const std::uint32_t* others,
                                                                             std::uint32_t week, std::uint32_t packed,
                                                                             std::uint32_t key0, std::uint32_t key1,
                                                                             philox::Block& b) noexcept {
  for (std::size_t i = 0; i < philox::Block::lanes; ++i) {
    b.c[0][i] = ids[i];
    b.c[1][i] = others[i];
    b.c[2][i] = week;
    b.c[3][i] = packed;
  }
  philox::rounds(b, key0, key1);
}

}  // namespace

Draws::Draws(const std::array<std::uint32_t, 2>& key, std::uint32_t week, std::uint32_t packed,
             std::span<const std::uint32_t> ids, std::span<const std::uint32_t> others) {
  assert(others.empty() || others.size() == ids.size());
  constexpr std::size_t lanes = philox::Block::lanes;
  const std::size_t blocks = (ids.size() + lanes - 1) / lanes;
  for (auto& column : words_) column.resize(blocks * lanes);
  std::array<std::uint32_t, lanes> id{}, other{};
  for (std::size_t at = 0; at < ids.size(); at += lanes) {
    const std::size_t n = std::min(lanes, ids.size() - at);
    std::copy_n(ids.begin() + static_cast<std::ptrdiff_t>(at), n, id.begin());
    if (!others.empty()) std::copy_n(others.begin() + static_cast<std::ptrdiff_t>(at), n, other.begin());
    philox::Block block;
    draw_block(id.data(), other.data(), week, packed, key[0], key[1], block);
    for (std::size_t w = 0; w < words_.size(); ++w)
      std::copy_n(block.c[w], lanes, words_[w].begin() + static_cast<std::ptrdiff_t>(at));
  }
}

}  // namespace liandong::sim
