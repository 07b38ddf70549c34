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
constexpr auto fitted = models::Pattern::Status::fitted, held_out = models::Pattern::Status::held_out;

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

/// Workers who quit or are drawn upward: the source counts all who leave.
double leaving(const Records& records) { return records.last_year("turnover") + records.last_year("drawn_upward"); }

/// Yearly growth of the number of organisations, from the first year to the last.
double growth(const Records& records) {
  const double years = static_cast<double>(records.weeks()) / year_weeks - 1.0;
  const double first = records.mean("organisations", 0, year_weeks);
  return years > 0.0 && first > 0.0 ? std::pow(records.last_year("organisations") / first, 1.0 / years) - 1.0
                                    : undefined;
}

/// An indicator's mean over four weeks in the middle of 2015; undefined if they are not all there.
template <Key key>
double mid_2015(const Records& records) {
  const double week = std::round((2015.5 - records.first_year()) * year_weeks);
  if (week < 2.0 || week + 2.0 > static_cast<double>(records.weeks())) return undefined;
  const auto middle = static_cast<std::size_t>(week);
  return records.mean(key.text, middle - 2, middle + 2);
}

double volunteers_2015(const Records& records) {
  return mid_2015<"volunteers">(records) * records.residents_per_community();
}

constexpr models::Pattern disputes(std::string_view arm, models::Pattern::Status status) {
  return {arm,
          "",
          status,
          10.0,
          60.0,
          "evidence B2, C7",
          {"disputes settled per community and year", "每社区年化解纠纷数"},
          "disputes/community/year",
          late<"mediations">,
          false,
          10.0,
          "assumed: places differ in what they record as a dispute"};
}

constexpr models::Pattern fewer_ledgers(std::string_view arm, models::Words name) {
  return {
      arm,
      "street-committee",
      held_out,
      -1.0,
      -0.67,
      "evidence M6: Nanjing 2013, from 30+ ledgers to 4; ± 20 points assumed, as the source counts ledgers, not time",
      name,
      "1",
      late<"ledgers">,
      true};
}

constexpr auto table = std::to_array<models::Pattern>({
    {"street-committee",
     "",
     fitted,
     0.55,
     0.85,
     "evidence C7: 70 ± 15%",
     {"administrative share of committee time", "居委会行政时间占比"},
     "1",
     late<"administration">,
     false,
     0.05,
     "assumed: diaries draw the line between tasks and service elsewhere"},
    {"street-committee",
     "",
     fitted,
     0.0,
     0.4,
     "evidence C7",
     {"care needs met", "照护需求满足率"},
     "1",
     late<"coverage.care">,
     false,
     0.05,
     "assumed: surveys count the old who are cared for, the model the needs that arise"},
    {"street-committee",
     "",
     fitted,
     0.43,
     0.53,
     "evidence B2: 47.9% in Shanghai; ± 5 points assumed",
     {"turnout of the committee election", "居委会选举投票率"},
     "1",
     turnout,
     false,
     0.05,
     "assumed: where one votes for a household, turnout is counted otherwise"},
    {"street-committee",
     "",
     fitted,
     0.03,
     0.10,
     "evidence M14, C7",
     {"volunteers among residents", "志愿者占居民比例"},
     "1",
     late<"volunteers">,
     false,
     0.02,
     "assumed: lists count who is registered, the model who is active"},
    {"street-committee",
     "",
     fitted,
     0.20,
     0.30,
     "evidence M13: about 25%; ± 5 points assumed",
     {"near-isolates", "近乎孤立者"},
     "1",
     late<"network.isolates">,
     false,
     0.05,
     "assumed: who seems isolated depends on the questions of a survey"},
    {"street-committee",
     "",
     held_out,
     0.15,
     0.25,
     "evidence M15: about 20%; ± 5 points assumed",
     {"yearly turnover of workers", "工作人员年流失率"},
     "1/year",
     leaving},
    {"street-committee",
     "",
     held_out,
     0.25,
     0.50,
     "evidence M2: 70% in Shanghai do not know the director; -5 and +20 points assumed, as knowing anybody there is "
     "more",
     {"residents who know somebody at the committee", "认识居委会人员的居民"},
     "1",
     late<"known">},
    {"street-committee",
     "",
     held_out,
     0.40,
     0.85,
     "evidence M6: Nanjing, over 50% before 2013; -10 points assumed, at most the administrative share of C7",
     {"share of working time for ledgers", "台账用时占比"},
     "1",
     late<"ledgers">},
    disputes("street-committee", fitted),
    disputes("hotline", held_out),
    disputes("grid", held_out),
    disputes("organising", held_out),
    disputes("lists", held_out),
    disputes("strong-government", held_out),
    disputes("strong-community", held_out),
    {"street-committee",
     "",
     fitted,
     -0.02,
     0.05,
     "evidence C7",
     {"yearly growth of organisations", "社会组织年增长率"},
     "1/year",
     growth,
     false,
     0.02,
     "assumed: the model has no organisations from elsewhere, and none that exists on paper only"},
    {"street-committee",
     "",
     held_out,
     0.43,
     0.63,
     "evidence B2: Beijing, 53% before; ± 10 points assumed",
     {"resolved over reported needs, no hotline", "已反映需求的解决率（无热线）"},
     "1",
     resolution},
    {"hotline",
     "",
     held_out,
     0.79,
     0.99,
     "evidence B2: Beijing, 89% after; ± 10 points assumed",
     {"resolved over reported needs, hotline", "已反映需求的解决率（热线）"},
     "1",
     resolution},
    {"hotline",
     "street-committee",
     held_out,
     nothing,
     unbounded,
     "evidence M2, C7: calls grew with resolution",
     {"more needs are reported with a hotline", "热线使更多需求得到反映"},
     "1",
     late<"reporting">},
    {"grid",
     "street-committee",
     held_out,
     nothing,
     unbounded,
     "P30, evidence C7",
     {"the grid makes more needs known", "网格使更多需求被知晓"},
     "1",
     late<"reporting">},
    {"grid",
     "street-committee",
     held_out,
     -unbounded,
     -nothing,
     "P39, evidence C7",
     {"the grid takes time from self-government", "网格挤占自治时间"},
     "1",
     late<"autonomy">},
    {"organising",
     "street-committee",
     held_out,
     nothing,
     unbounded,
     "P53, P75, evidence C7",
     {"organising raises the number of ties", "组织培育增加居民关系"},
     "ties",
     late<"network.degree">},
    {"organising",
     "street-committee",
     held_out,
     -unbounded,
     -nothing,
     "P75, evidence C7",
     {"organising makes ties more equal", "组织培育使居民关系更均衡"},
     "1",
     late<"network.inequality">},
    {"strong-government",
     "",
     held_out,
     1.5,
     2.5,
     "S2 三(四): 515 in 255 communities; ± 25% assumed",
     {"organisations per community, mid-2015", "每社区社会组织数（2015年年中）"},
     "organisations/community",
     mid_2015<"organisations">},
    {"strong-government",
     "",
     held_out,
     176.0,
     294.0,
     "S2 三(四): 60,000 in 255 communities; ± 25% assumed",
     {"volunteers per community, mid-2015", "每社区志愿者数（2015年年中）"},
     "volunteers/community",
     volunteers_2015},
    {"strong-government",
     "",
     held_out,
     5.3,
     8.9,
     "S2 三(四): 1,800 in 255 communities; ± 25% assumed",
     {"volunteer teams per community, mid-2015", "每社区志愿队伍数（2015年年中）"},
     "teams/community",
     mid_2015<"volunteers.teams">},
    fewer_ledgers("lists", {"a list cuts the working time for ledgers", "准入清单减少台账用时"}),
    fewer_ledgers("strong-community", {"strong community cuts the working time for ledgers", "强社区减少台账用时"}),
});

}  // namespace

std::span<const models::Pattern> patterns() { return table; }

models::Words patterns_note() {
  return {
      "Widths of targets marked assumed are ours. Who knows somebody at the committee need not know its director, of "
      "whom\nthe survey asked. The share who do at the start and the base rate of quits are set from the sources of "
      "their targets:\nheld out is only what becomes of them.\n\n"
      "Not measured: the slope of turnout in age (a parameter taken from the statistics).",
      "来源标有 assumed 的目标宽度由我们设定。认识居委会人员者未必认识调查所问的居委会主任。\n"
      "初始知晓率与离职基准率取自其目标的同一来源，未参与拟合的只是它们此后的变化。\n\n"
      "未测量：投票率随年龄的斜率（直接取自统计的参数）。"};
}

}  // namespace liandong::governance
