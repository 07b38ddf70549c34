#pragma once

#include <optional>
#include <string_view>

namespace liandong::analysis {

struct CellNumber {
  double value = 0;
  bool percent = false;  ///< was written with a percent sign; the value is a hundredth of what stands before it
};

/// The number in a cell of a table that a person made: digits of either width, thousands set apart by commas or blanks
/// ("1,234", "3 000"), and "24%" for 0.24. Nothing if it is none.
std::optional<CellNumber> number_in_cell(std::string_view cell);

}  // namespace liandong::analysis
