#include "sim/chance/draws.h"

#include <algorithm>
#include <cassert>

#include "sim/chance/draw_words.h"

namespace liandong::sim {

Draws::Draws(const std::array<std::uint32_t, 2>& key, std::span<const std::uint32_t> weeks, std::uint32_t packed,
             std::span<const std::uint32_t> ids, std::span<const std::uint32_t> others)
    : size_((ids.size() + draw_words::drawn_together - 1) / draw_words::drawn_together * draw_words::drawn_together),
      words_(std::make_unique_for_overwrite<std::uint32_t[]>(4 * size_)) {
  assert(others.empty() || others.size() == ids.size());
  assert(weeks.size() == 1 || weeks.size() == ids.size());
  if (size_ == 0) return;
  const auto put = [this](std::size_t word, std::span<const std::uint32_t> values, std::uint32_t filling) {
    std::uint32_t* const column = words_.get() + word * size_;
    std::fill(std::ranges::copy(values.first(std::min(values.size(), size_)), column).out, column + size_, filling);
  };
  put(0, ids, 0);
  put(1, others, 0);
  put(2, weeks, weeks.front());
  draw_words::draw(words_.get(), size_, packed, key);
}

}  // namespace liandong::sim
