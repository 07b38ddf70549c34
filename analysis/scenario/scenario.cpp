#include "analysis/scenario/scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/claim_reader.h"
#include "analysis/scenario/ensemble.h"
#include "analysis/scenario/place_file.h"
#include "analysis/scenario/study_reader.h"
#include "analysis/scenario/study_text.h"
#include "analysis/scenario/uncertain.h"
#include "models/prior.h"

namespace liandong::analysis {
namespace {

namespace fs = std::filesystem;

/// Says of a claim that cannot be asked why it cannot be run.
void refuse_unaskable(const Node& root, Problems& problems) {
  const Text reason = read_unaskable(root, problems).reason;
  problems.throw_if_any();
  problems.add(root.find("claim")->find("unaskable")->origin, "claim.unaskable",
               {"this claim cannot be asked, so that there is nothing to run: " + reason.en,
                "此论断无法检验，没有可运行的内容：" + reason.zh});
  problems.throw_if_any();
}

Study finished(Node& root, const std::string& name, const ScenarioFiles& files, const KnownModels& models,
               const Overrides& overrides, Problems& problems) {
  if (is_unaskable(root)) refuse_unaskable(root, problems);
  auto study = read_study(root, name, files, models, overrides, problems);
  problems.throw_if_any();
  study.text = study_text(study);
  return study;
}

/// Kind by what stands in the document.
FileKind kind_by_content(const Node& root, const models::Catalogue& catalogue) {
  if (root.find("arm") || root.find("claim") || root.find("burn_in") || root.find("run")) return FileKind::study;
  const auto holds = [&](const auto& group) { return group.by_community && root.find(group.key); };
  if (std::ranges::any_of(catalogue.groups, holds) || root.find("communities_csv") || root.find("community"))
    return FileKind::place;
  return FileKind::arrangement;
}

FileKind kind_of(const fs::path& file, const Node& root, const models::Catalogue& catalogue) {
  const auto folder = fs::absolute(file).parent_path().filename();
  if (folder == folder_name(Shelf::studies) || folder == folder_name(Shelf::hypotheses)) return FileKind::study;
  if (folder == folder_name(Shelf::places)) return FileKind::place;
  if (folder == folder_name(Shelf::arrangements)) return FileKind::arrangement;
  if (folder == folder_name(Shelf::overlays)) return FileKind::overlay;
  if (folder == folder_name(Shelf::ensembles)) return FileKind::ensemble;
  return kind_by_content(root, catalogue);
}

/// Says which levers of an arrangement or overlay are uncertain.
void note_uncertain(const fs::path& file, const Arrangement& arrangement, const models::Catalogue& catalogue,
                    Problems& problems) {
  Cells cells{default_levers(catalogue), {}};
  apply_changes(cells, arrangement.changes);
  if (cells.ranges.empty()) return;
  std::string list;
  for (const auto& [lever, range] : cells.ranges)
    list +=
        fmt::format("\n  {} = {}", lever_parameters(catalogue)[lever].key, uncertain_words(cells.levers[lever], range));
  problems.note({fmt::format("{}: uncertain levers: {}{}", file.string(), cells.ranges.size(), list),
                 fmt::format("{}：不确定的杠杆 {} 个{}", file.string(), cells.ranges.size(), list)});
}

fs::path find_named(Shelf shelf, const std::string& name) {
  std::error_code error;
  if (fs::exists(name, error) && !fs::is_directory(name, error)) return name;
  Problems problems;
  const auto file = ScenarioFiles(fs::path("scenarios") / folder_name(shelf)).find(shelf, name, Origin{}, "", problems);
  problems.throw_if_any();
  return *file;
}

}  // namespace

std::pair<std::string, std::string> parse_override(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError({{std::string(command_line), 0, 0, text, {"must read key=value", "须写作 键=值"}}});
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Study load_study(const fs::path& file, const KnownModels& models, const Overrides& overrides) {
  Problems problems;
  Node root;
  if (!read_document(file, root, problems)) problems.throw_if_any();
  return finished(root, file.stem().string(), ScenarioFiles(file.parent_path()), models, overrides, problems);
}

Study load_study_text(std::string_view text, const std::string& name, const KnownModels& models,
                      const Overrides& overrides) {
  Problems problems;
  Node root;
  if (!parse_document(text, name, root, problems)) problems.throw_if_any();
  return finished(root, fs::path(name).stem().string(), ScenarioFiles(), models, overrides, problems);
}

std::optional<UnaskableClaim> load_unaskable(const fs::path& file) {
  Problems problems;
  Node root;
  if (!read_document(file, root, problems)) problems.throw_if_any();
  if (!is_unaskable(root)) return std::nullopt;
  auto claim = read_unaskable(root, problems);
  problems.throw_if_any();
  return claim;
}

std::vector<Problem> problems_of_file(const fs::path& file, const KnownModels& models, std::vector<Text>* notes) {
  Problems problems;
  Node root;
  if (!read_document(file, root, problems)) return problems.list();
  const auto catalogue = catalogue_of(root, models, problems);
  switch (kind_of(file, root, *catalogue)) {
    case FileKind::study:
      if (is_unaskable(root))
        read_unaskable(root, problems);
      else
        read_study(root, file.stem().string(), ScenarioFiles(file.parent_path()), models, {}, problems);
      break;
    case FileKind::place: {
      SettingBuilder builder(*catalogue);
      read_place_file(file, builder, problems);
      break;
    }
    case FileKind::arrangement:
      note_uncertain(file, read_arrangement(file, *catalogue, problems), *catalogue, problems);
      break;
    case FileKind::overlay:
      note_uncertain(file, read_overlay(file, *catalogue, problems), *catalogue, problems);
      break;
    case FileKind::ensemble:
      read_ensemble(file, *catalogue, problems);
      break;
  }
  if (notes) *notes = problems.notes();
  return problems.list();
}

NamedLevers load_arrangement(const fs::path& file, const KnownModels& models) {
  Problems problems;
  Node root;
  if (!read_document(file, root, problems)) problems.throw_if_any();
  const auto catalogue = catalogue_of(root, models, problems);
  const auto arrangement = read_arrangement(file, *catalogue, problems);
  problems.throw_if_any();
  Cells cells{default_levers(*catalogue), {}};
  apply_changes(cells, arrangement.changes);
  NamedLevers result{arrangement.name, arrangement.title, catalogue, std::move(cells.levers), std::move(cells.ranges)};
  if (result.title.en.empty()) result.title = {result.name, result.name};
  return result;
}

fs::path find_study(const std::string& name) {
  const auto claims = names_on(Shelf::hypotheses);
  const bool is_claim = std::ranges::find(claims, name) != claims.end();
  return find_named(is_claim ? Shelf::hypotheses : Shelf::studies, name);
}
fs::path find_claim(const std::string& name) { return find_named(Shelf::hypotheses, name); }
fs::path find_arrangement(const std::string& name) { return find_named(Shelf::arrangements, name); }

}  // namespace liandong::analysis
