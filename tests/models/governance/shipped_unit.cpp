// Every arrangement and overlay that ships runs, balances its ledgers and is another than all the others.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <ranges>

#include "models/governance/simulation.h"
#include "tests/models/governance/whole_place.h"

namespace liandong::governance {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_of(const std::string& shelf) {
  std::vector<std::string> files;
  for (const auto& file : fs::directory_iterator(fs::path(LIANDONG_SOURCE_DIR) / "scenarios" / shelf))
    files.push_back(shelf + "/" + file.path().filename().string());
  std::ranges::sort(files);
  return files;
}

/// State after three years of some levers; a ledger that does not balance throws.
std::uint64_t state_under(const Levers& levers) {
  Setting setting = whole::setting();
  setting.place.households = 1500;
  setting.place.initial_organisations = 2;
  Simulation simulation(setting, levers, 11, 0);
  whole::pass(simulation, 3 * whole::year);
  return simulation.state_hash();
}

/// Names of files by the state that they lead to.
using ByState = std::map<std::uint64_t, std::string>;

void expect_new(ByState& found, std::uint64_t state, const std::string& file) {
  const auto [other, is_new] = found.emplace(state, file);
  EXPECT_TRUE(is_new) << file << " leads where " << other->second << " does";
}

TEST(ShippedArrangements, RunAndDifferFromEachOther) {
  ByState found;
  for (const auto& file : files_of("arrangements")) expect_new(found, state_under(whole::shipped(file)), file);
  EXPECT_GE(found.size(), 11u);
}

TEST(ShippedOverlays, RunOverAReformWithAStationAndDifferFromItAndFromEachOther) {
  // Where the fund of its own does not suffice, a community needs what departments have.
  const Levers base =
      small::with(whole::shipped("arrangements/strong-government.toml"), {{"money.community_fund", 0.5}});
  ByState found{{state_under(base), "no overlay"}};
  for (const auto& file : files_of("overlays")) expect_new(found, state_under(whole::shipped(file, base)), file);
  EXPECT_GE(found.size(), 23u);
}

TEST(ShippedOverlays, RunAllTogether) {
  Levers levers = whole::shipped("arrangements/strong-government.toml");
  for (const auto& file : files_of("overlays")) levers = whole::shipped(file, levers);
  EXPECT_NO_THROW(state_under(levers));
}

}  // namespace
}  // namespace liandong::governance
