#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/inference/statistics.h"
#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "models/governance/measures/indicators.h"
#include "models/governance/parameters/parameters.h"

/// A made-up study and its results, always the same: figures are smooth curves with noise, no simulation behind them.
/// For tests of what reads results.
namespace liandong::analysis::sample {

/// Noise in [-1, 1] that depends on nothing but its arguments.
inline double noise(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  std::uint64_t x = a * 0x9e3779b97f4a7c15u ^ b * 0xbf58476d1ce4e5b9u ^ c * 0x94d049bb133111ebu;
  x ^= x >> 31;
  x *= 0x7fb5d329728ea185u;
  x ^= x >> 27;
  return static_cast<double>(x >> 11) * 0x1p-52 - 1;
}

/// A plausible level of an indicator before the reform.
inline double level(const governance::Indicator& indicator) { return indicator.unit == "1" ? 0.4 : 20; }

/// Change by an arm of one indicator, in multiples of the smallest effect: some good, some bad, some nil, some unsure.
inline double push(std::size_t arm, std::size_t indicator) {
  constexpr double pushes[3][6] = {{6, 2, 0.1, -3, 4, 1}, {2, 6, 0.1, 2, -1, 1.6}, {4, 7, 0.2, -3, 1, 1.3}};
  return pushes[arm % 3][indicator % 6];
}

inline double figure(std::size_t arm, std::uint64_t replicate, std::size_t indicator, double week, double area = 0) {
  const auto& definition = governance::indicators()[indicator];
  const double step = definition.smallest_effect > 0 ? definition.smallest_effect : 0.05 * level(definition);
  const double grown = week <= 0 ? 0 : 1 - std::exp(-week / 80);
  const double shared =
      noise(replicate, indicator) + 0.5 * noise(replicate, indicator, static_cast<std::uint64_t>(week + 1000));
  const double own = 0.4 * noise(replicate * 3 + arm, indicator + 77) * (indicator % 6 == 5 ? 4 : 1);
  return level(definition) + step * (shared + grown * (push(arm, indicator) + own + area));
}

inline Study study() {
  Study result;
  result.name = "sample";
  result.title_en = "Sample: two reform paths (made-up figures)";
  result.title_zh = "样例：两条改革路径（虚构数据）";
  result.question_en =
      "In a city like Baotou, who is better served by a strong community service station, and who by a strong "
      "residents' committee?";
  result.question_zh = "在包头这样的城市，做强社区服务站与做强居委会，哪条路径更有利于居民？对谁更有利？";
  result.setting = governance::default_setting();
  result.burn_in = governance::default_levers();
  result.burn_in_title_en = "street–committee";
  result.burn_in_title_zh = "街居制";
  auto government = result.burn_in, community = result.burn_in, half = result.burn_in;
  government.staff_station = 9, government.staff_street_moved = 0.67, government.approval_levels = 2;
  government.closed_locally = 0.6, government.grid_households = 300, government.grid_visit_share = 0.2;
  government.fund_station_share = 0.7, government.tasks_to_station = 0.9;
  half = government, half.staff_station = 5, half.grid_households = 0, half.grid_visit_share = 0;
  community.list_filter = 0.6, community.fund_community = 12, community.deliberation_rate = 3;
  community.organising_hours = 16, community.weight_autonomy = 0.4, community.volunteer_records = 1;
  result.arms = {
      {"strong-government",
       "Strong government",
       "强政府",
       {{0, half, "stations open", "服务站成立"}, {52, government, "grid for all", "网格全覆盖"}},
       ""},
      {"strong-community", "Strong community", "强社区", {{0, community, "lists and funds", "清单与经费下放"}}, ""},
      {"strong-community-equal-cost",
       "Strong community, equal cost",
       "强社区（同等成本）",
       {{0, community, "lists and funds", "清单与经费下放"}},
       "strong-government"}};
  for (std::size_t i = 0; i < 4; ++i) result.headline.emplace_back(governance::indicators()[i * 4].key);
  result.replicates = 12;
  result.weeks = 260;
  result.burn_in_weeks = 52;
  return result;
}

/// The picture of a ring of neighbours in buildings, with some ties more the later it is.
inline GraphPicture picture(const std::string& arm, std::uint32_t week, std::uint32_t extra) {
  GraphPicture result;
  result.arm = arm, result.week = week;
  constexpr std::uint32_t people = 3000, per_building = 60;
  for (std::uint32_t i = 0; i < people; ++i) {
    const std::uint32_t building = i / per_building;
    const double angle = 6.2832 * (i % per_building) / per_building;
    result.x.push_back(static_cast<float>((building % 8 + 0.5 + 0.35 * std::cos(angle)) / 8));
    result.y.push_back(static_cast<float>((building / 8 + 0.5 + 0.35 * std::sin(angle)) / 7));
    result.migrant.push_back(noise(i, 1) > 0.5);
    result.active.push_back(noise(i, 2) > 0.7 - extra * 0.05);
    result.volunteer.push_back(noise(i, 3) > 0.9);
    result.leader.push_back(noise(i, 4) > 0.985);
    result.age.push_back(static_cast<std::uint8_t>(45 + 40 * noise(i, 5)));
  }
  const auto tie = [&](std::uint32_t a, std::uint32_t b, double weight) {
    result.from.push_back(a), result.to.push_back(b), result.weight.push_back(static_cast<float>(weight));
  };
  for (std::uint32_t i = 0; i < people; ++i) {
    if (noise(i, 6) > -0.5) tie(i, i - i % per_building + (i + 1) % per_building, 0.8);
    for (std::uint32_t k = 0; k < 1 + extra; ++k)
      if (noise(i, 7, k) > 0.4) tie(i, static_cast<std::uint32_t>((noise(i, 8, k) + 1) / 2 * (people - 1)), 0.3);
  }
  result.density = 2.0 * static_cast<double>(result.from.size()) / people / (people - 1);
  result.centralisation = 0.02, result.isolates = 0.25 - 0.03 * extra;
  return result;
}

inline void fill(ArmResult& arm, std::size_t index, const Results& results) {
  const std::size_t figures = governance::indicators().size(), groups = governance::groups().size();
  const std::size_t quarters = results.weeks / 13;
  arm.weekly = Array<float>({results.replicates, results.weeks, figures});
  arm.communities = Array<float>({results.replicates, quarters, results.communities, figures});
  arm.groups = Array<float>({results.replicates, quarters, groups, governance::group_indicators().size()});
  for (std::size_t r = 0; r < results.replicates; ++r) {
    for (std::size_t week = 0; week < results.weeks; ++week)
      for (std::size_t i = 0; i < figures; ++i)
        arm.weekly.at(r, week, i) = static_cast<float>(figure(index, r, i, static_cast<double>(week)));
    for (std::size_t quarter = 0; quarter < quarters; ++quarter)
      for (std::size_t c = 0; c < results.communities; ++c)
        for (std::size_t i = 0; i < figures; ++i)
          arm.communities.at(r, quarter, c, i) = static_cast<float>(
              figure(index, r * 31 + c, i, static_cast<double>(quarter) * 13, 3 * noise(c, index, i)));
    arm.state_hash.push_back(0x1234567890abcdefu * (r + 1) + index);
    arm.first_difference.push_back(index == 0 ? results.weeks : 0);
  }
  arm.public_cost = index == 1 ? 21000 : 27500;
  const double share = index == 0 ? 0.7 : 0.1;
  arm.money = {{"treasury", "payroll", 1.4e9},
               {"treasury", "committee fund", 4e8 * (1 - share)},
               {"treasury", "station fund", 4e8 * share},
               {"treasury", "purchase pot", 3e8},
               {"purchase pot", "organisations", 2.6e8}};
  arm.minutes = {{"working time", "committee tasks", 6e6 * (1 - share)},
                 {"working time", "committee casework", 2e6},
                 {"working time", "committee deliberation", 2e6 * (1 - share)},
                 {"working time", "station tasks", 6e6 * share},
                 {"working time", "station casework", 5e6 * share},
                 {"working time", "volunteers", 3e6}};
}

inline std::vector<double> late_means(const ArmResult& arm, std::size_t indicator) {
  std::vector<double> result;
  for (std::size_t r = 0; r < arm.weekly.shape[0]; ++r) {
    double sum = 0;
    for (std::size_t week = arm.weekly.shape[1] - 104; week < arm.weekly.shape[1]; ++week)
      sum += arm.weekly.at(r, week, indicator);
    result.push_back(sum / 104);
  }
  return result;
}

inline Contrast contrast(const ArmResult& a, const ArmResult& b, bool equal_cost) {
  Contrast result{a.name, b.name, equal_cost, {}, {}};
  std::vector<double> p;
  for (std::size_t i = 0; i < governance::indicators().size(); ++i) {
    result.indicators.push_back(paired_effect(late_means(a, i), late_means(b, i), 0.95));
    result.indicators.back().figure = governance::indicators()[i].key;
    p.push_back(result.indicators.back().p);
  }
  p = adjusted_by_holm(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    const auto& definition = governance::indicators()[i];
    result.indicators[i].p_adjusted = p[i];
    result.indicators[i].verdict =
        verdict(result.indicators[i], definition.direction, definition.smallest_effect, 0.95);
  }
  for (std::size_t g = 0; g < governance::groups().size(); ++g)
    for (const auto& definition : governance::group_indicators()) {
      Effect effect = result.indicators[g % result.indicators.size()];
      const double shift = definition.smallest_effect * 3 * noise(g, equal_cost, 9);
      effect.figure = std::string(governance::groups()[g].key) + "/" + std::string(definition.key);
      effect.mean_a += shift, effect.delta += shift, effect.low += shift, effect.high += shift;
      effect.verdict = verdict(effect, definition.direction, definition.smallest_effect, 0.95);
      result.groups.push_back(effect);
    }
  return result;
}

inline Results results(const Study& of) {
  Results result;
  result.provenance = {"0.1.0",
                       "0123456789abcdef0123456789abcdef01234567",
                       "GNU 12.2.0",
                       "-O3",
                       "liandong compare sample.toml",
                       "2026-01-02T03:04:05Z",
                       "feedc0de",
                       false};
  result.name = of.name;
  result.replicates = of.replicates, result.weeks = of.weeks, result.burn_in_weeks = of.burn_in_weeks;
  result.communities = 12, result.residents = 94320, result.seed = of.seed;
  result.wall_seconds = 120, result.peak_bytes = 900'000'000;
  result.burn_in = Array<float>({of.replicates, of.burn_in_weeks, governance::indicators().size()});
  for (std::size_t r = 0; r < of.replicates; ++r)
    for (std::size_t week = 0; week < of.burn_in_weeks; ++week)
      for (std::size_t i = 0; i < governance::indicators().size(); ++i)
        result.burn_in.at(r, week, i) =
            static_cast<float>(figure(0, r, i, static_cast<double>(week) - of.burn_in_weeks));
  for (std::size_t i = 0; i < of.arms.size(); ++i) {
    ArmResult arm;
    arm.name = of.arms[i].name, arm.title_en = of.arms[i].title_en, arm.title_zh = of.arms[i].title_zh;
    arm.equal_cost_to = of.arms[i].equal_cost_to;
    arm.cost_scale = arm.equal_cost_to.empty() ? 1 : 1.31;
    fill(arm, i, result);
    result.arms.push_back(std::move(arm));
  }
  if (result.arms.size() >= 3)
    result.contrasts = {contrast(result.arms[0], result.arms[1], false),
                        contrast(result.arms[0], result.arms[2], true)};
  result.pictures.push_back(picture("", 0, 0));
  for (std::size_t i = 0; i < of.arms.size(); ++i)
    result.pictures.push_back(picture(of.arms[i].name, of.weeks, static_cast<std::uint32_t>(i + 1)));
  return result;
}

}  // namespace liandong::analysis::sample
