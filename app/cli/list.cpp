#include <nlohmann/json.hpp>

#include "analysis/report/text_layout.h"
#include "analysis/scenario/document.h"
#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/values.h"
#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_list{"List the scenarios that come with the program", "列出程序自带的情景"};

using analysis::Shelf;

constexpr Shelf shelves[] = {Shelf::studies, Shelf::arrangements, Shelf::overlays,
                             Shelf::places,  Shelf::ensembles,    Shelf::hypotheses};

/// Title of a scenario file; its name if it has none.
Text title_of(const std::filesystem::path& file, const std::string& name) {
  analysis::Problems problems;
  analysis::Node root;
  if (!analysis::read_document(file, root, problems)) return {name, name};
  const auto title = analysis::TableReader(root, "", problems).both_languages("title");
  return title.empty() ? Text(name, name) : title;
}

Exit run_list(const Options& options) {
  auto json = nlohmann::json::object();
  std::string words;
  for (const Shelf shelf : shelves) {
    const std::string folder(analysis::folder_name(shelf));
    std::vector<std::vector<std::string>> rows{{analysis::kind_in_words(shelf).in(options.language), ""}};
    json[folder] = nlohmann::json::array();
    for (const auto& name : analysis::names_on(shelf)) {
      const Text title = title_of(analysis::built_in_file(shelf, name), name);
      json[folder].push_back({{"name", name}, {"title_en", title.en}, {"title_zh", title.zh}});
      rows.push_back({"  " + name, title.in(options.language)});
    }
    words += (words.empty() ? "" : "\n") + analysis::table(rows, {false, false});
  }
  print(options.json ? json.dump(2) + "\n" : words);
  return Exit::done;
}

}  // namespace

Command list_command() {
  return {"list", about_list, [](Asking&) {}, run_list};
}

}  // namespace liandong::app
