#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "analysis/store/csv_cell.h"
#include "analysis/store/exploration.h"

namespace liandong::analysis {
std::string points_csv(const Exploration& e) {
  std::string csv = "point";
  for (const auto& key : e.keys) csv += "," + csv_cell(key);
  csv += ",arm,replicate,indicator,mean\r\n";
  for (std::size_t p = 0; p < e.points.size(); ++p) {
    const std::string point = fmt::format("{},{}", p, fmt::join(e.points[p], ","));
    for (std::size_t a = 0; a < e.arms.size(); ++a)
      for (std::size_t r = 0; r < e.replicates; ++r)
        for (std::size_t i = 0; i < e.catalogue->indicators.size(); ++i) {
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
