#include "analysis/report/start_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/inference/drift.h"
#include "analysis/report/wording.h"

namespace liandong::analysis {
namespace {

using report::Wording;

std::string list_of(const Results& results, const std::vector<Drift>& drifts, const Wording& words) {
  std::string list;
  for (const Drift& drift : drifts) {
    const auto& indicator = results.catalogue->indicators[drift.indicator];
    const auto [name, times] = words.with_unit(indicator.name, indicator.unit, *results.catalogue);
    list += (list.empty() ? "" : words.pick("; ", "；")) + fmt::format("{} {:+.2g}", name, times * drift.per_year);
  }
  return list;
}

}  // namespace

Text start_text(const Results& results, const Study& study) {
  std::vector<std::size_t> headline;
  for (const auto& key : study.headline)
    if (const auto position = results.catalogue->indicator(key)) headline.push_back(*position);
  const auto drifts = drift_at_the_start(results, headline);
  if (drifts.empty()) return {};
  const std::string en = list_of(results, drifts, Wording(Language::en)),
                    zh = list_of(results, drifts, Wording(Language::zh));
  if (std::ranges::all_of(drifts, &Drift::at_rest))
    return {
        fmt::format("The arms part from a state that stands still: in the last year before, changes were below what "
                    "matters ({}).",
                    en),
        fmt::format("各方案从基本稳定的状态出发：此前一年的变化小于有实际意义的差别（{}）。", zh)};
  return {
      fmt::format("The arms part from a state that still moves; in the last year before it changed by: {}. Part of "
                  "what each arm shows is that drift; most of it cancels in differences between arms. A longer burn-in "
                  "would calm it.",
                  en),
      fmt::format(
          "各方案出发时状态仍在变化，此前一年的变化为：{}。各方案的走势包含这一趋势，在方案之间的差值中大部分相互抵消；"
          "延长预热期可使其平稳。",
          zh)};
}

}  // namespace liandong::analysis
