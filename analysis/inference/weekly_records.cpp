#include "analysis/inference/weekly_records.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {

std::size_t WeeklyRecords::weeks() const { return weekly_.size() / catalogue_.indicators.size(); }

double WeeklyRecords::mean(std::string_view indicator, std::size_t first, std::size_t last) const {
  const auto position = catalogue_.indicator(indicator);
  if (!position) return std::nan("");
  std::vector<double> values;
  for (std::size_t week = first; week < std::min(last, weeks()); ++week)
    values.push_back(weekly_[week * catalogue_.indicators.size() + *position]);
  return analysis::mean(values);
}

}  // namespace liandong::analysis
