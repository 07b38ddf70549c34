#include "analysis/scenario/sensitivity_design.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>

#include "analysis/scenario/design.h"
#include "analysis/scenario/scenario.h"
#include "tests/analysis/experiment/toy_run.h"

namespace liandong::analysis {
namespace {

using models::Distribution;
using models::Status;
using testing::AnyOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

constexpr std::array<models::Prior, 5> toy_priors{{
    {"place.luck", Status::assumed, {0.2, 0.6, Distribution::uniform}, {}, ""},
    {"place.size", Status::chosen, {}, {}, ""},
    {"place.old", Status::assumed, {0.2, 0.4, Distribution::dirichlet}, {}, ""},
    {"place.young", Status::assumed, {0.1, 0.3, Distribution::dirichlet}, {}, ""},
    {"place.way", Status::assumed, {0, 1, Distribution::alternatives}, {0.5, 0.5}, ""},
}};

/// The toy with parameters that are uncertain, two of them shares.
std::shared_ptr<const models::Catalogue> uncertain_toy() {
  auto catalogue = std::make_shared<models::Catalogue>(*toy::catalogue());
  auto& place = catalogue->groups[0].parameters;
  place.push_back({"place.size", "1", 0, 9, 5, true, "", {}, {}});
  place.push_back({"place.old", "1", 0, 1, 0.3, false, "", {}, {}});
  place.push_back({"place.young", "1", 0, 1, 0.2, false, "", {}, {}});
  place.push_back({"place.way", "1", 0, 1, 0, true, "", {}, {}});
  for (std::size_t i = 0; i < place.size(); ++i) place[i].prior = &toy_priors[i];
  catalogue->shares = {{"place.ages", {"place.old", "place.young"}, 20, ""}};
  return catalogue;
}

Study screening_study(const std::string& design, const std::string& place = "",
                      const std::optional<DesignWish>& wish = {}) {
  const std::string lever = "levers.staff = { value = 12, low = 10, high = 20 }\n";
  const std::string text = "model = \"toy\"\n" + design + place +
                           "[burn_in]\nlevers.fund = { value = 3, low = 2, high = 4 }\n[[arm]]\nname = \"a\"\n" +
                           lever +
                           "[[arm]]\nname = \"b\"\nlevers.staff = 3\n[[arm]]\nname = \"twin\"\nequal_cost_to = "
                           "\"b\"\n" +
                           lever;
  Overrides overrides;
  overrides.design = wish;
  return load_study_text(text, "study", {uncertain_toy()}, overrides);
}

std::string screening_refusal(const std::string& design, const std::optional<DesignWish>& wish = {}) {
  try {
    screening_study(design, "", wish);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::vector<double> levels_taken(const Study& study, std::size_t key) {
  std::set<double> values;
  for (const auto& point : study.design.points) values.insert(point[key]);
  return {values.begin(), values.end()};
}

TEST(SensitivityDesign, MorrisMovesEachKeyOnceInEveryTrajectoryOverWhatIsPlausible) {
  const Study study = screening_study("design.morris = { trajectories = 30, keys = [\"luck\", \"a.staff\"] }\n");
  const Design& design = study.design;
  ASSERT_EQ(design.points.size(), 90u);
  EXPECT_EQ(design.shape.kind, DesignKind::morris);
  EXPECT_EQ(design.shape.step, 0.5);
  for (std::size_t p = 0; p < 90; ++p) {
    if (p % 3 == 0) continue;
    const auto moved = static_cast<std::size_t>(std::abs(design.shape.moves[p])) - 1;
    EXPECT_EQ(design.points[p][1 - moved], design.points[p - 1][1 - moved]);
    EXPECT_EQ(design.points[p][moved] > design.points[p - 1][moved], design.shape.moves[p] > 0);
  }
  EXPECT_THAT(levels_taken(study, 0), ElementsAre(0.25, 0.35, 0.45, 0.55));
  EXPECT_THAT(levels_taken(study, 1), ElementsAre(11.25, 13.75, 16.25, 18.75));
}

TEST(SensitivityDesign, MoreLevelsAndRangesAreTakenAsTheyAreWritten) {
  const Study study = screening_study(
      "design.morris = { trajectories = 40, levels = 2, keys = [\"luck\"], ranges = { luck = [0, 1], size = [2, 4] } "
      "}\n");
  EXPECT_THAT(study.design.keys, ElementsAre("luck", "size"));
  EXPECT_THAT(levels_taken(study, 0), ElementsAre(0.25, 0.75));
  EXPECT_THAT(levels_taken(study, 1), ElementsAre(2, 4));
}

TEST(SensitivityDesign, UncertainIsWhatHasARangeAndIsNotSetToAnotherValue) {
  const std::string morris = "design.morris = { trajectories = 2, keys = \"uncertain\" }\n";
  EXPECT_THAT(screening_study(morris).design.keys, ElementsAre("place.luck", "place.old", "place.young", "place.way",
                                                               "a.staff", "a.fund", "b.fund", "burn_in.fund"));
  EXPECT_THAT(screening_study(morris, "[place]\nluck = 0.4\n").design.keys, Not(Contains("place.luck")));
  EXPECT_THAT(screening_study(morris, "[place]\nold = 0.25\n").design.keys,
              Each(Not(AnyOf("place.old", "place.young"))))
      << "shares of one whole";
}

TEST(SensitivityDesign, SharesMoveTogetherAndLeaveTheRest) {
  const Study study =
      screening_study("design.morris = { trajectories = 20, keys = [\"place.old\", \"place.young\"] }\n");
  for (std::size_t p = 0; p < study.design.points.size(); ++p) {
    const auto& point = study.design.points[p];
    EXPECT_LT(point[0] + point[1], 1);
    if (study.design.shape.moves[p] == 1) {
      EXPECT_GT(point[0], study.design.points[p - 1][0]);
      EXPECT_LT(point[1], study.design.points[p - 1][1]);
    }
  }
}

TEST(SensitivityDesign, SobolExchangesColumns) {
  const Study study = screening_study("design.sobol = { base = 16, keys = [\"luck\", \"a.staff\", \"place.way\"] }\n");
  const auto& points = study.design.points;
  ASSERT_EQ(points.size(), 16u * 5);
  EXPECT_EQ(study.design.shape.kind, DesignKind::sobol);
  for (std::size_t f = 0; f < 3; ++f)
    for (std::size_t j = 0; j < 16; ++j)
      for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(points[(2 + f) * 16 + j][k], points[k == f ? 16 + j : j][k]);
  EXPECT_EQ(std::ranges::count_if(points.begin(), points.begin() + 16, [](const auto& p) { return p[2] == 1; }), 8);
}

TEST(SensitivityDesign, TheTextOfAStudyHoldsPointsAndHowTheyBelongTogether) {
  for (const char* design : {"design.morris = { trajectories = 2, keys = \"uncertain\" }\n",
                             "design.sobol = { base = 8, keys = [\"luck\"] }\n"}) {
    const Study study = screening_study(design);
    const Study again = load_study_text(study.text, "text", {uncertain_toy()});
    EXPECT_EQ(again.design.points, study.design.points);
    EXPECT_EQ(again.design.shape.kind, study.design.shape.kind);
    EXPECT_EQ(again.design.shape.moves, study.design.shape.moves);
    EXPECT_EQ(again.text, study.text);
  }
}

TEST(SensitivityDesign, ACommandLineTakesTheKeysItNamesOrTheUncertainOrTheStudysOwn) {
  EXPECT_THAT(screening_study("", "", DesignWish{"morris", 2, {}}).design.keys, Contains("burn_in.fund"));
  const Study named = screening_study("", "", DesignWish{"sobol", 8, {{"luck", {}}, {"fund", {{5, 9}}}}});
  EXPECT_THAT(named.design.keys, ElementsAre("fund", "luck"));
  EXPECT_EQ(named.design.points.size(), 32u);
  const Study own =
      screening_study("design.grid = { luck = [0.1, 0.3, 0.9], size = [3] }\n", "", DesignWish{"sobol", 8, {}});
  EXPECT_THAT(own.design.keys, ElementsAre("luck"));
  EXPECT_THAT(levels_taken(own, 0), Each(testing::AllOf(testing::Gt(0.1), testing::Lt(0.9))));
  const Study screened =
      screening_study("design.morris = { trajectories = 2, keys = [\"a.staff\"] }\n", "", DesignWish{"sobol", 8, {}});
  EXPECT_THAT(screened.design.keys, ElementsAre("a.staff"));
}

TEST(SensitivityDesign, WhatCannotBeIsRefusedWithWhatWouldBeRight) {
  EXPECT_THAT(screening_refusal("design.morris = { keys = [\"luck\"] }\n"),
              HasSubstr("design.morris.trajectories: is missing"));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4 }\n"), HasSubstr("design.morris.keys: is missing"));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, levels = 5, keys = [\"luck\"] }\n"),
              HasSubstr("must be even"));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, keys = [\"place.luk\"] }\n"),
              HasSubstr("did you mean \"place.luck\""));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, keys = \"all\" }\n"),
              HasSubstr("or \"uncertain\""));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, keys = [\"size\"] }\n"),
              HasSubstr("ranges = { \"size\" = [low, high] }"));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, keys = [\"staff\"] }\n"),
              HasSubstr("nothing says how far"))
      << "certain in one of the arms";
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, keys = [\"luck\", \"place.luck\"] }\n"),
              HasSubstr("sets what \"luck\" sets too"));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, keys = [\"place.old\"] }\n"),
              HasSubstr("name the others too (place.young)"));
  EXPECT_THAT(screening_refusal("design.morris = { trajectories = 4, keys = [\"luck\"], step = 2 }\n"),
              HasSubstr("no such key"));
  EXPECT_THAT(screening_refusal("design.sobol = { base = 48, keys = [\"luck\"] }\n"),
              HasSubstr("a power of two, as 32 or 64"));
  EXPECT_THAT(screening_refusal("design.sobol = { base = 65536, keys = [\"luck\"] }\n"),
              HasSubstr("at most 100000 fit"));
  EXPECT_THAT(screening_refusal("", DesignWish{"sobol", 8, {}}), HasSubstr("must be told what varies"));
}

TEST(SensitivityDesign, WrittenPointsThatDoNotFitTheirKindAreRefused) {
  const std::string points = "[design]\nkeys = [\"luck\"]\npoints = [[0.1], [0.2], [0.3], [0.4]]\n";
  EXPECT_EQ(screening_refusal(points + "kind = \"morris\"\nstep = 0.5\nmoves = [0, 1, 0, -1]\n"), "");
  EXPECT_THAT(screening_refusal(points + "kind = \"morris\"\nstep = 0.5\nmoves = [0, 1, 0]\n"),
              HasSubstr("design.moves"));
  EXPECT_THAT(screening_refusal(points + "kind = \"morris\"\nstep = 0.5\nmoves = [0, 1, 0, 2]\n"),
              HasSubstr("design.moves"));
  EXPECT_THAT(screening_refusal(points + "kind = \"morris\"\nmoves = [0, 1, 0, 1]\n"), HasSubstr("design.step"));
  EXPECT_THAT(screening_refusal(points + "kind = \"sobol\"\n"), HasSubstr("design.points"));
  EXPECT_THAT(screening_refusal(points + "kind = \"other\"\n"), HasSubstr("design.kind"));
}

}  // namespace
}  // namespace liandong::analysis
