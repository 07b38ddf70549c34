#include "analysis/report/worlds_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "analysis/report/claim_words.h"
#include "analysis/report/text_layout.h"
#include "analysis/report/world_sentences.h"

namespace liandong::analysis::report {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// At most so many columns, with a mark where something was cut off.
std::string cut(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::size_t end = 0;
  for (std::size_t next = 0; next < text.size();) {
    do ++next;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80);
    if (display_width(std::string_view(text).substr(0, next)) >= columns) break;
    end = next;
  }
  return text.substr(0, end) + "…";
}

std::string cell_word(const Wording& w, WorldWord word) {
  switch (word) {
    case WorldWord::better_always:
    case WorldWord::worse_always:
      return w.pick("always", "总是");
    case WorldWord::better_probably:
    case WorldWord::worse_probably:
      return w.pick("probably", "多半");
    case WorldWord::same_always:
      return w.pick("alike", "难分");
    case WorldWord::same_probably:
      return w.pick("likely alike", "多半难分");
    case WorldWord::depends:
      break;
  }
  return w.pick("depends", "视情况");
}

/// Two arms of which the first is ahead in so many worlds of 100 and the second in so many, by indicator.
std::vector<std::string> pair_row(const WorldWords& words, const WorldFindings& findings,
                                  const std::vector<std::size_t>& shown, std::size_t first, std::size_t second,
                                  const std::string& name) {
  std::vector<std::string> row{name};
  for (const std::size_t indicator : shown) {
    const auto found = std::ranges::find_if(findings.pairs, [&](const PairFinding& pair) {
      return pair.indicator == indicator && std::minmax(pair.a, pair.b) == std::minmax(first, second);
    });
    row.emplace_back("–");
    if (found == findings.pairs.end()) continue;
    const auto& effect = found->effect;
    const auto whole = whole_hundredths({effect.shares.ahead, effect.shares.neither, effect.shares.behind});
    const bool as_told = found->a == first;
    row.back() = fmt::format("{}:{} {}", whole[as_told ? 0 : 2], whole[as_told ? 2 : 0],
                             cell_word(words.wording(), effect.word));
  }
  return row;
}

/// The two arms that are asked about, the same at equal cost, and each beside going on as before.
Rows pair_rows(const WorldWords& words, const WorldFindings& findings, const std::vector<std::size_t>& shown,
               const std::vector<std::size_t>& asked) {
  const auto name = [&](std::size_t a, std::size_t b) { return words.path(a) + " : " + words.path(b); };
  Rows rows{pair_row(words, findings, shown, asked[0], asked[1], name(asked[0], asked[1]))};
  if (const auto equal = equal_cost_arms(words.results(), asked[0], asked[1]))
    rows.push_back(pair_row(words, findings, shown, equal->first, equal->second,
                            words.wording().pick("  at equal public cost", "  公共支出相等时")));
  for (std::size_t base = 0; base < words.results().arms.size(); ++base)
    if (is_plain_baseline(words, base) && std::ranges::find(asked, base) == asked.end())
      for (const std::size_t arm : asked)
        if (rows.size() < most_rows) rows.push_back(pair_row(words, findings, shown, arm, base, name(arm, base)));
  return rows;
}

/// In how many worlds of 100 each arm is best by itself: those that are so most, and none.
Rows ranking_rows(const WorldWords& words, const WorldFindings& findings, const std::vector<std::size_t>& shown,
                  std::vector<std::size_t> order) {
  const auto alone = [&](std::size_t arm) {
    double sum = 0;
    for (const auto& ranking : findings.rankings) sum += ranking.arms[arm].alone;
    return sum;
  };
  std::ranges::stable_sort(order, std::greater{}, alone);
  Rows rows;
  for (const std::size_t arm : order) rows.push_back({words.path(arm)});
  Rows none{{words.wording().pick("none: several come out alike", "无：几个不相上下")}};
  for (const std::size_t indicator : shown) {
    const auto ranking = std::ranges::find(findings.rankings, indicator, &Ranking::indicator);
    const auto whole =
        ranking == findings.rankings.end() ? std::vector<long long>() : alone_of_hundred(*ranking, order);
    for (std::size_t i = 0; i <= order.size(); ++i)
      (i < order.size() ? rows[i] : none[0]).push_back(whole.empty() ? "–" : fmt::format("{}", whole[i]));
  }
  rows.resize(std::min(rows.size(), most_rows - 1));
  rows.push_back(none[0]);
  return rows;
}

/// Aligned in at most 100 columns: headings are cut to what stands below them, then names of rows.
std::string fitted_table(Rows rows) {
  const std::size_t columns = rows.front().size();
  std::vector<std::size_t> widths(columns, 0), below(columns, 8);
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      widths[c] = std::max(widths[c], display_width(rows[r][c]));
      if (r > 0) below[c] = std::max(below[c], display_width(rows[r][c]));
    }
  const auto whole = [&] {
    std::size_t sum = 2 * (columns - 1);
    for (const std::size_t width : widths) sum += width;
    return sum;
  };
  for (std::size_t c = columns; c-- > 1 && whole() > text_columns;)
    widths[c] = std::max(below[c], widths[c] - std::min(widths[c], whole() - text_columns));
  if (whole() > text_columns) widths[0] -= std::min(widths[0] - 1, whole() - text_columns);
  for (auto& row : rows)
    for (std::size_t c = 0; c < columns; ++c) row[c] = cut(row[c], widths[c]);
  return table(rows, {});
}

std::string answer_table(const WorldWords& words, const WorldFindings& findings) {
  const auto asked = arms_asked_about(words.results(), words.study());
  if (asked.size() < 2) return "";
  const auto& catalogue = *words.results().catalogue;
  std::vector<std::size_t> shown = told_in_worlds(words.study(), catalogue);
  std::erase_if(shown, [&](std::size_t i) { return catalogue.indicators[i].direction == models::Direction::neutral; });
  const bool of_two = asked.size() == 2;
  const Wording& w = words.wording();
  Rows rows{{of_two ? w.pick("Worlds of 100 in which each is ahead", "100个世界中各自领先的个数")
                    : w.pick("Best by itself, in worlds of 100", "单独最好，100个世界中")}};
  for (const std::size_t indicator : shown) rows.front().push_back(words.indicator(indicator));
  for (auto& row : of_two ? pair_rows(words, findings, shown, asked) : ranking_rows(words, findings, shown, asked))
    rows.push_back(std::move(row));
  return fitted_table(std::move(rows));
}

/// The study's title, and of how many worlds the answer is.
std::string answer_heading(const WorldWords& words) {
  const Worlds& worlds = words.results().worlds;
  const auto count = worlds.numbers.size() - worlds.failures.size();
  const Wording& w = words.wording();
  const auto how_many =
      is_preliminary(worlds)
          ? w.pick(fmt::format("a first answer, {} of up to {}", count, counted(worlds.asked, "world")),
                   fmt::format("初步答案，{}个世界（上限{}个）", count, worlds.asked))
          : w.pick(counted(count, "world"), fmt::format("{}个世界", count));
  const auto of_what = worlds.unknowns.empty()
                           ? w.pick(" that differ by chance alone", "，彼此只有偶然之别")
                           : w.pick(fmt::format(", each a draw of all {} unmeasured numbers", worlds.unknowns.size()),
                                    fmt::format("，每个把{}个未经实测的数值重抽一遍", worlds.unknowns.size()));
  const std::string rest = w.pick(": ", "：") + how_many + of_what;
  const std::size_t left = text_columns - std::min(text_columns - 10, display_width(rest));
  return cut(w.title(words.study().title, words.study().name), left) + rest;
}

/// "Claim P28: holds. In 58 of 60 worlds …", of a study that claims something.
std::string claim_answer(const WorldWords& words) {
  const Study& study = words.study();
  if (!study.claim) return "";
  const auto verdict = claim_verdict(*study.claim, study, words.results().worlds);
  const Wording& w = words.wording();
  const std::string id = printable(study.claim->id), word = w.pick(verdict_word(verdict).words);
  return w.pick(fmt::format("Claim {}: {}. ", id, word), fmt::format("论断 {}：{}。", id, word)) +
         claim_sentence(*study.claim, verdict, *study.catalogue, w.language());
}

}  // namespace

std::string worlds_summary(const Results& results, const Study& study, Language language) {
  if (results.worlds.empty()) return "";
  const auto findings =
      world_findings(results.worlds, *results.catalogue, told_in_worlds(study, *results.catalogue), study.worlds.map);
  if (findings.pairs.empty()) return "";
  const WorldWords words(results, study, language);
  const WorldSentences said = world_sentences(words, findings);
  std::string text = cut(answer_heading(words), text_columns) + "\n" + answer_table(words, findings);
  const auto lines_of = [](const std::string& lines) { return std::ranges::count(lines, '\n'); };
  const auto add = [&](const std::string& mark, const std::string& sentence) {
    const std::string lines = wrapped(mark + sentence, text_columns, 2) + "\n";
    if (!sentence.empty() && lines_of(text) + lines_of(lines) < summary_lines) text += lines;
  };
  const Wording& w = words.wording();
  add("", claim_answer(words));
  for (const auto& sentence : said.reversals) add(w.pick("! ", "！"), sentence);
  for (std::size_t i = 0; i < said.depends.size(); ++i) {
    add("- ", said.depends[i]);
    if (i == 0) add("- ", said.data);
  }
  return text + w.pick("Why, where it flips, what it costs, and each arm at its stated values: on the page.\n",
                       "原因、何处反转、花费多少，以及按所述取值的结果，均见报告页面。\n");
}

}  // namespace liandong::analysis::report
