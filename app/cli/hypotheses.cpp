#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/inference/claim_verdict.h"
#include "analysis/store/file_problem.h"
#include "analysis/store/partial_runs.h"
#include "app/cli/claims_text.h"
#include "app/cli/command.h"
#include "app/cli/compare.h"
#include "app/cli/models.h"
#include "app/cli/output_folder.h"
#include "app/cli/terminal.h"
#include "sim/store/hash.h"

namespace liandong::app {
namespace {

namespace fs = std::filesystem;

const Text about_hypotheses{"Put claims to their worlds and say which hold", "在多个世界中检验论断，判定哪些成立"};
const Text option_claims{"Files or names of claims (default: all that come with the program)",
                         "论断的文件或名称（默认为程序自带的全部论断）"};
const Text option_worlds_of_claims{"Worlds of each claim, in place of its own number",
                                   "每项论断的世界数，代替其文件中的数目"};
const Text option_claims_out{"Folder in which each claim has its own (default: results/hypotheses)",
                             "结果文件夹，每项论断各有其子文件夹（默认 results/hypotheses）"};
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

JudgedClaim judged(const analysis::Study& study, const Options& options) {
  const fs::path folder = fs::path(options.out.empty() ? "results/hypotheses" : options.out) / study.name;
  auto results = known_results(study, folder);
  if (!results) results = compare_into(folder, study, options);
  return {study, analysis::claim_verdict(*study.claim, study, results->worlds),
          sim::hash_text(sim::Hasher().text(study.text).digest()), results->wall_seconds, folder.string()};
}

void ask_hypotheses(Asking& ask) {
  ask.files("FILES", option_claims, 0, 0);
  ask.number("--worlds", ask.options.worlds, 1, 10000, option_worlds_of_claims);
  ask.word("--out", ask.options.out, option_claims_out);
  ask.runs();
}

Exit run_hypotheses(const Options& options) {
  const auto [asked, unaskable] = wanted_claims(options);
  std::vector<JudgedClaim> claims;
  for (const auto& study : asked) {
    if (!options.quiet)
      complain(say(options.language, which_claim, study.claim->id, claims.size() + 1, asked.size(),
                   study.title.in(options.language)));
    claims.push_back(judged(study, options));
  }
  std::vector<analysis::ClaimVerdict> family;
  for (const auto& claim : claims) family.push_back(claim.verdict);
  analysis::adjust_family(family);
  for (std::size_t i = 0; i < claims.size(); ++i) claims[i].verdict = family[i];
  if (options.json)
    print(claims_json(claims, unaskable).dump(2) + "\n");
  else if (!options.quiet)
    print(claims_text(claims, unaskable, options.language));
  return Exit::done;
}

}  // namespace

Command hypotheses_command() { return {"hypotheses", about_hypotheses, ask_hypotheses, run_hypotheses}; }

}  // namespace liandong::app
