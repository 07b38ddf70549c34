#pragma once

#include <string>
#include <string_view>

#include "models/model.h"

namespace liandong::analysis::report {

/// A unit in the words of one language, and by what to multiply figures that are to stand before it: English has no
/// word for ten thousand, so that "10k yuan" is 万元 with times = 1, and "yuan" with times = 10,000.
struct UnitName {
  std::string name;  ///< empty for a pure number
  double times = 1;
};

/// "yuan/resident/year" is "yuan per resident and year" or 元/居民/年, "1/week" is "per week" or 每周. The words, and
/// groups of words such as "active resident", come from `Catalogue::units`; what is not there stays as it is.
UnitName unit_name(std::string_view unit, const models::Catalogue& catalogue, models::Language language);

/// Whether figures of the unit are shares, or shares a year, which are shown in percent.
bool is_share(std::string_view unit) noexcept;

}  // namespace liandong::analysis::report
