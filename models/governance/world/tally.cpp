#include "models/governance/world/tally.h"

namespace liandong::governance {
namespace {

void sum(Count& into, Count count) noexcept { into += count; }
template <std::size_t n>
void sum(std::array<Count, n>& into, const std::array<Count, n>& counts) noexcept {
  for (std::size_t i = 0; i < n; ++i) into[i] += counts[i];
}
void sum(CountByGroup& into, const CountByGroup& counts) noexcept { sum(into.values, counts.values); }

}  // namespace

#define LIANDONG_SUM(Type, name, meaning) sum(name, other.name);
void Tally::add(const Tally& other) noexcept { LIANDONG_TALLY(LIANDONG_SUM) }
void GroupTally::add(const GroupTally& other) noexcept { LIANDONG_GROUP_TALLY(LIANDONG_SUM) }
#undef LIANDONG_SUM

}  // namespace liandong::governance
