#include "app/cli/claims_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/text_layout.h"
#include "analysis/report/unit_names.h"
#include "analysis/report/wording.h"

namespace liandong::app {
namespace {

using analysis::WorldWord;

struct VerdictWord {
  WorldWord word;
  std::string_view key;
  Text words;
};

/// In the order in which they are counted.
const std::array<VerdictWord, 7>& verdict_words() {
  static const std::array<VerdictWord, 7> words{{
      {WorldWord::better_always, "holds", {"holds", "成立"}},
      {WorldWord::better_probably, "probably_holds", {"probably holds", "多半成立"}},
      {WorldWord::depends, "open", {"open", "未定"}},
      {WorldWord::same_probably, "probably_no_effect", {"probably no effect", "多半没有影响"}},
      {WorldWord::same_always, "no_effect", {"no effect", "没有影响"}},
      {WorldWord::worse_probably, "probably_refuted", {"probably refuted", "多半被否定"}},
      {WorldWord::worse_always, "refuted", {"refuted", "被否定"}},
  }};
  return words;
}

const VerdictWord& claim_word(WorldWord word) { return *std::ranges::find(verdict_words(), word, &VerdictWord::word); }

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

/// Of a share the name of what its figures are then shown in.
std::pair<Text, double> claim_unit(const models::Indicator& indicator, const models::Catalogue& catalogue,
                                   Language language) {
  if (analysis::report::is_share(indicator.unit)) return {{"points", "百分点"}, 100.0};
  const auto [name, times] = analysis::report::unit_name(indicator.unit, catalogue, language);
  return {{name, name}, times};
}

std::string p_text(double p) {
  if (std::isnan(p)) return "–";
  return p < 0.001 ? "<0.001" : fmt::format("{:.3f}", p);
}

std::vector<std::string> claim_row(const JudgedClaim& judged, Language language) {
  const auto& catalogue = *judged.study.catalogue;
  const auto& claim = *judged.study.claim;
  const auto& verdict = judged.verdict;
  const auto& indicator = catalogue.indicators[catalogue.indicator(claim.indicator).value()];
  const auto [unit, times] = claim_unit(indicator, catalogue, language);
  const auto figure = [times = times](double value) { return analysis::figure_text(times * value); };
  const analysis::report::Wording words(language);
  std::string name = words.pick(indicator.name);
  if (!unit.in(language).empty()) name += words.pick(" (" + unit.en + ")", "（" + unit.zh + "）");
  return {claim.id,
          claim_word(verdict.word).words.in(language),
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

std::ptrdiff_t claims_with(const std::vector<JudgedClaim>& claims, WorldWord word) {
  return std::ranges::count_if(claims,
                               [&](const auto& c) { return !c.verdict.by_construction && c.verdict.word == word; });
}

/// "holds 3 · open 2"
std::string counts_text(const std::vector<JudgedClaim>& claims, Language language) {
  std::string text;
  for (const auto& [word, key, words] : verdict_words())
    if (const auto count = claims_with(claims, word); count > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : " · ", words.in(language), count);
  return text.empty() ? text : text + "\n\n";
}

}  // namespace

std::string_view claim_key(WorldWord word) noexcept { return claim_word(word).key; }

std::string claims_text(const std::vector<JudgedClaim>& claims, Language language) {
  constexpr std::size_t indent = 2;
  using analysis::report::text_columns;
  std::string text = claims_table(claims, false, language) + counts_text(claims, language) +
                     claims_table(claims, true, language) +
                     analysis::wrapped(claims_legend.in(language), text_columns) + "\n\n";
  const analysis::report::Wording words(language);
  for (const auto& judged : claims) {
    const auto& claim = *judged.study.claim;
    const std::string line = analysis::printable(claim.id) + "  " + words.pick(claim.text) +
                             words.pick(" (" + claim.source + ")", "（" + claim.source + "）");
    text += analysis::wrapped(line, text_columns, indent) + "\n" + std::string(indent, ' ') + judged.folder + "\n";
  }
  return text;
}

nlohmann::json claims_json(const std::vector<JudgedClaim>& claims) {
  auto list = nlohmann::json::array();
  for (const auto& [study, verdict, hash, seconds, folder] : claims) {
    const auto& claim = *study.claim;
    list.push_back({{"id", claim.id},
                    {"text", {{"en", claim.text.en}, {"zh", claim.text.zh}}},
                    {"source", claim.source},
                    {"treatment", claim.treatment},
                    {"control", claim.control},
                    {"indicator", claim.indicator},
                    {"direction", analysis::claim_directions[static_cast<std::size_t>(claim.direction)]},
                    {"smallest_effect", claim.smallest_effect},
                    {"by_construction", claim.by_construction},
                    {"verdict", claim_key(verdict.word)},
                    {"delta", verdict.delta},
                    {"low", verdict.low},
                    {"high", verdict.high},
                    {"worlds_for", verdict.worlds_for},
                    {"worlds_against", verdict.worlds_against},
                    {"worlds", verdict.worlds},
                    {"p", verdict.p},
                    {"holm", verdict.holm},
                    {"bh", verdict.benjamini_hochberg},
                    {"hash", hash},
                    {"seconds", seconds},
                    {"folder", folder}});
  }
  auto counts = nlohmann::json::object();
  for (const auto& word : verdict_words()) counts[std::string(word.key)] = claims_with(claims, word.word);
  return {{"claims", list}, {"counts", counts}};
}

}  // namespace liandong::app
