#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "analysis/store/csv_cell.h"
#include "analysis/store/exploration.h"

namespace liandong::analysis {
namespace {

/// A table of more cells would hardly be opened.
constexpr double most_cells = 30e6;

/// All indicators, or those that the study puts first where the table would be too large for the others.
std::vector<std::size_t> written_indicators(const Exploration& e) {
  std::vector<std::size_t> all, headline;
  for (std::size_t i = 0; i < e.catalogue->indicators.size(); ++i) {
    all.push_back(i);
    if (std::ranges::count(e.headline, e.catalogue->indicators[i].key) > 0) headline.push_back(i);
  }
  const double rows = static_cast<double>(e.points.size() * e.arms.size() * e.replicates * all.size());
  return headline.empty() || rows * static_cast<double>(e.keys.size() + 5) <= most_cells ? all : headline;
}

}  // namespace
std::string points_csv(const Exploration& e) {
  std::string csv = "point";
  for (const auto& key : e.keys) csv += "," + csv_cell(key);
  csv += ",arm,replicate,indicator,mean\r\n";
  const auto indicators = written_indicators(e);
  for (std::size_t p = 0; p < e.points.size(); ++p) {
    const std::string point = fmt::format("{},{}", p, fmt::join(e.points[p], ","));
    for (std::size_t a = 0; a < e.arms.size(); ++a)
      for (std::size_t r = 0; r < e.replicates; ++r)
        for (const std::size_t i : indicators) {
          const double figure = e.figures.at(p, a, r, i);
          fmt::format_to(std::back_inserter(csv), "{},{},{},{},", point, csv_cell(e.arms[a]), r,
                         e.catalogue->indicators[i].key);
          if (std::isfinite(figure)) fmt::format_to(std::back_inserter(csv), "{}", figure);
          csv += "\r\n";
        }
  }
  return csv;
}

}  // namespace liandong::analysis
