#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/design_wish.h"
#include "analysis/scenario/known_models.h"
#include "analysis/scenario/problem.h"
#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// Values set on the command line, key and value as typed. Keys: those of [run] and of the model's groups
/// ("place.households"); name, title, question, headline, burn_in; a lever for every arm ("staff.committee"), for one
/// ("strong-government.staff.committee") or for those whose names match ("arm.strong-*.staff.committee"), or for the
/// burn-in ("burn_in.staff.committee"). Later ones win. What is set for an arm also holds for an arm at equal cost that
/// has the same levers in the file.
struct Overrides {
  std::vector<std::pair<std::string, std::string>> set;
  std::optional<DesignWish> design = {};  ///< in place of the study's own
};

/// Splits "key=value". Throws InputError if there is no "=" or no key.
std::pair<std::string, std::string> parse_override(const std::string& text);

/// Reads a study with everything it names, and checks it. Throws InputError with every problem of every file; never
/// gives half a study.
Study load_study(const std::filesystem::path& file, const KnownModels& models, const Overrides& overrides = {});

/// The same for a text that names no other file, such as `Study::text`. `name` stands for the file in messages. Does
/// not touch the file system.
Study load_study_text(std::string_view text, const std::string& name, const KnownModels& models,
                      const Overrides& overrides = {});

/// A claim that cannot be asked, which is no study; nothing if the file is anything else. Throws InputError.
std::optional<UnaskableClaim> load_unaskable(const std::filesystem::path& file);

/// What sort of scenario file this is.
enum class FileKind : std::uint8_t { study, place, arrangement, overlay, ensemble };

/// Every problem of a scenario file of any kind, which is told by its folder or else by what it holds. `notes` receives
/// how the tables that it names were understood, and which levers of an arrangement are uncertain.
std::vector<Problem> problems_of_file(const std::filesystem::path& file, const KnownModels& models,
                                      std::vector<Text>* notes = nullptr);

/// One arrangement with its levers; overlays too, on top of the defaults. Throws InputError.
struct NamedLevers {
  std::string name;
  Text title;
  std::shared_ptr<const models::Catalogue> catalogue;
  Levers levers;
  Ranges ranges;  ///< of the uncertain levers
};
NamedLevers load_arrangement(const std::filesystem::path& file, const KnownModels& models);

/// File of a scenario named on the command line: an existing path, or the bare name of a study, claim or arrangement
/// beside the working folder or among those that come with the program. A claim is a study too. Throws InputError with
/// the nearest name.
std::filesystem::path find_study(const std::string& name);
std::filesystem::path find_claim(const std::string& name);
std::filesystem::path find_arrangement(const std::string& name);

/// The numbers of [run], as doubles so that one table defines them.
struct RunValues {
  double weeks, burn_in_weeks, replicates, seed, start_year, confidence;
};
std::span<const models::ParameterOf<RunValues>> run_definitions();
/// The same as a group, with its words.
const models::ParameterGroup& run_group();

}  // namespace liandong::analysis
