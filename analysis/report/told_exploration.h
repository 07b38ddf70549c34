#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/report/text_layout.h"
#include "analysis/report/wording.h"
#include "analysis/store/exploration.h"

namespace liandong::analysis::report {

/// An exploration and the words in which it is told.
struct Told : Wording {
  Told(const Exploration& told, Language language) : Wording(language), exploration(told) {}
  const Exploration& exploration;

  std::string arm(std::size_t position) const {
    return title(exploration.arm_titles[position], exploration.arms[position]);
  }
  report::UnitName named(const Text& name, std::string_view unit) const {
    return with_unit(name, unit, *exploration.catalogue);
  }
};

/// Text broken to the width of a terminal, as lines of their own.
inline std::string paragraph(const std::string& text, std::size_t indent = 0) {
  return wrapped(text, text_columns, indent) + "\n";
}

}  // namespace liandong::analysis::report
