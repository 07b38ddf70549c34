#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/models.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_validate{"List every problem of scenario files", "列出情景文件的全部问题"};
const Text option_file{"Scenario files: studies, places, arrangements, overlays", "情景文件：研究、地区、安排、叠加"};

void ask_validate(Asking& ask) { ask.files("FILES", option_file, 1, 0); }

Exit run_validate(const Options& options) {
  const auto language = options.language;
  std::size_t problems = 0, bad_files = 0;
  auto found = nlohmann::json::array(), read = nlohmann::json::array();
  for (const auto& file : options.files) {
    std::vector<Text> notes;
    const auto list = analysis::problems_of_file(file, known_models(), &notes);
    for (const auto& note : notes) read.push_back(note.in(language));
    problems += list.size();
    bad_files += list.empty() ? 0 : 1;
    for (const auto& p : list)
      found.push_back({{"file", p.file},
                       {"line", p.line},
                       {"column", p.column},
                       {"key", p.key},
                       {"message", p.message.in(language)}});
    if (options.json) continue;
    for (const auto& note : notes) print(note.in(language) + "\n");
    for (const auto& problem : list) print(render(problem, language) + "\n");
    if (list.empty()) print(say(language, text::file_is_good, file) + "\n");
  }
  if (options.json)
    print(nlohmann::json{{"files", options.files.size()}, {"problems", found}, {"read", read}}.dump(
              2, ' ', false, nlohmann::json::error_handler_t::replace) +
          "\n");
  else if (problems > 0)
    complain(say(language, text::files_have_problems, problems, bad_files, options.files.size()));
  return problems == 0 ? Exit::done : Exit::bad_input;
}

}  // namespace

Command validate_command() { return {"validate", about_validate, ask_validate, run_validate}; }

}  // namespace liandong::app
