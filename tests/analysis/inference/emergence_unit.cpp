// Outcomes emerge from numbers: no name matters, and equal arms are equal. Of the governance model, through studies.
#include <gtest/gtest.h>

#include "analysis/inference/comparison.h"
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
