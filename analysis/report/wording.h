#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/report/unit_names.h"
#include "analysis/scenario/problem.h"

namespace liandong::analysis::report {

/// Columns that printed text is broken to.
inline constexpr std::size_t text_columns = 100;

/// The words of one language for printed text. What somebody else wrote comes out safe to print.
class Wording {
 public:
  explicit Wording(models::Language language) : language_(language) {}

  models::Language language() const noexcept { return language_; }
  std::string pick(std::string_view en, std::string_view zh) const;
  std::string pick(const Text& words) const;
  /// The title of something, or its name if it has none.
  std::string title(const Text& title, std::string_view name) const;
  /// "name (unit)", and by what to multiply figures under that heading.
  UnitName with_unit(const Text& name, std::string_view unit, const models::Catalogue& catalogue) const;

 private:
  models::Language language_;
};

}  // namespace liandong::analysis::report
