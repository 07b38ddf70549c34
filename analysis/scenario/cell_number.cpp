#include "analysis/scenario/cell_number.h"

#include <charconv>
#include <cmath>
#include <string>

#include "analysis/scenario/half_width.h"

namespace liandong::analysis {
namespace {

constexpr std::size_t thousand_digits = 3;

/// The digits without what sets thousands apart; nothing if that stands anywhere but before groups of three.
std::optional<std::string> ungrouped(std::string_view text) {
  const auto whole = text.substr(0, text.find('.'));
  std::string result;
  std::size_t group = 0;
  bool grouped = false;
  const auto complete = [&] { return grouped ? group == thousand_digits : group > 0 && group <= thousand_digits; };
  for (const char c : whole) {
    if (c == ',' || c == ' ') {
      if (!complete()) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      group += c >= '0' && c <= '9' ? 1 : 0;
      result += c;
    }
  }
  if (grouped && !complete()) return std::nullopt;
  return result + std::string(text.substr(whole.size()));
}

std::optional<double> parsed(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<CellNumber> number_in_cell(std::string_view cell) {
  std::string text = half_width(cell);
  const bool percent = text.ends_with('%');
  if (percent) text = half_width(std::string_view(text).substr(0, text.size() - 1));
  auto digits = ungrouped(text);
  if (!digits) return std::nullopt;
  if (percent) *digits += "e-2";  // exact where a division would round
  if (const auto value = parsed(*digits)) return CellNumber{*value, percent};
  return std::nullopt;
}

}  // namespace liandong::analysis
