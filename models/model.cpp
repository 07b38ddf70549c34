#include "models/model.h"

#include <algorithm>
#include <stdexcept>

namespace liandong::models {

std::size_t Catalogue::size() const noexcept {
  std::size_t n = 0;
  for (const ParameterGroup& group : groups) n += group.parameters.size();
  return n;
}

const ParameterGroup* Catalogue::levers() const noexcept {
  return !groups.empty() && groups.back().levers ? &groups.back() : nullptr;
}

const Parameter& Catalogue::parameter(std::size_t position) const {
  for (const ParameterGroup& group : groups) {
    if (position < group.parameters.size()) return group.parameters[position];
    position -= group.parameters.size();
  }
  throw std::out_of_range("no such parameter");
}

std::size_t Catalogue::first_of(const ParameterGroup& group) const {
  std::size_t first = 0;
  for (const ParameterGroup& other : groups) {
    if (&other == &group) return first;
    first += other.parameters.size();
  }
  throw std::out_of_range("the group is not one of the catalogue");
}

std::optional<std::size_t> Catalogue::indicator(std::string_view key) const {
  const auto found = std::ranges::find(indicators, key, &Indicator::key);
  if (found == indicators.end()) return std::nullopt;
  return static_cast<std::size_t>(found - indicators.begin());
}

void Run::merge(std::span<const std::uint32_t>) { throw std::logic_error("the model cannot merge communities"); }

Values defaults(const Catalogue& catalogue) {
  Values values;
  for (const ParameterGroup& group : catalogue.groups)
    for (const Parameter& parameter : group.parameters) values.whole.push_back(parameter.fallback);
  return values;
}

}  // namespace liandong::models
