#include "analysis/inference/exploration_findings.h"

#include <gtest/gtest.h>

#include "tests/analysis/report/sample_exploration.h"

namespace liandong::analysis {
namespace {

namespace sample = report_sample;

/// Two hundred points of "town.rain" from 0 to 1; the open gates are ahead below 0.5 and behind above, by much.
Exploration explored() {
  std::vector<std::vector<double>> points;
  for (int i = 0; i < 200; ++i) points.push_back({(i + 0.5) / 200, static_cast<double>(i * 37 % 10)});
  auto e = sample::exploration_at(std::move(points));
  e.headline = {std::string(e.catalogue->indicators[0].key)};
  for (std::size_t p = 0; p < e.points.size(); ++p)
    for (std::size_t r = 0; r < e.replicates; ++r) {
      e.figures.at(p, 0, r, 0) = 0.5;
      e.figures.at(p, 1, r, 0) = e.points[p][0] < 0.4 ? 0.9 : 0.1;
    }
  return e;
}

TEST(PointFindings, NameTheKeyAndTheThresholdOnWhichTheOrderHangs) {
  const auto e = explored();
  const auto findings = point_findings(e);
  ASSERT_EQ(findings.size(), 1u);
  const auto& f = findings[0];
  EXPECT_EQ(f.effect.worlds, 200u);
  EXPECT_EQ(f.effect.word, WorldWord::depends);
  ASSERT_EQ(f.rule.bounds.size(), 1u);
  EXPECT_EQ(f.rule.bounds[0].variable, 0u);
  const bool low_is_better = e.catalogue->indicators[0].direction == models::Direction::worse;
  EXPECT_EQ(f.of_a, !low_is_better);
  EXPECT_NEAR(low_is_better ? f.rule.bounds[0].high : f.rule.bounds[0].low, 0.4, 0.04);
  EXPECT_GT(f.rule.density * f.rule.coverage, 0.95);
}

TEST(PointFindings, OfEqualArmsSayThatNothingMattersAndGiveNoRule) {
  auto e = explored();
  for (std::size_t p = 0; p < e.points.size(); ++p)
    for (std::size_t r = 0; r < e.replicates; ++r) e.figures.at(p, 1, r, 0) = 0.5;
  const auto findings = point_findings(e);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].effect.word, WorldWord::same_always);
  EXPECT_TRUE(findings[0].rule.bounds.empty());
}

TEST(PointFindings, LeaveOutPointsThatFailed) {
  auto e = explored();
  sample::fail(e, 3, 0, "broken");
  for (std::uint32_t r = 1; r < e.replicates; ++r) sample::fail(e, 3, r, "broken");
  EXPECT_EQ(point_findings(e).at(0).effect.worlds, 199u);
}

TEST(PointFindings, AreNotTakenFromTheFewPointsThatDidNotFail) {
  auto e = explored();
  for (std::uint32_t point = 0; point + 19 < e.points.size(); ++point)
    for (std::uint32_t r = 0; r < e.replicates; ++r) sample::fail(e, point, r, "broken");
  EXPECT_TRUE(point_findings(e).empty());
}

TEST(PointFindings, AreNotTakenFromAHandfulOfPoints) {
  auto e = sample::exploration();
  e.headline = {std::string(e.catalogue->indicators[0].key)};
  ASSERT_LT(e.points.size(), least_points);
  EXPECT_TRUE(point_findings(e).empty());
}

}  // namespace
}  // namespace liandong::analysis
