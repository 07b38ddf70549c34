#pragma once

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "models/governance/measures/indicators.h"
#include "models/governance/measures/stock.h"
#include "tests/models/governance/small_place.h"

/// Communities of usual size under the arrangements that ship, so that what a test finds holds for studies too.
namespace liandong::governance::whole {

inline constexpr std::uint32_t year = 52;

/// Two communities of one street; everything else as by default but for an election in the third year.
inline Setting setting() {
  Setting s = default_setting();
  for (const auto& [key, value] : small::Values{{"place.communities", 2},
                                                {"place.communities_per_street", 2},
                                                {"place.election_first_week", 110},
                                                {"place.election_weeks", 20}})
    small::assign(s.place, place_definitions(), key, value);
  return s;
}

/// What a line of a file sets a lever to, at one `end` of its range ("low", "high") or as a run takes it ("value").
inline std::optional<double> lever_value(const std::string& text, const std::string& end) {
  std::size_t at = 0;
  if (text.find('{') != std::string::npos) {
    at = text.find(" " + end + " = ");
    if (at == std::string::npos) return std::nullopt;
    at += end.size() + 4;
  }
  std::istringstream number(text.substr(at));
  double value = 0.0;
  return number >> value ? std::optional(value) : std::nullopt;
}

/// Levers as a file of `scenarios/` has them; those that it does not name stay.
inline Levers shipped(const std::filesystem::path& file, Levers levers = default_levers(),
                      const std::string& end = "value") {
  std::ifstream lines(std::filesystem::path(LIANDONG_SOURCE_DIR) / "scenarios" / file);
  if (!lines) throw std::runtime_error("cannot read " + file.string());
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string key, equals, rest;
    if (!(words >> key >> equals) || equals != "=" || !std::getline(words, rest)) continue;
    const bool is_lever = std::ranges::count(lever_definitions(), key, [](const auto& d) { return d.key; }) > 0;
    if (const auto value = is_lever ? lever_value(rest, end) : std::nullopt)
      small::assign(levers, lever_definitions(), key, *value);
  }
  return levers;
}

/// The TOML files of a folder of `scenarios/`, by name.
inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(LIANDONG_SOURCE_DIR) / "scenarios" / folder))
    files.push_back(folder / entry.path().filename());
  std::ranges::sort(files);
  return files;
}

/// Runs a year more; the indicators over that year, stocks as they stand at its end.
inline std::vector<double> next_year(Simulation& simulation) {
  Account account;
  for (std::uint32_t week = 0; week < year; ++week) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) account.tally.add(tally);
  }
  account.tally.weeks = year;
  account.stock = place_stock(simulation.world());
  account.communities = static_cast<double>(simulation.communities());
  account.each = simulation.world().stock;
  return indicator_values(account);
}

/// Runs so many weeks and gives nothing.
inline void pass(Simulation& simulation, std::uint32_t weeks) {
  for (std::uint32_t week = 0; week < weeks; ++week) simulation.step();
}

/// make(i) for i below n, on all processors.
template <class Make>
auto each_of(std::size_t n, Make&& make) {
  std::vector<decltype(make(std::size_t{0}))> results(n);
  tbb::parallel_for(std::size_t{0}, n, [&](std::size_t i) { results[i] = make(i); });
  return results;
}

inline std::size_t place_of(std::string_view indicator) {
  const auto all = indicators();
  const auto found = std::ranges::find(all, indicator, &Indicator::key);
  if (found == all.end()) throw std::invalid_argument("no indicator '" + std::string(indicator) + "'");
  return static_cast<std::size_t>(found - all.begin());
}

}  // namespace liandong::governance::whole
