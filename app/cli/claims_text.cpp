#include "app/cli/claims_text.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/claim_document.h"
#include "analysis/report/claim_words.h"
#include "analysis/report/text_layout.h"
#include "analysis/report/unit_names.h"
#include "analysis/report/wording.h"

namespace liandong::app {
namespace {

using analysis::report::unaskable_key;
using analysis::report::unaskable_words;
using analysis::report::verdict_word;
using analysis::report::verdict_words;

const Text claims_heading{"Claims", "论断"};
const Text claims_by_construction{"By construction: an equation says it, so that it is no support",
                                  "由方程规定：方程本身即如此写，成立与否都不算证据"};
const Text claims_columns{"claim|verdict|indicator|difference|5%|95%|for|against|worlds|p|Holm|B–H|seconds",
                          "论断|判定|指标|差异|5%|95%|支持|反对|世界数|p|Holm|B–H|秒"};
const Text claims_legend{
    "Difference: treatment minus control, median and range over worlds. For and against: worlds in which it is at "
    "least "
    "the smallest that matters, as claimed or the other way. p: sign test of these two counts, two-sided; Holm and "
    "Benjamini–Hochberg: over all claims of this table.",
    "差异：实验方案减对照方案，取各世界的中位数与范围。支持、反对：差异不小于最小有意义差异、且方向与论断一致或相反的世"
    "界数。"
    "p：对这两个计数的双侧符号检验；Holm 与 Benjamini–Hochberg：按本表全部论断校正。"};

const Text claims_unaskable{"Cannot be asked: the model has not what the claim is about",
                            "无法检验：模型中没有论断所涉的机制"};

std::string p_text(double p) {
  if (std::isnan(p)) return "–";
  return p < 0.001 ? "<0.001" : fmt::format("{:.3f}", p);
}

std::vector<std::string> claim_row(const JudgedClaim& judged, Language language) {
  const auto& catalogue = *judged.study.catalogue;
  const auto& claim = *judged.study.claim;
  const auto& verdict = judged.verdict;
  const auto& indicator = catalogue.indicators[catalogue.indicator(claim.indicator).value()];
  const auto [unit, times] = analysis::report::claim_unit(indicator, catalogue);
  const auto figure = [times = times](double value) { return analysis::figure_text(times * value); };
  const analysis::report::Wording words(language);
  std::string name = words.pick(indicator.name);
  if (!unit.in(language).empty()) name += words.pick(" (" + unit.en + ")", "（" + unit.zh + "）");
  return {claim.id,
          verdict_word(verdict).words.in(language),
          name,
          figure(verdict.delta),
          figure(verdict.low),
          figure(verdict.high),
          std::to_string(verdict.worlds_for),
          std::to_string(verdict.worlds_against),
          std::to_string(verdict.worlds),
          p_text(verdict.p),
          p_text(verdict.holm),
          p_text(verdict.benjamini_hochberg),
          fmt::format("{:.1f}", judged.seconds)};
}

std::string claims_table(const std::vector<JudgedClaim>& claims, bool by_construction, Language language) {
  std::vector<std::vector<std::string>> rows(1);
  for (std::string_view rest = claims_columns.in(language); !rest.empty();) {
    const auto end = std::min(rest.find('|'), rest.size());
    rows.front().emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const auto& claim : claims)
    if (claim.verdict.by_construction == by_construction) rows.push_back(claim_row(claim, language));
  if (rows.size() == 1) return {};
  std::vector<bool> right(rows.front().size(), true);
  std::fill_n(right.begin(), 3, false);
  const Text& over = by_construction ? claims_by_construction : claims_heading;
  return over.in(language) + "\n" + analysis::table(rows, right, 2) + "\n";
}

std::ptrdiff_t claims_with(const std::vector<JudgedClaim>& claims, std::string_view key) {
  return std::ranges::count_if(
      claims, [&](const auto& c) { return !c.verdict.by_construction && verdict_word(c.verdict).key == key; });
}

/// "holds 3 · open 2"
std::string counts_text(const std::vector<JudgedClaim>& claims, std::size_t unaskable, Language language) {
  std::string text;
  const auto add = [&](const Text& words, std::size_t count) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : " · ", words.in(language), count);
  };
  for (const auto& [key, words] : verdict_words()) add(words, static_cast<std::size_t>(claims_with(claims, key)));
  add(unaskable_words(), unaskable);
  return text.empty() ? text : text + "\n\n";
}

/// "P14  What the claim says (S1 4.2)", and below it what there is to add.
template <class Claim>
std::string claim_paragraph(const Claim& claim, const std::string& addition, Language language) {
  constexpr std::size_t indent = 2;
  using analysis::report::text_columns;
  const analysis::report::Wording words(language);
  const std::string line = analysis::printable(claim.id) + "  " + words.pick(claim.text) +
                           words.pick(" (" + claim.source + ")", "（" + claim.source + "）");
  std::string text = analysis::wrapped(line, text_columns, indent) + "\n";
  if (!addition.empty())
    text += std::string(indent, ' ') + analysis::wrapped(addition, text_columns - indent, indent) + "\n";
  return text;
}

}  // namespace

std::string claims_text(const std::vector<JudgedClaim>& claims, const std::vector<analysis::UnaskableClaim>& unaskable,
                        Language language) {
  std::string text = claims_table(claims, false, language) + counts_text(claims, unaskable.size(), language) +
                     claims_table(claims, true, language);
  if (!claims.empty()) text += analysis::wrapped(claims_legend.in(language), analysis::report::text_columns) + "\n\n";
  for (const auto& judged : claims) {
    const auto& [study, verdict, hash, seconds, folder] = judged;
    text += claim_paragraph(*study.claim,
                            analysis::report::claim_additions(*study.claim, verdict, *study.catalogue, language),
                            language) +
            "  " + folder + "\n";
  }
  if (unaskable.empty()) return text;
  text += (claims.empty() ? "" : "\n") + claims_unaskable.in(language) + "\n\n";
  for (const auto& claim : unaskable)
    text += claim_paragraph(claim, analysis::printable(claim.reason.in(language)), language);
  return text;
}

nlohmann::json claims_json(const std::vector<JudgedClaim>& claims,
                           const std::vector<analysis::UnaskableClaim>& unaskable) {
  auto list = nlohmann::json::array();
  for (const auto& [study, verdict, hash, seconds, folder] : claims) {
    list.push_back(analysis::report::claim_document(*study.claim, verdict));
    list.back().update({{"hash", hash}, {"seconds", seconds}, {"folder", folder}});
  }
  for (const auto& claim : unaskable) list.push_back(analysis::report::unaskable_document(claim));
  auto counts = nlohmann::json::object();
  for (const auto& word : verdict_words()) counts[std::string(word.key)] = claims_with(claims, word.key);
  counts[std::string(unaskable_key)] = unaskable.size();
  return {{"claims", list}, {"counts", counts}};
}

}  // namespace liandong::app
