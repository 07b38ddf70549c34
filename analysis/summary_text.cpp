#include "analysis/summary_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analysis/verdict_text.h"
#include "models/governance/indicators.h"

namespace liandong::analysis {

namespace {

using governance::Indicator;

/// The code point that starts at `at`, which moves behind it; broken bytes count as one sign each.
char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t code = more == 3 ? lead & 0x07u : more == 2 ? lead & 0x0Fu : more == 1 ? lead & 0x1Fu : lead;
  for (int i = 0; i < more && at < text.size() && (byte(at) & 0xC0u) == 0x80u; ++i)
    code = code << 6 | (byte(at++) & 0x3Fu);
  return code;
}

/// Ranges of East Asian Width W and F (Unicode Standard Annex 11) that Chinese text and its punctuation use.
constexpr std::array<std::pair<char32_t, char32_t>, 9> wide_ranges = {{{0x1100, 0x115F},
                                                                       {0x2E80, 0x303E},
                                                                       {0x3041, 0xA4CF},
                                                                       {0xAC00, 0xD7A3},
                                                                       {0xF900, 0xFAFF},
                                                                       {0xFE30, 0xFE6F},
                                                                       {0xFF00, 0xFF60},
                                                                       {0xFFE0, 0xFFE6},
                                                                       {0x1F300, 0x3FFFD}}};

std::size_t width_of(char32_t code) noexcept {
  if (code >= 0x0300 && code <= 0x036F) return 0;
  const bool wide = std::ranges::any_of(wide_ranges, [&](auto r) { return code >= r.first && code <= r.second; });
  return wide ? 2 : 1;
}

/// Three significant digits, without an exponent for figures of everyday size.
std::string figure(double value) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
  const double size = std::abs(value);
  const int digits = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return size > 0 && size < 0.0005 ? fmt::format("{:.1e}", value) : fmt::format("{:.{}f}", value, digits);
}

std::string signed_figure(double value) { return fmt::format("{}{}", value > 0 ? "+" : "", figure(value)); }

const ArmResult& arm_called(const Results& results, const std::string& name) {
  const auto found = std::ranges::find(results.arms, name, &ArmResult::name);
  if (found == results.arms.end()) throw std::invalid_argument("no arm is called '" + name + "'");
  return *found;
}

/// The words of one language.
class Words {
 public:
  explicit Words(Language language) : language_(language) {}
  std::string pick(std::string_view en, std::string_view zh) const {
    return std::string(language_ == Language::zh ? zh : en);
  }
  std::string name(const Indicator& indicator) const { return pick(indicator.name_en, indicator.name_zh); }
  std::string title(const ArmResult& arm) const {
    const std::string title = pick(arm.title_en, arm.title_zh);
    return title.empty() ? arm.name : title;
  }
  std::string verdict(Verdict verdict) const { return std::string(verdict_text(verdict, language_)); }
  std::string separator() const { return pick("; ", "、"); }

 private:
  Language language_;
};

std::size_t count_of(const Contrast& contrast, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(contrast.indicators, verdict, &Effect::verdict));
}

std::string verdict_sentence(const Words& words, const Contrast& contrast, const std::string& a, const std::string& b) {
  const auto better = count_of(contrast, Verdict::better), worse = count_of(contrast, Verdict::worse);
  const auto none = count_of(contrast, Verdict::no_difference), open = count_of(contrast, Verdict::inconclusive);
  const auto neutral = count_of(contrast, Verdict::different);
  return words.pick(
      fmt::format("{} against {}: better in {}, worse in {}, no practical difference in {}, inconclusive "
                  "in {}; {} differ without being better or worse.",
                  a, b, better, worse, none, open, neutral),
      fmt::format("{}相对{}：{}项更好，{}项更差，{}项无实质差异，{}项尚无定论；另有{}项有差异但无所谓好坏。", a, b,
                  better, worse, none, open, neutral));
}

/// The items after a heading, broken into lines of at most 100 columns that are indented below it.
std::string list_below(const std::string& heading, const std::vector<std::string>& items,
                       const std::string& separator) {
  constexpr std::size_t columns = 100;
  std::string text, line = "  " + heading;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = items[i] + (i + 1 < items.size() ? separator : "");
    if (display_width(line + item) > columns) {
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      line = "    ";
    }
    line += item;
  }
  return text + line + "\n";
}

/// Rows of cells, printed in columns; the first column is aligned left, the last as well.
using Rows = std::vector<std::vector<std::string>>;

std::string table(const Rows& rows) {
  std::vector<std::size_t> widths(rows[0].size());
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  std::string text;
  for (const auto& row : rows) {
    text += "  ";
    for (std::size_t c = 0; c + 1 < row.size(); ++c)
      text += (c == 0 ? padded_right(row[c], widths[c]) : padded_left(row[c], widths[c])) + "  ";
    text += row.back() + "\n";
  }
  return text;
}

std::string headline_table(const Words& words, const Contrast& contrast, const std::vector<std::string>& headline,
                           const std::string& a, const std::string& b) {
  Rows rows = {{words.pick("indicator", "指标"), a, b, words.pick("difference", "差值"),
                words.pick("interval", "置信区间"), words.pick("verdict", "结论")}};
  for (const std::string& key : headline) {
    const std::size_t i = governance::indicator_index(key);
    const Effect& effect = contrast.indicators[i];
    rows.push_back({words.name(governance::indicators()[i]), figure(effect.mean_a), figure(effect.mean_b),
                    signed_figure(effect.delta), fmt::format("[{}, {}]", figure(effect.low), figure(effect.high)),
                    words.verdict(effect.verdict)});
  }
  return table(rows);
}

std::string others(const Words& words, const Contrast& contrast, const std::vector<std::string>& headline,
                   Verdict verdict) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < contrast.indicators.size(); ++i) {
    const bool told = std::ranges::find(headline, governance::indicators()[i].key) != headline.end();
    if (contrast.indicators[i].verdict == verdict && !told) names.push_back(words.name(governance::indicators()[i]));
  }
  if (names.empty()) return "";
  const std::string heading = words.pick("Also ", "此外") + words.verdict(verdict) + words.pick(": ", "：");
  return list_below(heading, names, words.separator());
}

std::string cost_line(const Words& words, const Results& results, const ArmResult& arm) {
  const double yuan = arm.public_cost / 100;
  std::string line =
      words.pick(fmt::format("  {}: {:.0f} yuan of public money per resident and year", words.title(arm), yuan),
                 fmt::format("  {}：每位居民每年公共支出 {:.0f} 元", words.title(arm), yuan));
  if (!arm.equal_cost_to.empty()) {
    const ArmResult& other = arm_called(results, arm.equal_cost_to);
    const double gap = other.public_cost > 0 ? 100 * (arm.public_cost / other.public_cost - 1) : 0.0;
    line += words.pick(
        fmt::format(" (staff and purchase × {:.2f} to match {}; {:+.1f}% off)", arm.cost_scale, words.title(other),
                    gap),
        fmt::format("（人员与购买服务 × {:.2f}，与{}对齐，相差 {:+.1f}%）", arm.cost_scale, words.title(other), gap));
  }
  if (arm.cost_scale_clamped) line += words.pick(" - limited by a lever's range", "，受参数取值范围限制");
  return line + "\n";
}

}  // namespace

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(next_code_point(text, at));
  return width;
}

std::string padded_right(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(columns > width ? columns - width : 0, ' ') + std::string(text);
}

std::string summary_text(const Results& results, const Study& study, Language language) {
  const Words words(language);
  std::string text;
  for (const Contrast& contrast : results.contrasts) {
    const std::string a = words.title(arm_called(results, contrast.arm_a));
    const std::string b = words.title(arm_called(results, contrast.arm_b));
    text += verdict_sentence(words, contrast, a, b) +
            (contrast.equal_cost ? words.pick(" At equal cost.", "（两者公共支出相等）") : "") + "\n";
    text += headline_table(words, contrast, study.headline, a, b);
    for (const Verdict verdict : {Verdict::better, Verdict::worse})
      text += others(words, contrast, study.headline, verdict);
    text += "\n";
  }
  const double years = results.weeks / 52.0;
  text += words.pick(
      fmt::format("Public cost, mean of {} paired replicates over {:.0f} years:\n", results.replicates, years),
      fmt::format("公共支出（{}次配对重复，{:.0f}年平均）：\n", results.replicates, years));
  for (const ArmResult& arm : results.arms) text += cost_line(words, results, arm);
  return text;
}

}  // namespace liandong::analysis
