#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace liandong::governance {

/// What there is to know about one number a user may set. Validation, `describe`, the ODD tables and the report are all
/// made from these; nothing else repeats a range, a default or a name.
struct Definition {
  std::string_view key;     ///< as written in files, e.g. "staff.committee"
  std::string_view unit;    ///< "1" for a share or a pure number
  double low = 0.0;         ///< least allowed value
  double high = 0.0;        ///< greatest allowed value
  double fallback = 0.0;    ///< value where no file says otherwise
  bool whole = false;       ///< only whole numbers
  std::string_view source;  ///< "S2 三(二)", "evidence M1: …" or "assumed"
  std::string_view name_en, name_zh;
  std::string_view meaning_en, meaning_zh;
};

/// A definition and where its value lives in a group of parameters (Levers, Place, Context, Mechanisms).
template <class Group>
struct DefinitionOf : Definition {
  double Group::*member = nullptr;
};

/// The group with every value at its fallback.
template <class Group>
Group defaults(std::span<const DefinitionOf<Group>> definitions) {
  Group group;
  for (const auto& definition : definitions) group.*definition.member = definition.fallback;
  return group;
}

}  // namespace liandong::governance
