#include "analysis/scenario/uncertain.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "models/prior.h"

namespace liandong::analysis {
namespace {

using models::Distribution;

constexpr std::array of_one_number{Distribution::uniform, Distribution::triangular, Distribution::log_uniform,
                                   Distribution::beta};

std::optional<double> bound(TableReader& reader, std::string_view name, const models::Parameter& parameter, Units units,
                            Problems& problems) {
  const auto* node = reader.require(name);
  return node ? checked_value(*node, parameter, units, reader.key(name), problems) : std::nullopt;
}

std::optional<Distribution> distribution_of(TableReader& reader, Problems& problems) {
  const auto* node = reader.find("distribution");
  if (!node) return Distribution::uniform;
  const auto name = reader.text("distribution");
  std::vector<std::string_view> known;
  for (const auto distribution : of_one_number) known.push_back(models::term_of(distribution).key);
  const auto found = std::ranges::find(known, name);
  if (found != known.end()) return of_one_number[static_cast<std::size_t>(found - known.begin())];
  if (!node->is_text()) return std::nullopt;  // which the reader has said
  const auto near = nearest(name, known);
  problems.add(node->origin, reader.key("distribution"),
               {fmt::format("\"{}\" is none of {}{}", name, fmt::join(known, ", "),
                            near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)),
                fmt::format("“{}”不在 {} 之列{}", name, fmt::join(known, "、"),
                            near.empty() ? "" : fmt::format("，是否想写“{}”？", near))});
  return std::nullopt;
}

/// What is drawn, as the cell names it, or else the lever as the file states it.
std::string unknown_of(TableReader& reader, const models::Parameter& parameter, Problems& problems) {
  const auto* node = reader.find("unknown");
  if (!node)
    return fmt::format("{}.{}", std::filesystem::path(reader.node().origin.file).stem().string(), parameter.key);
  auto name = reader.text("unknown");
  if (!node->is_text()) return name;
  if (name.empty() || name == "world" || name.find(',') != std::string::npos)
    problems.add(node->origin, reader.key("unknown"),
                 {"must be a name of its own, without comma", "须为独有的名称，且不含逗号"});
  return name;
}

/// low ≤ value ≤ high and low < high, and a logarithm of low where there must be one.
bool check_order(const UncertainValue& read, TableReader& reader, Problems& problems) {
  const auto& [low, high, distribution] = static_cast<const models::Plausible&>(read.range);
  const auto before = problems.size();
  const auto wrong = [&](const char* name, const Text& message) {
    problems.add(reader.find(name)->origin, reader.key(name), message);
  };
  if (low >= high)
    wrong("high", {fmt::format("must be above low, {}; it is {}", low, high),
                   fmt::format("须大于 low（{}），现为 {}", low, high)});
  else if (read.value < low || read.value > high)
    wrong("value", {fmt::format("must lie between low and high, {} and {}; it is {}", low, high, read.value),
                    fmt::format("须在 low 与 high（{} 至 {}）之间，现为 {}", low, high, read.value)});
  if (distribution == Distribution::log_uniform && low <= 0)
    wrong("low", {fmt::format("must be above 0 where the distribution is log-uniform; it is {}", low),
                  fmt::format("分布为 log-uniform 时须大于 0，现为 {}", low)});
  return problems.size() == before;
}

}  // namespace

std::optional<UncertainValue> read_uncertain(const Node& table, const models::Parameter& parameter, Units units,
                                             const std::string& key, Problems& problems) {
  TableReader reader(table, key, problems);
  const auto value = bound(reader, "value", parameter, units, problems);
  const auto low = bound(reader, "low", parameter, units, problems);
  const auto high = bound(reader, "high", parameter, units, problems);
  const auto distribution = distribution_of(reader, problems);
  auto unknown = unknown_of(reader, parameter, problems);
  reader.reject_unknown();
  if (!value || !low || !high || !distribution) return std::nullopt;
  const UncertainValue read{*value, {{*low, *high, *distribution}, std::move(unknown)}};
  if (!check_order(read, reader, problems)) return std::nullopt;
  return read;
}

std::string uncertain_words(double value, const std::optional<LeverRange>& range) {
  if (!range) return fmt::format("{:.6g}", value);
  const std::string_view shape = models::term_of(range->distribution).key;
  return fmt::format("{:.6g} ({:.6g} … {:.6g}{}{})", value, range->low, range->high,
                     range->distribution == Distribution::uniform ? "" : ", ",
                     range->distribution == Distribution::uniform ? "" : shape);
}

}  // namespace liandong::analysis
