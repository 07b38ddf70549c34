#include "analysis/report/wording.h"

#include "analysis/report/text_layout.h"

namespace liandong::analysis::report {

std::string Wording::pick(std::string_view en, std::string_view zh) const {
  return std::string(language_ == models::Language::zh ? zh : en);
}

std::string Wording::pick(const Text& words) const { return printable(words.in(language_)); }

std::string Wording::title(const Text& title, std::string_view name) const {
  const std::string picked = pick(title);
  return picked.empty() ? printable(name) : picked;
}

UnitName Wording::with_unit(const Text& name, std::string_view unit, const models::Catalogue& catalogue) const {
  const auto [words, times] = unit_name(unit, catalogue, language_);
  const std::string shown = printable(words);
  return {pick(name) + (shown.empty() ? "" : pick(" (" + shown + ")", "（" + shown + "）")), times};
}

}  // namespace liandong::analysis::report
