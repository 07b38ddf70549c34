#include "models/governance/world/tally.h"

#include <cstring>

namespace liandong::governance {

static_assert(sizeof(Tally) % sizeof(std::int64_t) == 0, "a tally is nothing but 64-bit counts");
constexpr std::size_t tally_counts = sizeof(Tally) / sizeof(std::int64_t);

void Tally::add(const Tally& other) noexcept {
  std::array<std::int64_t, tally_counts> mine, theirs;
  std::memcpy(mine.data(), this, sizeof(Tally));
  std::memcpy(theirs.data(), &other, sizeof(Tally));
  for (std::size_t i = 0; i < tally_counts; ++i) mine[i] += theirs[i];
  std::memcpy(static_cast<void*>(this), mine.data(), sizeof(Tally));
}

}  // namespace liandong::governance
