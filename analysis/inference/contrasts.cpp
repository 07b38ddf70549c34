#include "analysis/inference/contrasts.h"

#include <algorithm>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {

namespace {

/// Mean of `value(t)` over the last `last` of `all` times; NaN if there are none.
template <class Value>
double mean_of_last(std::size_t all, std::size_t last, Value&& value) {
  std::vector<double> values;
  for (std::size_t t = all - std::min(all, last); t < all; ++t) values.push_back(value(t));
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

Contrast contrast_of(const ArmResult& a, const ArmResult& b, const models::Catalogue& catalogue, double confidence) {
  Contrast contrast{a.name, b.name, a.equal_cost_to == b.name || b.equal_cost_to == a.name, {}, {}};
  std::vector<const models::Indicator*> judged;
  for (std::size_t i = 0; i < catalogue.indicators.size(); ++i) {
    const auto& indicator = catalogue.indicators[i];
    const bool whole = over_whole_run(indicator, catalogue);
    contrast.indicators.push_back(
        paired_effect(indicator_figures(a, i, whole), indicator_figures(b, i, whole), confidence));
    contrast.indicators.back().figure = indicator.key;
    judged.push_back(&indicator);
  }
  judge(contrast.indicators, judged, confidence);
  judged.clear();
  for (std::size_t g = 0; g < catalogue.resident_groups.size(); ++g)
    for (std::size_t i = 0; i < catalogue.group_indicators.size(); ++i) {
      const auto& indicator = catalogue.group_indicators[i];
      const bool whole = over_whole_run(indicator, catalogue);
      contrast.groups.push_back(
          paired_effect(group_figures(a, g, i, whole), group_figures(b, g, i, whole), confidence));
      contrast.groups.back().figure = std::string(catalogue.resident_groups[g].key) + "/" + std::string(indicator.key);
      judged.push_back(&indicator);
    }
  judge(contrast.groups, judged, confidence);
  return contrast;
}

}  // namespace

bool over_whole_run(const models::Indicator& indicator, const models::Catalogue& catalogue) {
  const auto theme = std::ranges::find(catalogue.themes, indicator.theme, &models::Theme::key);
  return theme != catalogue.themes.end() && theme->whole_run;
}

std::vector<double> indicator_figures(const ArmResult& arm, std::size_t indicator, bool whole_run) {
  const std::size_t replicates = arm.weekly.shape[0], weeks = arm.weekly.shape[1];
  std::vector<double> figures;
  for (std::size_t r = 0; r < replicates; ++r)
    figures.push_back(mean_of_last(weeks, whole_run ? weeks : contrast_weeks,
                                   [&](std::size_t w) { return static_cast<double>(arm.weekly.at(r, w, indicator)); }));
  return figures;
}

std::vector<double> indicator_figures(std::span<const float> weekly, const models::Catalogue& catalogue) {
  const std::size_t indicators = catalogue.indicators.size(), weeks = weekly.size() / indicators;
  std::vector<double> figures;
  for (std::size_t i = 0; i < indicators; ++i)
    figures.push_back(mean_of_last(weeks, over_whole_run(catalogue.indicators[i], catalogue) ? weeks : contrast_weeks,
                                   [&](std::size_t w) { return static_cast<double>(weekly[w * indicators + i]); }));
  return figures;
}

std::vector<float> yearly_means(std::span<const float> weekly, std::size_t indicator, std::size_t indicators) {
  constexpr std::size_t year = 52;
  const std::size_t weeks = weekly.size() / indicators;
  std::vector<float> means;
  for (std::size_t first = 0; first < weeks; first += year) {
    const std::size_t end = std::min(first + year, weeks);
    means.push_back(static_cast<float>(mean_of_last(
        end, end - first, [&](std::size_t w) { return static_cast<double>(weekly[w * indicators + indicator]); })));
  }
  return means;
}

std::vector<double> group_figures(const ArmResult& arm, std::size_t group, std::size_t indicator, bool whole_run) {
  const std::size_t replicates = arm.groups.shape[0], quarters = arm.groups.shape[1];
  std::vector<double> figures;
  for (std::size_t r = 0; r < replicates; ++r)
    figures.push_back(
        mean_of_last(quarters, whole_run ? quarters : contrast_weeks / models::quarter_weeks,
                     [&](std::size_t q) { return static_cast<double>(arm.groups.at(r, q, group, indicator)); }));
  return figures;
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
