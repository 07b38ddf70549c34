#include "analysis/store/partial_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include "analysis/experiment/equal_cost.h"
#include "analysis/store/arm_file.h"
#include "analysis/store/file_parts.h"
#include "analysis/store/file_problem.h"
#include "analysis/store/picture_file.h"
#include "analysis/store/provenance.h"
#include "sim/store/hash.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {
namespace {

using sim::hdf5::Group;

constexpr FileFormat partial_format{"liandong partial run", 3};
const std::string cost_file = "equal-cost.h5";

void add(sim::Hasher& hasher, const std::vector<double>& numbers) {
  hasher.number(numbers.size()).bytes(std::as_bytes(std::span(numbers)));
}

void write_arm(const Group& root, const Group& group, const ArmRecord& arm) {
  group.write("state_hash", std::vector{arm.state_hash}, {});
  group.set("first_difference", arm.first_difference);
  group.set("public_cost", arm.public_cost);
  group.write_list("weekly", arm.weekly);
  group.write_list("communities", arm.communities);
  group.write_list("groups", arm.groups);
  write_flows(root, group, arm.flows);
}

ArmRecord read_arm(const Group& root, const Group& group, const RecordShape& shape, std::size_t communities) {
  const std::size_t quarters = shape.weeks / models::quarter_weeks;
  ArmRecord arm;
  arm.state_hash = group.read<std::uint64_t>("state_hash", {})[0];
  arm.first_difference = natural(group, "first_difference");
  arm.public_cost = group.integer("public_cost");
  arm.weekly = group.read<float>("weekly", {shape.weeks * shape.indicators});
  arm.communities =
      group.read<float>("communities", {shape.recording.communities ? quarters * communities * shape.indicators : 0});
  arm.groups =
      group.read<float>("groups", {shape.recording.groups ? quarters * shape.groups * shape.group_indicators : 0});
  arm.flows = read_flows<models::Flow>(root, group, shape.ledgers);
  if (arm.first_difference > shape.weeks) group.refuse("it first differs after the end of the study");
  return arm;
}

std::vector<double> read_cost_scales(const Group& root, std::size_t arms) {
  auto scales = root.read<double>("cost_scales", {arms});
  if (!std::ranges::all_of(scales, [](double scale) { return std::isfinite(scale) && scale > 0; }))
    root.refuse("a cost scale is not a factor");
  return scales;
}

ReplicateRecord read_record(const Group& root, std::uint32_t number, const RecordShape& shape) {
  ReplicateRecord record;
  if (const auto held = natural(root, "number"); held != number)
    root.refuse(fmt::format("it holds replicate {}", held));
  record.replicate = natural(root, "replicate");
  record.residents = static_cast<std::uint64_t>(root.integer("residents"));
  record.communities = natural(root, "communities");
  record.burn_in = root.read<float>("burn_in", {shape.burn_in_weeks * shape.indicators});
  record.arms =
      read_numbered(root, "arms", [&](const Group& group) { return read_arm(root, group, shape, record.communities); });
  if (record.arms.size() != shape.arms) root.refuse(fmt::format("it holds {} arms", record.arms.size()));
  record.cost_scales = read_cost_scales(root, shape.own_scales ? shape.arms : 0);
  record.pictures = read_pictures(root, shape.marks);
  if (record.pictures.size() > shape.arms + 1) root.refuse(fmt::format("it holds {} pictures", record.pictures.size()));
  return record;
}

/// Marks a file with its format and identity.
void label(const Group& root, const std::string& identity) {
  write_format(root, partial_format);
  root.set("identity", identity);
}

bool is_ours(const Group& root, const std::string& identity) {
  return root.text("format") == partial_format.name && root.integer("format_version") == partial_format.version &&
         root.text("identity") == identity;
}

bool is_replicate_name(std::string_view name) {
  constexpr std::string_view before = "replicate-", after = ".h5";
  if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after)) return false;
  name.remove_prefix(before.size());
  name.remove_suffix(after.size());
  return name.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string identity_of(const models::Model& model, const Study& study) {
  sim::Hasher hasher;
  hasher.text(provenance_of("").sources);
  hasher.number(study.seed).number(study.weeks).number(study.burn_in_weeks);
  hasher.number(std::min(pilot_replicates, study.replicates));
  const models::Catalogue& catalogue = *model.catalogue;
  hasher.text(catalogue.model).number(catalogue.size()).number(catalogue.indicators.size());
  hasher.number(catalogue.resident_groups.size()).number(catalogue.group_indicators.size());
  hasher.number(catalogue.ledgers.size()).number(catalogue.marks.size());
  add(hasher, study.values.whole);
  hasher.number(study.values.communities.size());
  for (const auto& community : study.values.communities) add(hasher, community);
  hasher.number(study.arms.size());
  for (const Arm& arm : study.arms) {
    hasher.text(arm.name).text(arm.equal_cost_to).number(arm.own.size()).number(arm.stages.size());
    for (const auto& [position, value] : arm.own) {
      hasher.number(position);
      add(hasher, {value});
    }
    for (const Stage& stage : arm.stages) {
      hasher.number(stage.week);
      add(hasher, stage.levers);
      add(hasher, {stage.reach.share});
      hasher.number(stage.reach.communities.size());
      for (const std::uint32_t c : stage.reach.communities) hasher.number(c);
    }
    hasher.number(arm.mergers.size());
    for (const Merger& merger : arm.mergers) {
      hasher.number(merger.week).number(merger.communities.size());
      for (const std::uint32_t c : merger.communities) hasher.number(c);
    }
  }
  return sim::hash_text(hasher.digest());
}

RecordShape record_shape(const Study& study, const Recording& recording, bool own_scales) {
  const models::Catalogue& catalogue = *study.catalogue;
  return {study.arms.size(),
          study.weeks,
          study.burn_in_weeks,
          catalogue.indicators.size(),
          catalogue.resident_groups.size(),
          catalogue.group_indicators.size(),
          catalogue.ledgers.size(),
          catalogue.marks.size(),
          recording,
          own_scales};
}

std::filesystem::path PartialRuns::file_of(std::uint32_t number) const {
  return folder_ / fmt::format("replicate-{:05}.h5", number);
}

template <class Read>
auto PartialRuns::load_file(const std::filesystem::path& file, Read&& read) const {
  std::optional<std::invoke_result_t<Read, const Group&>> result;
  std::error_code unknown;
  if (folder_.empty() || !std::filesystem::exists(file, unknown)) return result;
  try {
    const sim::hdf5::Reader reader(file);
    if (is_ours(reader.root(), identity_)) result = read(reader.root());
  } catch (const sim::FileError& error) {
    if (tell_) tell_(message_of(error, {"what it should hold is run again", "相应部分将重新运行"}));
  }
  return result;
}

std::optional<ReplicateRecord> PartialRuns::load(std::uint32_t number) const {
  return load_file(file_of(number), [&](const Group& root) { return read_record(root, number, shape_); });
}

void PartialRuns::save(std::uint32_t number, const ReplicateRecord& record) const {
  if (folder_.empty()) return;
  std::filesystem::create_directories(folder_);
  sim::hdf5::Writer writer(file_of(number));
  const Group root = writer.root();
  label(root, identity_);
  root.set("number", number);
  root.set("replicate", record.replicate);
  root.set("residents", record.residents);
  root.set("communities", record.communities);
  root.write_list("burn_in", record.burn_in);
  write_numbered(root, "arms", record.arms,
                 [&](const Group& group, const ArmRecord& arm) { write_arm(root, group, arm); });
  root.write_list("cost_scales", record.cost_scales);
  write_pictures(root, record.pictures, "");
  writer.commit();
}

std::optional<std::vector<double>> PartialRuns::load_cost_scales() const {
  return load_file(folder_ / cost_file, [&](const Group& root) { return read_cost_scales(root, shape_.arms); });
}

void PartialRuns::save_cost_scales(const std::vector<double>& scales) const {
  if (folder_.empty()) return;
  std::filesystem::create_directories(folder_);
  sim::hdf5::Writer writer(folder_ / cost_file);
  label(writer.root(), identity_);
  writer.root().write_list("cost_scales", scales);
  writer.commit();
}

void discard_partial_runs(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (std::filesystem::is_directory(std::filesystem::symlink_status(folder / worlds_folder, ignored)))
    discard_partial_runs(folder / worlds_folder);
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if ((name == cost_file || is_replicate_name(name)) && sim::has_seal(entry.path()))
      std::filesystem::remove(entry.path(), ignored);
  }
  std::filesystem::remove(folder, ignored);
}

}  // namespace liandong::analysis
