#include "analysis/report/exploration_answer.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "analysis/inference/exploration_findings.h"
#include "analysis/report/exploration_keys.h"

namespace liandong::analysis::report {
namespace {

std::string percent(double share) { return fmt::format("{:.0f}%", 100.0 * share); }

/// How sure the lead is, as far as what was varied goes.
std::string word_text(const Told& told, const PointFinding& f) {
  const auto& indicator = told.exploration.catalogue->indicators[f.indicator];
  const bool neutral = indicator.direction == models::Direction::neutral;
  const std::string a = told.arm(f.a), b = told.arm(f.b);
  const std::string better = neutral ? told.pick("higher", "更高") : told.pick("better", "更好");
  const auto always = [&](const std::string& arm) {
    return told.pick(arm + " is " + better + " nearly everywhere", "几乎处处都是" + arm + better);
  };
  const auto probably = [&](const std::string& arm) {
    return told.pick(arm + " is mostly " + better, "多数情况下" + arm + better);
  };
  switch (f.effect.word) {
    case WorldWord::better_always:
      return always(a);
    case WorldWord::better_probably:
      return probably(a);
    case WorldWord::worse_always:
      return always(b);
    case WorldWord::worse_probably:
      return probably(b);
    case WorldWord::same_always:
      return told.pick("nearly nowhere a difference that matters", "几乎处处都无实际差别");
    case WorldWord::same_probably:
      return told.pick("mostly no difference that matters", "多数情况下无实际差别");
    case WorldWord::depends:
      break;
  }
  return told.pick("it depends", "视情况而定");
}

std::string shares_text(const Told& told, const PointFinding& f) {
  const auto& shares = f.effect.shares;
  return told.pick(
      fmt::format("{} ahead at {}, {} at {}, too little to matter at {} of {} points", told.arm(f.a),
                  percent(shares.ahead), told.arm(f.b), percent(shares.behind), percent(shares.neither),
                  f.effect.worlds),
      fmt::format("{}个参数点中，{}领先的占{}，{}领先的占{}，差别无实际意义的占{}", f.effect.worlds, told.arm(f.a),
                  percent(shares.ahead), told.arm(f.b), percent(shares.behind), percent(shares.neither)));
}

/// "civic tradition at least −3.1 and staff at most 8".
std::string bounds_text(const Told& told, const Box& rule) {
  const auto keys = varied_keys(told.exploration);
  std::string text;
  const auto add = [&](const RuleBound& bound, bool least) {
    if (std::isinf(least ? bound.low : bound.high)) return;
    const auto& key = keys[bound.variable];
    const auto [name, times] =
        key.parameter ? told.named(key.parameter->name, key.parameter->unit) : UnitName{printable(key.key), 1.0};
    double end = least ? bound.low : bound.high;
    if (key.parameter && key.parameter->whole) end = least ? std::ceil(end) : std::floor(end);
    if (!text.empty()) text += told.pick(" and ", "且");
    text += name + (least ? told.pick(" at least ", "不低于") : told.pick(" at most ", "不高于")) +
            figure_text(times * end);
  };
  for (const RuleBound& bound : rule.bounds) {
    add(bound, true);
    add(bound, false);
  }
  return text;
}

/// Where the leading arm is ahead; empty if no rule was found.
std::string rule_text(const Told& told, const PointFinding& f) {
  if (f.rule.bounds.empty()) return "";
  const std::string arm = told.arm(f.of_a ? f.a : f.b), where = bounds_text(told, f.rule);
  const double all = f.of_a ? f.effect.shares.ahead : f.effect.shares.behind;
  return told.pick(
      fmt::format(" With {}, {} is ahead at {} of the points, against {} of all; {} of the points at which it is ahead "
                  "lie there.",
                  where, arm, percent(f.rule.density), percent(all), percent(f.rule.coverage)),
      fmt::format("在{}的参数点中，{}领先的占{}（全部参数点中为{}）；其领先的参数点有{}在此范围内。", where, arm,
                  percent(f.rule.density), percent(all), percent(f.rule.coverage)));
}

}  // namespace

std::string answer_text(const Told& told) {
  const auto findings = point_findings(told.exploration);
  if (findings.empty()) return "";
  std::string text =
      "\n" +
      told.pick("What the points say, each taken for a possible world:", "结论（每个参数点视为一种可能情形）：") + "\n";
  for (const PointFinding& f : findings) {
    const std::string name = told.pick(told.exploration.catalogue->indicators[f.indicator].name);
    text += paragraph("  " +
                          told.pick(fmt::format("{}: {}. {}.", name, word_text(told, f), shares_text(told, f)),
                                    fmt::format("{}：{}。{}。", name, word_text(told, f), shares_text(told, f))) +
                          rule_text(told, f),
                      4);
  }
  return text;
}

}  // namespace liandong::analysis::report
