#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "analysis/calibration/calibration.h"
#include "analysis/scenario/ensemble.h"
#include "analysis/scenario/scenario.h"
#include "analysis/scenario/scenario_files.h"
#include "models/governance/model.h"

namespace liandong::analysis {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells{""};
  bool quoted = false;
  for (const char c : line)
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  return cells;
}

/// The shipped ensemble is what its command gives: ten of its worlds, run again, leave the figures of its table to the
/// last bit. Where this fails after a change of the model or of priors, `liandong calibrate` makes the ensemble again.
TEST(ShippedEnsemble, WorldsLeaveTheFiguresOfItsTableAgain) {
  const auto& model = governance::model();
  const auto file = built_in_file(Shelf::ensembles, "baotou");
  Problems problems;
  const auto ensemble = read_ensemble(file, *model.catalogue, problems);
  for (const auto& problem : problems.list()) ADD_FAILURE() << render(problem, Language::en);
  ASSERT_GE(ensemble.worlds.size(), 300u);
  const auto study = load_study(built_in_file(Shelf::studies, "two-paths"), {model.catalogue},
                                {{{"place.communities", "4"}, {"run.seed", std::to_string(ensemble.seed)}}});
  std::vector<const models::Pattern*> patterns;
  for (const auto& pattern : model.patterns)
    if (pattern.arm == study.burn_in_name && pattern.against.empty()) patterns.push_back(&pattern);
  std::ifstream csv(std::filesystem::path(file).replace_extension(".csv"));
  std::string line;
  ASSERT_TRUE(std::getline(csv, line));
  const auto header = cells_of(line);
  std::size_t row = 0, checked = 0;
  for (; std::getline(csv, line); ++row) {
    const auto cells = cells_of(line);
    ASSERT_LT(row, ensemble.worlds.size());
    ASSERT_EQ(cells.front(), std::to_string(ensemble.worlds[row]));
    if (row % (ensemble.worlds.size() / 10) != 0 || checked == 10) continue;
    ++checked;
    const auto figures = burn_in_figures(model, study, ensemble.worlds[row], patterns);
    for (std::size_t p = 0; p < patterns.size(); ++p) {
      const auto column = std::ranges::find(header, "simulated: " + std::string(patterns[p]->name.en));
      ASSERT_NE(column, header.end()) << patterns[p]->name.en;
      const auto& told = cells[static_cast<std::size_t>(column - header.begin())];
      const bool same = std::isnan(figures[p]) ? told.empty() : std::stod(told) == figures[p];
      EXPECT_TRUE(same) << patterns[p]->name.en << " of world " << ensemble.worlds[row] << ": " << told << ", now "
                        << figures[p];
    }
  }
  EXPECT_EQ(row, ensemble.worlds.size());
  EXPECT_EQ(checked, 10u);
}

}  // namespace
}  // namespace liandong::analysis
