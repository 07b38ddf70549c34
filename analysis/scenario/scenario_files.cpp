#include "analysis/scenario/scenario_files.h"

#include <fmt/format.h>

#include <algorithm>

namespace liandong::analysis {
namespace {

namespace fs = std::filesystem;

/// Scenario folders of the program: installed with it, installed where it was configured for, and of the source tree it
/// was built from.
const std::vector<fs::path>& program_folders() {
  static const std::vector<fs::path> folders = [] {
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    return std::vector<fs::path>{(program.parent_path() / LIANDONG_SCENARIOS_FROM_PROGRAM).lexically_normal(),
                                 LIANDONG_INSTALLED_SCENARIOS, LIANDONG_SOURCE_SCENARIOS};
  }();
  return folders;
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

/// Names of the TOML files of a folder, sorted.
std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

void refuse_files(const Origin& where, const std::string& key, const std::string& name, Problems& problems) {
  problems.add(where, key,
               {fmt::format("names the file \"{}\", but this text must stand alone", name),
                fmt::format("引用了文件“{}”，但此文本必须自成一体", name)});
}

}  // namespace

std::string_view folder_name(Shelf shelf) noexcept {
  static constexpr std::string_view names[] = {"arrangements", "overlays",  "places",
                                               "studies",      "ensembles", "hypotheses"};
  return names[static_cast<std::size_t>(shelf)];
}

Text kind_in_words(Shelf shelf) {
  static const Text kinds[] = {{"arrangement", "安排"}, {"overlay", "叠加"},    {"place", "地区"},
                               {"study", "研究"},       {"ensemble", "世界集"}, {"claim", "论断"}};
  return kinds[static_cast<std::size_t>(shelf)];
}

std::vector<std::string> names_on(Shelf shelf) {
  std::vector<std::string> names;
  for (const auto& folder : program_folders())
    for (auto& name : names_in(folder / folder_name(shelf))) names.push_back(std::move(name));
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<fs::path> ScenarioFiles::shelves(Shelf shelf) const {
  const auto name = folder_name(shelf);
  std::vector<fs::path> result{folder_.parent_path() / name, folder_ / name, folder_};
  if (folder_.empty() || folder_.filename() == ".") result.front() = folder_ / ".." / name;
  for (const auto& folder : program_folders()) result.push_back(folder / name);
  return result;
}

std::optional<fs::path> ScenarioFiles::find(Shelf shelf, const std::string& name, const Origin& where,
                                            const std::string& key, Problems& problems) const {
  if (!may_look_) {
    refuse_files(where, key, name, problems);
    return std::nullopt;
  }
  if (name.ends_with(".toml")) {
    if (is_file(folder_ / name)) return folder_ / name;
  } else if (!name.empty() && name.find_first_of("/\\") == std::string::npos) {
    for (const auto& folder : shelves(shelf))
      if (is_file(folder / (name + ".toml"))) return folder / (name + ".toml");
  }
  std::vector<std::string> names;
  for (const auto& folder : shelves(shelf))
    for (auto& other : names_in(folder)) names.push_back(std::move(other));
  const auto near = nearest(name, {names.begin(), names.end()});
  const Text kind = kind_in_words(shelf);
  Text message{fmt::format("there is no {} \"{}\"", kind.en, name), fmt::format("找不到{}“{}”", kind.zh, name)};
  if (!near.empty()) {
    message.en += fmt::format("; did you mean \"{}\"?", near);
    message.zh += fmt::format("，是否想写“{}”？", near);
  } else if (!names.empty()) {
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    message.en += fmt::format("; there are: {}", fmt::join(names, ", "));
    message.zh += fmt::format("；现有：{}", fmt::join(names, "、"));
  }
  problems.add(where, key, std::move(message));
  return std::nullopt;
}

std::optional<fs::path> ScenarioFiles::beside(const std::string& name, const Origin& where, const std::string& key,
                                              Problems& problems) const {
  if (may_look_) return folder_ / name;
  refuse_files(where, key, name, problems);
  return std::nullopt;
}

fs::path built_in_file(Shelf shelf, const std::string& name) {
  for (const auto& folder : program_folders())
    if (auto file = folder / folder_name(shelf) / (name + ".toml"); is_file(file)) return file;
  return {};
}

}  // namespace liandong::analysis
