#include "analysis/inference/contrasts.h"

#include <algorithm>

#include "analysis/inference/by_figure.h"
#include "analysis/inference/statistics.h"

namespace liandong::analysis {

namespace {

/// Mean of `value(t)` over the last `last` of `all` times; NaN if there are none.
template <class Value>
double mean_of_last(std::size_t all, std::size_t last, Value&& value) {
  std::vector<double> values;
  for (std::size_t t = all - std::min(all, last); t < all; ++t) values.push_back(static_cast<double>(value(t)));
  return mean(values);
}

/// Adjusts p over the family and gives every effect its verdict.
void judge(std::vector<Effect>& family, const std::vector<const models::Indicator*>& indicators, double confidence) {
  std::vector<double> p;
  for (const Effect& effect : family) p.push_back(effect.p);
  const auto adjusted = adjusted_by_holm(p);
  for (std::size_t i = 0; i < family.size(); ++i) {
    family[i].p_adjusted = adjusted[i];
    family[i].verdict = verdict(family[i], indicators[i]->direction, indicators[i]->smallest_effect, confidence);
  }
}

/// An indicator over the weeks of a row that its figure is made of.
double indicator_figure(std::span<const float> weekly, const models::Catalogue& catalogue, std::size_t indicator) {
  const std::size_t indicators = catalogue.indicators.size(), weeks = weekly.size() / indicators;
  const bool whole = over_whole_run(catalogue.indicators[indicator], catalogue);
  return mean_of_last(weeks, whole ? weeks : contrast_weeks,
                      [&](std::size_t w) { return weekly[w * indicators + indicator]; });
}

/// The same of figure `f` of [groups, group indicators], over quarters.
double group_figure(std::span<const float> quarterly, const models::Catalogue& catalogue, std::size_t f) {
  const std::size_t per_group = catalogue.group_indicators.size(),
                    figures = catalogue.resident_groups.size() * per_group;
  const std::size_t quarters = quarterly.size() / figures;
  const bool whole = over_whole_run(catalogue.group_indicators[f % per_group], catalogue);
  return mean_of_last(quarters, whole ? quarters : contrast_weeks / models::quarter_weeks,
                      [&](std::size_t q) { return quarterly[q * figures + f]; });
}

Contrast contrast_of(const ArmResult& a, const ArmResult& b, const models::Catalogue& catalogue, double confidence) {
  Contrast contrast{a.name, b.name, a.equal_cost_to == b.name || b.equal_cost_to == a.name, {}, {}};
  std::vector<const models::Indicator*> judged;
  by_figure<2>(
      {&a.weekly, &b.weekly}, catalogue.indicators.size(),
      [&](std::span<const float> weekly, std::size_t i) { return indicator_figure(weekly, catalogue, i); },
      [&](std::size_t i, const auto& of) {
        contrast.indicators.push_back(paired_effect(of[0], of[1], confidence));
        contrast.indicators.back().figure = catalogue.indicators[i].key;
        judged.push_back(&catalogue.indicators[i]);
      });
  judge(contrast.indicators, judged, confidence);
  judged.clear();
  const std::size_t per_group = catalogue.group_indicators.size();
  by_figure<2>(
      {&a.groups, &b.groups}, catalogue.resident_groups.size() * per_group,
      [&](std::span<const float> quarterly, std::size_t f) { return group_figure(quarterly, catalogue, f); },
      [&](std::size_t f, const auto& of) {
        const auto& indicator = catalogue.group_indicators[f % per_group];
        contrast.groups.push_back(paired_effect(of[0], of[1], confidence));
        contrast.groups.back().figure =
            std::string(catalogue.resident_groups[f / per_group].key) + "/" + std::string(indicator.key);
        judged.push_back(&indicator);
      });
  judge(contrast.groups, judged, confidence);
  return contrast;
}

}  // namespace

bool over_whole_run(const models::Indicator& indicator, const models::Catalogue& catalogue) {
  const auto theme = std::ranges::find(catalogue.themes, indicator.theme, &models::Theme::key);
  return theme != catalogue.themes.end() && theme->whole_run;
}

std::vector<double> indicator_figures(const ArmResult& arm, const models::Catalogue& catalogue, std::size_t indicator) {
  std::vector<double> figures;
  by_figure<1>(
      {&arm.weekly}, 1,
      [&](std::span<const float> weekly, std::size_t) { return indicator_figure(weekly, catalogue, indicator); },
      [&](std::size_t, const auto& of) { figures.assign(of[0].begin(), of[0].end()); });
  return figures;
}

std::vector<double> indicator_figures(std::span<const float> weekly, const models::Catalogue& catalogue) {
  std::vector<double> figures;
  for (std::size_t i = 0; i < catalogue.indicators.size(); ++i)
    figures.push_back(indicator_figure(weekly, catalogue, i));
  return figures;
}

std::vector<float> yearly_means(std::span<const float> weekly, std::size_t indicator, std::size_t indicators) {
  constexpr std::size_t year = 52;
  const std::size_t weeks = weekly.size() / indicators;
  std::vector<float> means;
  for (std::size_t first = 0; first < weeks; first += year) {
    const std::size_t end = std::min(first + year, weeks);
    means.push_back(static_cast<float>(
        mean_of_last(end, end - first, [&](std::size_t w) { return weekly[w * indicators + indicator]; })));
  }
  return means;
}

std::vector<Contrast> all_contrasts(const std::vector<ArmResult>& arms, const models::Catalogue& catalogue,
                                    double confidence) {
  std::vector<Contrast> contrasts;
  for (std::size_t a = 0; a < arms.size(); ++a)
    for (std::size_t b = a + 1; b < arms.size(); ++b)
      contrasts.push_back(contrast_of(arms[a], arms[b], catalogue, confidence));
  return contrasts;
}

}  // namespace liandong::analysis
