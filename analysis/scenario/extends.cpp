#include "analysis/scenario/extends.h"

#include <algorithm>

namespace liandong::analysis {
namespace {

namespace fs = std::filesystem;

bool closes_circle(const fs::path& file, const std::vector<fs::path>& chain) {
  return std::any_of(chain.begin(), chain.end(), [&](const fs::path& other) {
    std::error_code error;
    return fs::equivalent(file, other, error);
  });
}

std::string chain_in_words(const std::vector<fs::path>& chain, const fs::path& last) {
  std::string words;
  for (const auto& file : chain) words += file.stem().string() + " → ";
  return words + last.stem().string();
}

}  // namespace

std::optional<fs::path> find_extended(TableReader& reader, Shelf shelf, const std::vector<fs::path>& chain,
                                      Problems& problems) {
  const auto* extends = reader.find("extends");
  const auto name = reader.text("extends");
  if (name.empty()) return std::nullopt;
  auto base = ScenarioFiles(chain.back().parent_path()).find(shelf, name, extends->origin, "extends", problems);
  if (!base || !closes_circle(*base, chain)) return base;
  const auto circle = chain_in_words(chain, *base);
  problems.add(extends->origin, "extends", {"goes in a circle: " + circle, "循环引用：" + circle});
  return std::nullopt;
}

}  // namespace liandong::analysis
