#include "analysis/inference/change_dates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

bool runs_at_own_cost(const Arm& arm) { return arm.equal_cost_to.empty(); }

/// Arms that leave the levers of `never` for one other set, by that set.
std::map<Levers, std::vector<DatedArm>> arms_leaving(const Study& study, std::size_t never) {
  std::map<Levers, std::vector<DatedArm>> leaving;
  for (std::size_t a = 0; a < study.arms.size(); ++a) {
    const auto& stages = study.arms[a].stages;
    if (runs_at_own_cost(study.arms[a]) && stages.size() == 2 && stages[1].reach.all() &&
        stages[0].levers == study.arms[never].stages[0].levers && merge_alike(study.arms[a], study.arms[never]))
      leaving[stages[1].levers].push_back({a, stages[1].week});
  }
  std::erase_if(leaving, [](const auto& item) { return item.second.size() < 2; });
  for (auto& [levers, dated] : leaving) {
    for (std::size_t a = 0; a < study.arms.size(); ++a)
      if (runs_at_own_cost(study.arms[a]) && study.arms[a].stages.size() == 1 &&
          study.arms[a].stages[0].levers == levers && merge_alike(study.arms[a], study.arms[never]))
        dated.push_back({a, 0});
    std::ranges::stable_sort(dated, {}, &DatedArm::week);
  }
  return leaving;
}

/// [worlds] mean over all studied years; `k` is the indicator's position among those kept.
std::vector<double> means_of(const Worlds& worlds, std::size_t arm, std::size_t k) {
  const std::size_t years = worlds.yearly.shape[3];
  std::vector<double> means(worlds.numbers.size());
  for (std::size_t world = 0; world < means.size(); ++world) {
    for (std::size_t year = 0; year < years; ++year)
      means[world] += static_cast<double>(worlds.yearly.at(world, arm, k, year));
    means[world] /= static_cast<double>(years);
  }
  return means;
}

/// [arms] shares of worlds in which each is best, of [arms][worlds] figures; those that are equal share a world.
std::vector<double> best_shares(const std::vector<std::vector<double>>& figures, models::Direction direction) {
  std::vector<double> shares(figures.size(), 0.0);
  if (direction == models::Direction::neutral) return shares;
  const double sign = static_cast<double>(direction);
  double known = 0;
  for (std::size_t world = 0; world < figures[0].size(); ++world) {
    double best = -std::numeric_limits<double>::infinity();
    bool all = true;
    for (const auto& arm : figures) all = all && !std::isnan(arm[world]), best = std::max(best, sign * arm[world]);
    if (!all) continue;
    ++known;
    const auto is_best = [&](const auto& arm) { return sign * arm[world] == best; };
    const auto winners = static_cast<double>(std::ranges::count_if(figures, is_best));
    for (std::size_t a = 0; a < figures.size(); ++a) shares[a] += is_best(figures[a]) ? 1.0 / winners : 0.0;
  }
  for (double& share : shares) share = known > 0 ? share / known : 0.0;
  return shares;
}

ChangeDates dates_of(const Worlds& worlds, const Study& study, std::size_t never, std::vector<DatedArm> dated,
                     std::size_t k) {
  ChangeDates found{never, worlds.yearly_indicators[k], 0, std::move(dated)};
  const auto& indicator = study.catalogue->indicators[found.indicator];
  std::vector<std::vector<double>> figures{means_of(worlds, never, k)};
  for (DatedArm& one : found.dated) {
    figures.push_back(means_of(worlds, one.arm, k));
    one.difference = compared(figures.back(), figures.front(), indicator);
  }
  const auto best = best_shares(figures, indicator.direction);
  found.never_best = best.front();
  for (std::size_t i = 0; i < found.dated.size(); ++i) found.dated[i].best = best[i + 1];
  return found;
}

}  // namespace

std::vector<ChangeDates> change_dates(const Worlds& worlds, const Study& study) {
  std::vector<ChangeDates> all;
  for (std::size_t never = 0; never < study.arms.size(); ++never) {
    if (study.arms[never].stages.size() != 1 || !runs_at_own_cost(study.arms[never])) continue;
    for (const auto& [levers, dated] : arms_leaving(study, never))
      for (std::size_t k = 0; k < worlds.yearly_indicators.size(); ++k)
        all.push_back(dates_of(worlds, study, never, dated, k));
  }
  return all;
}

}  // namespace liandong::analysis
