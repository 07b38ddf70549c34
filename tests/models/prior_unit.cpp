#include "models/prior.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/governance/model.h"
#include "models/governance/parameters/parameters.h"

namespace liandong::models {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Parameter a_share(std::string_view key, double fallback) {
  return {key, "1", 0, 1, fallback, false, "assumed", {"share", "份额"}, {"A share.", "份额。"}};
}

Prior uniform(std::string_view key, double low, double high) {
  return {key, Status::assumed, {low, high, Distribution::uniform}, {}, "a reason"};
}

/// What is said of one share of 0.5 with this prior.
std::vector<std::string> faults_of(const Prior& prior, Parameter parameter = a_share("a", 0.5)) {
  Catalogue catalogue;
  catalogue.groups = {{"mechanisms", {}, {}, false, false, {std::move(parameter)}}};
  join_priors(catalogue.groups, {&prior, 1});
  return faults_of_priors(catalogue, {&prior, 1});
}

TEST(Priors, OfTheGovernanceModelCoverEveryParameterAndContradictNoDefinition) {
  EXPECT_THAT(faults_of_priors(*governance::model().catalogue, governance::priors()), IsEmpty());
}

TEST(Priors, AreGivenToEveryParameterButLevers) {
  const auto& catalogue = *governance::model().catalogue;
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters) EXPECT_EQ(parameter.prior == nullptr, group.levers) << parameter.key;
  EXPECT_EQ(catalogue.groups[1].parameters[0].prior->key, "context.floating_share");
}

TEST(Priors, AParameterWithNeitherRangeNorMeasurementIsAFault) {
  Catalogue catalogue;
  catalogue.groups = {{"mechanisms", {}, {}, false, false, {a_share("a", 0.5), a_share("b", 0.5)}},
                      {"levers", {}, {}, true, false, {a_share("c", 0.5)}}};
  const Prior priors[] = {{"b", Status::measured, {}, {}, "S2"}};
  join_priors(catalogue.groups, priors);
  EXPECT_THAT(faults_of_priors(catalogue, priors),
              ElementsAre("a: neither measured nor with a plausible range: it needs a prior"));
}

TEST(Priors, OfAnUnknownKeyOrTwiceOfTheSameAreFaults) {
  EXPECT_THAT(faults_of(uniform("b", 0, 1)), Contains("b: a prior of an unknown key"));
  Catalogue catalogue;
  catalogue.groups = {{"mechanisms", {}, {}, false, false, {a_share("a", 0.5)}}};
  const Prior priors[] = {uniform("a", 0, 1), uniform("a", 0.4, 0.6)};
  join_priors(catalogue.groups, priors);
  EXPECT_THAT(faults_of_priors(catalogue, priors), ElementsAre("two priors have the same key"));
}

TEST(Priors, RangesHoldTheDefaultAndLieWithinTheBounds) {
  EXPECT_THAT(faults_of(uniform("a", 0, 1)), IsEmpty());
  EXPECT_THAT(faults_of(uniform("a", 0.6, 0.8)), ElementsAre(HasSubstr("default lies outside")));
  EXPECT_THAT(faults_of(uniform("a", 0.4, 1.2)), ElementsAre(HasSubstr("outside the validity bounds")));
  EXPECT_THAT(faults_of(uniform("a", 0.5, 0.5)), ElementsAre(HasSubstr("is empty")));
}

TEST(Priors, ALogarithmDoesNotReachZero) {
  Prior prior = uniform("a", 0, 1);
  prior.plausible.distribution = Distribution::log_uniform;
  EXPECT_THAT(faults_of(prior), ElementsAre("a: log-uniform reaches zero"));
}

TEST(Priors, WholeNumbersHaveWholeRanges) {
  Parameter parameter = a_share("a", 2);
  parameter.high = 5, parameter.whole = true;
  EXPECT_THAT(faults_of(uniform("a", 1.5, 3), parameter), ElementsAre(HasSubstr("whole numbers")));
}

TEST(Priors, AlternativesHaveAWeightEach) {
  Parameter parameter = a_share("a", 0);
  parameter.high = 2, parameter.whole = true;
  Prior prior{"a", Status::assumed, {0, 2, Distribution::alternatives}, {0.5, 0.3, 0.2}, "a reason"};
  EXPECT_THAT(faults_of(prior, parameter), IsEmpty());
  prior.weights = {0.5, 0.3, 0.1};
  EXPECT_THAT(faults_of(prior, parameter), ElementsAre(HasSubstr("a weight each")));
  prior.weights = {0.5, 0.5};
  EXPECT_THAT(faults_of(prior, parameter), ElementsAre(HasSubstr("a weight each")));
}

TEST(Priors, SharesOfOneWholeAreNoMoreThanItAndInOneGroup) {
  Prior prior = uniform("a", 0, 1);
  prior.plausible.distribution = Distribution::dirichlet;
  EXPECT_THAT(faults_of(prior), ElementsAre(HasSubstr("must be in one group of shares")));
  Catalogue catalogue;
  catalogue.groups = {{"mechanisms", {}, {}, false, false, {a_share("a", 0.5)}},
                      {"levers", {}, {}, true, false, {a_share("c", 0.6)}}};
  catalogue.shares = {{"both", {"a", "c"}, 20, "a reason"}};
  join_priors(catalogue.groups, {&prior, 1});
  EXPECT_THAT(faults_of_priors(catalogue, {&prior, 1}), ElementsAre("both: the defaults are more than one"));
  catalogue.shares = {{"both", {"a", "d"}, 0, "a reason"}};
  EXPECT_THAT(faults_of_priors(catalogue, {&prior, 1}),
              ElementsAre("both: there is no such share: d", "both: its concentration must be positive"));
}

}  // namespace
}  // namespace liandong::models
