#include "analysis/inference/drift.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "analysis/report/start_text.h"
#include "models/governance/model.h"

namespace liandong::analysis {
namespace {

using testing::HasSubstr;

/// Two replicates whose first indicator grows by `slope` a week, and whose second is never measured.
Results growing(std::uint32_t weeks, double slope) {
  Results results;
  results.catalogue = governance::model().catalogue;
  results.replicates = 2;
  results.burn_in_weeks = weeks;
  results.burn_in = Array<float>({2, weeks, results.catalogue->indicators.size()});
  for (std::uint32_t r = 0; r < 2; ++r)
    for (std::uint32_t week = 0; week < weeks; ++week) {
      results.burn_in.in_memory().at(r, week, 0) = static_cast<float>(0.25 + r * 0.5 + slope * week);
      results.burn_in.in_memory().at(r, week, 1) = std::numeric_limits<float>::quiet_NaN();
    }
  return results;
}

constexpr std::array<std::size_t, 2> both = {0, 1};

TEST(Drift, IsTheChangeOfTheYearBeforeTheArmsPart) {
  const auto drifts = drift_at_the_start(growing(260, 0.001), both);
  ASSERT_EQ(drifts.size(), 1u) << "an indicator without values has no drift";
  EXPECT_EQ(drifts[0].indicator, 0u);
  EXPECT_NEAR(drifts[0].per_year, 0.052, 1e-5);
  EXPECT_FALSE(drifts[0].at_rest) << "satisfaction matters from 0.01";
}

TEST(Drift, OfAShortBurnInIsToldPerYear) {
  const auto drifts = drift_at_the_start(growing(20, 0.001), both);
  ASSERT_EQ(drifts.size(), 1u);
  EXPECT_NEAR(drifts[0].per_year, 0.052, 1e-5);
  EXPECT_TRUE(drift_at_the_start(growing(1, 0.001), both).empty());
}

TEST(StartText, SaysWhetherTheStartStandsStillInBothLanguages) {
  Study study;
  study.headline = {"satisfaction"};
  const Text still = start_text(growing(260, 0.00001), study), moving = start_text(growing(260, 0.001), study);
  EXPECT_THAT(still.en, HasSubstr("stands still"));
  EXPECT_THAT(still.zh, HasSubstr("基本稳定"));
  EXPECT_THAT(moving.en, HasSubstr("still moves"));
  EXPECT_THAT(moving.en, HasSubstr("satisfaction +0.052"));
  EXPECT_THAT(moving.zh, HasSubstr("仍在变化"));
  EXPECT_TRUE(start_text(growing(0, 0.0), study).empty());
}

}  // namespace
}  // namespace liandong::analysis
