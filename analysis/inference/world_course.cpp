#include "analysis/inference/world_course.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

constexpr std::uint32_t weeks_of_a_year = 52;

/// Year in which an arm leaves its first stage.
std::optional<std::size_t> year_of_change(const Arm& arm) {
  for (const Stage& stage : arm.stages)
    if (stage.week > 0) return stage.week / weeks_of_a_year;
  return std::nullopt;
}

/// [worlds] one year's figures of an arm; `k` is the indicator's position among those kept.
std::vector<double> figures_of(const Worlds& worlds, std::size_t arm, std::size_t k, std::size_t year) {
  std::vector<double> figures;
  for (std::size_t world = 0; world < worlds.numbers.size(); ++world)
    figures.push_back(static_cast<double>(worlds.yearly.at(world, arm, k, year)));
  return figures;
}

/// Share of the worlds, of those with any figure, in which the first is behind in one of the years.
double once_behind(const Worlds& worlds, const WorldCourse& course, std::size_t k, bool of_a,
                   const models::Indicator& indicator) {
  double known = 0, behind = 0;
  for (std::size_t world = 0; world < worlds.numbers.size(); ++world) {
    bool any = false, once = false;
    for (std::size_t year = course.first; year < course.years.size(); ++year) {
      const std::vector<double> a{static_cast<double>(worlds.yearly.at(world, course.a, k, year))},
          b{static_cast<double>(worlds.yearly.at(world, course.b, k, year))};
      const auto effect = world_effect(a, b, indicator.direction, indicator.smallest_effect);
      any = any || effect.worlds > 0;
      once = once || (of_a ? effect.shares.behind : effect.shares.ahead) > 0;
    }
    known += any, behind += once;
  }
  return known > 0 ? behind / known : 0.0;
}

WorldCourse course_between(const Worlds& worlds, const Study& study, std::size_t a, std::size_t b, std::size_t k) {
  WorldCourse course{a, b, worlds.yearly_indicators[k], 0, false, false, {}, 0, 0};
  const auto of_a = year_of_change(study.arms[a]), of_b = year_of_change(study.arms[b]);
  course.first = std::min(of_a.value_or(SIZE_MAX), of_b.value_or(SIZE_MAX));
  const std::size_t years = worlds.yearly.shape[3];
  if (course.first >= years)
    course.first = 0;
  else
    course.a_changes = of_a == course.first, course.b_changes = of_b == course.first;
  const auto& indicator = study.catalogue->indicators[course.indicator];
  for (std::size_t year = 0; year < years; ++year)
    course.years.push_back(compared(figures_of(worlds, a, k, year), figures_of(worlds, b, k, year), indicator));
  course.once_behind_a = once_behind(worlds, course, k, true, indicator);
  course.once_behind_b = once_behind(worlds, course, k, false, indicator);
  return course;
}

}  // namespace

CourseYear compared(const std::vector<double>& a, const std::vector<double>& b, const models::Indicator& indicator) {
  const WorldEffect effect = world_effect(a, b, indicator.direction, indicator.smallest_effect);
  std::vector<double> differences(a.size());
  std::ranges::transform(a, b, differences.begin(), [](double x, double y) { return x - y; });
  const auto at = [&](double share) { return quantile(differences, share); };
  return {effect.worlds, effect.shares, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)};
}

std::vector<WorldCourse> world_courses(const Worlds& worlds, const Study& study) {
  std::vector<WorldCourse> courses;
  for (std::size_t a = 0; a < study.arms.size(); ++a)
    for (std::size_t b = a + 1; b < study.arms.size(); ++b)
      for (std::size_t k = 0; k < worlds.yearly_indicators.size(); ++k)
        courses.push_back(course_between(worlds, study, a, b, k));
  return courses;
}

}  // namespace liandong::analysis
