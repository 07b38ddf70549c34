#pragma once

#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "models/model.h"
#include "sim/store/hash.h"

/// A small model, so that the running of studies is tested apart from any real one: eight savers in two communities who
/// earn by chance and by the community fund.
namespace liandong::analysis::toy {

inline constexpr std::uint32_t savers = 8;

/// Positions of the levers. The last one is read by nobody.
enum : std::size_t { staff, purchase, fund, idle, levers };

/// What may be special or wrong about a toy, to see what is made of it.
struct Defects {
  std::uint32_t leaky_fork_week = std::numeric_limits<std::uint32_t>::max();  ///< every other fork then goes astray
  double failing_fund = std::numeric_limits<double>::infinity();              ///< it breaks with a fund that large
  bool whole_posts = false;   ///< staff is cut to whole persons, so that cost jumps
  bool sizes_differ = false;  ///< a replicate has as many residents more as its number says
  std::shared_ptr<std::atomic<int>> forks = std::make_shared<std::atomic<int>>(0);
};

class Toy final : public models::Run {
 public:
  Toy(std::span<const double> levers, std::uint64_t seed, std::uint32_t replicate, Defects defects, double luck = 0.5)
      : levers_(levers.begin(), levers.end()),
        seed_(seed),
        replicate_(replicate),
        wealth_(savers),
        defects_(std::move(defects)),
        luck_(luck) {}

  std::unique_ptr<Run> fork() const override {
    auto copy = std::make_unique<Toy>(*this);
    copy->astray_ = ++*defects_.forks % 2 == 1;
    return copy;
  }
  void set_levers(std::span<const double> levers, const models::Reach&) override {
    levers_.assign(levers.begin(), levers.end());
  }
  void step(const sim::Execution& execution, std::span<double>) override {
    if (levers_[fund] >= defects_.failing_fund) throw std::runtime_error("the toy broke");
    sim::for_each_block(execution, savers, 2, [&](const sim::Rows& rows) {
      rows.each([&](std::uint32_t saver) { wealth_[saver] += income(saver); });
    });
    if (astray_ && week_ == defects_.leaky_fork_week) ++wealth_[3];
    const double posts = defects_.whole_posts ? std::floor(levers_[staff]) : levers_[staff];
    cost_ += static_cast<std::int64_t>(1000 * posts + 100 * levers_[purchase]) + 500;
    ++week_;
  }
  std::uint64_t residents() const override { return savers + (defects_.sizes_differ ? replicate_ : 0); }
  std::uint32_t communities() const override { return 2; }
  std::size_t bytes() const override { return wealth_.size() * sizeof wealth_[0]; }
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
  std::vector<double> group_indicators(std::size_t group) const override {
    return {static_cast<double>(wealth_[group])};
  }
  std::vector<models::Flow> flows(std::size_t ledger) const override {
    if (ledger == 0) return {{"treasury", "staff", cost_}};
    return {{"staff", "work", 60 * week_}};
  }
  std::int64_t public_cost() const override { return cost_; }
  std::optional<models::GraphPicture> picture(std::uint32_t) const override {
    models::GraphPicture picture;
    picture.x = picture.y = {0.25f, 0.75f};
    picture.marks = {{0, 1}, {30, static_cast<std::uint8_t>(wealth_[0] % 100)}};
    picture.from = {0};
    picture.to = {1};
    picture.weight = {0.5f};
    return picture;
  }
  void write_snapshot(const std::filesystem::path&, const Labels&) const override {}
  void write_layer(std::size_t, const std::filesystem::path&) const override {}

 private:
  std::int64_t income(std::uint32_t saver) const {
    const auto chance = sim::Hasher().number(seed_).number(replicate_).number(week_).number(saver).digest();
    return static_cast<std::int64_t>(chance % 100) + static_cast<std::int64_t>(10 * levers_[fund]) +
           static_cast<std::int64_t>(20 * (luck_ - 0.5));
  }

  std::vector<double> levers_;
  std::uint64_t seed_;
  std::uint32_t replicate_, week_ = 0;
  std::vector<std::int64_t> wealth_;
  std::int64_t cost_ = 0;
  Defects defects_;
  double luck_;
  bool astray_ = false;
};

inline std::shared_ptr<const models::Catalogue> catalogue() {
  using models::Direction;
  models::Catalogue c;
  c.model = "toy";
  c.groups = {{"place", {}, {}, false, true, {{"place.luck", "1", 0, 1, 0.5, false, "", {"luck", "运气"}, {}}}},
              {"levers",
               {},
               {},
               true,
               false,
               {{"staff", "1", 0, 30, 9, false, "", {"staff", "人员"}, {}},
                {"purchase", "1", 0, 25, 1, false, "", {"purchase", "购买"}, {}},
                {"fund", "1", 0, 50, 2, false, "", {"fund", "经费"}, {}},
                {"idle", "1", 0, 1, 0, false, "", {"idle", "闲置"}, {}}}}};
  c.indicators = {{"wealth", "service", "yuan", Direction::better, 1.0, {"wealth", "财富"}, {}},
                  {"cost", "money", "fen/week", Direction::worse, 1.0, {"cost", "支出"}, {}},
                  {"sometimes", "service", "1", Direction::neutral, 0.5, {"sometimes", "偶尔"}, {}},
                  {"total", "equity", "yuan", Direction::neutral, 1.0, {"total", "总额"}, {}}};
  c.themes = {{"service", {"service", "服务"}}, {"money", {"money", "经费"}, true}, {"equity", {"equity", "公平"}}};
  c.resident_groups = {{"group.a", {"a", "甲"}}, {"group.b", {"b", "乙"}}, {"group.c", {"c", "丙"}}};
  c.group_indicators = {c.indicators.front()};
  c.ledgers = {{"money", {"money", "经费"}, "yuan", 0.01, "treasury", ""},
               {"minutes", {"time", "时间"}, "hours", 1.0 / 60.0, "staff", ""}};
  c.marks = {{"odd", {"odd", "奇数"}, ""}, {"age", {"age", "年龄"}, "years"}};
  c.cost_levers = {"staff", "purchase"};
  return std::make_shared<const models::Catalogue>(std::move(c));
}

inline models::Model model(Defects defects = {}) {
  models::Model model;
  model.catalogue = catalogue();
  model.start = [defects](const models::Values& values, std::uint64_t seed,
                          std::uint32_t replicate) -> std::unique_ptr<models::Run> {
    return std::make_unique<Toy>(std::span(values.whole).last(levers), seed, replicate, defects, values.whole.front());
  };
  return model;
}

/// Two arms: "plain" keeps the levers of the burn-in, "generous" doubles the community fund from week `from` on.
inline Study study(std::uint32_t from = 0) {
  Study study;
  study.name = "toy";
  study.catalogue = catalogue();
  study.values = models::defaults(*study.catalogue);
  Levers generous = study.burn_in();
  generous[fund] *= 2;
  study.arms = {{"plain", {"Plain", "普通"}, {{0, study.burn_in(), {}}}, ""},
                {"generous", {"Generous", "慷慨"}, {{0, study.burn_in(), {}}, {from, generous, {}}}, ""}};
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
  const auto series = [&](const Series& rows) {
    for (std::size_t r = 0; !rows.empty() && r < rows.shape()[0]; ++r) numbers(rows.row(r));
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
  series(results.burn_in);
  for (const ArmResult& arm : results.arms) {
    hasher.text(arm.name).text(arm.title.en).text(arm.title.zh).text(arm.equal_cost_to);
    number(arm.cost_scale);
    number(arm.public_cost);
    hasher.number(arm.cost_scale_clamped);
    numbers(arm.state_hash);
    numbers(arm.first_difference);
    for (const auto* array : {&arm.weekly, &arm.communities, &arm.groups}) {
      numbers(array->shape());
      series(*array);
    }
    for (const auto& ledger : arm.flows) flows(ledger);
  }
  for (const Contrast& contrast : results.contrasts) {
    hasher.text(contrast.arm_a).text(contrast.arm_b).number(contrast.equal_cost);
    effects(contrast.indicators);
    effects(contrast.groups);
  }
  for (const models::GraphPicture& picture : results.pictures) {
    hasher.text(picture.arm).number(picture.week).number(picture.community);
    numbers(picture.x);
    for (const auto& mark : picture.marks) numbers(mark);
    numbers(picture.from);
    numbers(picture.weight);
  }
  return hasher.digest();
}

}  // namespace liandong::analysis::toy
