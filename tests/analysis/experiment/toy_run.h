#pragma once

#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "analysis/experiment/run.h"
#include "analysis/scenario/study.h"
#include "sim/store/hash.h"

/// A small model that stands in for the governance model, so that the running of studies is tested apart from it: eight
/// savers in two communities who earn by chance and by the community fund.
namespace liandong::analysis::toy {

inline constexpr std::uint32_t savers = 8;

/// What may be special or wrong about a toy, to see what is made of it.
struct Defects {
  std::uint32_t leaky_fork_week = std::numeric_limits<std::uint32_t>::max();  ///< every other fork then goes astray
  bool whole_posts = false;  ///< staff is cut to whole persons, so that cost jumps
  std::shared_ptr<std::atomic<int>> forks = std::make_shared<std::atomic<int>>(0);
};

class Toy final : public Run {
 public:
  Toy(const governance::Levers& levers, std::uint64_t seed, std::uint32_t replicate, Defects defects)
      : levers_(levers), seed_(seed), replicate_(replicate), wealth_(savers), defects_(std::move(defects)) {}

  std::unique_ptr<Run> fork() const override {
    auto copy = std::make_unique<Toy>(*this);
    copy->astray_ = ++*defects_.forks % 2 == 1;
    return copy;
  }
  void set_levers(const governance::Levers& levers) override { levers_ = levers; }
  void step(const sim::Execution& execution) override {
    sim::for_each_block(execution, savers, 2, [&](const sim::Rows& rows) {
      rows.each([&](std::uint32_t saver) { wealth_[saver] += income(saver); });
    });
    if (astray_ && week_ == defects_.leaky_fork_week) ++wealth_[3];
    const double staff = defects_.whole_posts ? std::floor(levers_.staff_committee) : levers_.staff_committee;
    cost_ += static_cast<std::int64_t>(1000 * staff + 100 * levers_.purchase_budget) + 500;
    ++week_;
  }
  std::uint64_t residents() const override { return savers; }
  std::uint32_t communities() const override { return 2; }
  std::uint64_t state_hash() const override {
    return sim::Hasher().bytes(sim::column_bytes(wealth_)).number(static_cast<std::uint64_t>(cost_)).digest();
  }
  std::string first_difference(const Run& other) const override {
    const auto& toy = dynamic_cast<const Toy&>(other);
    for (std::uint32_t saver = 0; saver < savers; ++saver)
      if (wealth_[saver] != toy.wealth_[saver]) return "saver.wealth[" + std::to_string(saver) + "]";
    return cost_ == toy.cost_ ? "" : "place.cost[0]";
  }
  /// Wealth of the first saver; cost of the week; undefined in odd weeks; total of all.
  std::vector<double> place_indicators() const override {
    double total = 0;
    for (const auto wealth : wealth_) total += static_cast<double>(wealth);
    const double sometimes = week_ % 2 == 0 ? 1.0 : std::numeric_limits<double>::quiet_NaN();
    return {static_cast<double>(wealth_[0]), static_cast<double>(cost_) / week_, sometimes, total};
  }
  std::vector<double> community_indicators(std::uint32_t community) const override {
    return {static_cast<double>(wealth_[community * 4]), 0.0, 0.0, static_cast<double>(community)};
  }
  std::vector<double> group_values(std::size_t group) const override { return {static_cast<double>(wealth_[group])}; }
  std::vector<governance::Simulation::Flow> money_flows() const override { return {{"treasury", "staff", cost_}}; }
  std::vector<governance::Simulation::Flow> minute_flows() const override { return {{"staff", "work", 60 * week_}}; }
  std::int64_t public_cost() const override { return cost_; }
  std::optional<GraphPicture> picture(std::uint32_t) const override {
    GraphPicture picture;
    picture.x = picture.y = {0.25f, 0.75f};
    picture.migrant = picture.active = picture.volunteer = picture.leader = {0, 1};
    picture.age = {30, static_cast<std::uint8_t>(wealth_[0] % 100)};
    picture.from = {0};
    picture.to = {1};
    picture.weight = {0.5f};
    return picture;
  }

 private:
  std::int64_t income(std::uint32_t saver) const {
    const auto chance = sim::Hasher().number(seed_).number(replicate_).number(week_).number(saver).digest();
    return static_cast<std::int64_t>(chance % 100) + static_cast<std::int64_t>(10 * levers_.fund_community);
  }

  governance::Levers levers_;
  std::uint64_t seed_;
  std::uint32_t replicate_, week_ = 0;
  std::vector<std::int64_t> wealth_;
  std::int64_t cost_ = 0;
  Defects defects_;
  bool astray_ = false;
};

inline Model model(Defects defects = {}) {
  using governance::Direction;
  static constexpr governance::Indicator indicators[] = {
      {"wealth", "service", "yuan", Direction::better, 1.0, "wealth", "财富", "", ""},
      {"cost", "money", "fen/week", Direction::worse, 1.0, "cost", "支出", "", ""},
      {"sometimes", "service", "1", Direction::neutral, 0.5, "sometimes", "偶尔", "", ""},
      {"total", "equity", "yuan", Direction::neutral, 1.0, "total", "总额", "", ""}};
  static constexpr governance::Group groups[] = {
      {"group.a", "a", "甲"}, {"group.b", "b", "乙"}, {"group.c", "c", "丙"}};
  return {[defects](const governance::Setting&, const governance::Levers& levers, std::uint64_t seed,
                    std::uint32_t replicate) -> std::unique_ptr<Run> {
            return std::make_unique<Toy>(levers, seed, replicate, defects);
          },
          indicators, groups, std::span(indicators).first(1)};
}

/// Two arms: "plain" keeps the levers of the burn-in, "generous" doubles the community fund from week `from` on.
inline Study study(std::uint32_t from = 0) {
  Study study;
  study.name = "toy";
  study.setting = {};
  study.burn_in = governance::default_levers();
  governance::Levers generous = study.burn_in;
  generous.fund_community = 2 * study.burn_in.fund_community;
  study.arms = {{"plain", "Plain", "普通", {{0, study.burn_in, "", ""}}, ""},
                {"generous", "Generous", "慷慨", {{0, study.burn_in, "", ""}, {from, generous, "", ""}}, ""}};
  if (from == 0) study.arms[1].stages.erase(study.arms[1].stages.begin());
  study.weeks = 156;
  study.burn_in_weeks = 26;
  study.replicates = 6;
  study.seed = 11;
  study.text = "name = \"toy\"\n";
  return study;
}

/// Digest of everything in results that must not depend on how they were computed.
inline std::uint64_t digest(const Results& results) {
  sim::Hasher hasher;
  const auto numbers = [&](const auto& values) {
    hasher.number(values.size()).bytes(std::as_bytes(std::span(values)));
  };
  const auto number = [&](double value) { hasher.number(std::bit_cast<std::uint64_t>(value)); };
  const auto effects = [&](const std::vector<Effect>& list) {
    for (const Effect& e : list) {
      hasher.text(e.figure).number(e.pairs).number(static_cast<std::uint64_t>(e.verdict));
      for (const double v :
           {e.mean_a, e.mean_b, e.delta, e.low, e.high, e.agree, e.variance_reduction, e.p, e.p_adjusted})
        number(v);
    }
  };
  const auto flows = [&](const std::vector<Flow>& list) {
    for (const Flow& flow : list) {
      hasher.text(flow.from).text(flow.to);
      number(flow.amount);
    }
  };
  hasher.text(results.study_text).text(results.name).number(results.first_replicate).number(results.replicates);
  hasher.number(results.weeks).number(results.burn_in_weeks).number(results.communities).number(results.residents);
  hasher.number(results.seed);
  numbers(results.burn_in.values);
  for (const ArmResult& arm : results.arms) {
    hasher.text(arm.name).text(arm.title_en).text(arm.title_zh).text(arm.equal_cost_to);
    number(arm.cost_scale);
    number(arm.public_cost);
    hasher.number(arm.cost_scale_clamped);
    numbers(arm.state_hash);
    numbers(arm.first_difference);
    for (const auto* array : {&arm.weekly, &arm.communities, &arm.groups}) {
      numbers(array->shape);
      numbers(array->values);
    }
    flows(arm.money);
    flows(arm.minutes);
  }
  for (const Contrast& contrast : results.contrasts) {
    hasher.text(contrast.arm_a).text(contrast.arm_b).number(contrast.equal_cost);
    effects(contrast.indicators);
    effects(contrast.groups);
  }
  for (const GraphPicture& picture : results.pictures) {
    hasher.text(picture.arm).number(picture.week).number(picture.community);
    numbers(picture.x);
    numbers(picture.age);
    numbers(picture.from);
    numbers(picture.weight);
  }
  return hasher.digest();
}

}  // namespace liandong::analysis::toy
