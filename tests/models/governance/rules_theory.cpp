// The rules of behaviour, held to closed forms and to what theory says of them.
#include "models/governance/rules/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/governance/parameters/parameters.h"
#include "sim/chance/draw.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

Mechanisms mechanisms() { return default_setting().mechanisms; }

// --- Effort (M5): h = max(0, w / nu - kappa) ---

/// The closed form without caps: activities are taken in by falling weight for as long as they are worth an hour.
std::vector<double> closed_form(const std::vector<double>& weights, double kappa, double total) {
  std::vector<double> sorted = weights;
  std::sort(sorted.rbegin(), sorted.rend());
  double sum = 0.0, level = 0.0;  // level is 1 / nu
  for (std::size_t active = 1; active <= sorted.size(); ++active) {
    sum += sorted[active - 1];
    level = (total + static_cast<double>(active) * kappa) / sum;
    if (active == sorted.size() || sorted[active] * level <= kappa) break;
  }
  std::vector<double> hours;
  for (const double weight : weights) hours.push_back(std::max(0.0, weight * level - kappa));
  return hours;
}

std::vector<double> allocated(const std::vector<double>& weights, double kappa, double total,
                              const std::vector<double>& caps) {
  std::vector<double> hours(weights.size());
  allocate_effort(weights, kappa, total, caps, hours);
  return hours;
}

const std::vector<double> no_caps(5, 1e9);

TEST(Effort, EqualsTheClosedFormWithoutCaps) {
  const std::vector<std::vector<double>> cases = {
      {0.8, 0.1, 0.05, 0.05, 0.3}, {1, 1, 1, 1, 1}, {0.9, 0, 0, 0.0001, 0}, {0.5, 0.4, 0.3, 0.2, 0.1}};
  for (const auto& weights : cases)
    for (const double kappa : {0.5, 20.0, 400.0}) {
      const auto expected = closed_form(weights, kappa, 2400.0), hours = allocated(weights, kappa, 2400.0, no_caps);
      // Sixty halvings leave 2^-60 of a level whose size is that of the answer; rounding dominates.
      for (std::size_t k = 0; k < weights.size(); ++k) EXPECT_NEAR(hours[k], expected[k], 1e-9) << kappa;
    }
}

TEST(Effort, EqualsTheClosedFormWithCaps) {
  const std::vector<double> weights = {0.8, 0.1, 0.05, 0.3, 0.4}, caps = {500, 300, 1e9, 0, 900};
  for (const double total : {100.0, 900.0, 1600.0, 2400.0}) {
    const auto hours_at = [&](double level) {
      std::vector<double> hours;
      for (std::size_t k = 0; k < weights.size(); ++k)
        hours.push_back(std::clamp(weights[k] * level - 48.0, 0.0, caps[k]));
      return hours;
    };
    const auto missing = [&](double level) {
      const auto hours = hours_at(level);
      return std::accumulate(hours.begin(), hours.end(), -total);
    };
    std::uintmax_t steps = 300;
    const auto [low, high] =
        boost::math::tools::toms748_solve(missing, 0.0, 1e6, boost::math::tools::eps_tolerance<double>(52), steps);
    const auto expected = hours_at(0.5 * (low + high)), hours = allocated(weights, 48.0, total, caps);
    for (std::size_t k = 0; k < weights.size(); ++k) EXPECT_NEAR(hours[k], expected[k], 1e-8) << "total " << total;
  }
}

TEST(Effort, LeavesTimeUnusedOnlyIfEveryCapBinds) {
  EXPECT_EQ(allocated({0.5, 0.5}, 10, 1000, {100, 200}), (std::vector<double>{100, 200}));
  EXPECT_EQ(allocated({0, 0}, 10, 1000, {100, 200}), (std::vector<double>{0, 0}));
}

TEST(Effort, StarvesWhatIsNotRewardedAsIncentivesSharpen) {
  // Holmstrom and Milgrom 1991: reward what can be measured more, and less time is left for the rest.
  double before = 1e9;
  for (const double measured : {0.2, 0.5, 1.0, 5.0}) {
    const double rest = allocated({measured, 0.2, 0.2}, 48, 2400, {1e9, 1e9, 1e9})[1];
    EXPECT_LT(rest, before);
    before = rest;
  }
}

// --- Deliberation (M11): bounded confidence ---

/// Number of clusters that hold at least one in fifty, after a long exchange of views in a group of `people`.
std::size_t clusters(std::uint32_t people, float tolerance, const sim::Chance& chance) {
  enum class Purpose : std::uint16_t { view = 1, pair = 2 };
  std::vector<float> views(people);
  for (std::uint32_t i = 0; i < people; ++i) views[i] = static_cast<float>(chance.uniform(0, Purpose::view, i));
  for (std::uint32_t round = 0; round < 400; ++round)
    for (std::uint32_t i = 0; i < people; ++i) {
      const std::uint32_t other = sim::below(chance.word(round, Purpose::pair, i), people);
      if (other != i) exchange_views(views[i], views[other], tolerance, 0.5f);
    }
  std::sort(views.begin(), views.end());
  std::size_t found = 0, size = 0;
  for (std::size_t i = 0; i < views.size(); ++i) {
    ++size;
    const bool ends = i + 1 == views.size() || views[i + 1] - views[i] > 0.5f * tolerance;
    if (!ends) continue;
    found += size * 50 >= people;
    size = 0;
  }
  return found;
}

TEST(BoundedConfidence, EndsInAboutOneOverTwiceTheToleranceClusters) {
  // Deffuant, Neau, Amblard, Weisbuch 2000: the integer part of 1 / (2 e); large clusters lie a little over 2 e apart
  // (Ben- Naim, Krapivsky, Redner 2003 measure 2.155 e), so there may be 7 % fewer, give or take one at the edges.
  for (const float tolerance : {0.05f, 0.1f, 0.2f}) {
    double mean = 0.0;
    constexpr std::uint32_t groups = 5;
    for (std::uint32_t replicate = 0; replicate < groups; ++replicate)
      mean += static_cast<double>(clusters(1000, tolerance, sim::Chance(1, replicate))) / groups;
    const double expected = 1.0 / (2.0 * static_cast<double>(tolerance));
    EXPECT_NEAR(mean, expected, 0.07 * expected + 1.0) << tolerance;
  }
}

TEST(BoundedConfidence, EndsInConsensusAboveHalfOfTheRange) {
  for (std::uint32_t replicate = 0; replicate < 5; ++replicate)
    EXPECT_EQ(clusters(500, 0.5f, sim::Chance(2, replicate)), 1u);
}

TEST(BoundedConfidence, MovesNobodyWhoIsTooFarAwayAndKeepsTheMean) {
  float a = 0.2f, b = 0.6f;
  exchange_views(a, b, 0.4f, 0.3f);
  EXPECT_EQ(a, 0.2f);
  EXPECT_EQ(b, 0.6f);
  exchange_views(a, b, 0.5f, 0.25f);
  EXPECT_NEAR(a, 0.3f, 1e-6f);
  EXPECT_NEAR(b, 0.5f, 1e-6f);
  EXPECT_NEAR(a + b, 0.8f, 1e-6f);
}

// --- Trust and satisfaction (M9, M10) ---

TEST(Trust, IsLostFasterThanItIsGained) {
  const Mechanisms m = mechanisms();
  const float lost = 0.5f - updated_trust(0.5f, 0.2f, m), gained = updated_trust(0.5f, 0.8f, m) - 0.5f;
  EXPECT_GT(lost, gained);
  EXPECT_NEAR(lost / gained, m.trust_loss / m.trust_gain, 1e-3);
  // One good and one bad experience of the same size leave less trust than before.
  EXPECT_LT(updated_trust(updated_trust(0.5f, 0.8f, m), 0.2f, m), 0.5f);
}

TEST(Trust, ComesToRestAtWhatIsExperiencedAndStaysInItsRange) {
  const Mechanisms m = mechanisms();
  float low = 0.0f, high = 1.0f;
  for (int i = 0; i < 1000; ++i) {
    low = updated_trust(low, 0.7f, m);
    high = updated_trust(high, 0.7f, m);
    ASSERT_TRUE(low >= 0.0f && high <= 1.0f);
  }
  EXPECT_NEAR(low, 0.7f, 1e-3f);
  EXPECT_NEAR(high, 0.7f, 1e-3f);
}

TEST(Satisfaction, FallsWithExpectationAndRisesWithPerformance) {
  const Mechanisms m = mechanisms();
  EXPECT_LT(service_satisfaction(m, 0.5f, 0.9f), service_satisfaction(m, 0.5f, 0.1f));
  EXPECT_GT(service_satisfaction(m, 0.9f, 0.5f), service_satisfaction(m, 0.1f, 0.5f));
}

// --- Levels and fit (M4, C4) ---

TEST(Fit, FallsWithEveryLevelThatANeedPassed) {
  const Mechanisms m = mechanisms();
  double signal = 1.0, before = 2.0;
  for (int levels = 0; levels <= 4; ++levels) {
    const double sd = estimate_noise(m, signal, 1.0, 0.6, 1.0);
    const double fit = fit_quality(m, 3.0 * sd * sd);
    EXPECT_LT(fit, before) << levels << " levels";
    before = fit;
    signal *= m.level_fidelity;
  }
}

TEST(Fit, RisesWithSkillAndAcquaintance) {
  const Mechanisms m = mechanisms();
  EXPECT_LT(estimate_noise(m, 0.8, 1.0, 0.9, 1.0), estimate_noise(m, 0.8, 1.0, 0.3, 1.0));
  EXPECT_LT(estimate_noise(m, 0.8, 4.0, 0.6, 1.0), estimate_noise(m, 0.8, 0.0, 0.6, 1.0));
  EXPECT_GT(perceived_quality(m, 0.8, 1.0), perceived_quality(m, 0.8, 10.0));
}

// --- The rest of the signs ---

TEST(Participation, IsLikelierTheMoreNeighboursMeetOnesThresholdAndIfAsked) {
  const Mechanisms m = mechanisms();
  const ParticipationEffects effects(m);
  ParticipationView view;
  const float base = participation_odds(effects, view);
  view.asked = true;
  EXPECT_NEAR(participation_odds(effects, view) - base, m.participation_asked, 1e-5);
  // Where the share of active neighbours just meets the threshold, the two cancel (evidence M7).
  const float threshold = 0.25f, free_hours = 8.0f;
  view = {};
  view.inclination = inclination(m, 0.0f, threshold, free_hours);
  view.active_share = threshold;
  EXPECT_NEAR(participation_odds(effects, view), inclination(m, 0.0f, 0.0f, free_hours), 1e-5);
  EXPECT_LT(inclination(m, 0.0f, 0.5f, free_hours), inclination(m, 0.0f, threshold, free_hours));
  EXPECT_LT(inclination(m, 0.0f, threshold, 1.0f), inclination(m, 0.0f, threshold, free_hours));
}

TEST(Giving, DecaysBecauseReciprocityIsBelowOne) {
  // Fischbacher and Gaechter 2010: conditional cooperators match a little less than they see.
  constexpr float reciprocity = 0.85f;
  float given = 0.8f;
  for (int round = 0; round < 30; ++round) {
    const float next = conditional_contribution(reciprocity, given);
    ASSERT_LT(next, given);
    given = next;
  }
  EXPECT_LT(given, 0.01f);
  EXPECT_GT(hump_contribution(reciprocity, 0.5f), hump_contribution(reciprocity, 0.2f));
  EXPECT_GT(hump_contribution(reciprocity, 0.5f), hump_contribution(reciprocity, 0.8f));
}

TEST(Quits, MakeAFifthAYearAtAverageStrainAndWage) {
  // Evidence M15: h0 = .0043 a week is 20 % a year.
  Mechanisms m = mechanisms();
  m.quit_base = 0.0043;
  const double weekly = quit_chance(m, 0.5, 0.85, 0);
  EXPECT_NEAR(1.0 - std::pow(1.0 - weekly, 52), 0.20, 0.005);
  EXPECT_GT(quit_chance(m, 0.9, 0.85, 0), weekly);
  EXPECT_LT(quit_chance(m, 0.5, 1.1, 0), weekly);
  EXPECT_NEAR(quit_chance(m, 0.5, 0.85, 0.2), weekly * std::exp(-0.2 * m.quit_career), 1e-12);
}

TEST(PostsAbove, DrawTheExperiencedNeverAndThoseOfFullSkillAtTheYearlyRate) {
  Mechanisms m = mechanisms();
  m.experienced_skill = 0.6;
  m.drawn_upward = 0.26;
  EXPECT_EQ(drawn_chance(m, 0.4, 0.85), 0.0);
  EXPECT_EQ(drawn_chance(m, 0.6, 0.85), 0.0);
  EXPECT_NEAR(drawn_chance(m, 0.8, 0.85), 0.0025, 1e-12);  // half way
  EXPECT_NEAR(drawn_chance(m, 1.0, 0.85), 0.005, 1e-12);
  m.drawn_upward = 0.0;
  EXPECT_EQ(drawn_chance(m, 1.0, 0.85), 0.0);
}

TEST(Pay, HoldsWorkersAgainstPostsAboveAsAgainstQuitting) {
  Mechanisms m = mechanisms();
  m.drawn_upward = 0.26;
  EXPECT_NEAR(drawn_chance(m, 1.0, 1.1) / drawn_chance(m, 1.0, 0.85),
              quit_chance(m, 0.5, 1.1, 0) / quit_chance(m, 0.5, 0.85, 0), 1e-12);
}

TEST(Teams, DoAFifthAloneAndNearlyThreeFifthsWithPlentyOfGuidance) {
  // Evidence M14: .2 + .4 × 15 S / V where guidance is scarce; each further hour of it adds less.
  Mechanisms m = mechanisms();
  m.volunteer_base = 0.2;
  m.volunteer_supervised = 0.4;
  m.supervision_ratio = 15;
  EXPECT_NEAR(team_effect(m, 0, 1000, false), 0.2, 1e-12);
  EXPECT_NEAR(team_effect(m, 1000, 1000, false), 0.6, 1e-6);  // exp(-15) is 3e-7
  // 1 − exp(−x) is x − x²/2 and less than x³ more: here x is 0.003.
  EXPECT_NEAR(team_effect(m, 0.2, 1000, false), 0.2 + 0.4 * (0.003 - 0.003 * 0.003 / 2.0), 1e-8);
  EXPECT_GT(team_effect(m, 20, 1000, true), team_effect(m, 20, 1000, false));
  for (const double much : {100.0, 200.0, 400.0})
    EXPECT_GT(team_effect(m, 2 * much, 1000, false), team_effect(m, much, 1000, false)) << "it never saturates";
}

// --- Collaboration (M12) ---

TEST(Partnership, ComesToRestWhereJointWorkMakesUpForWhatFades) {
  // gain × s × (q − w) = decay × (1 − s)
  const Mechanisms m = mechanisms();
  for (const double share : {0.2, 0.5, 0.9})
    for (const double fit : {0.6, 0.9}) {
      double tie = 0.0;
      for (int week = 0; week < 4000; ++week) tie = updated_partnership(m, tie, share, fit);
      const double rest = fit - m.collaboration_decay * (1.0 - share) / (m.collaboration_gain * share);
      EXPECT_NEAR(tie, rest, 1e-9) << share << " joint, of fit " << fit;
    }
}

TEST(Partnership, OfASingleJointCaseAmongManyFadesAndOfNoneIsGoneInTheEnd) {
  const Mechanisms m = mechanisms();
  EXPECT_LT(updated_partnership(m, 0.5, 0.01, 1.0), 0.5);
  EXPECT_NEAR(updated_partnership(m, 0.5, 0.0, 1.0), 0.5 - m.collaboration_decay, 1e-12);
  EXPECT_EQ(updated_partnership(m, 0.001, 0.0, 1.0), 0.0);
}

TEST(Partnership, GrowsWithHoursSpentTogetherTowardsAFirmTieAndOtherwiseStays) {
  const Mechanisms m = small::with(mechanisms(), {{"collaboration.liaison", 0.02}});
  EXPECT_EQ(met_partnership(m, 0.3, 0.0), 0.3);
  EXPECT_NEAR(met_partnership(m, 0.0, 50.0), 1.0 - std::exp(-1.0), 1e-12);
  EXPECT_NEAR(met_partnership(m, met_partnership(m, 0.3, 2.0), 3.0), met_partnership(m, 0.3, 5.0), 1e-12);
  EXPECT_LE(met_partnership(m, 0.9, 1e6), 1.0);
}

TEST(Reporting, IsLikelierWithTrustAndLessLikelyWithTrips) {
  const Mechanisms m = mechanisms();
  const ReportingEffects effects(m);
  const ReportingView view;
  const auto changed = [&](auto member, auto value) {
    ReportingView v;
    v.*member = value;
    return reporting_odds(effects, v) - reporting_odds(effects, view);
  };
  EXPECT_GT(changed(&ReportingView::trust, 0.9f), 0.0f);
  EXPECT_GT(changed(&ReportingView::knows_worker, true), 0.0f);
  EXPECT_GT(changed(&ReportingView::active_share, 0.5f), 0.0f);
  EXPECT_LT(changed(&ReportingView::trips, 3.0f), 0.0f);
  EXPECT_LT(changed(&ReportingView::without_rights, true), 0.0);
  EXPECT_GT(detection_chance(m, 200), detection_chance(m, 800));
}

// --- Ways out besides the desks ---

TEST(HelpNearBy, IsSureOnlyWithoutEndAndAddsUpOverTiesAsOverMonths) {
  Mechanisms m = mechanisms();
  m.ways_kin = 0.02;
  EXPECT_EQ(kin_chance(m, 0.0), 0.0);
  EXPECT_NEAR(kin_chance(m, 4.0), 1.0 - std::exp(-0.08), 1e-12);
  // Two ties fail in a month as often as one in two.
  EXPECT_NEAR(1.0 - kin_chance(m, 2.0), std::pow(1.0 - kin_chance(m, 1.0), 2), 1e-12);
  EXPECT_LT(kin_chance(m, 8.0), 2.0 * kin_chance(m, 4.0));
  EXPECT_LE(kin_chance(m, 1e6), 1.0);
  m.ways_kin = 0.0;
  EXPECT_EQ(kin_chance(m, 1e6), 0.0);
}

TEST(BuyingInstead, GoesByMeans) {
  Mechanisms m = mechanisms();
  m.ways_market = 0.3;
  m.ways_renters = 0.5;
  EXPECT_DOUBLE_EQ(market_chance(m, false), 0.3);
  EXPECT_DOUBLE_EQ(market_chance(m, true), 0.15);
}

// --- Tasks (M6), what staff work for, load (M15) ---

TEST(Push, IsHarderWhereSlackShowsAndDepartmentsLag) {
  const Mechanisms m = mechanisms();
  EXPECT_LT(push_chance(m, 0.5, 0.0f, 1.0f), push_chance(m, 0.5, 0.4f, 1.0f));
  EXPECT_LT(push_chance(m, 0.5, 0.0f, 1.0f), push_chance(m, 0.5, 0.0f, 3.0f));
  EXPECT_EQ(push_chance(m, 0.5, 0.0f, static_cast<float>(m.backlog_most)), push_chance(m, 0.5, 0.0f, 50.0f));
}

TEST(Push, HasAChanceThatCausesRaiseWithoutEverExhaustingIt) {
  Mechanisms m = mechanisms();
  m.push_base = std::log(2.0);
  m.push_slack = std::log(4.0);
  // Half stay out for the one cause and a quarter for the other: an eighth for both.
  EXPECT_NEAR(push_chance(m, 1.0, 1.0f, 1.0f), 1.0 - 0.5 * 0.25, 1e-12);
  EXPECT_NEAR(push_chance(m, 2.0, 0.0f, 1.0f), 1.0 - 0.5 * 0.5, 1e-12) << "twice the pressure, two pushes";
  EXPECT_LT(push_chance(mechanisms(), 1.0, 0.5f, 1.0f), push_chance(mechanisms(), 1.5, 0.9f, 1.0f));
  EXPECT_EQ(push_chance(m, 0.0, 0.0f, 0.0f), 0.0);
}

TEST(WhatStaffWorkFor, GivesMeetingsToCommitteesOnly) {
  const Mechanisms m = mechanisms();
  const Weights weights = {0.25f, 0.25f, 0.25f, 0.25f};
  const auto committee = activity_weights(m, weights, 0.5, true), station = activity_weights(m, weights, 0.5, false);
  const auto of = [](const ActivityWeights& w, Activity activity) { return w[static_cast<std::size_t>(activity)]; };
  EXPECT_GT(of(committee, Activity::deliberation), 0.0);
  EXPECT_EQ(of(station, Activity::deliberation), 0.0);
  EXPECT_EQ(of(station, Activity::organising), 0.0);
  EXPECT_GT(of(station, Activity::visits), of(committee, Activity::visits));
  EXPECT_EQ(of(station, Activity::tasks), of(committee, Activity::tasks));
}

TEST(VisibleSlack, IsTheShareOfTimeThatNothingFills) {
  const Mechanisms m = mechanisms();
  EXPECT_DOUBLE_EQ(visible_slack(m, 600.0, 0.0, 2400.0), 0.75);
  EXPECT_DOUBLE_EQ(visible_slack(m, 600.0, 600.0 / m.case_load, 2400.0), 0.5);
  EXPECT_EQ(visible_slack(m, 5000.0, 0.0, 2400.0), 0.0);
}

TEST(DeskLoad, RisesWithWaitingWorkToABoundAndWithLedgersWithout) {
  const Mechanisms m = mechanisms();
  EXPECT_DOUBLE_EQ(desk_load(m, 0, 0, 0, 2400), m.load_base);
  EXPECT_LT(desk_load(m, 1200, 0, 0, 2400), desk_load(m, 2400, 0, 0, 2400));
  EXPECT_DOUBLE_EQ(desk_load(m, 1e6, 0, 0, 2400), m.load_base + m.load_waiting * m.load_waiting_most);
  EXPECT_DOUBLE_EQ(desk_load(m, 0, 1000, 1400, 2400), m.load_base + m.load_administration);
}

TEST(Strain, SettlesAtTheLoadLessSupport) {
  const Mechanisms m = mechanisms();
  float strain = 0.0f;
  for (int week = 0; week < 500; ++week) strain = updated_strain(m, strain, 1.0, 0.1);
  EXPECT_NEAR(strain, 1.0 - m.strain_support - 0.1, 1e-5);  // floats settle within some units of 2^-24
  EXPECT_LE(updated_strain(m, static_cast<float>(m.strain_most), 100.0, 0.0), static_cast<float>(m.strain_most));
}

TEST(RelativeSkill, IsMeasuredByTheCaseWithinBounds) {
  const Mechanisms m = mechanisms();
  EXPECT_DOUBLE_EQ(effective_skill(m, 0.5f, 50.0), 1.0);
  EXPECT_DOUBLE_EQ(effective_skill(m, 0.25f, 0.0), 0.25 / m.skill_needed_least);
  EXPECT_DOUBLE_EQ(effective_skill(m, 1.0f, 20.0), m.skill_most);
}

TEST(OrganisationSkill, RisesWithReadinessAndSpreadsEvenlyAround) {
  const Mechanisms m = mechanisms();
  EXPECT_LT(organisation_skill(m, 0.0, 0.5), organisation_skill(m, 1.0, 0.5));
  EXPECT_NEAR(organisation_skill(m, 0.5, 1.0) - organisation_skill(m, 0.5, 0.0), m.organisation_skill_spread, 1e-12);
}

}  // namespace
}  // namespace liandong::governance
