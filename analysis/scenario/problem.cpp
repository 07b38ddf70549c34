#include "analysis/scenario/problem.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/edit_distance.h"

namespace liandong::analysis {
namespace {

std::string all_in_english(const std::vector<Problem>& problems) {
  std::string text;
  for (const auto& problem : problems) text += render(problem, Language::en) + "\n";
  if (!text.empty()) text.pop_back();
  return text;
}

std::string_view last_part(std::string_view key) {
  const auto dot = key.rfind('.');
  return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

}  // namespace

std::string render(const Problem& problem, Language language) {
  std::string text;
  if (!problem.file.empty()) {
    text = problem.file;
    if (problem.line > 0) text += fmt::format(":{}:{}", problem.line, problem.column);
    text += ": ";
  }
  if (!problem.key.empty()) text += problem.key + (language == Language::zh ? "：" : ": ");
  return text + problem.message.in(language);
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(all_in_english(problems)), problems_(std::move(problems)) {}

void Problems::add(const Origin& where, std::string key, Text message) {
  const bool known = std::any_of(list_.begin(), list_.end(), [&](const Problem& other) {
    return other.line == where.line && other.column == where.column && other.key == key && other.file == where.file &&
           other.message.en == message.en;
  });
  if (known) return;
  if (full())
    ++more_;
  else
    list_.push_back({where.file, where.line, where.column, std::move(key), std::move(message)});
}

std::vector<Problem> Problems::list() const {
  auto result = list_;
  if (more_ > 0)
    result.push_back({list_.back().file,
                      0,
                      0,
                      "",
                      {fmt::format("and {} more problems", more_), fmt::format("另有 {} 个问题", more_)}});
  return result;
}

void Problems::throw_if_any() const {
  if (!empty()) throw InputError(list());
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t longest_key = 80;
  if (word.empty() || word.size() > longest_key) return {};
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto candidate : candidates) {
    auto distance = sim::edit_distance(word, candidate);
    if (last_part(candidate) == word) distance = std::min<std::size_t>(distance, 1);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace liandong::analysis
