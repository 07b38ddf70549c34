#include "analysis/scenario/design.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "analysis/scenario/scenario.h"
#include "tests/analysis/experiment/toy_run.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Points = std::vector<std::vector<double>>;

Study study_with(const std::string& design) {
  return load_study_text(
      "model = \"toy\"\n[burn_in]\n" + design + "[[arm]]\nname = \"a\"\n[[arm]]\nname = \"b\"\nlevers.staff = 3\n",
      "study", {toy::catalogue()});
}

/// English messages of a design that is refused.
std::string refusal_of_design(const std::string& design) {
  try {
    study_with(design);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Design, AGridHoldsEveryCombinationTheLastKeyFirst) {
  const Study study =
      study_with("[design.grid]\n\"b.staff\" = [1, 2]\n\"place.luck\" = { from = 0, to = 1, steps = 3 }\n");
  EXPECT_THAT(study.design.keys, ElementsAre("b.staff", "place.luck"));
  EXPECT_EQ(study.design.points, (Points{{1, 0}, {1, 0.5}, {1, 1}, {2, 0}, {2, 0.5}, {2, 1}}));
}

TEST(Design, APointSetsValuesAndLeversOfTheArmsItsKeysName) {
  const Study study = study_with("[design.grid]\nb.staff = [7]\nplace.luck = [0.25]\nfund = [4]\n");
  const Study here = DesignedStudy(study).at(0);
  EXPECT_EQ(here.values.whole[0], 0.25);
  EXPECT_EQ(here.arms[0].stages[0].levers[toy::staff], 9);
  EXPECT_EQ(here.arms[1].stages[0].levers[toy::staff], 7);
  for (const Arm& arm : here.arms) EXPECT_EQ(arm.stages[0].levers[toy::fund], 4);
  EXPECT_EQ(here.burn_in()[toy::fund], 2);
}

TEST(Design, AHypercubeUsesEveryCellOfEveryRangeOnce) {
  const Study study = study_with("[design.lhs]\npoints = 20\nranges = { staff = [10, 30], \"place.luck\" = [0, 1] }\n");
  ASSERT_EQ(study.design.points.size(), 20u);
  for (const std::size_t key : {0u, 1u}) {
    const double low = key == 0 ? 10 : 0, width = key == 0 ? 1 : 0.05;
    std::vector<int> cells;
    for (const auto& point : study.design.points) cells.push_back(static_cast<int>((point[key] - low) / width));
    std::ranges::sort(cells);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(cells[static_cast<std::size_t>(i)], i);
  }
  EXPECT_EQ(
      study.design.points,
      study_with("[design.lhs]\npoints = 20\nranges = { staff = [10, 30], \"place.luck\" = [0, 1] }\n").design.points);
}

TEST(Design, AListIsATableBesideTheStudy) {
  const tests::TemporaryFolder folder;
  std::ofstream(folder.path() / "points.csv") << "b.staff,\"place.luck\"\r\n1,0.5\r\n\r\n2,0.75\r\n";
  std::ofstream(folder.path() / "study.toml")
      << "model = \"toy\"\ndesign.list = \"points.csv\"\n[burn_in]\n[[arm]]\nname = \"a\"\n[[arm]]\nname = "
         "\"b\"\nlevers.staff = 3\n";
  const Study study = load_study(folder.path() / "study.toml", {toy::catalogue()});
  EXPECT_THAT(study.design.keys, ElementsAre("b.staff", "place.luck"));
  EXPECT_EQ(study.design.points, (Points{{1, 0.5}, {2, 0.75}}));
}

TEST(Design, TheTextOfAStudyHoldsItsPoints) {
  const Study study = study_with("[design.grid]\nb.staff = [1, 2]\n");
  const Study again = load_study_text(study.text, "text", {study.catalogue});
  EXPECT_EQ(again.design.points, study.design.points);
  EXPECT_EQ(again.text, study.text);
}

TEST(Design, WhatCannotBeSetIsRefusedWithWhatWouldBeRight) {
  EXPECT_THAT(refusal_of_design("[design.grid]\nstaf = [1]\n"), HasSubstr("did you mean \"staff\""));
  EXPECT_THAT(refusal_of_design("[design.grid]\nstaff = [99]\n"), HasSubstr("between 0 and 30"));
  EXPECT_THAT(refusal_of_design("[design.grid]\nstaff = [1]\n\"b.staff\" = [2]\n"),
              HasSubstr("sets what \"staff\" sets too"));
  EXPECT_THAT(refusal_of_design("[design]\n"), HasSubstr("must have one of grid, list, lhs, morris, sobol and points"));
  EXPECT_THAT(refusal_of_design("[design.grid]\nstaff = []\n"), HasSubstr("has no points"));
  EXPECT_THAT(refusal_of_design("[design.lhs]\npoints = 4\nranges = { staff = [3, 1] }\n"),
              HasSubstr("low below high"));
  EXPECT_THAT(refusal_of_design("[design]\nkeys = [\"staff\"]\npoints = [[1, 2]]\n"), HasSubstr("a list of 1 numbers"));
  EXPECT_THAT(
      refusal_of_design(
          "[design.grid]\nstaff = { from = 0, to = 30, steps = 1000 }\nfund = { from = 0, to = 30, steps = 1000 }\n"),
      HasSubstr("1000000 points; at most 100000"));
}

}  // namespace
}  // namespace liandong::analysis
