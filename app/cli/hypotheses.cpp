#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/inference/claim_verdict.h"
#include "analysis/inference/run_worlds.h"
#include "analysis/report/page.h"
#include "analysis/store/file_problem.h"
#include "analysis/store/partial_runs.h"
#include "analysis/store/provenance.h"
#include "app/cli/claims_text.h"
#include "app/cli/command.h"
#include "app/cli/compare.h"
#include "app/cli/missing_page.h"
#include "app/cli/models.h"
#include "app/cli/output_folder.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/atomic_file.h"
#include "sim/store/hash.h"

namespace liandong::app {
namespace {

namespace fs = std::filesystem;

const Text about_hypotheses{"Put claims to their worlds and say which hold", "在多个世界中检验论断，判定哪些成立"};
const Text option_claims{"Files or names of claims (default: all that come with the program)",
                         "论断的文件或名称（默认为程序自带的全部论断）"};
const Text option_worlds_of_claims{"Worlds of each claim, in place of its own number",
                                   "每项论断的世界数，代替其文件中的数目"};
const Text option_claims_out{
    "Folder of the page on all claims, in which each has its own (default: results/hypotheses)",
    "结果文件夹：内有论断总览页，每项论断各有其子文件夹（默认 results/hypotheses）"};
const Text no_claim{"a claim is needed: a study with a table [claim]", "须为论断，即含有 [claim] 表的研究"};
const Text no_worlds{"a claim is judged by worlds: give their number, [worlds] count or --worlds",
                     "论断须在多个世界中判定：请以 [worlds] count 或 --worlds 给出世界数"};
const Text same_name{"there are two claims \"{}\"; their results would have one folder",
                     "有两项名为“{}”的论断，其结果会写入同一文件夹"};
const Text which_claim{"{} ({} of {}): {}", "{}（第 {} 项，共 {} 项）：{}"};

/// What keeps a study from being judged.
std::optional<Text> obstacle(const analysis::Study& study, const std::vector<analysis::Study>& others) {
  if (!study.claim) return no_claim;
  if (study.worlds.count == 0) return no_worlds;
  if (std::ranges::find(others, study.name, &analysis::Study::name) != others.end())
    return Text(say(Language::en, same_name, study.name), say(Language::zh, same_name, study.name));
  return std::nullopt;
}

struct WantedClaims {
  std::vector<analysis::Study> asked;
  std::vector<analysis::UnaskableClaim> unaskable;
};

/// All claims wanted. Throws InputError with every problem of every file, before anything runs.
WantedClaims wanted_claims(const Options& options) {
  WantedClaims claims;
  std::vector<analysis::Problem> problems;
  for (const auto& name : options.files.empty() ? names_on(analysis::Shelf::hypotheses) : options.files) try {
      const auto file = analysis::find_claim(name);
      if (auto claim = analysis::load_unaskable(file)) {
        claims.unaskable.push_back(std::move(*claim));
        continue;
      }
      auto study = analysis::load_study(file, known_models(), overrides_of(options));
      if (const auto why = obstacle(study, claims.asked))
        problems.push_back({name, 0, 0, "", *why});
      else
        claims.asked.push_back(std::move(study));
    } catch (const analysis::InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  if (!problems.empty()) throw analysis::InputError(std::move(problems));
  return claims;
}

/// Results that an earlier call left, if this study and program would give the same again.
std::optional<analysis::Results> known_results(const analysis::Study& study, const fs::path& folder) {
  finish_interrupted_commit(folder);
  const auto file = folder / "results.h5";
  if (!fs::exists(file)) return std::nullopt;
  try {
    auto results = analysis::read_results(file);
    const bool whole = results.worlds.numbers.size() >= study.worlds.count && results.replicates >= study.replicates;
    if (whole && results.study_text == study.text && results.identity == identity_of(model_of(study), study))
      return results;
  } catch (const analysis::FileProblem&) {
    // What cannot be read is run again.
  }
  return std::nullopt;
}

/// Folders in which claims that run the same arms in the same worlds keep what was run until the last is judged.
class SharedRuns {
 public:
  SharedRuns(const std::vector<analysis::Study>& claims, const fs::path& root) : root_(root / "shared") {
    for (const auto& claim : claims) {
      auto& group = groups_[runs_of(claim)];
      if (group.claims++ == 0) group.name = claim.name;
    }
  }

  /// Where a claim keeps its runs; empty if no other has the same.
  fs::path folder_of(const analysis::Study& claim) const {
    const Group& group = groups_.at(runs_of(claim));
    return group.claims > 1 ? root_ / group.name : fs::path();
  }

  /// Removes what was kept once nobody will ask for it.
  void leave(const analysis::Study& claim) {
    Group& group = groups_.at(runs_of(claim));
    if (++group.judged < group.claims) return;
    analysis::discard_partial_runs(root_ / group.name);
    std::error_code not_empty;
    fs::remove(root_, not_empty);
  }

 private:
  struct Group {
    std::string name;  ///< of its first claim
    std::size_t claims = 0, judged = 0;
  };
  static std::string runs_of(const analysis::Study& claim) {
    return analysis::identity_of_worlds(model_of(claim), claim);
  }

  fs::path root_;
  std::map<std::string, Group> groups_;
};

JudgedClaim judged(const analysis::Study& study, const fs::path& root, const fs::path& shared, const Options& options) {
  const fs::path folder = root / study.name;
  auto results = known_results(study, folder);
  if (!results) results = compare_into(folder, study, options, shared);
  return {study, analysis::claim_verdict(*study.claim, study, results->worlds),
          sim::hash_text(sim::Hasher().text(study.text).digest()), results->wall_seconds, folder.string()};
}

/// Judges all, one after the other, and then adjusts their tests.
std::vector<JudgedClaim> judge(const std::vector<analysis::Study>& asked, const fs::path& root,
                               const Options& options) {
  SharedRuns shared(asked, root);
  std::vector<JudgedClaim> claims;
  std::vector<analysis::ClaimVerdict> family;
  for (const auto& study : asked) {
    if (!options.quiet)
      complain(say(options.language, which_claim, study.claim->id, claims.size() + 1, asked.size(),
                   study.title.in(options.language)));
    claims.push_back(judged(study, root, shared.folder_of(study), options));
    shared.leave(study);
    family.push_back(claims.back().verdict);
  }
  analysis::adjust_family(family);
  for (std::size_t i = 0; i < claims.size(); ++i) claims[i].verdict = family[i];
  return claims;
}

const std::string overview_file = "claims.html";

std::string overview_text(const fs::path& root, Language language) {
  if (!analysis::report::has_pages()) return "";
  return "\n" + text::written.in(language) + "\n  " + (root / overview_file).string() + "\n";
}

/// The page that leads to all others.
void write_overview(const fs::path& root, const nlohmann::json& document, const Options& options) {
  if (!analysis::report::has_pages()) return mention_missing_page(options, options.command_line);
  OutputFolder folder(root, {overview_file}, options.command_line);
  sim::AtomicFile out(folder.staged(overview_file));
  out.write(analysis::report::filled(analysis::report::claims_page(), document));
  out.commit();
  folder.commit();
}

void ask_hypotheses(Asking& ask) {
  ask.files("FILES", option_claims, 0, 0);
  ask.number("--worlds", ask.options.worlds, 1, 10000, option_worlds_of_claims);
  ask.word("--out", ask.options.out, option_claims_out);
  ask.runs();
}

Exit run_hypotheses(const Options& options) {
  const auto [asked, unaskable] = wanted_claims(options);
  const fs::path root = options.out.empty() ? "results/hypotheses" : options.out;
  const auto claims = judge(asked, root, options);
  write_overview(root,
                 analysis::report::claims_document(claims, unaskable, analysis::provenance_of(options.command_line)),
                 options);
  if (options.json)
    print(claims_json(claims, unaskable).dump(2) + "\n");
  else if (!options.quiet)
    print(claims_text(claims, unaskable, options.language) + overview_text(root, options.language));
  return Exit::done;
}

}  // namespace

Command hypotheses_command() { return {"hypotheses", about_hypotheses, ask_hypotheses, run_hypotheses}; }

}  // namespace liandong::app
