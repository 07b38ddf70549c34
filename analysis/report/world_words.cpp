#include "analysis/report/world_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "analysis/report/text_layout.h"

namespace liandong::analysis::report {

namespace {

/// With a small letter within an English sentence; abbreviations stay.
std::string within(std::string name) {
  if (name.size() > 1 && std::isupper(static_cast<unsigned char>(name[0])) &&
      std::islower(static_cast<unsigned char>(name[1])))
    name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
  return name;
}

const models::Parameter* parameter_called(const models::Catalogue& catalogue, std::string_view key) {
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters)
      if (parameter.key == key) return &parameter;
  return nullptr;
}

/// Of "0: …; 1: …" or "0：…；1：…" what stands behind a number; empty if it is not there.
std::string said_of(std::string_view meaning, long long number) {
  struct Signs {
    std::string_view colon, break_;
  };
  for (const auto& [colon, stop] : {Signs{": ", "; "}, Signs{"：", "；"}}) {
    const std::string mark = std::to_string(number) + std::string(colon);
    const auto from = meaning.find(mark);
    if (from == std::string_view::npos) continue;
    auto text = meaning.substr(from + mark.size());
    const auto next = text.find(std::string(stop) + std::to_string(number + 1) + std::string(colon));
    text = text.substr(0, next);
    for (const std::string_view end : {".", "。"})
      if (text.ends_with(end)) text.remove_suffix(end.size());
    return std::string(text);
  }
  return "";
}

/// The arm at its own cost with the same course as one at scaled cost, or the arm itself.
std::size_t followed(const Results& results, const Study& study, std::size_t arm) {
  if (results.arms[arm].equal_cost_to.empty()) return arm;
  const auto scaled = std::ranges::find(study.arms, results.arms[arm].name, &Arm::name);
  for (std::size_t i = 0; i < results.arms.size() && scaled != study.arms.end(); ++i) {
    const auto own = std::ranges::find(study.arms, results.arms[i].name, &Arm::name);
    if (results.arms[i].equal_cost_to.empty() && own != study.arms.end() && do_the_same(*own, *scaled)) return i;
  }
  return arm;
}

/// Three digits at most, and no zeros at the end.
std::string plain(double value) {
  const double size = std::abs(value);
  const int digits = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
  std::string text = fmt::format("{:.{}f}", value, digits);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

/// Of a difference, with a digit less.
std::string brief(double size) {
  return fmt::format("{:.{}f}", size, size >= 100 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3);
}

}  // namespace

std::string_view word_key(WorldWord word) noexcept {
  constexpr std::array<std::string_view, 7> keys = {
      "better_always", "better_probably", "worse_always", "worse_probably", "same_always", "same_probably", "depends"};
  return keys[static_cast<std::size_t>(word)];
}

WorldWords::WorldWords(const Results& results, const Study& study, Language language)
    : results_(results), study_(study), words_(language) {}

std::string WorldWords::path(std::size_t arm) const {
  const ArmResult& of = results_.arms[followed(results_, study_, arm)];
  return within(words_.title(of.title, of.name));
}
std::string WorldWords::arm(std::size_t arm) const {
  return within(words_.title(results_.arms[arm].title, results_.arms[arm].name));
}
std::string WorldWords::indicator(std::size_t indicator) const {
  return within(words_.pick(results_.catalogue->indicators[indicator].name));
}
std::string WorldWords::unknown(std::size_t unknown) const {
  const Unknown& of = results_.worlds.unknowns[unknown];
  return within(words_.title(of.name, of.key));
}

std::string WorldWords::value(std::size_t unknown, double value) const {
  const std::string& unit = results_.worlds.unknowns[unknown].unit;
  if (has_alternatives(unknown)) return alternative(unknown, value);
  if (is_share(unit) && results_.worlds.unknowns[unknown].range.high <= 1)
    return plain(100 * value) + "%" + (unit == "1" ? "" : words_.pick(" a year", "/年"));
  const auto [name, times] = unit_name(unit, *results_.catalogue, words_.language());
  return plain(times * value) + (name.empty() ? "" : " " + printable(name));
}

bool WorldWords::has_alternatives(std::size_t unknown) const {
  return results_.worlds.unknowns[unknown].range.distribution == models::Distribution::alternatives;
}

bool WorldWords::is_whole(std::size_t unknown) const {
  const Worlds& worlds = results_.worlds;
  for (std::size_t world = 0; world < worlds.numbers.size(); ++world)
    if (const double drawn = worlds.values.at(world, unknown); drawn != std::round(drawn)) return false;
  return true;
}

std::string WorldWords::alternative(std::size_t unknown, double value) const {
  const auto* parameter = parameter_called(*results_.catalogue, results_.worlds.unknowns[unknown].key);
  const std::string said = parameter ? said_of(parameter->meaning.in(words_.language()), std::llround(value)) : "";
  return said.empty() ? plain(value) : printable(said);
}

std::string WorldWords::amount(std::size_t indicator, double difference) const {
  const auto& of = results_.catalogue->indicators[indicator];
  const double size = std::abs(difference);
  if (is_share(of.unit)) return brief(100 * size) + words_.pick(" points", " 个百分点");
  const auto [name, times] = unit_name(of.unit, *results_.catalogue, words_.language());
  return brief(times * size) + (name.empty() ? "" : " " + printable(name));
}

std::string WorldWords::listed(const std::vector<std::string>& parts) const {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? words_.pick(" and ", "和") : words_.pick(", ", "、");
    text += parts[i];
  }
  return text;
}

std::string WorldWords::joined(const std::vector<std::string>& clauses) const {
  std::string text;
  for (const auto& clause : clauses) text += (text.empty() ? "" : words_.pick("; ", "；")) + clause;
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text + words_.pick(".", "。");
}

bool WorldWords::is_judged(std::size_t position) const {
  const auto& indicator = results_.catalogue->indicators[position];
  return indicator.key != results_.catalogue->cost_indicator && indicator.direction != models::Direction::neutral;
}

long long WorldWords::hundredths(double share) { return std::llround(100 * share); }

bool is_baseline(const Study& study, std::string_view arm) {
  const auto found = std::ranges::find(study.arms, arm, &Arm::name);
  if (found == study.arms.end() || found->stages.empty() || !found->own.empty()) return false;
  const Levers before = study.burn_in();
  return std::ranges::all_of(found->stages, [&](const Stage& stage) { return stage.levers == before; });
}

}  // namespace liandong::analysis::report
