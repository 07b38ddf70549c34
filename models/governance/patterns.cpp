#include "models/governance/patterns.h"

#include <array>
#include <cmath>
#include <limits>

#include "models/governance/measures/indicators.h"

namespace liandong::governance {
namespace {

using models::Records;
using models::year_weeks;

constexpr double unbounded = std::numeric_limits<double>::infinity();
/// What an effect of the stated sign must reach: anything but nothing.
constexpr double nothing = 1e-9;
/// Weeks from January 2012, when the studied weeks begin, to the end of June 2015.
constexpr std::size_t mid_2015 = 182;

/// An indicator's mean over the last year.
template <std::size_t N>
struct Key {
  char text[N]{};
  constexpr Key(const char (&words)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = words[i];
  }
};
template <Key key>
double late(const Records& records) {
  return records.last_year(key.text);
}

/// The elections of all weeks: weeks without one have no turnout.
double turnout(const Records& records) { return records.mean("turnout", 0, records.weeks()); }

/// Resolved over reported needs, in a steady state.
double resolution(const Records& records) { return records.last_year("coverage") / records.last_year("reporting"); }

/// Yearly growth of the number of organisations, from the first year to the last.
double growth(const Records& records) {
  const double years = static_cast<double>(records.weeks()) / year_weeks - 1.0;
  const double first = records.mean("organisations", 0, year_weeks);
  return years > 0.0 && first > 0.0 ? std::pow(records.last_year("organisations") / first, 1.0 / years) - 1.0
                                    : undefined;
}

double organisations_2015(const Records& records) { return records.mean("organisations", mid_2015 - 2, mid_2015 + 2); }

double volunteers_2015(const Records& records) {
  return records.mean("volunteers", mid_2015 - 2, mid_2015 + 2) * records.residents_per_community();
}

constexpr auto table = std::to_array<models::Pattern>({
    {"street-committee",
     "",
     0.55,
     0.85,
     "evidence C7: 70 ± 15%",
     {"administrative share of committee time", "居委会行政时间占比"},
     "1",
     late<"administration">},
    {"street-committee", "", 0.0, 0.4, "evidence C7", {"care needs met", "照护需求满足率"}, "1", late<"coverage.care">},
    {"street-committee",
     "",
     0.43,
     0.53,
     "evidence B2: 47.9% in Shanghai; ± 5 points assumed",
     {"turnout of the committee election", "居委会选举投票率"},
     "1",
     turnout},
    {"street-committee",
     "",
     0.03,
     0.10,
     "evidence M14, C7",
     {"volunteers among residents", "志愿者占居民比例"},
     "1",
     late<"volunteers">},
    {"street-committee",
     "",
     0.20,
     0.30,
     "evidence M13: about 25%; ± 5 points assumed",
     {"near-isolates", "近乎孤立者"},
     "1",
     late<"network.isolates">},
    {"street-committee",
     "",
     0.15,
     0.25,
     "evidence M15: about 20%; ± 5 points assumed",
     {"yearly turnover of workers", "工作人员年流失率"},
     "1/year",
     late<"turnover">},
    {"street-committee",
     "",
     10.0,
     60.0,
     "evidence B2, C7",
     {"disputes settled per community and year", "每社区年化解纠纷数"},
     "disputes/community/year",
     late<"mediations">},
    {"street-committee",
     "",
     -0.02,
     0.05,
     "evidence C7",
     {"yearly growth of organisations", "社会组织年增长率"},
     "1/year",
     growth},
    {"street-committee",
     "",
     0.43,
     0.63,
     "evidence B2: Beijing, 53% before; ± 10 points assumed",
     {"resolved over reported needs, no hotline", "已反映需求的解决率（无热线）"},
     "1",
     resolution},
    {"hotline",
     "",
     0.79,
     0.99,
     "evidence B2: Beijing, 89% after; ± 10 points assumed",
     {"resolved over reported needs, hotline", "已反映需求的解决率（热线）"},
     "1",
     resolution},
    {"hotline",
     "street-committee",
     nothing,
     unbounded,
     "evidence M2, C7: calls grew with resolution",
     {"more needs are reported with a hotline", "热线使更多需求得到反映"},
     "1",
     late<"reporting">},
    {"grid",
     "street-committee",
     nothing,
     unbounded,
     "P30, evidence C7",
     {"the grid makes more needs known", "网格使更多需求被知晓"},
     "1",
     late<"reporting">},
    {"grid",
     "street-committee",
     -unbounded,
     -nothing,
     "P39, evidence C7",
     {"the grid takes time from self-government", "网格挤占自治时间"},
     "1",
     late<"autonomy">},
    {"organising",
     "street-committee",
     nothing,
     unbounded,
     "P53, P75, evidence C7",
     {"organising raises the number of ties", "组织培育增加居民关系"},
     "ties",
     late<"network.degree">},
    {"organising",
     "street-committee",
     -unbounded,
     -nothing,
     "P75, evidence C7",
     {"organising makes ties more equal", "组织培育使居民关系更均衡"},
     "1",
     late<"network.inequality">},
    {"strong-government",
     "",
     1.5,
     2.5,
     "S2 三(四): 515 in 255 communities; ± 25% assumed",
     {"organisations per community, mid-2015", "每社区社会组织数（2015年年中）"},
     "organisations/community",
     organisations_2015},
    {"strong-government",
     "",
     176.0,
     294.0,
     "S2 三(四): 60,000 in 255 communities; ± 25% assumed",
     {"volunteers per community, mid-2015", "每社区志愿者数（2015年年中）"},
     "volunteers/community",
     volunteers_2015},
});

}  // namespace

std::span<const models::Pattern> patterns() { return table; }

models::Words patterns_note() {
  return {
      "Fitted, so that a hit is no evidence of its own: administrative share, care needs met, turnout, volunteers, "
      "near-isolates,\ndisputes, growth of organisations. Held out: all others. Widths of targets marked assumed are "
      "ours.\n\n"
      "Not measured: the slope of turnout in age (a parameter taken from the statistics), volunteer teams per "
      "community (7.1 in\nBaotou in mid-2015; the model keeps sixteen places for teams and no indicator of them), "
      "redemption of time-bank credits (not built).",
      "据以拟合、因而符合本身不构成证据的：行政时间占比、照护需求满足率、投票率、志愿者、近乎孤立者、纠纷、社会组织增长"
      "。"
      "其余均未参与拟合。\n"
      "来源标有 assumed 的目标宽度由我们设定。\n\n"
      "未测量：投票率随年龄的斜率（直接取自统计的参数）；每社区志愿队伍数（2015 年年中包头为 7.1；\n"
      "模型固定十六个队伍位置，没有相应指标）；时间银行积分的兑换（尚未实现）。"};
}

}  // namespace liandong::governance
