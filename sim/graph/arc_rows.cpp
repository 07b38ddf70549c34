#include "sim/graph/arc_rows.h"

#include <vector>

namespace liandong::sim {

std::uint64_t* running_sums(std::size_t numbers) {
  thread_local std::vector<std::uint64_t> sums;
  if (sums.size() < numbers) sums.resize(2 * numbers);
  return sums.data();
}

}  // namespace liandong::sim
