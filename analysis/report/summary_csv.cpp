#include "analysis/report/summary_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "analysis/report/verdict_text.h"
#include "sim/store/atomic_file.h"

namespace liandong::analysis {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view header =
    "arm_a,arm_b,arm_a_en,arm_b_en,arm_a_zh,arm_b_zh,equal_cost,group,group_en,group_zh,indicator,indicator_en,"
    "indicator_zh,theme,unit,"
    "mean_a,mean_b,delta,low,high,pairs,agree,variance_reduction,p,p_adjusted,smallest_effect,verdict,verdict_zh";

/// Whether a spreadsheet program would take the text for a formula, or drop what stands before one.
bool acts_as_formula(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::array<std::string_view, 4> full_width = {"＝", "＋", "－", "＠"};
  return std::string_view("=+-@").find(text[0]) != std::string_view::npos ||
         static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7F ||
         std::ranges::any_of(full_width, [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string cell(std::string_view text) {
  std::string content(text);
  if (acts_as_formula(text)) content.insert(0, "'");
  if (content.find_first_of(",\"\r\n") == std::string::npos) return content;
  std::string quoted = "\"";
  for (const char c : content) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string cell(double value) { return std::isfinite(value) ? fmt::format("{}", value) : ""; }

std::string row(const Contrast& contrast, const ArmResult& a, const ArmResult& b, const Effect& effect,
                const models::Term& group, const models::Indicator& indicator) {
  const std::vector<std::string> cells = {cell(contrast.arm_a),
                                          cell(contrast.arm_b),
                                          cell(a.title.en),
                                          cell(b.title.en),
                                          cell(a.title.zh),
                                          cell(b.title.zh),
                                          contrast.equal_cost ? "1" : "0",
                                          cell(group.key),
                                          cell(group.name.en),
                                          cell(group.name.zh),
                                          cell(indicator.key),
                                          cell(indicator.name.en),
                                          cell(indicator.name.zh),
                                          cell(indicator.theme),
                                          cell(indicator.unit),
                                          cell(effect.mean_a),
                                          cell(effect.mean_b),
                                          cell(effect.delta),
                                          cell(effect.low),
                                          cell(effect.high),
                                          fmt::format("{}", effect.pairs),
                                          cell(effect.agree),
                                          cell(effect.variance_reduction),
                                          cell(effect.p),
                                          cell(effect.p_adjusted),
                                          cell(indicator.smallest_effect),
                                          cell(verdict_key(effect.verdict)),
                                          cell(verdict_text(effect.verdict, Language::zh))};
  return fmt::format("{}\r\n", fmt::join(cells, ","));
}

std::string header_row() { return fmt::format("{}{}\r\n", byte_order_mark, header); }

std::string contrast_rows(const Results& results, const Contrast& contrast) {
  const auto& catalogue = *results.catalogue;
  const ArmResult& a = arm_called(results, contrast.arm_a);
  const ArmResult& b = arm_called(results, contrast.arm_b);
  const auto per_group = catalogue.group_indicators.size();
  std::string rows;
  for (std::size_t i = 0; i < contrast.indicators.size(); ++i)
    rows += row(contrast, a, b, contrast.indicators[i], {}, catalogue.indicators[i]);
  for (std::size_t i = 0; i < contrast.groups.size(); ++i)
    rows += row(contrast, a, b, contrast.groups[i], catalogue.resident_groups[i / per_group],
                catalogue.group_indicators[i % per_group]);
  return rows;
}

}  // namespace

std::string summary_csv(const Results& results) {
  std::string csv = header_row();
  for (const Contrast& contrast : results.contrasts) csv += contrast_rows(results, contrast);
  return csv;
}

void write_summary_csv(const Results& results, const std::filesystem::path& file) {
  sim::AtomicFile out(file);
  out.write(header_row());
  for (const Contrast& contrast : results.contrasts) out.write(contrast_rows(results, contrast));
  out.commit();
}

}  // namespace liandong::analysis
