#include "analysis/store/partial_runs.h"

#include <fmt/format.h>

#include <span>
#include <type_traits>

#include "analysis/store/picture_file.h"
#include "analysis/store/provenance.h"
#include "sim/store/hash.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

namespace {

using sim::hdf5::Group;
constexpr const char* format_name = "liandong partial run 1";

template <class Plain>
void add(sim::Hasher& hasher, const Plain& plain) {
  static_assert(std::is_trivially_copyable_v<Plain> && sizeof(Plain) % sizeof(double) == 0);
  hasher.bytes(std::as_bytes(std::span(&plain, 1)));
}

void write_flows(const Group& group, const std::string& name, const std::vector<RunFlow>& flows) {
  std::vector<std::string> from, to;
  std::vector<std::int64_t> amount;
  for (const RunFlow& flow : flows) {
    from.push_back(flow.from);
    to.push_back(flow.to);
    amount.push_back(flow.amount);
  }
  group.write_texts(name + "_from", from);
  group.write_texts(name + "_to", to);
  group.write_list(name + "_amount", amount);
}

std::vector<RunFlow> read_flows(const Group& group, const std::string& name) {
  const auto from = group.read_texts(name + "_from"), to = group.read_texts(name + "_to");
  const auto amount = group.read<std::int64_t>(name + "_amount", {from.size()});
  std::vector<RunFlow> flows;
  for (std::size_t i = 0; i < from.size(); ++i) flows.push_back({from[i], to.at(i), amount[i]});
  return flows;
}

void write_arm(const Group& group, const ArmRecord& arm) {
  group.write_list("state_hash", std::vector{arm.state_hash});
  group.set("first_difference", arm.first_difference);
  group.set("public_cost", arm.public_cost);
  group.write_list("weekly", arm.weekly);
  group.write_list("communities", arm.communities);
  group.write_list("groups", arm.groups);
  write_flows(group, "money", arm.money);
  write_flows(group, "minutes", arm.minutes);
}

ArmRecord read_arm(const Group& group) {
  ArmRecord arm;
  arm.state_hash = group.read<std::uint64_t>("state_hash", {1})[0];
  arm.first_difference = static_cast<std::uint32_t>(group.integer("first_difference"));
  arm.public_cost = group.integer("public_cost");
  arm.weekly = group.read<float>("weekly").values;
  arm.communities = group.read<float>("communities").values;
  arm.groups = group.read<float>("groups").values;
  arm.money = read_flows(group, "money");
  arm.minutes = read_flows(group, "minutes");
  return arm;
}

/// Marks a file with its format and identity.
void label(const Group& root, const std::string& identity) {
  root.set("format", format_name);
  root.set("identity", identity);
}

/// Reads a file of this identity with `read(root)`; nothing if there is none or it cannot be read.
template <class Read>
auto read_if_ours(const std::filesystem::path& file, const std::string& identity, Read&& read)
    -> std::optional<std::invoke_result_t<Read, const Group&>> {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  try {
    const sim::hdf5::Reader reader(file);
    if (reader.root().text("format") != format_name || reader.root().text("identity") != identity) return std::nullopt;
    return read(reader.root());
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

std::filesystem::path cost_file(const std::filesystem::path& folder) { return folder / "equal-cost.h5"; }

}  // namespace

std::string fingerprint(const Model& model, const Study& study) {
  sim::Hasher hasher;
  hasher.text(study.text).text(study.name).text(provenance_of("").sources);
  hasher.number(study.seed).number(study.weeks).number(study.burn_in_weeks);
  hasher.number(model.indicators.size()).number(model.groups.size()).number(model.group_indicators.size());
  add(hasher, study.setting.place);
  add(hasher, study.setting.context);
  add(hasher, study.setting.mechanisms);
  for (const auto& community : study.setting.communities) add(hasher, community);
  add(hasher, study.burn_in);
  for (const Arm& arm : study.arms) {
    hasher.text(arm.name).text(arm.equal_cost_to).number(arm.stages.size());
    for (const Stage& stage : arm.stages) {
      hasher.number(stage.week);
      add(hasher, stage.levers);
    }
  }
  return sim::hash_text(hasher.digest());
}

std::filesystem::path PartialRuns::file_of(std::uint32_t replicate) const {
  return folder_ / fmt::format("replicate-{:05}.h5", replicate);
}

std::optional<ReplicateRecord> PartialRuns::load(std::uint32_t replicate) const {
  if (folder_.empty()) return std::nullopt;
  return read_if_ours(file_of(replicate), identity_, [&](const Group& root) {
    ReplicateRecord record;
    record.replicate = replicate;
    record.residents = static_cast<std::uint64_t>(root.integer("residents"));
    record.communities = static_cast<std::uint32_t>(root.integer("communities"));
    record.burn_in = root.read<float>("burn_in").values;
    for (const auto& name : root.group("arms").members()) record.arms.push_back(read_arm(root.group("arms/" + name)));
    for (const auto& name : root.group("pictures").members())
      record.pictures.push_back(read_picture(root.group("pictures/" + name)));
    return record;
  });
}

void PartialRuns::save(const ReplicateRecord& record) const {
  if (folder_.empty()) return;
  std::filesystem::create_directories(folder_);
  sim::hdf5::Writer writer(file_of(record.replicate));
  const Group root = writer.root();
  label(root, identity_);
  root.set("residents", record.residents);
  root.set("communities", record.communities);
  root.write_list("burn_in", record.burn_in);
  const Group arms = root.create_group("arms"), pictures = root.create_group("pictures");
  for (std::size_t arm = 0; arm < record.arms.size(); ++arm)
    write_arm(arms.create_group(fmt::format("{:03}", arm)), record.arms[arm]);
  for (std::size_t i = 0; i < record.pictures.size(); ++i)
    write_picture(pictures.create_group(fmt::format("{:03}", i)), record.pictures[i]);
  writer.commit();
}

std::optional<std::vector<double>> PartialRuns::load_cost_scales() const {
  if (folder_.empty()) return std::nullopt;
  return read_if_ours(cost_file(folder_), identity_,
                      [](const Group& root) { return root.read<double>("cost_scales").values; });
}

void PartialRuns::save_cost_scales(const std::vector<double>& scales) const {
  if (folder_.empty()) return;
  std::filesystem::create_directories(folder_);
  sim::hdf5::Writer writer(cost_file(folder_));
  label(writer.root(), identity_);
  writer.root().write_list("cost_scales", scales);
  writer.commit();
}

void discard_partial_runs(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name == "equal-cost.h5" || (name.starts_with("replicate-") && name.ends_with(".h5")))
      std::filesystem::remove(entry.path(), ignored);
  }
  std::filesystem::remove(folder, ignored);
}

}  // namespace liandong::analysis
