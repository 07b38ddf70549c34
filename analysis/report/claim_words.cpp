#include "analysis/report/claim_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "analysis/report/text_layout.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis::report {
namespace {

using models::Language;

/// "Readiness of organisations", or the key of what is no parameter.
std::string name_of_unknown(const std::string& key, const models::Catalogue& catalogue, Language language) {
  for (std::size_t i = 0; i < catalogue.size(); ++i)
    if (catalogue.parameter(i).key == key) return std::string(catalogue.parameter(i).name.in(language));
  return printable(key);
}

std::string condition_words(const ClaimCondition& condition, const ClaimElsewhere& elsewhere,
                            const models::Catalogue& catalogue, Language language) {
  const auto name = name_of_unknown(condition.unknown, catalogue, language);
  const auto& word = verdict_word(elsewhere.count).words;
  const auto at = figure_text(elsewhere.at);
  if (language == Language::zh)
    return fmt::format("须在“{}”{} {} 时成立；在其余 {} 个世界：{}（支持 {}，反对 {}）。", name,
                       condition.above ? "大于" : "不大于", at, elsewhere.count.worlds, word.zh,
                       elsewhere.count.worlds_for, elsewhere.count.worlds_against);
  return fmt::format("Only if \"{}\" is {} {}. In the other {} worlds: {} ({} for, {} against).", name,
                     condition.above ? "above" : "at most", at, elsewhere.count.worlds, word.en,
                     elsewhere.count.worlds_for, elsewhere.count.worlds_against);
}

std::string left_words(const ClaimLeft& left, const ClaimVerdict& verdict, const ClaimUnit& unit, Language language) {
  const auto figure = [&](double value) { return figure_text(unit.times * value); };
  const std::string share = verdict.delta == 0 ? "–" : fmt::format("{:.0f}%", 100.0 * left.delta / verdict.delta);
  if (language == Language::zh)
    return fmt::format("阻断该途径后，差异为 {}（{} 至 {}），余下 {}。", figure(left.delta), figure(left.low),
                       figure(left.high), share);
  return fmt::format("With this way blocked the difference is {} ({} to {}): {} is left.", figure(left.delta),
                     figure(left.low), figure(left.high), share);
}

/// " points", " 个百分点"; nothing for a pure number.
std::string unit_after_a_figure(const models::Indicator& indicator, const ClaimUnit& unit, Language language) {
  const auto& name = unit.name.in(language);
  if (name.empty()) return "";
  return (language == Language::zh && is_share(indicator.unit) ? " 个" : " ") + name;
}

constexpr std::string_view idle_key = "not_at_work";

std::string_view key_said(WorldWord word) {
  switch (word) {
    case WorldWord::better_always:
      return "holds";
    case WorldWord::better_probably:
      return "probably_holds";
    case WorldWord::same_probably:
      return "probably_no_effect";
    case WorldWord::same_always:
      return "no_effect";
    case WorldWord::worse_probably:
      return "probably_refuted";
    case WorldWord::worse_always:
      return "refuted";
    case WorldWord::depends:
      break;
  }
  return "open";
}

std::string idle_words(const ClaimCount& count, Language language) {
  if (language == Language::zh)
    return fmt::format("有 {} 个世界里各方案的结局完全相同：所改变的设置始终没有起作用。", count.worlds_idle);
  return fmt::format("In {} worlds all arms end in the very same state: what differs between them never came to work.",
                     count.worlds_idle);
}

}  // namespace

std::span<const VerdictWord> verdict_words() {
  static const std::array<VerdictWord, 8> words{{
      {"holds", {"holds", "成立"}},
      {"probably_holds", {"probably holds", "多半成立"}},
      {"open", {"open", "未定"}},
      {"probably_no_effect", {"probably no effect", "多半没有影响"}},
      {"no_effect", {"no effect", "没有影响"}},
      {"probably_refuted", {"probably refuted", "多半被否定"}},
      {"refuted", {"refuted", "被否定"}},
      {idle_key, {"not at work", "未起作用"}},
  }};
  return words;
}

const VerdictWord& verdict_word(const ClaimCount& count) {
  return *std::ranges::find(verdict_words(), count.is_idle() ? idle_key : key_said(count.word), &VerdictWord::key);
}

const Text& unaskable_words() {
  static const Text words{"cannot be asked", "无法检验"};
  return words;
}

ClaimUnit claim_unit(const models::Indicator& indicator, const models::Catalogue& catalogue) {
  if (is_share(indicator.unit)) return {{"points", "百分点"}, 100.0};
  const auto [en, times] = unit_name(indicator.unit, catalogue, Language::en);
  return {{en, unit_name(indicator.unit, catalogue, Language::zh).name}, times};
}

std::string claim_sentence(const Claim& claim, const ClaimVerdict& verdict, const models::Catalogue& catalogue,
                           Language language) {
  const auto& indicator = catalogue.indicators[catalogue.indicator(claim.indicator).value()];
  const ClaimUnit unit = claim_unit(indicator, catalogue);
  const auto figure = [&](double value) { return figure_text(unit.times * value); };
  const auto measured = [&](double value) { return figure(value) + unit_after_a_figure(indicator, unit, language); };
  const std::string least = measured(claim.smallest_effect), median = measured(verdict.delta);
  const std::string low = figure(verdict.low), high = figure(verdict.high);
  const bool same = claim.direction == ClaimDirection::same, trend = !claim.trend.empty();
  if (language == Language::zh)
    return fmt::format("{} 个世界中，有 {} 个{}，{} 个{}。{}差异的中位数为 {}（{} 至 {}）。", verdict.worlds,
                       verdict.worlds_for,
                       same    ? fmt::format("的差异小于 {}", least)
                       : trend ? fmt::format("每一步都与论断一致、总计不小于 {}", least)
                               : fmt::format("的差异与论断一致且不小于 {}", least),
                       verdict.worlds_against, same ? "不然" : "相反", trend ? "首尾" : "", median, low, high);
  return fmt::format("In {} of {} worlds {}, in {} {}. The median difference{} is {} ({} to {}).", verdict.worlds_for,
                     verdict.worlds,
                     same    ? fmt::format("the difference is below {}", least)
                     : trend ? fmt::format("every step goes as claimed and all together make at least {}", least)
                             : fmt::format("the difference is as claimed and at least {}", least),
                     verdict.worlds_against, same ? "it is not" : "it is so the other way",
                     trend ? " between the ends" : "", median, low, high);
}

std::string claim_additions(const Claim& claim, const ClaimVerdict& verdict, const models::Catalogue& catalogue,
                            Language language) {
  const auto& indicator = catalogue.indicators[catalogue.indicator(claim.indicator).value()];
  std::vector<std::string> sentences;
  if (verdict.worlds_idle > 0) sentences.push_back(idle_words(verdict, language));
  if (verdict.elsewhere) sentences.push_back(condition_words(*claim.only_if, *verdict.elsewhere, catalogue, language));
  if (verdict.left) sentences.push_back(left_words(*verdict.left, verdict, claim_unit(indicator, catalogue), language));
  return fmt::format("{}", fmt::join(sentences, language == Language::en ? " " : ""));
}

}  // namespace liandong::analysis::report
