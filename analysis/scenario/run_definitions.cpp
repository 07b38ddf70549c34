#include <array>

#include "analysis/scenario/scenario.h"

namespace liandong::analysis {

std::span<const models::ParameterOf<RunValues>> run_definitions() {
  using R = RunValues;
  // clang-format off
  static constexpr auto definitions = std::to_array<models::ParameterOf<RunValues>>({
      {{"run.weeks", "weeks", 1, 5200, 520, true, "evidence C1",
        "weeks", "研究周数",
        "Weeks that are studied, after the burn-in.", "预热期之后研究的周数。"}, &R::weeks},
      {{"run.burn_in_weeks", "weeks", 0, 2600, 260, true, "until headline indicators stand still; C1 has 104",
        "weeks of burn-in", "预热周数",
        "Weeks under the burn-in arrangement that all arms share.", "各方案共用的预热期周数。"}, &R::burn_in_weeks},
      {{"run.replicates", "replicates", 1, 10000, 30, true, "evidence C1",
        "replicates", "重复次数",
        "Paired runs of every arm, each with other chances.", "每个方案成对运行的次数，每次随机情形不同。"}, &R::replicates},
      {{"run.seed", "1", 0, 9007199254740991, 1, true, "assumed",
        "seed", "随机种子",
        "Number from which all chances follow.", "决定全部随机情形的数。"}, &R::seed},
      {{"run.start_year", "year", 1949, 2200, 2012, true, "S2 二: reform in Baotou began in 2012",
        "first year", "起始年份",
        "Calendar year of the first studied week.", "研究期第一周所在的年份。"}, &R::start_year},
      {{"run.confidence", "1", 0.5, 0.999, 0.95, false, "convention",
        "confidence", "置信水平",
        "Confidence of intervals and verdicts.", "区间与结论的置信水平。"}, &R::confidence},
  });
  // clang-format on
  static_assert(models::is_complete<RunValues>(definitions));
  return definitions;
}

const models::ParameterGroup& run_group() {
  static const models::ParameterGroup group{"run",
                                            {"The run", "运行"},
                                            {"How long and how often a study runs.", "研究的时长与重复次数。"},
                                            false,
                                            false,
                                            {run_definitions().begin(), run_definitions().end()}};
  return group;
}

}  // namespace liandong::analysis
