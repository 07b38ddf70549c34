// Any bytes as a table: rows as wide as the first, with the line of each, or problems in both languages that say where.
#include <cstdint>
#include <cstdlib>

#include "analysis/scenario/csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace liandong::analysis;
  Problems problems;
  const auto rows = parse_csv(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz.csv", problems);
  for (const auto& problem : problems.list())
    if (problem.message.en.empty() || problem.message.zh.empty()) std::abort();
  if (!problems.empty()) return 0;
  for (const auto& row : rows)
    if (row.cells.size() != rows.front().cells.size() || row.origin.line == 0) std::abort();
  return 0;
}
