#include "analysis/scenario/units.h"

#include <algorithm>
#include <array>

namespace liandong::analysis {
namespace {

/// Scales that stand before a unit.
constexpr auto scales =
    std::to_array<models::Term>({{"10k", {"10k", "万"}}, {"1000", {"1000", "千"}}, {"10000", {"10000", "万"}}});

std::string_view chinese_for(std::string_view word, std::span<const models::Term> words) {
  for (const auto list : {words, std::span<const models::Term>(scales)})
    if (const auto found = std::ranges::find(list, word, &models::Term::key); found != list.end())
      return found->name.zh;
  return word;
}

bool separates(char c) { return c == ' ' || c == '/'; }

}  // namespace

std::string unit_in_words(std::string_view unit, std::span<const models::Term> words, models::Language language) {
  if (unit == "1") return {};
  if (language == models::Language::en) return std::string(unit);
  std::string result;
  for (std::size_t at = 0; at < unit.size();) {
    if (separates(unit[at])) {
      if (unit[at] == '/') result += '/';
      ++at;
      continue;
    }
    const auto end = std::find_if(unit.begin() + at, unit.end(), separates) - unit.begin();
    result += chinese_for(unit.substr(at, end - at), words);
    at = static_cast<std::size_t>(end);
  }
  return result;
}

std::span<const models::Term> study_units() {
  static constexpr auto units = std::to_array<models::Term>({{"weeks", {"weeks", "周"}},
                                                             {"year", {"year", "年"}},
                                                             {"communities", {"communities", "个社区"}},
                                                             {"replicates", {"replicates", "次"}}});
  return units;
}

}  // namespace liandong::analysis
