#include "analysis/report/summary_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "analysis/report/document.h"
#include "analysis/report/start_text.h"
#include "analysis/report/text_layout.h"
#include "analysis/report/verdict_text.h"
#include "analysis/report/wording.h"
#include "analysis/report/worlds_summary.h"

namespace liandong::analysis {

namespace {

using models::Indicator;
using report::text_columns;
using report::Wording;

std::string signed_figure(double value) { return fmt::format("{}{}", value > 0 ? "+" : "", figure_text(value)); }

std::string title_of(const Wording& words, const ArmResult& arm) { return words.title(arm.title, arm.name); }

std::string verdict_of(const Wording& words, const Effect& effect) {
  return std::string(verdict_text(effect.verdict, words.language()));
}

std::size_t count_of(const Contrast& contrast, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(contrast.indicators, verdict, &Effect::verdict));
}

std::string heading(const Wording& words, const std::string& a, const std::string& b) {
  return words.pick(a + " against " + b, a + "相对" + b);
}

/// Whether two arms at equal cost did cost the same, within a hundredth; with both costs where they did not.
std::string equal_cost_sentence(const Wording& words, const ArmResult& a, const ArmResult& b) {
  const double most = std::max(a.public_cost, b.public_cost);
  if (std::abs(a.public_cost - b.public_cost) <= 0.01 * most)
    return words.pick(" At equal public cost.", "两者公共支出相等。");
  return words.pick(fmt::format(" Meant to cost the same, but {:.0f} against {:.0f} yuan per resident and year.",
                                a.public_cost / 100, b.public_cost / 100),
                    fmt::format("本应成本相等，实际为每位居民每年 {:.0f} 元与 {:.0f} 元。", a.public_cost / 100,
                                b.public_cost / 100));
}

std::string verdict_sentence(const Wording& words, const Contrast& contrast, const std::string& heading,
                             const Results& results) {
  const auto better = count_of(contrast, Verdict::better), worse = count_of(contrast, Verdict::worse);
  const auto none = count_of(contrast, Verdict::no_difference), open = count_of(contrast, Verdict::inconclusive);
  const auto neutral = count_of(contrast, Verdict::different);
  std::string sentence = words.pick(
      fmt::format("{}: of {} indicators {} are better, {} worse, {} without practical difference, {} inconclusive",
                  heading, contrast.indicators.size(), better, worse, none, open),
      fmt::format("{}：{}项指标中，{}项更好，{}项更差，{}项无实际差别，{}项尚无定论", heading,
                  contrast.indicators.size(), better, worse, none, open));
  if (neutral > 0)
    sentence += words.pick(fmt::format("; {} differ without being better or worse", neutral),
                           fmt::format("，{}项有差异，不作优劣判断", neutral));
  sentence += words.pick(".", "。");
  if (contrast.equal_cost)
    sentence += equal_cost_sentence(words, arm_called(results, contrast.arm_a), arm_called(results, contrast.arm_b));
  return wrapped(sentence, text_columns, 2) + "\n";
}

/// The items after a heading, broken into lines of at most 100 columns that are indented below it.
std::string list_below(const std::string& heading, const std::vector<std::string>& items,
                       const std::string& separator) {
  std::string text, line = "  " + heading;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = items[i] + (i + 1 < items.size() ? separator : "");
    if (display_width(line + item) > text_columns) {
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      line = "    ";
    }
    line += item;
  }
  return text + line + "\n";
}

/// The study's headlines, or without any every indicator of which more or less is better.
std::vector<std::size_t> shown_indicators(const Study& study, const models::Catalogue& catalogue) {
  std::vector<std::size_t> shown;
  for (const std::string& key : study.headline)
    if (const auto position = catalogue.indicator(key)) shown.push_back(*position);
  for (std::size_t i = 0; study.headline.empty() && i < catalogue.indicators.size(); ++i)
    if (catalogue.indicators[i].direction != models::Direction::neutral) shown.push_back(i);
  return shown;
}

/// What every part of a summary asks for.
struct Summary {
  const Results& results;
  const models::Catalogue& catalogue;
  Wording words;
  std::vector<std::size_t> shown;  ///< positions of indicators
};

std::string headline_table(const Summary& summary, const Contrast& contrast, const std::string& a,
                           const std::string& b) {
  const Wording& words = summary.words;
  std::vector<std::vector<std::string>> rows = {{words.pick("indicator", "指标"), a, b,
                                                 words.pick("difference", "差值"), words.pick("interval", "置信区间"),
                                                 words.pick("verdict", "结论")}};
  for (const std::size_t i : summary.shown) {
    const Effect& effect = contrast.indicators[i];
    const Indicator& indicator = summary.catalogue.indicators[i];
    const auto [name, times] = words.with_unit(indicator.name, indicator.unit, summary.catalogue);
    rows.push_back({name, figure_text(times * effect.mean_a), figure_text(times * effect.mean_b),
                    signed_figure(times * effect.delta),
                    fmt::format("[{}, {}]", figure_text(times * effect.low), figure_text(times * effect.high)),
                    verdict_of(words, effect)});
  }
  return table(rows, {false, true, true, true, true, false}, 2);
}

std::string others(const Summary& summary, const Contrast& contrast, Verdict verdict) {
  const Wording& words = summary.words;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < contrast.indicators.size(); ++i) {
    const bool told = std::ranges::find(summary.shown, i) != summary.shown.end();
    if (contrast.indicators[i].verdict == verdict && !told)
      names.push_back(words.pick(summary.catalogue.indicators[i].name));
  }
  if (names.empty()) return "";
  const std::string heading =
      words.pick("Also ", "此外") + std::string(verdict_text(verdict, words.language())) + words.pick(": ", "：");
  return list_below(heading, names, words.pick("; ", "、"));
}

std::string cost_line(const Summary& summary, const ArmResult& arm) {
  const Wording& words = summary.words;
  const double yuan = arm.public_cost / 100;
  std::string line =
      words.pick(fmt::format("  {}: {:.0f} yuan of public money per resident and year", title_of(words, arm), yuan),
                 fmt::format("  {}：每位居民每年公共支出 {:.0f} 元", title_of(words, arm), yuan));
  if (!arm.equal_cost_to.empty()) {
    const ArmResult& other = arm_called(summary.results, arm.equal_cost_to);
    const double gap = other.public_cost > 0 ? 100 * (arm.public_cost / other.public_cost - 1) : 0.0;
    line += words.pick(
        fmt::format(" (what costs × {:.2f} to match {}; {:+.1f}% off)", arm.cost_scale, title_of(words, other), gap),
        fmt::format("（成本项 × {:.2f}，与{}对齐，相差 {:+.1f}%）", arm.cost_scale, title_of(words, other), gap));
  }
  if (arm.cost_scale_clamped) line += words.pick("; limited by a lever's range", "，受参数取值范围限制");
  return wrapped(line, text_columns, 4) + "\n";
}

/// Nothing for a model in which nothing has a price.
std::string costs_text(const Summary& summary) {
  const auto& arms = summary.results.arms;
  if (summary.catalogue.cost_levers.empty() &&
      std::ranges::all_of(
          arms, [](double cost) { return cost == 0; }, &ArmResult::public_cost))
    return "";
  const double years = summary.results.weeks / 52.0;
  std::string text = summary.words.pick(fmt::format("Public cost, mean over {:.0f} years:\n", years),
                                        fmt::format("公共支出（{:.0f}年平均）：\n", years));
  for (const ArmResult& arm : arms) text += cost_line(summary, arm);
  return text + "\n";
}

std::string contrast_text(const Summary& summary, const Contrast& contrast) {
  const auto title = [&](const std::string& name) {
    return title_of(summary.words, arm_called(summary.results, name));
  };
  const std::string a = title(contrast.arm_a), b = title(contrast.arm_b);
  std::string text = heading(summary.words, a, b) + "\n" + headline_table(summary, contrast, a, b);
  for (const Verdict verdict : {Verdict::better, Verdict::worse}) text += others(summary, contrast, verdict);
  return text + "\n";
}

/// "48 s", "2 min 5 s", "1 h 5 min".
std::string time_taken(const Wording& words, double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds)));
  const auto h = whole / 3600, min = whole / 60 % 60, s = whole % 60;
  if (h > 0) return words.pick(fmt::format("{} h {} min", h, min), fmt::format("{}小时{}分", h, min));
  if (min > 0) return words.pick(fmt::format("{} min {} s", min, s), fmt::format("{}分{}秒", min, s));
  return words.pick(fmt::format("{:.1f} s", seconds), fmt::format("{:.1f}秒", seconds));
}

std::string left_out(const Wording& words, std::size_t all) {
  return wrapped(words.pick(fmt::format("Only the first {} of {} comparisons are shown; all are in summary.csv.",
                                        most_contrasts, all),
                            fmt::format("共{}组比较，此处只列前{}组；全部比较见summary.csv。", all, most_contrasts)),
                 text_columns) +
         "\n";
}

std::string question_text(const Wording& words, const Study& study) {
  const std::string question = words.pick(study.question);
  return question.empty() ? "" : "\n" + wrapped(words.pick("Question: ", "问题：") + question, text_columns, 2) + "\n";
}

std::string run_line(const Wording& words, const Results& results, const Study& study) {
  const double sure = 100 * study.confidence;
  const std::string took = time_taken(words, results.wall_seconds);
  const auto residents = static_cast<std::uint64_t>(std::llround(mean_residents(results)));
  return wrapped(
             words.pick(fmt::format("Figures are means over the last two years; a difference is first minus second, "
                                    "with its {:.0f}% interval.",
                                    sure),
                        fmt::format("数值为最后两年的平均；差值为前者减后者，附{:.0f}%置信区间。", sure)),
             text_columns) +
         "\n" +
         wrapped(
             words.pick(fmt::format(
                            "Run: {} × {} of {} in {}, {} after {} of burn-in, seed {}, in {}.",
                            counted(results.arms.size(), "arm"), counted(results.replicates, "paired replicate"),
                            counted(residents, "resident"), counted(results.communities, "community", "communities"),
                            counted(results.weeks, "week"), counted(results.burn_in_weeks, "week"), results.seed, took),
                        fmt::format("运行：{}个方案 × {}次配对重复，{}个社区的{}名居民，预热{}周后运行{}周，种子{}"
                                    "，用时{}。",
                                    results.arms.size(), results.replicates, results.communities, grouped(residents),
                                    results.burn_in_weeks, results.weeks, results.seed, took)),
             text_columns) +
         "\n";
}

/// What the study shows at its stated values.
std::string stated_text(const Results& results, const Study& study, Language language) {
  const Wording words(language);
  const Summary summary{results, *results.catalogue, words, shown_indicators(study, *results.catalogue)};
  const auto title = [&](const std::string& name) { return title_of(words, arm_called(results, name)); };
  const std::span<const Contrast> contrasts(results.contrasts.data(),
                                            std::min(results.contrasts.size(), most_contrasts));
  std::string text;
  for (const Contrast& c : contrasts)
    text += verdict_sentence(words, c, heading(words, title(c.arm_a), title(c.arm_b)), results);
  if (contrasts.size() < results.contrasts.size()) text += left_out(words, results.contrasts.size());
  text += question_text(words, study) + "\n";
  for (const Contrast& c : contrasts) text += contrast_text(summary, c);
  const std::string start = words.pick(start_text(results, study));
  if (!start.empty()) text += wrapped(start, text_columns) + "\n\n";
  return text + costs_text(summary) + run_line(words, results, study);
}

}  // namespace

std::string summary_text(const Results& results, const Study& study, Language language) {
  const std::string answer = report::worlds_summary(results, study, language);
  return answer.empty() ? stated_text(results, study, language) : answer;
}

}  // namespace liandong::analysis
