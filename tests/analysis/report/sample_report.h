#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "analysis/inference/statistics.h"
#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

/// A study of a model that does not exist, always the same: the smallest catalogue that fills every section of the
/// page, and figures that are smooth curves with noise.
namespace liandong::analysis::report_sample {

/// Noise in [-1, 1] that depends on nothing but its arguments.
inline double noise(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  std::uint64_t x = a * 0x9e3779b97f4a7c15u ^ b * 0xbf58476d1ce4e5b9u ^ c * 0x94d049bb133111ebu;
  x ^= x >> 31;
  x *= 0x7fb5d329728ea185u;
  x ^= x >> 27;
  return static_cast<double>(x >> 11) * 0x1p-52 - 1;
}

inline std::shared_ptr<const models::Catalogue> catalogue() {
  using models::Direction;
  auto c = std::make_shared<models::Catalogue>();
  c->model = "gardens";
  c->title = {"shared gardens", "共享花园"};
  c->groups = {
      {"town",
       {"Town", "小镇"},
       {},
       false,
       false,
       {{"town.rain", "1", 0, 1, 0.4, false, "assumed", {"rainy days", "雨天占比"}, {"Share.", "占比。"}},
        {"town.plots", "m²/household", 1, 90, 20, true, "survey", {"plot size", "地块面积"}, {"Size.", "面积。"}}}},
      {"levers",
       {"Levers", "杠杆"},
       {},
       true,
       false,
       {{"gardeners", "persons/3000 households", 0, 9, 2, true, "assumed", {"gardeners", "园丁"}, {"Paid.", "受薪。"}},
        {"open", "1", 0, 1, 0, true, "assumed", {"open gates", "开放大门"}, {"At night.", "夜间开放。"}},
        {"grant", "10k yuan/community/year", 0, 50, 3, false, "law", {"grant", "补助"}, {"A year.", "每年。"}}}}};
  c->themes = {{"joy", {"Joy", "乐趣"}}, {"money", {"Money", "经费"}, true}};
  c->indicators = {
      {"joy", "joy", "1", Direction::better, 0.02, {"joy", "满意度"}, {"Share of the content.", "满意者占比。"}},
      {"quarrels", "joy", "1/year", Direction::worse, 0.02, {"quarrels", "争执"}, {"Chance a year.", "每年概率。"}},
      {"harvest", "joy", "yuan/resident/year", Direction::better, 2, {"harvest", "收成"}, {"Worth.", "价值。"}},
      {"visitors",
       "money",
       "minutes/1000 residents/week",
       Direction::neutral,
       5,
       {"visitors", "访客"},
       {"Time.", "时间。"}},
      {"fund", "money", "10k yuan", Direction::better, 1, {"fund", "基金"}, {"Left over.", "结余。"}}};
  c->resident_groups = {{"age.young", {"young residents", "青年"}}, {"age.old", {"old residents", "老年"}}};
  c->group_indicators = {c->indicators[0]};
  c->ledgers = {{"money", {"Public money", "公共资金"}, "yuan", 0.01, "purse", "homes"},
                {"minutes", {"Working time", "工作时间"}, "hours", 1.0 / 60, "shifts", ""}};
  c->accounts = {{"purse", {"purse", "财政"}},     {"wages", {"wages", "工资"}},   {"seeds", {"seeds", "种子"}},
                 {"homes", {"homes", "居民家庭"}}, {"shifts", {"shifts", "工时"}}, {"digging", {"digging", "翻土"}}};
  c->marks = {
      {"guest", {"guests", "客人"}, ""}, {"gardener", {"gardeners", "园丁"}, ""}, {"age", {"age", "年龄"}, "years"}};
  c->units = {
      {"yuan", {"yuan", "元"}},       {"resident", {"resident", "人"}},     {"residents", {"residents", "居民"}},
      {"year", {"year", "年"}},       {"years", {"years", "岁"}},           {"week", {"week", "周"}},
      {"persons", {"persons", "人"}}, {"households", {"households", "户"}}, {"household", {"household", "户"}},
      {"m²", {"m²", "平方米"}},       {"community", {"community", "社区"}}, {"minutes", {"minutes", "分钟"}},
      {"hours", {"hours", "小时"}}};
  c->cost_levers = {"gardeners"};
  return c;
}

/// The same model without anything that a model may lack.
inline std::shared_ptr<const models::Catalogue> bare_catalogue() {
  auto c = std::make_shared<models::Catalogue>(*catalogue());
  c->groups.pop_back();
  c->resident_groups.clear(), c->group_indicators.clear(), c->ledgers.clear(), c->accounts.clear(), c->marks.clear();
  c->cost_levers.clear();
  return c;
}

constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();

inline double joy_so_far(const models::Records& records) { return records.mean("joy", 0, records.weeks()); }

/// Targets of which the first is met and the second missed; the third has no figure, the fourth is relative, the arms
/// of the last are not in the study.
inline std::vector<models::Pattern> patterns() {
  constexpr auto fitted = models::Pattern::Status::fitted, held_out = models::Pattern::Status::held_out;
  const auto half = [](const models::Records&) { return 0.5; };
  const auto little = [](const models::Records&) { return 12.5; };
  const auto nothing = [](const models::Records&) { return nan; };
  return {
      {"before", "", fitted, 0.2, 0.6, "survey", {"joy before", "此前满意度"}, "1", half},
      {"before", "", held_out, 30, infinity, "diary", {"harvest before", "此前收成"}, "yuan/resident/year", little},
      {"before", "", held_out, 0, 1, "hearsay", {"quarrels before", "此前争执"}, "1/year", nothing},
      {"open", "guarded", held_out, -1, 0.5, "survey", {"gates change joy", "围墙改变满意度"}, "1", joy_so_far, true},
      {"elsewhere", "", held_out, 0, 1, "survey", {"joy elsewhere", "别处满意度"}, "1", half}};
}

/// Two arms, and the second again at the cost of the first.
inline Study study() {
  Study result;
  result.name = "sample";
  result.title = {"Sample: two gardens (made-up figures)", "样例：两种花园（虚构数据）"};
  result.question = {"Who enjoys an open garden more, and who a guarded one?", "开放的花园与看守的花园，谁更受益？"};
  result.catalogue = catalogue();
  result.values = models::defaults(*result.catalogue);
  result.burn_in_name = "before";
  result.burn_in_title = {"Closed gates", "大门紧闭"};
  result.arms = {
      {"guarded", {"Guarded", "看守"}, {{0, {3, 0, 3}, {"first guards", "首批园丁"}}, {13, {6, 0, 3}, {}}}, ""},
      {"open", {"Open", "开放"}, {{0, {2, 1, 12.5}, {"gates open", "大门开放"}}}, ""},
      {"open-equal",
       {"Open, equal cost", "开放（同等成本）"},
       {{0, {2, 1, 12.5}, {"gates open", "大门开放"}}},
       "guarded"}};
  result.headline = {"joy", "harvest"};
  result.replicates = 4;
  result.weeks = 26;
  result.burn_in_weeks = 13;
  return result;
}

/// Of an indicator in a week of an arm; `area` moves one community or group.
inline double figure(const models::Catalogue& of, std::size_t arm, std::uint64_t replicate, std::size_t indicator,
                     double week, double area = 0) {
  constexpr double pushes[3][5] = {{6, 2, 0.1, -3, 4}, {2, 6, 0.1, 2, 1.5}, {4, 7, 0.2, -3, 2}};
  const auto& definition = of.indicators[indicator];
  const double level = definition.unit == "1" || definition.unit == "1/year" ? 0.4 : 20;
  const double grown = week <= 0 ? 0 : 1 - std::exp(-week / 20);
  const double chance = noise(replicate, indicator) +
                        0.5 * noise(replicate, indicator, static_cast<std::uint64_t>(week + 1000)) +
                        0.4 * noise(replicate * 3 + arm, indicator + 77);
  return level + definition.smallest_effect * (chance + grown * (pushes[arm % 3][indicator % 5] + area));
}

/// A ring of neighbours with some ties more the later it is.
inline models::GraphPicture picture(const std::string& arm, std::uint32_t week, std::uint32_t people,
                                    std::uint32_t extra) {
  models::GraphPicture result;
  result.arm = arm, result.week = week;
  result.marks.resize(3);
  for (std::uint32_t i = 0; i < people; ++i) {
    result.x.push_back(static_cast<float>(0.5 + 0.45 * std::cos(6.2832 * i / people)));
    result.y.push_back(static_cast<float>(0.5 + 0.45 * std::sin(6.2832 * i / people)));
    result.marks[0].push_back(noise(i, 1) > 0.4), result.marks[1].push_back(noise(i, 2) > 0.7 - 0.1 * extra);
    result.marks[2].push_back(static_cast<std::uint8_t>(45 + 40 * noise(i, 5)));
    result.from.push_back(i), result.to.push_back((i + 1) % people), result.weight.push_back(0.8f);
    if (extra > 0 && i % 3 == 0)
      result.from.push_back(i), result.to.push_back((i + people / 2) % people), result.weight.push_back(0.3f);
  }
  result.density = 2.0 * static_cast<double>(result.from.size()) / people / (people - 1);
  result.centralisation = 0.02, result.isolates = 0.25;
  return result;
}

inline void fill(ArmResult& arm, std::size_t index, const Results& results) {
  const auto& of = *results.catalogue;
  const std::size_t figures = of.indicators.size(), quarters = results.weeks / 13;
  arm.weekly = Array<float>({results.replicates, results.weeks, figures});
  arm.communities = Array<float>({results.replicates, quarters, results.communities, figures});
  for (std::size_t r = 0; r < results.replicates; ++r) {
    for (std::size_t i = 0; i < figures; ++i) {
      for (std::size_t week = 0; week < results.weeks; ++week)
        arm.weekly.in_memory().at(r, week, i) = static_cast<float>(figure(of, index, r, i, static_cast<double>(week)));
      for (std::size_t quarter = 0; quarter < quarters; ++quarter)
        for (std::size_t c = 0; c < results.communities; ++c)
          arm.communities.in_memory().at(r, quarter, c, i) = static_cast<float>(
              figure(of, index, r * 31 + c, i, static_cast<double>(quarter) * 13, 3 * noise(c, index, i)));
    }
    arm.state_hash.push_back(0x1234567890abcdefu * (r + 1) + index);
    arm.first_difference.push_back(index == 0 ? results.weeks : 0);
  }
  if (of.ledgers.empty()) return;
  arm.public_cost = index == 1 ? 21000 : 27500;
  const double more = index == 0 ? 2 : 1;
  arm.flows = {{{"purse", "wages", 1e6 * more},
                {"purse", "seeds", 4e5},
                {"wages", "homes", 1e6 * more},
                {"homes", "seeds", 9e5}},
               {{"shifts", "digging", 6e4 * more}}};
}

/// Effects on the means over all weeks; those of groups are the first indicator's, moved apart.
inline Contrast contrast(const ArmResult& a, const ArmResult& b, const models::Catalogue& of, bool equal_cost) {
  const auto means = [](const ArmResult& arm, std::size_t indicator) {
    std::vector<double> result;
    for (std::size_t r = 0; r < arm.weekly.shape()[0]; ++r) {
      double sum = 0;
      for (std::size_t week = 0; week < arm.weekly.shape()[1]; ++week)
        sum += arm.weekly.in_memory().at(r, week, indicator);
      result.push_back(sum / static_cast<double>(arm.weekly.shape()[1]));
    }
    return result;
  };
  Contrast result{a.name, b.name, equal_cost, {}, {}};
  const auto judged = [](Effect effect, std::string name, const models::Indicator& indicator) {
    effect.figure = std::move(name);
    effect.p_adjusted = effect.p;
    effect.verdict = verdict(effect, indicator.direction, indicator.smallest_effect, 0.95);
    return effect;
  };
  for (std::size_t i = 0; i < of.indicators.size(); ++i)
    result.indicators.push_back(
        judged(paired_effect(means(a, i), means(b, i), 0.95), std::string(of.indicators[i].key), of.indicators[i]));
  for (std::size_t g = 0; g < of.resident_groups.size(); ++g)
    for (const auto& indicator : of.group_indicators) {
      Effect effect = result.indicators[0];
      const double shift = indicator.smallest_effect * 4 * static_cast<double>(g);
      effect.mean_a += shift, effect.delta += shift, effect.low += shift, effect.high += shift;
      result.groups.push_back(
          judged(effect, std::string(of.resident_groups[g].key) + "/" + std::string(indicator.key), indicator));
    }
  return result;
}

inline Results results(const Study& of, std::uint32_t people = 12) {
  Results result;
  result.provenance = {"0.1.0",
                       "0123456789abcdef",
                       "GNU 12.2.0",
                       "-O3",
                       "liandong compare sample.toml",
                       "2026-01-02T03:04:05Z",
                       "feedc0de",
                       false};
  result.catalogue = of.catalogue;
  result.name = of.name;
  result.replicates = of.replicates, result.weeks = of.weeks, result.burn_in_weeks = of.burn_in_weeks;
  result.community_names = {"河东 East Bank", ""};
  result.communities = 2, result.residents = 5000, result.seed = of.seed;
  result.wall_seconds = 120, result.peak_bytes = 900'000'000;
  result.happenings = {{of.burn_in_weeks + 10, 4, {"drought", "干旱"}}};
  const auto& catalogue = *of.catalogue;
  result.burn_in = Array<float>({of.replicates, of.burn_in_weeks, catalogue.indicators.size()});
  for (std::size_t r = 0; r < of.replicates; ++r)
    for (std::size_t week = 0; week < of.burn_in_weeks; ++week)
      for (std::size_t i = 0; i < catalogue.indicators.size(); ++i)
        result.burn_in.in_memory().at(r, week, i) =
            static_cast<float>(figure(catalogue, 0, r, i, static_cast<double>(week) - of.burn_in_weeks));
  for (std::size_t i = 0; i < of.arms.size(); ++i) {
    ArmResult& arm = result.arms.emplace_back();
    arm.name = of.arms[i].name, arm.title = of.arms[i].title, arm.equal_cost_to = of.arms[i].equal_cost_to;
    arm.cost_scale = arm.equal_cost_to.empty() ? 1 : 1.31;
    fill(arm, i, result);
  }
  for (std::size_t b = 1; b < result.arms.size(); ++b)
    result.contrasts.push_back(
        contrast(result.arms[0], result.arms[b], catalogue, !result.arms[b].equal_cost_to.empty()));
  if (!catalogue.marks.empty()) {
    result.pictures.push_back(picture("", 0, people, 0));
    for (std::size_t i = 0; i < of.arms.size(); ++i)
      result.pictures.push_back(picture(of.arms[i].name, of.weeks, people, static_cast<std::uint32_t>(i + 1)));
  }
  return result;
}

}  // namespace liandong::analysis::report_sample
