#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "analysis/store/catalogue_file.h"
#include "analysis/store/exploration.h"
#include "analysis/store/file_parts.h"
#include "analysis/store/file_problem.h"
#include "analysis/store/provenance_file.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {
namespace {

using sim::hdf5::Group;

constexpr FileFormat exploration_format{"liandong exploration", 1};
constexpr const char *point_axis = "/point", *key_axis = "/key", *arm_axis = "/arm", *failure_axis = "/failure";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void write_run(const Group& root, const Exploration& e) {
  root.write_text("name", e.name);
  root.write_text("title_en", e.title.en);
  root.write_text("title_zh", e.title.zh);
  root.write_text("headline", fmt::format("{}", fmt::join(e.headline, "\n")),
                  {"", "Indicators that the study puts first."});
  root.write_text("study", e.study_text, {"", "The whole study as TOML."});
  root.write("seed", std::vector{e.seed}, {}, {"1", "Seed of the study."});
  root.set("replicates", e.replicates);
  root.set("weeks", e.weeks);
  root.set("burn_in_weeks", e.burn_in_weeks);
  root.set("residents", e.residents);
  root.set("wall_seconds", e.wall_seconds);
  root.set("peak_bytes", e.peak_bytes);
}

void write_arms(const Group& root, const Exploration& e) {
  std::vector<std::string> en, zh;
  for (const Text& title : e.arm_titles) {
    en.push_back(title.en);
    zh.push_back(title.zh);
  }
  root.write_texts("arm", e.arms, {"", "Name of the arm."});
  root.write_texts("arm_title_en", en, {"", "", {arm_axis}});
  root.write_texts("arm_title_zh", zh, {"", "", {arm_axis}});
}

void write_design(const Group& root, const Exploration& e) {
  std::vector<double> values;
  for (const auto& point : e.points) values.insert(values.end(), point.begin(), point.end());
  write_numbering(root, "point", static_cast<std::uint32_t>(e.points.size()), "Number of the point.");
  root.write_texts("key", e.keys, {"", "What is varied."});
  root.write("points", values, {e.points.size(), e.keys.size()},
             {"of the key", "Values of every point.", {point_axis, key_axis}});
  if (e.design.kind == DesignKind::listed) return;
  root.set("design_kind", design_kinds[static_cast<std::size_t>(e.design.kind)]);
  if (e.design.kind != DesignKind::morris) return;
  root.set("design_step", e.design.step);
  root.write_list("moves", e.design.moves,
                  {"1",
                   "Key, counted from 1, that has moved since the point before; below 0 downwards; 0 where a "
                   "trajectory begins.",
                   {point_axis}});
}

/// Files of designs that are a list of points, and all older ones, say nothing of it.
DesignShape read_shape(const Group& root, std::size_t points, std::size_t keys) {
  DesignShape shape;
  if (!root.has_attribute("design_kind")) return shape;
  const auto kind = std::ranges::find(design_kinds, root.text("design_kind"));
  if (kind == design_kinds.begin() || kind == design_kinds.end()) root.refuse("its design is of an unknown kind");
  shape.kind = static_cast<DesignKind>(kind - design_kinds.begin());
  if (shape.kind == DesignKind::morris) {
    shape.step = root.real("design_step");
    shape.moves = root.read<std::int32_t>("moves", {points});
  }
  if (!fault_of(shape, points, keys).empty()) root.refuse("its points do not fit the kind of its design");
  return shape;
}

void write_failures(const Group& root, const Exploration& e) {
  std::vector<std::uint32_t> point, replicate;
  std::vector<std::string> message;
  for (const Failure& failure : e.failures) {
    point.push_back(failure.point);
    replicate.push_back(failure.replicate);
    message.push_back(failure.message);
  }
  write_numbering(root, "failure", e.failures.size(), "Number of the run that failed.");
  const Group group = root.create_group("failures");
  group.write_list("point", point, {"1", "Point at which a run failed.", {failure_axis}});
  group.write_list("replicate", replicate, {"1", "Its replicate.", {failure_axis}});
  group.write_texts("message", message, {"", "Why.", {failure_axis}});
}

std::vector<Failure> read_failures(const Group& root, const Exploration& e) {
  const Group group = root.group("failures");
  const auto message = group.read_texts("message");
  const auto point = group.read<std::uint32_t>("point", {message.size()});
  const auto replicate = group.read<std::uint32_t>("replicate", {message.size()});
  std::vector<Failure> failures;
  for (std::size_t i = 0; i < message.size(); ++i) {
    if (point[i] >= e.points.size() || replicate[i] >= e.replicates) group.refuse("a failure is of no run");
    failures.push_back({point[i], replicate[i], message[i]});
  }
  return failures;
}

void read_run(const Group& root, Exploration& e) {
  e.name = root.read_text("name");
  e.title = {root.read_text("title_en"), root.read_text("title_zh")};
  e.headline = lines_of(root.read_text("headline"));
  e.study_text = root.read_text("study");
  e.seed = root.read<std::uint64_t>("seed", {})[0];
  e.replicates = natural(root, "replicates");
  e.weeks = natural(root, "weeks");
  e.burn_in_weeks = natural(root, "burn_in_weeks");
  e.residents = static_cast<std::uint64_t>(root.integer("residents"));
  e.wall_seconds = root.real("wall_seconds");
  e.peak_bytes = static_cast<std::uint64_t>(root.integer("peak_bytes"));
}

void read_design(const Group& root, Exploration& e) {
  e.keys = root.read_texts("key");
  const auto points = root.shape("points").at(0);
  const auto values = root.read<double>("points", {points, e.keys.size()});
  if (!std::ranges::all_of(values, [](double v) { return std::isfinite(v); })) root.refuse("a point is not a number");
  for (std::size_t p = 0; p < points; ++p) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(p * e.keys.size());
    e.points.emplace_back(first, first + static_cast<std::ptrdiff_t>(e.keys.size()));
  }
  e.design = read_shape(root, points, e.keys.size());
}

void read_arms(const Group& root, Exploration& e) {
  e.arms = root.read_texts("arm");
  const auto en = root.read_texts("arm_title_en"), zh = root.read_texts("arm_title_zh");
  if (en.size() != e.arms.size() || zh.size() != e.arms.size()) root.refuse("not every arm has a title");
  for (std::size_t a = 0; a < en.size(); ++a) e.arm_titles.push_back({en[a], zh[a]});
}

Exploration read_whole_exploration(const Group& root) {
  expect_format(root, exploration_format, "it is a data file of this program, but no exploration");
  Exploration e;
  read_run(root, e);
  e.provenance = read_provenance(root);
  auto stored = read_catalogue(root);
  e.catalogue = std::move(stored.catalogue);
  e.happenings = std::move(stored.happenings);
  read_design(root, e);
  read_arms(root, e);
  const std::size_t points = e.points.size(), arms = e.arms.size();
  e.figures = read_array<double>(root, "figures", {points, arms, e.replicates, e.catalogue->indicators.size()});
  e.cost_scales = read_array<double>(root, "cost_scales", {points, arms});
  e.state_hash = read_array<std::uint64_t>(root, "state_hash", {points, arms, e.replicates});
  e.failures = read_failures(root, e);
  return e;
}

}  // namespace

void write_exploration(const Exploration& e, const std::filesystem::path& file) {
  sim::hdf5::Writer writer(file);
  const Group root = writer.root();
  write_format(root, exploration_format);
  write_run(root, e);
  write_provenance(root, e.provenance);
  write_numbering(root, "replicate", e.replicates, "Number of the replicate.");
  write_catalogue(root, *e.catalogue);
  write_happenings(root, e.happenings);
  write_design(root, e);
  write_arms(root, e);
  root.write("figures", e.figures.values, e.figures.shape,
             {"see catalogue/indicators/unit",
              "Mean of each indicator over the stretch that is compared; NaN where a run failed or it is undefined.",
              {point_axis, arm_axis, axis::replicate, axis::indicator}});
  root.write("cost_scales", e.cost_scales.values, e.cost_scales.shape,
             {"1", "Factor of equal cost; 1 for arms at their own cost.", {point_axis, arm_axis}});
  root.write("state_hash", e.state_hash.values, e.state_hash.shape,
             {"1", "State hash at the end; 0 where a run failed.", {point_axis, arm_axis, axis::replicate}});
  write_failures(root, e);
  writer.commit();
}

Exploration read_exploration(const std::filesystem::path& file) {
  try {
    return read_whole_exploration(sim::hdf5::Reader(file).root());
  } catch (const sim::FileError& error) {
    throw FileProblem(message_of(
        error, {"use a copy of it, or run `liandong explore` again", "请改用它的副本，或重新运行 liandong explore"}));
  }
}

}  // namespace liandong::analysis
