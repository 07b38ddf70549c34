#include "analysis/scenario/ensemble.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/scenario/csv.h"
#include "analysis/scenario/document.h"
#include "analysis/scenario/known_models.h"
#include "analysis/scenario/values.h"
#include "models/prior.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

/// What only people and other programs read.
constexpr std::string_view told_only[] = {"title",      "study",    "program",     "command",     "burn_in_weeks",
                                          "cutoff",     "settled",  "communities", "observation", "noise_worlds",
                                          "noise_runs", "failures", "pattern",     "wave"};

constexpr double greatest_seed = 9007199254740991, greatest_world = 0x3fffffff;

/// The number if it is whole and from 0 to `high`; else adds a problem.
std::optional<double> whole_number(const Node& node, const std::string& key, double high, Problems& problems) {
  if (!node.is_number()) {
    add_wrong_type(node, key, {"a whole number", "整数"}, problems);
    return std::nullopt;
  }
  const double number = node.number();
  if (number >= 0 && number <= high && number == std::trunc(number)) return number;
  problems.add(node.origin, key,
               {fmt::format("must be a whole number from 0 to {}, but this is {}", high, number),
                fmt::format("须为 0 至 {} 的整数，这里却是 {}", high, number)});
  return std::nullopt;
}

void check_format(TableReader& reader, Problems& problems) {
  const auto* format = reader.require("format");
  const auto* version = reader.require("format_version");
  if (format && (!format->is_text() || format->text() != ensemble_format))
    problems.add(format->origin, "format",
                 {fmt::format("must be \"{}\": this file is no ensemble", ensemble_format),
                  fmt::format("须为“{}”：此文件不是世界集", ensemble_format)});
  if (version && !(version->is_number() && version->number() == ensemble_format_version))
    problems.add(version->origin, "format_version",
                 {fmt::format("this program reads {}; make the ensemble again with `liandong calibrate`",
                              ensemble_format_version),
                  fmt::format("本程序可读 {} 版；请用 `liandong calibrate` 重新生成", ensemble_format_version)});
}

std::uint64_t read_seed(TableReader& reader, Problems& problems) {
  const auto* seed = reader.require("seed");
  if (!seed) return 0;
  return static_cast<std::uint64_t>(whole_number(*seed, "seed", greatest_seed, problems).value_or(0));
}

std::uint64_t read_priors(TableReader& reader, const models::Catalogue& catalogue, Problems& problems) {
  const auto* node = reader.require("priors");
  const std::uint64_t wanted = models::priors_hash(catalogue);
  if (node && (!node->is_text() || node->text() != sim::hash_text(wanted)))
    problems.add(node->origin, "priors",
                 {fmt::format("its worlds were drawn from other ranges than this program's ({}), so that their numbers "
                              "stand for other worlds; make the ensemble again with `liandong calibrate`",
                              sim::hash_text(wanted)),
                  fmt::format("其世界取自与本程序（{}）不同的取值范围，编号对应的已不是同样的世界；请用 `liandong "
                              "calibrate` 重新生成",
                              sim::hash_text(wanted))});
  return wanted;
}

std::vector<std::uint32_t> read_worlds(TableReader& reader, Problems& problems) {
  std::vector<std::uint32_t> worlds;
  const auto* list = reader.require("worlds");
  if (!list) return worlds;
  if (!list->is_list() || list->list().empty()) {
    add_wrong_type(*list, "worlds", {"a list of at least one world's number", "至少含一个世界编号的列表"}, problems);
    return worlds;
  }
  for (const Node& world : list->list()) {
    const auto number = whole_number(world, "worlds", greatest_world, problems);
    if (number && !worlds.empty() && *number <= worlds.back())
      problems.add(world.origin, "worlds",
                   {fmt::format("numbers must ascend, but {} follows {}", *number, worlds.back()),
                    fmt::format("编号须递增，而 {} 之后是 {}", worlds.back(), *number)});
    else if (number)
      worlds.push_back(static_cast<std::uint32_t>(*number));
  }
  return worlds;
}

/// The number in a cell, NaN where it is empty; nothing (with a problem) if it is no number.
std::optional<double> number_in(const CsvRow& row, std::size_t column, const std::string& heading, Problems& problems) {
  const std::string& cell = row.cells[column];
  if (cell.empty()) return std::numeric_limits<double>::quiet_NaN();
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error == std::errc{} && end == cell.data() + cell.size()) return value;
  problems.add(row.origin, heading, {"must be a number", "须为数字"});
  return std::nullopt;
}

Implausibilities read_implausibilities(const std::filesystem::path& file, const std::vector<std::uint32_t>& worlds,
                                       Problems& problems) {
  Implausibilities found;
  const auto rows = read_csv(file, problems);
  if (rows.empty()) return found;
  const auto& headings = rows.front().cells;
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < headings.size(); ++c)
    if (headings[c].starts_with(implausibility_heading)) {
      columns.push_back(c);
      found.patterns.push_back(headings[c].substr(implausibility_heading.size()));
    }
  for (std::size_t r = 1; r < rows.size() && headings.front() == "world"; ++r) {
    const auto world = number_in(rows[r], 0, "world", problems);
    if (!world || !(*world >= 0 && *world <= greatest_world)) continue;
    auto& values = found.of[static_cast<std::uint32_t>(*world)];
    for (const std::size_t c : columns) values.push_back(number_in(rows[r], c, headings[c], problems).value_or(0));
  }
  const auto missing = std::ranges::find_if(worlds, [&](std::uint32_t world) { return !found.of.contains(world); });
  if (missing != worlds.end())
    problems.add({file.string(), 0, 0}, "world",
                 {fmt::format("has no row for world {} of the ensemble beside it", *missing),
                  fmt::format("缺少世界集中第 {} 号世界的一行", *missing)});
  return found;
}

}  // namespace

Ensemble read_ensemble(const std::filesystem::path& file, const models::Catalogue& catalogue, Problems& problems) {
  Node root;
  if (!read_document(file, root, problems)) return {};
  TableReader reader(root, "", problems);
  Ensemble ensemble;
  check_format(reader, problems);
  check_model(reader, catalogue, problems);
  ensemble.name = reader.find("name") ? reader.text("name") : file.stem().string();
  ensemble.seed = read_seed(reader, problems);
  ensemble.priors = read_priors(reader, catalogue, problems);
  ensemble.worlds = read_worlds(reader, problems);
  for (const auto name : told_only) reader.find(name);
  reader.reject_unknown();
  const auto table = std::filesystem::path(file).replace_extension(".csv");
  if (std::filesystem::exists(table))
    ensemble.implausibilities = read_implausibilities(table, ensemble.worlds, problems);
  return ensemble;
}

}  // namespace liandong::analysis
