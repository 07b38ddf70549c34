#include "analysis/experiment/study_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/scenario.h"
#include "models/governance/model.h"

namespace liandong::analysis {
namespace {

const std::filesystem::path studies = std::filesystem::path(LIANDONG_SOURCE_DIR) / "scenarios/studies";

const KnownModels& governance_models() {
  static const KnownModels models{governance::model().catalogue};
  return models;
}

Study two_paths(std::vector<std::pair<std::string, std::string>> set = {}) {
  set.insert(set.begin(), {"worlds.count", "50"});
  return load_study(studies / "two-paths.toml", governance_models(), {std::move(set)});
}

/// A study whose only arm says this, after a burn-in that says nothing.
Study study_of_one_arm(const std::string& arm, const std::string& worlds = "count = 50") {
  return load_study_text("[burn_in]\n[run]\nweeks = 104\n[worlds]\n" + worlds + "\n[[arm]]\nname = \"a\"\n" + arm,
                         "study.toml", governance_models());
}

std::size_t lever(std::string_view key) { return position_of(key, *governance_models().front()->levers()).value(); }

double value(std::string_view key, const Study& study) {
  return study.values.whole[position_in(*study.catalogue, key).value()];
}

std::vector<double> values_over_worlds(const Study& study, auto&& read) {
  std::vector<double> values;
  for (std::uint32_t number = 0; number < 400; ++number) values.push_back(read(in_world(study, number)));
  std::ranges::sort(values);
  return values;
}

TEST(StudyInAWorld, IsTheSameWhateverTheNumberOfWorldsAndOtherArms) {
  const Study all = two_paths();
  Study fewer = all;
  fewer.arms.resize(1);
  fewer.worlds.count = 3;
  const Study a = in_world(all, 17), b = in_world(fewer, 17);
  EXPECT_EQ(a.values.whole, b.values.whole);
  EXPECT_EQ(a.arms[0].stages[0].levers, b.arms[0].stages[0].levers);
  EXPECT_NE(a.values.whole, in_world(all, 18).values.whole);
}

TEST(StudyInAWorld, GivesAnArmAndItsTwinAtEqualCostTheSameLevers) {
  const Study study = two_paths();
  for (std::uint32_t number = 0; number < 20; ++number) {
    const Study world = in_world(study, number);
    EXPECT_EQ(world.arms[1].stages[0].levers, world.arms[2].stages[0].levers);
    EXPECT_NE(world.arms[1].stages[0].levers, study.arms[1].stages[0].levers);
  }
}

TEST(StudyInAWorld, LeavesTheOldArrangementUnchangedWhereItGoesOn) {
  const Study world = in_world(two_paths(), 5);
  EXPECT_EQ(world.arms[3].stages[0].levers, world.burn_in());
}

TEST(StudyInAWorld, KeepsWeightsOfOneWholeWithinTheirRangesAndTheirSum) {
  const Study study = two_paths();
  const std::vector keys{lever("assessment.top_down"), lever("assessment.resolve"), lever("assessment.resident"),
                         lever("assessment.autonomy")};
  double least = 1.0, most = 0.0;
  for (std::uint32_t number = 0; number < 200; ++number) {
    const Study world = in_world(study, number);
    for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
      const Stage &drawn = world.arms[arm].stages[0], &stated = study.arms[arm].stages[0];
      double sum = 0.0;
      for (const std::size_t key : keys) {
        sum += drawn.levers[key];
        const auto range = range_of(key, stated.ranges);
        EXPECT_GE(drawn.levers[key], range ? range->low : stated.levers[key]);
        EXPECT_LE(drawn.levers[key], range ? range->high : stated.levers[key]);
      }
      EXPECT_NEAR(sum, 1.0, 1e-5);
    }
    least = std::min(least, world.arms[0].stages[0].levers[keys[3]]);
    most = std::max(most, world.arms[0].stages[0].levers[keys[3]]);
  }
  EXPECT_LT(least, 0.02) << "a weight that the arrangement leaves at zero may stay near it";
  EXPECT_GT(most, 0.1) << "and may be more";
}

TEST(StudyInAWorld, KeepsAWeightWhoseWholeLeavesItNoChoiceAndRefusesRangesThatAllowNone) {
  const Study lone = study_of_one_arm(
      "levers.assessment.top_down = { value = 0.5, low = 0.2, high = 0.8 }\nlevers.assessment.resolve = 0.5\n");
  EXPECT_EQ(in_world(lone, 4).arms[0].stages[0].levers[lever("assessment.top_down")], 0.5);
  for (const Unknown& unknown : unknowns_of(lone))
    EXPECT_EQ(unknown.key.find("assessment.top_down"), std::string::npos);
  const Study narrow = study_of_one_arm(
      "levers.assessment.top_down = { value = 0.5, low = 0.5, high = 0.50000001 }\n"
      "levers.assessment.resolve = { value = 0.5, low = 0.49999999, high = 0.5 }\n");
  EXPECT_THROW(in_world(narrow, 4), std::runtime_error);
}

TEST(StudyInAWorld, DrawsOneSizeForCellsThatNameOneUnknownAndTwoForOthers) {
  const Study study = two_paths();
  bool differs = false;
  for (std::uint32_t number = 0; number < 20; ++number) {
    const Study world = in_world(study, number);
    const Levers &government = world.arms[0].stages[0].levers, &community = world.arms[1].stages[0].levers;
    EXPECT_EQ(government[lever("tasks.money")], community[lever("tasks.money")]);
    EXPECT_EQ(government[lever("staff.training_station")], community[lever("staff.training_committee")]);
    differs = differs || government[lever("party.households")] != community[lever("party.households")];
  }
  EXPECT_TRUE(differs);
}

TEST(StudyInAWorld, DrawsALeverAsItsDistributionSays) {
  const Study study = study_of_one_arm(
      "levers.money.community_fund = { value = 20, low = 10, high = 40, distribution = \"log-uniform\" }\n"
      "levers.staff.station = { value = 10, low = 8, high = 14 }\n");
  const auto read = [](const char* key) {
    return [key](const Study& world) { return world.arms[0].stages[0].levers[lever(key)]; };
  };
  const auto funds = values_over_worlds(study, read("money.community_fund"));
  EXPECT_NEAR(funds[200], 20.0, 1.5) << "half of the worlds lie below the middle of the logarithms";
  EXPECT_NEAR(funds[100], 14.1, 1.2);
  const auto posts = values_over_worlds(study, read("staff.station"));
  EXPECT_NEAR(posts[100], 9.5, 0.4);
  EXPECT_NEAR(posts[300], 12.5, 0.4);
}

TEST(StudyInAWorld, KeepsARampARamp) {
  const Study study = study_of_one_arm(
      "levers.staff.station = 4\n[[arm.stage]]\nweek = 10\nramp = 52\n"
      "levers.staff.station = { value = 10, low = 8, high = 14 }\n");
  for (std::uint32_t number = 0; number < 20; ++number) {
    const Study world = in_world(study, number);
    double before = 0.0;
    for (const Stage& stage : world.arms[0].stages) {
      EXPECT_GE(stage.levers[lever("staff.station")], before);
      before = stage.levers[lever("staff.station")];
    }
    EXPECT_GE(before, 8.0);
  }
}

TEST(StudyInAWorld, TakesWhatAStudySetsAsKnown) {
  const Study set = two_paths({{"place.owner_share", "0.7"}, {"structure.casework", "0"}});
  const Study named = study_of_one_arm("", "count = 50\nknown = [\"structure\", \"context.civic_intercept\"]");
  for (std::uint32_t number = 0; number < 30; ++number) {
    EXPECT_EQ(value("place.owner_share", in_world(set, number)), 0.7);
    EXPECT_EQ(value("mechanisms.structure.casework", in_world(set, number)), 0.0) << "though it is the default";
    const Study world = in_world(named, number);
    EXPECT_EQ(value("mechanisms.structure.buyers", world), value("mechanisms.structure.buyers", named));
    EXPECT_EQ(value("context.civic_intercept", world), value("context.civic_intercept", named));
  }
  const auto unknowns = unknowns_of(named);
  EXPECT_TRUE(std::ranges::none_of(unknowns, [](const Unknown& u) { return u.key.starts_with("structure."); }));
}

TEST(StudyInAWorld, LeavesACommunityItsOwnValueAndTheSharesOfAWholeThatIsPartlySet) {
  Study study = load_study_text(
      "[burn_in]\n[run]\nweeks = 104\n[worlds]\ncount = 9\n[place]\ndanwei_share = "
      "0.5\n[[community]]\nplace.owner_share = 0.31\n"
      "[[community]]\n[[arm]]\nname = \"a\"\n",
      "study.toml", governance_models());
  const auto owners = position_in(*study.catalogue, "place.owner_share").value();
  const Study world = in_world(study, 3);
  EXPECT_EQ(world.values.communities[0][owners], 0.31);
  EXPECT_EQ(world.values.communities[1][owners], world.values.whole[owners]);
  EXPECT_NE(world.values.communities[1][owners], study.values.whole[owners]);
  EXPECT_EQ(value("place.commercial_share", world), value("place.commercial_share", study));
}

TEST(StudyInAWorld, KnowsAllSharesOfAWholeOfWhichOneIsKnown) {
  const Study study = study_of_one_arm("", "count = 50\nknown = [\"place.danwei_share\"]");
  const Study world = in_world(study, 3);
  for (const char* key : {"place.danwei_share", "place.commercial_share", "place.village_share"})
    EXPECT_EQ(value(key, world), value(key, study)) << key;
}

TEST(StudyInAWorld, HasFewCommunitiesUnlessTheyHaveValuesOfTheirOwn) {
  EXPECT_EQ(value("place.communities", in_world(two_paths(), 0)), 4.0);
  EXPECT_EQ(value("place.communities", in_world(two_paths({{"worlds.communities", "2"}}), 0)), 2.0);
  EXPECT_EQ(value("place.communities", in_world(two_paths({{"place.communities", "3"}}), 0)), 3.0);
}

TEST(Unknowns, AreListedWithRangesThatHoldWhatIsDrawn) {
  const Study study = two_paths();
  const auto unknowns = unknowns_of(study);
  EXPECT_GT(unknowns.size(), 250u);
  std::vector<std::string> keys;
  for (const Unknown& unknown : unknowns) keys.push_back(unknown.key);
  EXPECT_THAT(keys, testing::IsSupersetOf({"context.civic_intercept", "street-committee.assessment.top_down",
                                           "strong-community.staff.committee", "tasks.money"}));
  std::ranges::sort(keys);
  EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end()) << "each once";
  for (std::uint32_t number = 0; number < 50; ++number) {
    const auto values = values_in(in_world(study, number), study);
    ASSERT_EQ(values.size(), unknowns.size());
    for (std::size_t u = 0; u < values.size(); ++u) {
      if (unknowns[u].range.distribution == models::Distribution::dirichlet) continue;  // of which they are 5% and 95%
      EXPECT_GE(values[u], unknowns[u].range.low) << unknowns[u].key;
      EXPECT_LE(values[u], unknowns[u].range.high) << unknowns[u].key;
    }
  }
}

TEST(Unknowns, OfOneNameHaveAColumnForEachValueThatTheyTake) {
  const std::string weights = "levers.assessment.resolve = { value = 0.3, low = 0.1, high = 0.6, unknown = \"r\" }\n";
  const Study study = study_of_one_arm(
      "levers.staff.station = { value = 10, low = 8, high = 14, unknown = \"posts\" }\n"
      "levers.assessment.top_down = { value = 0.7, low = 0.4, high = 0.9, unknown = \"t\" }\n" +
      weights +
      "[[arm]]\nname = \"b\"\nlevers.staff.committee = { value = 5, low = 2, high = 9, unknown = \"posts\" }\n"
      "levers.assessment.top_down = { value = 0.5, low = 0.4, high = 0.9, unknown = \"t\" }\n"
      "levers.assessment.resident = { value = 0.2, low = 0.1, high = 0.5, unknown = \"n\" }\n" +
      weights +
      "[[arm]]\nname = \"twin\"\nlevers.staff.station = { value = 10, low = 8, high = 14, unknown = \"posts\" }\n");
  std::map<std::string, std::size_t> columns;
  const auto unknowns = unknowns_of(study);
  for (std::size_t u = 0; u < unknowns.size(); ++u) columns.emplace(unknowns[u].key, u);
  EXPECT_EQ(columns.size(), unknowns.size());
  EXPECT_FALSE(columns.contains("posts@twin.staff.station"));
  for (std::uint32_t number = 0; number < 20; ++number) {
    const Study world = in_world(study, number);
    const auto values = values_in(world, study);
    const auto told = [&](const char* key) { return values.at(columns.at(key)); };
    const Levers &a = world.arms[0].stages[0].levers, &b = world.arms[1].stages[0].levers;
    EXPECT_EQ(told("posts"), a[lever("staff.station")]);
    EXPECT_EQ(told("posts@b.staff.committee"), b[lever("staff.committee")]);
    EXPECT_EQ(told("t"), a[lever("assessment.top_down")]);
    EXPECT_EQ(told("t@b.assessment.top_down"), b[lever("assessment.top_down")]);
    EXPECT_EQ(told("r@b.assessment.resolve"), b[lever("assessment.resolve")]);
    EXPECT_EQ(told("n"), b[lever("assessment.resident")]);
  }
}

TEST(Unknowns, OfShippedStudiesEachTakeOneValue) {
  for (const char* name : {"two-paths", "staged-handover", "baotou-2012-2015"})
    for (const Unknown& unknown :
         unknowns_of(load_study(studies / (std::string(name) + ".toml"), governance_models(), {})))
      EXPECT_EQ(unknown.key.find('@'), std::string::npos) << unknown.key;
}

TEST(Unknowns, OfLeversBearTheNameOfTheirArrangement) {
  for (const Unknown& unknown : unknowns_of(two_paths()))
    if (unknown.key == "strong-community.staff.committee") {
      EXPECT_THAT(unknown.name.en, testing::StartsWith("Strong community: "));
      EXPECT_THAT(unknown.name.zh, testing::StartsWith("强社区："));
    }
}

TEST(StudyText, OfAStudyWithWorldsGivesTheSameWorlds) {
  const Study study = two_paths({{"worlds.count", "7"}, {"place.party_share", "0.08"}});
  const Study again = load_study_text(study.text, "again.toml", governance_models());
  EXPECT_EQ(again.worlds.count, 7u);
  EXPECT_EQ(again.worlds.known, study.worlds.known);
  for (const std::uint32_t number : {0u, 6u}) {
    const Study a = in_world(study, number), b = in_world(again, number);
    EXPECT_EQ(a.values.whole, b.values.whole);
    for (std::size_t arm = 0; arm < a.arms.size(); ++arm)
      EXPECT_EQ(a.arms[arm].stages[0].levers, b.arms[arm].stages[0].levers);
  }
  EXPECT_EQ(again.text, study.text);
}

TEST(WorldsTable, SaysEverythingThatIsWrongWithIt) {
  const auto said = [](const std::string& worlds) {
    try {
      study_of_one_arm("", worlds);
    } catch (const InputError& error) {
      std::string all;
      for (const auto& problem : error.problems()) all += render(problem, Language::en) + "\n";
      return all;
    }
    return std::string("nothing");
  };
  EXPECT_THAT(said("count = -1\ncomunities = 3\nknown = [\"structur\"]"),
              testing::AllOf(testing::HasSubstr("worlds.count: must be a number between 0 and 10000"),
                             testing::HasSubstr("did you mean \"communities\"?"),
                             testing::HasSubstr("did you mean \"structure\"?")));
  EXPECT_THAT(said("count = 3\nensemble = { name = \"x\", seed = 4, worlds = [8, 8] }"),
              testing::HasSubstr("world 8 stands there twice"));
  EXPECT_THAT(said("count = 3\nensemble = { name = \"x\", seed = 4, worlds = [8, 9] }"),
              testing::HasSubstr("asks for 3 worlds; the ensemble has 2"));
}

TEST(Ensemble, SaysWhichWorldsAndFromWhichSeed) {
  const Study chosen = study_of_one_arm("", "count = 2\nensemble = { name = \"x\", seed = 4, worlds = [8, 31] }");
  EXPECT_EQ(chosen.worlds.number(1), 31u);
  Study plain = study_of_one_arm("");
  plain.worlds.seed = 4;
  EXPECT_EQ(in_world(chosen, 31).values.whole, in_world(plain, 31).values.whole);
}

}  // namespace
}  // namespace liandong::analysis
