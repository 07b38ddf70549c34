#include "analysis/report/report.h"

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/models.h"
#include "app/cli/stored_results.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {

Exit report(const Options& options) {
  const std::filesystem::path source = options.files.front();
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

}  // namespace liandong::app
