#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/world_sentences.h"

namespace liandong::analysis::report {
namespace {

/// How one arm stands to another: "lies behind", "is ahead of".
struct Standing {
  std::string en_behind, en_ahead, zh_behind, zh_ahead;
};

Standing standing_on(const WorldWords& words, std::size_t position) {
  const auto& catalogue = *words.results().catalogue;
  const auto& indicator = catalogue.indicators[position];
  if (indicator.key == catalogue.cost_indicator) return {"costs more than", "cheaper", "比{}多花钱", "少花钱"};
  if (indicator.direction == models::Direction::neutral) return {"lies below", "above", "低于{}", "高于"};
  return {"lies behind", "ahead", "落后于{}", "领先"};
}

}  // namespace

std::string course_sentence(const WorldWords& words, const WorldCourse& course) {
  const bool of_a = course.a_changes || !course.b_changes;
  const std::string one = words.arm(of_a ? course.a : course.b), other = words.arm(of_a ? course.b : course.a);
  const auto behind = [&](std::size_t year) {
    const WorldShares& shares = course.years[year].shares;
    return WorldWords::hundredths(of_a ? shares.behind : shares.ahead);
  };
  const auto ahead = [&](std::size_t year) {
    const WorldShares& shares = course.years[year].shares;
    return WorldWords::hundredths(of_a ? shares.ahead : shares.behind);
  };
  const std::size_t first = course.first, last = course.years.size() - 1;
  const int start = words.study().start_year;
  const auto year = [&](std::size_t at) { return start + static_cast<int>(at); };
  const auto once = WorldWords::hundredths(of_a ? course.once_behind_a : course.once_behind_b);
  const Standing is = standing_on(words, course.indicator);
  const std::string on = words.indicator(course.indicator), zh_behind = fmt::format(fmt::runtime(is.zh_behind), other);
  const bool changes = course.a_changes || course.b_changes, lasts = last > first;
  const Wording& w = words.wording();
  const std::string later = lasts ? w.pick(fmt::format(", in {} in {}", behind(last), year(last)),
                                           fmt::format("，{}年有{}个", year(last), behind(last)))
                                  : "";
  const std::string ahead_later =
      lasts ? w.pick(fmt::format(" and {}", ahead(last)), fmt::format("和{}个", ahead(last))) : "";
  const std::string at_once = lasts
                                  ? w.pick(fmt::format(" In {} worlds of 100 it {} {} in at least one year from {} on.",
                                                       once, is.en_behind, other, year(first)),
                                           fmt::format("自{}年起至少有一年{}的有{}个。", year(first), zh_behind, once))
                                  : "";
  return w.pick(fmt::format("On {}, {} {} {} in {} worlds of 100 in {}, {}{}; it is {} in {}{}.", on, one, is.en_behind,
                            other, behind(first), year(first), changes ? "when it changes course" : "the first year",
                            later, is.en_ahead, ahead(first), ahead_later) +
                    at_once,
                fmt::format("就{}而言，每100个世界中，{}{}的，{}年（{}）有{}个{}；{}的有{}个{}。", on, one, zh_behind,
                            year(first), changes ? "开始转变之年" : "第一年", behind(first), later, is.zh_ahead,
                            ahead(first), ahead_later) +
                    at_once);
}

std::string dates_sentence(const WorldWords& words, const ChangeDates& dates) {
  const Wording& w = words.wording();
  const std::string on = words.indicator(dates.indicator), never = words.arm(dates.never);
  if (words.results().catalogue->indicators[dates.indicator].direction == models::Direction::neutral)
    return w.pick(fmt::format("On {}, no date is better than another.", on),
                  fmt::format("就{}而言，时点没有好坏之分。", on));
  const DatedArm& best = *std::ranges::max_element(dates.dated, {}, &DatedArm::best);
  const std::string date = best.week == 0 ? w.pick("changing at once", "立即转变") : words.arm(best.arm);
  const auto share = WorldWords::hundredths(best.best), never_share = WorldWords::hundredths(dates.never_best);
  const WorldShares& shares = best.difference.shares;
  const auto ahead = WorldWords::hundredths(shares.ahead), behind = WorldWords::hundredths(shares.behind);
  const Standing is = standing_on(words, dates.indicator);
  return w.pick(
      fmt::format(
          "On {}, in the mean of all years, the best date is {}, in {} worlds of 100; never changing is best in "
          "{}. By as much as matters, {} {} {} in {} and is {} in {}.",
          on, date, share, never_share, date, is.en_behind, never, behind, is.en_ahead, ahead),
      fmt::format(
          "就{}的各年均值而言，最好的时点是{}，每100个世界中有{}个如此；以始终不变为最好的有{}个。{}明显{}的有{}个，"
          "明显{}的有{}个。",
          on, date, share, never_share, date, fmt::format(fmt::runtime(is.zh_behind), never), behind, is.zh_ahead,
          ahead));
}

}  // namespace liandong::analysis::report
