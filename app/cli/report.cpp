#include "analysis/report/report.h"

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/missing_page.h"
#include "app/cli/models.h"
#include "app/cli/stored_results.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_report{"Rebuild the report from a results file", "由结果文件重新生成报告"};
const Text option_report_out{"Report file (default: report.html beside the results)",
                             "报告文件（默认为结果旁的 report.html）"};

void ask_report(Asking& ask) {
  ask.files("RESULTS", text::option_results, 1, 1);
  ask.word("--out", ask.options.out, option_report_out);
}

Exit run_report(const Options& options) {
  const std::filesystem::path source = options.files.front();
  require_pages("./liandong report " + source.string());
  const auto results = stored_results(source);
  const auto target = options.out.empty() ? source.parent_path() / "report.html" : std::filesystem::path(options.out);
  const auto study = study_in(results, source);
  const auto* model = find_model(results.catalogue->model);
  analysis::write_report(results, study, model ? std::span(model->patterns) : std::span<const models::Pattern>(),
                         target);
  if (options.json)
    print(nlohmann::json{{"files", {target.string()}}}.dump(2) + "\n");
  else
    print(text::written.in(options.language) + "\n  " + target.string() + "\n");
  return Exit::done;
}

}  // namespace

Command report_command() { return {"report", about_report, ask_report, run_report}; }

}  // namespace liandong::app
