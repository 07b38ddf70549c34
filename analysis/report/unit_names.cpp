#include "analysis/report/unit_names.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "analysis/report/text_layout.h"

namespace liandong::analysis::report {

namespace {

using models::Language;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find(separator, from), text.size());
    if (end > from) parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

const models::Term* known_term(std::string_view word, const models::Catalogue& catalogue) {
  const auto found = std::ranges::find(catalogue.units, word, &models::Term::key);
  return found == catalogue.units.end() ? nullptr : &*found;
}

/// "10k" and "10000" are 万 or 10,000; "3000" is 3000 or 3,000.
std::string number_in_words(std::string_view word, Language language) {
  const bool ten_thousand = word == "10k" || word == "10000";
  if (language == Language::zh) return ten_thousand ? "万" : word == "1000" ? "千" : std::string(word);
  if (ten_thousand) return "10,000";
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc{} && end == word.data() + word.size() ? grouped(number) : std::string(word);
}

/// What stands between two "/".
std::string piece_in_words(std::string_view piece, const models::Catalogue& catalogue, Language language) {
  if (const auto* whole = known_term(piece, catalogue)) return std::string(whole->name.in(language));
  std::string result;
  for (const std::string_view word : split(piece, ' ')) {
    if (language == Language::en && !result.empty()) result += ' ';
    const auto* known = known_term(word, catalogue);
    result += known ? std::string(known->name.in(language)) : number_in_words(word, language);
  }
  return result;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) result.append(result.empty() ? "" : separator).append(part);
  return result;
}

/// Takes a scale that the language has no word for off the front of the unit.
double unscaled(std::string_view& unit, Language language) {
  for (const auto& [scale, times] : {std::pair{std::string_view("10k "), 10'000.0}, {"1000 ", 1'000.0}})
    if (unit.starts_with(scale) && !(times == 10'000.0 && language == Language::zh)) {
      unit.remove_prefix(scale.size());
      return times;
    }
  return 1;
}

}  // namespace

UnitName unit_name(std::string_view unit, const models::Catalogue& catalogue, Language language) {
  const double times = unscaled(unit, language);
  std::vector<std::string> words;
  for (const std::string_view piece : split(unit, '/'))
    if (piece != "1") words.push_back(piece_in_words(piece, catalogue, language));
  if (words.empty()) return {"", times};
  const bool of_nothing = unit.starts_with("1/");
  if (language == Language::zh) return {of_nothing ? "每" + joined(words, "、每") : joined(words, "/"), times};
  if (of_nothing) return {"per " + joined(words, " and "), times};
  const std::string counted = words.front();
  words.erase(words.begin());
  return {words.empty() ? counted : counted + " per " + joined(words, " and "), times};
}

bool is_share(std::string_view unit) noexcept { return unit == "1" || unit == "1/year"; }

}  // namespace liandong::analysis::report
