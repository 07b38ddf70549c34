// Outcomes emerge from numbers: no name matters, and equal arms are equal. Of the governance model, through studies.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "analysis/inference/comparison.h"
#include "analysis/scenario/scenario.h"
#include "models/governance/model.h"
#include "tests/models/governance/small_place.h"

namespace liandong::analysis {
namespace {

namespace small = governance::small;

Levers vector_of(const governance::Levers& levers) {
  const auto whole = governance::values_of(small::setting(), levers).whole;
  return {whole.end() - static_cast<std::ptrdiff_t>(governance::lever_definitions().size()), whole.end()};
}
Levers station() { return vector_of(small::station_levers()); }
Levers committee() { return vector_of(small::committee_levers()); }

Arm arm(const std::string& name, const Levers& first, const Levers& later) {
  return {name, {name, name}, {{0, first, {}}, {20, later, {}}}, {}};
}

Study study(std::vector<Arm> arms) {
  Study s;
  s.name = "small";
  s.catalogue = governance::model().catalogue;
  s.values = governance::values_of(small::setting(), small::committee_levers());
  s.arms = std::move(arms);
  s.weeks = 39;
  s.burn_in_weeks = 13;
  s.replicates = 3;
  s.seed = 5;
  return s;
}

Results results_of(const Study& s) {
  NoProgress progress;
  return run_study(governance::model(), s, {}, progress);
}

TEST(Placebo, TheSameVectorsUnderSwappedNamesEndInTheSameStates) {
  const Levers a = station(), b = committee();
  const Results named = results_of(study({arm("north", a, b), arm("south", b, a)}));
  const Results swapped = results_of(study({arm("south", a, b), arm("north", b, a)}));
  ASSERT_NE(named.arms[0].state_hash, named.arms[1].state_hash) << "the vectors must differ for names to be a placebo";
  EXPECT_EQ(named.arms[0].state_hash, swapped.arms[0].state_hash);
  EXPECT_EQ(named.arms[1].state_hash, swapped.arms[1].state_hash);
}

TEST(Placebo, TheSameVectorsInAnotherOrderOfArmsEndInTheSameStates) {
  const Levers a = station(), b = committee();
  const Results one = results_of(study({arm("north", a, a), arm("south", b, b)}));
  const Results other = results_of(study({arm("south", b, b), arm("north", a, a)}));
  EXPECT_EQ(one.arms[0].state_hash, other.arms[1].state_hash);
  EXPECT_EQ(one.arms[1].state_hash, other.arms[0].state_hash);
}

/// The study that runs where none is named, at a size that takes a second.
Study default_study() {
  return load_study(find_study("two-paths"), {governance::model().catalogue},
                    {{{"place.communities", "2"},
                      {"place.households", "150"},
                      {"run.weeks", "39"},
                      {"run.burn_in_weeks", "13"},
                      {"run.replicates", "2"},
                      {"worlds.count", "0"}}});
}

/// Every number that two arms recorded is the same to the last bit, the undefined ones too.
void expect_same_figures(const ArmResult& a, const ArmResult& b) {
  EXPECT_EQ(a.state_hash, b.state_hash) << a.name << " and " << b.name;
  EXPECT_EQ(a.cost_scale, b.cost_scale) << a.name << " and " << b.name;
  for (const auto figures : {&ArmResult::weekly, &ArmResult::communities, &ArmResult::groups}) {
    const auto &here = (a.*figures).in_memory().values, &there = (b.*figures).in_memory().values;
    ASSERT_EQ(here.size(), there.size());
    EXPECT_EQ(std::memcmp(here.data(), there.data(), here.size() * sizeof(float)), 0) << a.name << " and " << b.name;
  }
}

TEST(DefaultStudy, GivesEveryArmUnderAnotherNameTheSameFigures) {
  Study study = default_study();
  const std::size_t arms = study.arms.size();
  for (std::size_t i = 0; i < arms; ++i) {
    study.arms.push_back(study.arms[i]);
    study.arms.back().name = "placebo-" + std::to_string(i);
    study.arms.back().title = {study.arms.back().name, study.arms.back().name};
  }
  const Results results = results_of(study);
  for (std::size_t i = 0; i < arms; ++i) expect_same_figures(results.arms[i], results.arms[arms + i]);
  EXPECT_NE(results.arms[0].state_hash, results.arms[1].state_hash);
}

TEST(DefaultStudy, GivesTheSameFiguresInWhateverOrderItsArmsStand) {
  Study study = default_study();
  const Results as_written = results_of(study);
  std::ranges::reverse(study.arms);
  const Results reversed = results_of(study);
  for (const ArmResult& arm : as_written.arms) expect_same_figures(arm, arm_called(reversed, arm.name));
}

TEST(NullStudy, TwoEqualArmsHaveExactlyNoDifference) {
  const Levers a = station();
  const Results null = results_of(study({arm("north", a, a), arm("south", a, a)}));
  EXPECT_EQ(null.arms[0].state_hash, null.arms[1].state_hash);
  EXPECT_EQ(null.arms[1].first_difference, std::vector<std::uint32_t>(3, 39u));
  ASSERT_EQ(null.contrasts.size(), 1u);
  for (const auto* effects : {&null.contrasts[0].indicators, &null.contrasts[0].groups})
    for (const auto& effect : *effects) {
      if (effect.pairs == 0) continue;  // the figure is undefined in both arms
      EXPECT_EQ(effect.delta, 0.0) << effect.figure;
      EXPECT_EQ(effect.low, 0.0) << effect.figure;
      EXPECT_EQ(effect.high, 0.0) << effect.figure;
    }
}

TEST(Arms, AreBitIdenticalUntilTheFirstWeekInWhichTheirLeversDiffer) {
  const Levers a = station(), b = committee();
  const Results results = results_of(study({arm("north", a, a), arm("south", a, b)}));
  EXPECT_EQ(results.arms[1].first_difference, std::vector<std::uint32_t>(3, 20u));
}

}  // namespace
}  // namespace liandong::analysis
