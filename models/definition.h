#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// The words and tables of which a model is made known: every text stands in both languages, once.
namespace liandong::models {

/// The languages of everything that users read.
enum class Language : std::uint8_t { en, zh };

/// The same words in both languages.
struct Words {
  std::string_view en, zh;
  constexpr std::string_view in(Language language) const noexcept { return language == Language::zh ? zh : en; }
};

/// Something with a key for files and a name for people: a theme, an account, a group of agents, a word of a unit.
struct Term {
  std::string_view key;
  Words name;
};

/// What is known of a number.
enum class Status : std::uint8_t {
  measured,  ///< its source measured it in places such as these
  fitted,    ///< to an observed figure, in this model
  assumed,   ///< neither
  chosen,    ///< no fact that could be known: the size of a study, a date, a shock
};

/// How a number that is not known lies within its plausible range.
enum class Distribution : std::uint8_t {
  uniform,
  triangular,    ///< most likely at the default
  log_uniform,   ///< uniform in its logarithm, so that half and double are equally far; 0 < low
  beta,          ///< most likely at the default and rarely near the ends (PERT: weight 4 on the default)
  dirichlet,     ///< one of shares that are drawn together, see Shares; low and high are their 5% and 95%
  alternatives,  ///< one of the whole numbers from low to high, by their weights
};

/// Where a number may lie that is not known.
struct Plausible {
  double low = 0.0, high = 0.0;
  Distribution distribution = Distribution::uniform;
  bool operator==(const Plausible&) const = default;
};

/// What is known of a parameter beside its default. Validity bounds say what may be set, this says what may be so.
struct Prior {
  std::string_view key;  ///< of the parameter, as its definition has it
  Status status = Status::assumed;
  Plausible plausible;                 ///< read unless it is measured or chosen
  std::array<double, 4> weights = {};  ///< of alternatives, which sum to one
  std::string_view reason;             ///< of the range: its source, or the rule by which it was assumed
};

/// Shares of one whole that are drawn together, from a Dirichlet distribution around their defaults. What the defaults
/// leave to one is a share like the others; a share of zero stays zero.
struct Shares {
  std::string_view key;                          ///< "effort.mission"
  std::array<std::string_view, 4> members = {};  ///< keys of the parameters; empty at the end
  double concentration = 0.0;  ///< sum of the distribution's exponents: a share s varies by s (1 − s) / (1 + this)
  std::string_view reason;
};

/// What there is to know about one number a user may set. Validation, `describe`, the ODD tables and the report are all
/// made from these; nothing else repeats a range, a default or a name.
struct Parameter {
  std::string_view key;     ///< as written in files, e.g. "staff.committee"
  std::string_view unit;    ///< words of Catalogue::units joined by "/" and blanks; "1" for a share or a pure number
  double low = 0.0;         ///< least allowed value
  double high = 0.0;        ///< greatest allowed value
  double fallback = 0.0;    ///< value where no file says otherwise
  bool whole = false;       ///< only whole numbers
  std::string_view source;  ///< "S2 三(二)", "evidence M1: …" or "assumed"
  Words name, meaning;
  const Prior* prior = nullptr;  ///< none of levers, whose ranges stand in arrangements, and in stored results
};

/// A parameter and where its value lives in a typed group of a model, such as governance::Levers.
template <class Group>
struct ParameterOf : Parameter {
  double Group::*member = nullptr;
};

/// The group with every value at its fallback. `definitions` must name every member, which `is_complete` checks.
template <class Group>
Group defaults(std::span<const ParameterOf<Group>> definitions) {
  Group group{};
  for (const auto& definition : definitions) group.*definition.member = definition.fallback;
  return group;
}

/// Whether the definitions name every member of a group that holds nothing but doubles, each once.
template <class Group>
constexpr bool is_complete(std::span<const ParameterOf<Group>> definitions) {
  if (definitions.size() * sizeof(double) != sizeof(Group)) return false;
  for (std::size_t i = 0; i < definitions.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (definitions[i].member == definitions[j].member) return false;
  return true;
}

/// Whether more of an indicator is better for residents, worse, or neither.
enum class Direction : std::int8_t { worse = -1, neutral = 0, better = 1 };

/// One recorded figure. Every indicator is recorded for the whole place each week and for each community each quarter.
struct Indicator {
  std::string_view key;    ///< "satisfaction", "wait.median", …
  std::string_view theme;  ///< key of Catalogue::themes
  std::string_view unit;   ///< as of a parameter
  Direction direction = Direction::neutral;
  double smallest_effect = 0.0;  ///< smallest difference that matters to a planner, in the indicator's unit
  Words name, meaning;
};

/// What an indicator is about. Figures of `whole_run` themes are means over all studied weeks, as spending is uneven
/// within a year; others over the last two years.
struct Theme {
  std::string_view key;
  Words name;
  bool whole_run = false;
};

}  // namespace liandong::models
