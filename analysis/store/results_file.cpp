#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "analysis/store/arm_file.h"
#include "analysis/store/catalogue_file.h"
#include "analysis/store/contrast_file.h"
#include "analysis/store/file_parts.h"
#include "analysis/store/file_problem.h"
#include "analysis/store/picture_file.h"
#include "analysis/store/provenance_file.h"
#include "analysis/store/results.h"
#include "analysis/store/worlds_file.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {
namespace {

using sim::hdf5::Group;

constexpr FileFormat results_format{"liandong results", 2};

void write_axes(const Group& root, const Results& results) {
  write_numbering(root, "replicate", results.replicates, "Number of the replicate.", results.first_replicate);
  write_numbering(root, "week", results.weeks, "Week, counted from the end of the burn-in.");
  write_numbering(root, "burn_in_week", results.burn_in_weeks, "Week, counted from the start of the burn-in.");
  write_numbering(root, "quarter", results.weeks / models::quarter_weeks,
                  "Quarter of 13 weeks; its values are of its end.");
  write_numbering(root, "community", results.communities, "Number of the community, from 0.");
}

void expect_axes(const Group& root, const Results& results) {
  expect_numbering(root, "replicate", results.replicates, results.first_replicate);
  expect_numbering(root, "week", results.weeks);
  expect_numbering(root, "burn_in_week", results.burn_in_weeks);
  expect_numbering(root, "quarter", results.weeks / models::quarter_weeks);
  expect_numbering(root, "community", results.communities);
}

bool has_name(const std::string& name) { return !name.empty(); }

void write_community_names(const Group& root, const Results& results) {
  auto names = results.community_names;
  root.set("named_communities", std::ranges::count_if(names, has_name));
  names.resize(results.communities);
  root.write_texts("community_name", names, {"", "Name of the community; empty if it has none.", {axis::community}});
}

/// None in files that know no names.
std::vector<std::string> read_community_names(const Group& root, const Results& results) {
  if (!root.has_attribute("named_communities")) return {};
  auto names = root.read_texts("community_name", results.communities);
  if (natural(root, "named_communities") != std::ranges::count_if(names, has_name))
    root.refuse("named_communities is not the number of names");
  if (std::ranges::none_of(names, has_name)) names.clear();
  return names;
}

/// Residents differ between replicates: households are drawn.
void write_residents(const Group& root, const Results& results) {
  root.set("residents", results.residents);
  root.set("counted_replicates", results.replicate_residents.size());
  if (!results.replicate_residents.empty())
    root.write_list("replicate_residents", results.replicate_residents,
                    {"1", "Residents of the whole place.", {axis::replicate}});
}

void read_residents(const Group& root, Results& results) {
  results.residents = static_cast<std::uint64_t>(root.integer("residents"));
  if (!root.has_attribute("counted_replicates") || root.integer("counted_replicates") == 0) return;
  results.replicate_residents = root.read<std::uint64_t>("replicate_residents", {results.replicates});
  if (results.replicate_residents.front() != results.residents)
    root.refuse("the residents of the first replicate are counted twice, differently");
}

void write_run(const Group& root, const Results& results) {
  root.write_text("name", results.name);
  root.write_text("study", results.study_text, {"", "The whole study as TOML."});
  root.write("seed", std::vector{results.seed}, {}, {"1", "Seed of the study."});
  if (!results.identity.empty()) root.set("identity", results.identity);
  root.set("first_replicate", results.first_replicate);
  root.set("replicates", results.replicates);
  root.set("weeks", results.weeks);
  root.set("burn_in_weeks", results.burn_in_weeks);
  root.set("communities", results.communities);
  write_residents(root, results);
  root.set("wall_seconds", results.wall_seconds);
  root.set("peak_bytes", results.peak_bytes);
}

Results read_run(const Group& root) {
  Results results;
  results.name = root.read_text("name");
  results.study_text = root.read_text("study");
  results.seed = root.read<std::uint64_t>("seed", {})[0];
  if (root.has_attribute("identity")) results.identity = root.text("identity");
  results.first_replicate = natural(root, "first_replicate");
  results.replicates = natural(root, "replicates");
  results.weeks = natural(root, "weeks");
  results.burn_in_weeks = natural(root, "burn_in_weeks");
  results.communities = natural(root, "communities");
  results.wall_seconds = root.real("wall_seconds");
  results.peak_bytes = static_cast<std::uint64_t>(root.integer("peak_bytes"));
  if (results.replicates == 0 || results.weeks == 0 || results.communities == 0)
    root.refuse("there is no replicate, no week or no community");
  read_residents(root, results);
  if (!std::isfinite(results.wall_seconds) || results.wall_seconds < 0) root.refuse("wall_seconds is not a time");
  return results;
}

void check_pictures(const Group& root, const Results& results) {
  for (const auto& picture : results.pictures) {
    const bool of_an_arm =
        picture.arm.empty() || std::ranges::find(results.arms, picture.arm, &ArmResult::name) != results.arms.end();
    if (!of_an_arm || picture.community >= results.communities || picture.week > results.weeks)
      root.refuse("a picture is of an arm, a week or a community that is not there");
  }
}

Results read_whole_study(const StoredFile& file) {
  const Group root = file->root();
  expect_format(root, results_format, "it is a data file of this program, but not results of a study");
  Results results = read_run(root);
  results.provenance = read_provenance(root);
  auto stored = read_catalogue(root);
  results.catalogue = std::move(stored.catalogue);
  results.happenings = std::move(stored.happenings);
  if (results.catalogue->indicators.empty()) root.refuse("there are no indicators");
  expect_axes(root, results);
  results.community_names = read_community_names(root, results);
  results.burn_in = read_series(file, root, "burn_in",
                                {results.replicates, results.burn_in_weeks, results.catalogue->indicators.size()});
  results.arms = read_arms(file, results);
  results.contrasts = read_contrasts(root, results);
  results.pictures = read_pictures(root, results.catalogue->marks.size());
  check_pictures(root, results);
  results.worlds = read_worlds(root, results);
  return results;
}

const Text remedy{"use a copy of it, or run `liandong compare` again", "请改用它的副本，或重新运行 liandong compare"};

Text older_format(const std::filesystem::path& file) {
  const std::string name = file.string();
  return {fmt::format("{}: an HDF5 file without the seal of this program. If it is results of format version 1, "
                      "Liandong 0.1 up to commit 9cc6038 reads it; `git checkout 9cc6038` gives that version",
                      name),
          fmt::format("{}：是没有本程序封记的 HDF5 文件。如果是第 1 版格式的结果文件，请用 Liandong 0.1（提交 9cc6038 "
                      "及以前）读取：git checkout 9cc6038",
                      name)};
}

}  // namespace

double mean_residents(const Results& results) {
  if (results.replicate_residents.empty()) return static_cast<double>(results.residents);
  double sum = 0.0;
  for (const std::uint64_t residents : results.replicate_residents) sum += static_cast<double>(residents);
  return sum / static_cast<double>(results.replicate_residents.size());
}

void write_results(const Results& results, const std::filesystem::path& file) {
  sim::hdf5::Writer writer(file, sim::hdf5::Writer::Growth::disk);
  const Group root = writer.root();
  write_format(root, results_format);
  write_run(root, results);
  write_provenance(root, results.provenance);
  write_axes(root, results);
  write_community_names(root, results);
  write_catalogue(root, *results.catalogue);
  write_happenings(root, results.happenings);
  write_series(root, "burn_in", results.burn_in,
               {"see catalogue/indicators/unit",
                "The whole place, week by week of the burn-in.",
                {axis::replicate, axis::burn_in_week, axis::indicator}});
  write_arms(root, results);
  write_contrasts(root, results);
  write_pictures(root, results.pictures, axis::mark);
  write_worlds(root, results);
  writer.commit();
}

Results read_results(const std::filesystem::path& file) {
  try {
    return read_whole_study(std::make_shared<const sim::hdf5::Reader>(file));
  } catch (const sim::FileError& error) {
    if (error.kind == sim::FileError::Kind::foreign && is_plain_hdf5(file)) throw FileProblem(older_format(file));
    throw FileProblem(message_of(error, remedy));
  }
}

}  // namespace liandong::analysis
