#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "tests/analysis/report/sample_report.h"

/// The made-up study in worlds: "joy" hangs on rain, and "harvest" on what birds do, which is disputed.
namespace liandong::analysis::report_sample {

inline std::shared_ptr<const models::Catalogue> catalogue_of_worlds() {
  auto c = std::make_shared<models::Catalogue>(*catalogue());
  c->groups[0].by_community = true;
  c->groups[0].parameters.push_back({"town.birds",
                                     "alternative",
                                     0,
                                     1,
                                     0,
                                     true,
                                     "assumed",
                                     {"What birds do", "鸟类的影响"},
                                     {"0: birds sing; 1: birds eat seeds.", "0：鸟儿歌唱；1：鸟儿吃种子。"}});
  return c;
}

inline Study study_of_worlds() {
  Study result = study();
  result.catalogue = catalogue_of_worlds();
  result.values = models::defaults(*result.catalogue);
  result.worlds.count = 120;
  return result;
}

/// Unknowns: rain, birds, and as many that do nothing as a list of deciders could be led astray by.
inline std::vector<Unknown> unknowns() {
  std::vector<Unknown> list(4);
  list[0].key = "town.rain", list[0].name = {"rainy days", "雨天占比"}, list[0].unit = "1";
  list[0].range = {0.2, 0.6, models::Distribution::uniform}, list[0].usual = 0.4, list[0].reason = "almanac";
  list[1].key = "town.birds", list[1].name = {"What birds do", "鸟类的影响"}, list[1].unit = "alternative";
  list[1].range = {0, 1, models::Distribution::alternatives}, list[1].reason = "disputed";
  list[2].key = "town.plots", list[2].name = {"plot size", "地块面积"}, list[2].unit = "m²/household";
  list[2].range = {10, 40, models::Distribution::uniform}, list[2].usual = 20, list[2].reason = "assumed";
  list[3].key = "guarded.gardeners", list[3].name = {"Guarded: gardeners", "看守：园丁"};
  list[3].unit = "persons/3000 households";
  list[3].range = {4, 8, models::Distribution::uniform}, list[3].usual = 6, list[3].reason = "assumed";
  return list;
}

/// What an arm leaves in a world. The first leads on joy where it rains less than on four days in ten, and on harvest
/// where birds sing.
inline double world_figure(const Worlds& worlds, std::size_t world, std::size_t arm, std::size_t indicator) {
  const double rain = worlds.values.at(world, std::size_t{0}), birds = worlds.values.at(world, std::size_t{1});
  const double chance = noise(world, indicator) + 0.2 * noise(world * 3 + arm, indicator + 50);
  const bool first = arm == 0;
  switch (indicator) {
    case 0:
      return 0.5 + 0.05 * chance + (first ? 0.6 * (0.4 - rain) : 0);
    case 2:
      return 20 + chance + (first ? 6 * (0.5 - birds) : 0);
    default:
      return 10 + chance + (first ? 3 : 0);
  }
}

/// Years: the first arm falls back on joy in the first year, and recovers to what it leaves in the end.
inline void add_years(Worlds& w, std::size_t arms) {
  w.yearly_indicators = {0, 2};
  w.yearly = Array<float>({w.numbers.size(), arms, 2, 3});
  for (std::size_t i = 0; i < w.numbers.size(); ++i)
    for (std::size_t a = 0; a < arms; ++a)
      for (std::size_t k = 0; k < 2; ++k)
        for (std::size_t year = 0; year < 3; ++year) {
          const double dip = a == 0 && k == 0 && year == 0 ? 0.3 : 0.0;
          w.yearly.at(i, a, k, year) = static_cast<float>(w.figures.at(i, a, w.yearly_indicators[k]) - dip);
        }
}

inline Worlds worlds(const Study& of) {
  Worlds w;
  w.asked = of.worlds.count, w.communities = 2, w.unknowns = unknowns();
  const std::size_t count = of.worlds.count, arms = of.arms.size(), figures = of.catalogue->indicators.size();
  w.values = Array<double>({count, w.unknowns.size()});
  w.figures = Array<double>({count, arms, figures});
  w.cost_scales = Array<double>({count, arms});
  w.state_hash = Array<std::uint64_t>({count, arms});
  for (std::size_t i = 0; i < count; ++i) {
    w.numbers.push_back(static_cast<std::uint32_t>(i));
    for (std::size_t u = 0; u < w.unknowns.size(); ++u) {
      const auto& range = w.unknowns[u].range;
      const double share = (noise(i, u + 200) + 1) / 2;
      w.values.at(i, u) = u == 1 ? (share < 0.5 ? 0.0 : 1.0) : range.low + share * (range.high - range.low);
    }
    for (std::size_t a = 0; a < arms; ++a)
      for (std::size_t f = 0; f < figures; ++f) w.figures.at(i, a, f) = world_figure(w, i, a, f);
  }
  add_years(w, arms);
  return w;
}

inline Results results_with_worlds(const Study& of) {
  Results result = results(of);
  result.worlds = worlds(of);
  return result;
}

}  // namespace liandong::analysis::report_sample
