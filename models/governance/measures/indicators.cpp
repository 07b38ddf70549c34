#include "models/governance/measures/indicators.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "models/governance/world/world.h"

namespace liandong::governance {
namespace {

constexpr double weeks_of_year = 52.0, weeks_of_quarter = 13.0, unit = 1e-6;

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : undefined; }
double ratio(std::int64_t part, std::int64_t whole) {
  return ratio(static_cast<double>(part), static_cast<double>(whole));
}
double per_year(std::int64_t count, const Account& a) {
  return ratio(static_cast<double>(count) * weeks_of_year, static_cast<double>(a.tally.weeks));
}

/// Wait below which a share of resolved cases stayed, by linear interpolation inside a week.
double wait_quantile(const Tally& t, double share) {
  const double target = share * static_cast<double>(total(t.resolved));
  if (target <= 0.0) return undefined;
  double before = 0.0;
  for (std::size_t weeks = 0; weeks < t.wait.size(); ++weeks) {
    const auto here = static_cast<double>(t.wait[weeks]);
    if (before + here >= target) return static_cast<double>(weeks) + (target - before) / std::max(here, 1.0);
    before += here;
  }
  return static_cast<double>(t.wait.size());
}

/// Cases that ended, but for those of residents who moved away.
std::int64_t ended(const Tally& t, std::size_t kind) {
  return t.resolved[kind] + t.dropped[kind] + t.kin[kind] + t.aided[kind] + t.bought[kind];
}
std::int64_t ended(const Tally& t) {
  std::int64_t all = 0;
  for (std::size_t kind = 0; kind < case_kinds; ++kind) all += ended(t, kind);
  return all;
}
/// Chance that two cases of these are of different kinds.
double diversity(const CountByKind& counts) {
  double alike = 0.0;
  for (const Count count : counts) alike += static_cast<double>(count) * static_cast<double>(count);
  const auto all = static_cast<double>(total(counts));
  return all > 0.0 ? 1.0 - alike / (all * all) : undefined;
}
double resolved_share(const Account& a, CaseKind kind) {
  const auto k = static_cast<std::size_t>(kind);
  return ratio(a.tally.resolved[k], ended(a.tally, k));
}
double fit_of(const Account& a, CaseKind kind) {
  const auto k = static_cast<std::size_t>(kind);
  return ratio(static_cast<double>(a.tally.fit[k]) * unit, static_cast<double>(a.tally.resolved[k]));
}
double trust_in(const Account& a, Trusted who) { return a.stock.trust[static_cast<std::size_t>(who)]; }
/// A figure about a desk, undefined where nobody works there: it would be that of an office that does not exist.
double of_desk(const Account& a, Side side, double value) {
  return a.tally.desk_minutes[at(side)] > 0 ? value : undefined;
}
double group_mean(const ByGroup<double>& sums, const Stock& s, Group g) { return ratio(sums[g], s.group_residents[g]); }
double gap(const Account& a, Group g, Group h) {
  return group_mean(a.stock.group_satisfaction, a.stock, g) - group_mean(a.stock.group_satisfaction, a.stock, h);
}

/// Standard deviation between communities, which weigh alike.
double spread(const Account& a, double Stock::*figure) {
  std::vector<double> values;
  for (const Stock& stock : a.each)
    if (stock.residents > 0.0) values.push_back(stock.*figure);
  const auto n = static_cast<double>(values.size());
  if (n < 2.0) return undefined;
  double sum = 0.0, squares = 0.0;
  for (const double value : values) sum += value;
  for (const double value : values) squares += (value - sum / n) * (value - sum / n);
  return std::sqrt(squares / n);
}

struct Figure {
  Indicator indicator;
  double (*value)(const Account&);
};

constexpr auto better = Direction::better, worse = Direction::worse, neutral = Direction::neutral;

// clang-format off
constexpr auto figure_table = std::to_array<Figure>({
    {{"satisfaction", "service", "1", better, 0.01, "satisfaction", "居民满意度", "Mean satisfaction of all residents.", "全体居民的平均满意度。"},
     [](const Account& a) { return a.stock.satisfaction; }},
    {{"coverage", "service", "1", better, 0.02, "needs met", "需求满足率", "Share of ended cases that the desks and their partners resolved; the others were given up, met by kin and neighbours, or bought.", "已了结事项中由工作台及其伙伴解决的比例，其余为放弃、由亲邻解决或自费购买。"},
     [](const Account& a) { return ratio(total(a.tally.resolved), ended(a.tally)); }},
    {{"coverage.administrative", "service", "1", better, 0.02, "needs met: administrative", "需求满足率：行政办事", "The same for kind A.", "A类（行政办事）的满足率。"},
     [](const Account& a) { return resolved_share(a, CaseKind::administrative); }},
    {{"coverage.care", "service", "1", better, 0.02, "needs met: care", "需求满足率：照护服务", "The same for kind B.", "B类（个性化照护）的满足率。"},
     [](const Account& a) { return resolved_share(a, CaseKind::care); }},
    {{"coverage.commons", "service", "1", better, 0.02, "needs met: commons", "需求满足率：公共空间", "The same for kind C.", "C类（公共空间与物业）的满足率。"},
     [](const Account& a) { return resolved_share(a, CaseKind::commons); }},
    {{"coverage.dispute", "service", "1", better, 0.03, "disputes settled", "纠纷化解率", "The same for kind D.", "D类（纠纷）的化解率。"},
     [](const Account& a) { return resolved_share(a, CaseKind::dispute); }},
    {{"coverage.departmental", "service", "1", better, 0.02, "needs met: departments", "需求满足率：部门事项", "The same for kind E.", "E类（须部门处理）的满足率。"},
     [](const Account& a) { return resolved_share(a, CaseKind::departmental); }},
    {{"ways.kin", "service", "1", neutral, 0.02, "met by kin and neighbours", "亲邻解决占比", "Share of ended cases that kin and neighbours met.", "已了结事项中由亲属邻里解决的比例。"},
     [](const Account& a) { return ratio(total(a.tally.kin), ended(a.tally)); }},
    {{"ways.aid", "service", "1", neutral, 0.01, "met by mutual aid", "互助解决占比", "Share of ended cases that groups of neighbours met.", "已了结事项中由邻里互助小组解决的比例。"},
     [](const Account& a) { return ratio(total(a.tally.aided), ended(a.tally)); }},
    {{"ways.market", "service", "1", neutral, 0.01, "bought", "自费购买占比", "Share of ended cases that residents, out of patience, paid for themselves.", "已了结事项中居民不再等待而自费购买的比例。"},
     [](const Account& a) { return ratio(total(a.tally.bought), ended(a.tally)); }},
    {{"reporting", "service", "1", better, 0.02, "needs made known", "需求反映率", "Needs that reached somebody, over needs that arose.", "反映到受理方的需求与产生的需求之比。"},
     [](const Account& a) { return ratio(total(a.tally.reported), total(a.tally.born)); }},
    {{"found", "service", "1", neutral, 0.02, "found by visits", "走访发现占比", "Share of reported needs that a visit brought to light.", "已反映需求中由走访发现的比例。"},
     [](const Account& a) { return ratio(a.tally.found, total(a.tally.reported)); }},
    {{"found.party", "service", "1", neutral, 0.005, "found by party members", "党员发现占比", "Share of reported needs that a party member brought to light.", "已反映需求中由包联党员发现的比例。"},
     [](const Account& a) { return ratio(a.tally.found_party, total(a.tally.reported)); }},
    {{"summons", "service", "1/community/quarter", neutral, 0.5, "summons", "吹哨次数", "Cases for which the street summoned departments.", "街道召集部门办理的事项数。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.summons) * weeks_of_quarter, static_cast<double>(a.tally.weeks) * a.communities); }},
    {{"voice.matters", "service", "1/community/year", neutral, 1, "matters raised", "直通车议题数", "Matters of similar needs that the voice channel took to departments, per community and year.", "每社区每年由民意直通车归集并送达部门的议题数。"},
     [](const Account& a) { return per_year(a.tally.voice_matters, a) / a.communities; }},
    {{"voice.timely", "service", "1", better, 0.02, "matters answered in time", "直通车按期答复率", "Share of needs raised by the voice channel and answered whose answer came by the deadline; undefined where none was.", "经民意直通车反映并获答复的诉求中按期答复的比例；没有答复时无值。"},
     [](const Account& a) { return ratio(a.tally.voice_in_time, a.tally.voice_answered); }},
    {{"calls.timely", "service", "1", better, 0.02, "calls closed in time", "热线按时办结率", "Share of ended cases that had been called in and that their desk reported as closed by the deadline, on paper or in fact; undefined without a hotline.", "已了结的热线事项中由工作台上报为按时办结（含纸面办结）的比例；未设热线时无值。"},
     [](const Account& a) { return ratio(a.tally.called_in_time, a.tally.called_ended); }},
    {{"calls.paper", "service", "1", worse, 0.01, "calls closed on paper", "热线纸面办结率", "Share of them closed on paper only, which for the resident is a need not met.", "其中仅在纸面上办结的比例；对居民而言需求并未得到满足。"},
     [](const Account& a) { return ratio(a.tally.paper_closures, a.tally.called_ended); }},
    {{"reports.online", "service", "1", neutral, 0.02, "reported online", "线上反映占比", "Share of reported needs that came by the digital platform.", "已反映需求中通过数字平台反映的比例。"},
     [](const Account& a) { return ratio(a.tally.online, total(a.tally.reported)); }},
    {{"refused", "equity", "1", worse, 0.005, "turned away", "被拒占比", "Share of reported needs of a service that is not open to the resident.", "已反映需求中因该项服务不对其开放而被拒绝的比例。"},
     [](const Account& a) { return ratio(a.tally.refused, total(a.tally.reported)); }},
    {{"bounces", "service", "1/case", worse, 0.01, "bounces", "每件推转次数", "How often a case went to a desk or department that it does not concern, per reported need.", "每件已反映需求先到了不负责的工作台或部门的次数。"},
     [](const Account& a) { return ratio(a.tally.bounces, total(a.tally.reported)); }},
    {{"fit", "service", "1", better, 0.02, "fit", "服务契合度", "How well solutions met what was needed, mean over resolved cases.", "解决方案与真实需求的契合程度（已解决事项平均）。"},
     [](const Account& a) { return ratio(static_cast<double>(total(a.tally.fit)) * unit, static_cast<double>(total(a.tally.resolved))); }},
    {{"fit.care", "service", "1", better, 0.02, "fit: care", "服务契合度：照护", "The same for kind B.", "B类事项的契合程度。"},
     [](const Account& a) { return fit_of(a, CaseKind::care); }},
    {{"wait.median", "service", "weeks", worse, 0.5, "median wait", "等待时间中位数", "From need to solution.", "从产生需求到解决的周数中位数。"},
     [](const Account& a) { return wait_quantile(a.tally, 0.5); }},
    {{"wait.p90", "service", "weeks", worse, 1.0, "wait, 90th percentile", "等待时间第90百分位", "Nine in ten waited less.", "九成事项等待不超过此周数。"},
     [](const Account& a) { return wait_quantile(a.tally, 0.9); }},
    {{"visits", "service", "trips", worse, 0.1, "trips per case", "每件跑腿次数", "Trips residents made per resolved case.", "每件解决事项居民跑腿的次数。"},
     [](const Account& a) { return ratio(a.tally.visits, total(a.tally.resolved)); }},
    {{"levels", "service", "levels", worse, 0.1, "levels per case", "每件审批层级", "Levels above the community per resolved case.", "每件解决事项经过的社区以上层级数。"},
     [](const Account& a) { return ratio(a.tally.levels, total(a.tally.resolved)); }},
    {{"inside", "service", "1", better, 0.02, "settled inside the community", "不出社区办结率", "Share of resolved cases that needed nobody above.", "无需上级即解决的事项比例。"},
     [](const Account& a) { return ratio(a.tally.inside, total(a.tally.resolved)); }},
    {{"disputes.inside", "service", "1", better, 0.03, "disputes settled inside", "矛盾不上交率", "Share of settled disputes that stayed in the community.", "化解的纠纷中未上交的比例。"},
     [](const Account& a) { return ratio(a.tally.disputes_inside, a.tally.resolved[static_cast<std::size_t>(CaseKind::dispute)]); }},
    {{"disputes.mediated", "service", "1", neutral, 0.03, "disputes settled by mediators", "第三方调解占比", "Share of settled disputes that mediators from outside brought to terms.", "化解的纠纷中由第三方调解成功的比例。"},
     [](const Account& a) { return ratio(a.tally.mediated, a.tally.resolved[static_cast<std::size_t>(CaseKind::dispute)]); }},
    {{"mediations", "service", "1/community/year", neutral, 2, "disputes settled per year", "年化解纠纷数", "Settled disputes per community and year.", "每社区每年化解的纠纷数。"},
     [](const Account& a) { return per_year(a.tally.resolved[static_cast<std::size_t>(CaseKind::dispute)], a) / a.communities; }},

    {{"participation", "participation", "1", better, 0.01, "residents taking part", "参与率", "Share of residents active in community affairs.", "参与社区事务的居民比例。"},
     [](const Account& a) { return a.stock.active; }},
    {{"participation.breadth", "participation", "1", better, 0.05, "breadth", "参与广度", "Migrants' rate of taking part over locals'.", "流动人口与户籍居民参与率之比。"},
     [](const Account& a) { return ratio(group_mean(a.stock.group_active, a.stock, Group::migrant), group_mean(a.stock.group_active, a.stock, Group::local)); }},
    {{"volunteers", "participation", "1", better, 0.005, "volunteers", "志愿者比例", "Share of residents who volunteer.", "担任志愿者的居民比例。"},
     [](const Account& a) { return a.stock.volunteers; }},
    {{"volunteers.hours", "participation", "hours/resident/year", better, 0.2, "volunteer hours", "志愿时长", "Offered per resident and year.", "人均年志愿服务时长。"},
     [](const Account& a) { return ratio(per_year(a.tally.volunteer_minutes, a) / 60.0, a.stock.residents); }},
    {{"volunteers.used", "participation", "1", better, 0.02, "volunteer time used", "志愿时间利用率", "Share of volunteers' effective time that went to a need of care; the rest met none of its kind.", "志愿者有效时间中用于照护需求的比例；其余时间没有遇到对口的需求。"},
     [](const Account& a) { return ratio(a.tally.volunteer_used, a.tally.volunteer_effective); }},
    {{"volunteers.guidance", "participation", "minutes/hour", better, 0.5, "guidance of volunteers", "志愿者督导", "Social workers' time for guiding volunteers, per hour that these offer.", "志愿者每提供一小时服务所得到的社工督导时间。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.guidance_minutes) * 60.0, static_cast<double>(a.tally.volunteer_minutes)); }},
    {{"volunteers.loss", "participation", "1/year", worse, 0.02, "volunteers who quit", "志愿者流失率", "Volunteers who stopped, per volunteer and year.", "志愿者年退出率。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.volunteer_left) * weeks_of_year, static_cast<double>(a.tally.volunteers)); }},
    {{"volunteers.teams", "participation", "1/community", neutral, 1, "volunteer teams", "志愿队伍数", "Teams with at least one volunteer, per community.", "每社区至少有一名志愿者的队伍数。"},
     [](const Account& a) { return a.stock.teams; }},
    {{"timebank.held", "participation", "hours/resident", neutral, 0.2, "credit held", "时间银行结存", "Hours that residents hold at the time bank, per resident.", "居民在时间银行的人均结存时长。"},
     [](const Account& a) { return a.stock.credit; }},
    {{"timebank.redeemed", "participation", "1", better, 0.02, "credit redeemed", "时间积分兑换率", "Hours redeemed over hours credited; undefined where nothing is credited.", "已兑换时长与入账时长之比；无入账时无值。"},
     [](const Account& a) { return ratio(a.tally.credit_used, a.tally.credit_earned); }},
    {{"leaders", "participation", "1/1000 residents", better, 0.5, "capable residents", "能人数", "Capable residents, of a thousand.", "每千名居民中的能人数。"}, [](const Account& a) { return ratio(1000.0 * a.stock.leaders, a.stock.residents / a.communities); }},
    {{"assets.known", "participation", "1", neutral, 0.02, "abilities known", "社区资产掌握度", "Share known of what residents can and would do.", "已掌握的居民所长与意愿的比例。"}, [](const Account& a) { return a.stock.asset_map; }},
    {{"groups.aid", "participation", "1/community", better, 0.5, "mutual-aid groups", "互助小组数", "Groups of neighbours who help each other, per community.", "每社区的邻里互助小组数。"}, [](const Account& a) { return a.stock.aid_groups; }},
    {{"groups.commons", "participation", "1/community", better, 0.5, "commons groups", "自律小组数", "Groups of neighbours with rules for the commons of their building, per community.", "每社区自定公约、相互督促的楼栋小组数。"}, [](const Account& a) { return a.stock.rule_groups; }},
    {{"activities", "participation", "1/resident/year", better, 0.2, "activities in rooms", "人均到场活动次数", "How often a resident met others in the community's rooms, meetings apart.", "居民人均每年到社区用房参加活动的次数（不含议事会）。"},
     [](const Account& a) { return ratio(per_year(a.tally.activities, a), a.stock.residents); }},
    {{"platform.users", "participation", "1", neutral, 0.02, "users of the platform", "平台使用率", "Share of residents who use the digital platform.", "使用数字平台的居民比例。"}, [](const Account& a) { return a.stock.users; }},
    {{"members", "participation", "1", better, 0.005, "members of organisations", "组织成员比例", "Share of residents in a social organisation.", "参加社会组织的居民比例。"},
     [](const Account& a) { return a.stock.members; }},
    {{"turnout", "participation", "1", better, 0.02, "turnout", "投票率", "Of the last committee election; undefined in other weeks.", "居委会选举投票率（仅选举周有值）。"},
     [](const Account& a) { return ratio(a.tally.votes, a.tally.voters); }},
    {{"efficacy", "participation", "1", better, 0.01, "efficacy", "效能感", "Belief that taking part changes something.", "相信参与能带来改变的程度。"},
     [](const Account& a) { return a.stock.efficacy; }},
    {{"meetings", "participation", "1/community/quarter", better, 0.2, "meetings held", "议事会次数", "Deliberation meetings with a quorum.", "达到法定人数的议事会次数。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.meetings) * weeks_of_quarter, static_cast<double>(a.tally.weeks) * a.communities); }},
    {{"meetings.failed", "participation", "1", worse, 0.05, "meetings without quorum", "流会率", "Share of called meetings that could not begin.", "召集的议事会中未达法定人数的比例。"},
     [](const Account& a) { return ratio(a.tally.failed_meetings, a.tally.failed_meetings + a.tally.meetings); }},
    {{"agreement", "participation", "1", better, 0.05, "agreement", "协商达成率", "Share of meetings that agreed.", "达成一致的议事会比例。"},
     [](const Account& a) { return ratio(a.tally.agreed, a.tally.meetings); }},
    {{"acceptance", "participation", "1", better, 0.02, "acceptance", "方案接受度", "Share of those present who could live with the proposal.", "到会者中能接受方案的比例。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.acceptability) * unit, static_cast<double>(a.tally.meetings)); }},
    {{"execution", "participation", "1", better, 0.05, "execution", "决议执行率", "Share of agreements carried out, of those that were or came to nothing.", "已有结果的协商决议中得到执行的比例。"},
     [](const Account& a) { return ratio(a.tally.executed, a.tally.executed + a.tally.lapsed); }},
    {{"vetoed", "participation", "1", neutral, 0.05, "refused at a gate", "程序否决占比", "Share of agreements that a gate refused, of those carried out or come to nothing.", "已有结果的协商决议中被程序否决的比例。"},
     [](const Account& a) { return ratio(a.tally.vetoed, a.tally.executed + a.tally.lapsed); }},
    {{"voted", "participation", "1/community/year", better, 0.2, "projects by vote", "投票立项数", "Projects that residents chose in the vote on a participatory budget, per community and year.", "每社区每年由居民在参与式预算中投票选定的项目数。"},
     [](const Account& a) { return per_year(a.tally.voted, a) / a.communities; }},
    {{"attendance", "participation", "persons", better, 1, "attendance", "到会人数", "Residents at a meeting.", "每次议事会到会居民数。"},
     [](const Account& a) { return ratio(a.tally.attendance, a.tally.meetings); }},

    {{"trust.neighbours", "trust", "1", better, 0.01, "trust in neighbours", "邻里信任", "Mean over residents.", "居民平均值。"}, [](const Account& a) { return trust_in(a, Trusted::neighbours); }},
    {{"trust.committee", "trust", "1", better, 0.01, "trust in the committee", "对居委会的信任", "Mean over residents; undefined where there is none.", "居民平均值；未设居委会时无值。"}, [](const Account& a) { return of_desk(a, Side::committee, trust_in(a, Trusted::committee)); }},
    {{"trust.station", "trust", "1", better, 0.01, "trust in the station", "对服务站的信任", "Mean over residents; undefined where there is none.", "居民平均值；未设站时无值。"}, [](const Account& a) { return of_desk(a, Side::station, trust_in(a, Trusted::station)); }},
    {{"trust.organisations", "trust", "1", better, 0.01, "trust in organisations", "对社会组织的信任", "Mean over residents.", "居民平均值。"}, [](const Account& a) { return trust_in(a, Trusted::organisations); }},
    {{"trust.property", "trust", "1", better, 0.01, "trust in the property company", "对物业的信任", "Mean over residents.", "居民平均值。"}, [](const Account& a) { return trust_in(a, Trusted::property); }},
    {{"identity", "trust", "1", better, 0.01, "identification", "社区认同", "Mean of trust in neighbours and in the desk that organises residents.", "对邻里与对负责组织居民一方信任的平均。"},
     [](const Account& a) { return a.stock.identity; }},
    {{"expectation", "trust", "1", neutral, 0.01, "expectation", "服务预期", "What residents expect of services.", "居民对服务的预期。"}, [](const Account& a) { return a.stock.expectation; }},
    {{"known", "trust", "1", better, 0.02, "committee known", "居委会知晓率", "Share of residents who know somebody at the committee.", "认识居委会人员的居民比例。"},
     [](const Account& a) { return of_desk(a, Side::committee, a.stock.knows_committee); }},
    {{"known.station", "trust", "1", better, 0.02, "station known", "服务站知晓率", "Share of residents who know somebody at the station.", "认识服务站人员的居民比例。"},
     [](const Account& a) { return of_desk(a, Side::station, a.stock.knows_station); }},

    {{"administration", "burden", "1", worse, 0.02, "administrative share", "居委会行政负担", "Share of committee time for tasks from above and ledgers.", "居委会用于上级任务和台账的时间比例。"},
     [](const Account& a) { return ratio(a.tally.desk_admin[0], a.tally.desk_minutes[0]); }},
    {{"administration.all", "burden", "1", worse, 0.02, "administrative share, all staff", "全部人员行政负担", "The same for committee and station together.", "居委会与服务站合计的行政时间比例。"},
     [](const Account& a) { return ratio(a.tally.desk_admin[0] + a.tally.desk_admin[1], a.tally.desk_minutes[0] + a.tally.desk_minutes[1]); }},
    {{"administration.station", "burden", "1", worse, 0.02, "administrative share, station", "服务站行政负担", "The same for the station.", "服务站的行政时间比例。"},
     [](const Account& a) { return ratio(a.tally.desk_admin[1], a.tally.desk_minutes[1]); }},
    {{"ledgers", "burden", "1", worse, 0.02, "time for ledgers", "台账用时占比", "Share of the desks' time for ledgers and traces.", "居委会与服务站用于台账、留痕的时间比例。"},
     [](const Account& a) { return ratio(a.tally.ledger_minutes, a.tally.desk_minutes[0] + a.tally.desk_minutes[1]); }},
    {{"dissipated", "burden", "hours/1000 residents/week", worse, 0.5, "dissipated time", "耗散时间", "Time that desks, organisations and volunteers leave unused in weeks in which cases wait at a desk of their community, no more than these would take.", "本社区有诉求在工作台等候时，工作台、社会组织和志愿者未用上的时间，以办理这些诉求所需时间为限。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.dissipated_minutes) / 60.0 * 1000.0, static_cast<double>(a.tally.weeks) * a.stock.residents); }},
    {{"idle", "burden", "1", worse, 0.02, "idle time", "空闲时间占比", "Share of the desks' time without anything to do.", "工作人员没有事项可办的时间比例。"},
     [](const Account& a) { return ratio(a.tally.idle_minutes, a.tally.desk_minutes[0] + a.tally.desk_minutes[1]); }},
    {{"help.between", "burden", "1", neutral, 0.01, "mutual help", "居站互助占比", "Share of the desks' time lent to each other; 0 where there is one desk.", "居委会与服务站相互支援的时间比例；只有一方时为0。"},
     [](const Account& a) { return ratio(a.tally.help_minutes, a.tally.desk_minutes[0] + a.tally.desk_minutes[1]); }},
    {{"autonomy", "burden", "1", better, 0.02, "self-government share", "自治工作占比", "Share of time for meetings, organising and visits of its own accord, at the desk that organises residents.", "负责组织居民的一方用于议事、组织培育和自主走访的时间比例。"},
     [](const Account& a) { return ratio(a.tally.autonomy_minutes, a.tally.host_minutes); }},
    {{"agenda.own", "burden", "1", better, 0.05, "agenda raised by residents", "居民议题占比", "Share of agenda items that residents raised.", "议题中由居民提出的比例。"},
     [](const Account& a) { return ratio(a.tally.agenda_own, a.tally.agenda); }},
    {{"tasks.committee", "burden", "items", worse, 3, "tasks on the committee", "居委会承担事项", "Items the committee carries.", "每个居委会承担的事项数。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.items[0]), static_cast<double>(a.tally.weeks) * a.communities); }},
    {{"tasks.station", "burden", "items", neutral, 3, "tasks on the station", "服务站承担事项", "Items the station carries.", "每个服务站承担的事项数。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.items[1]), static_cast<double>(a.tally.weeks) * a.communities); }},
    {{"tasks.violations", "burden", "items", worse, 1, "items in spite of a list", "突破清单的事项", "Items that communities carry although a list keeps them out.", "每个社区承担的清单之外的事项数。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.violations), static_cast<double>(a.tally.weeks) * a.communities); }},
    {{"duplicates", "burden", "1", worse, 0.01, "duplicate entries", "重复填报占比", "Share of the desks' working time spent on entries that were made before.", "工作人员用于重复填报的工作时间比例。"},
     [](const Account& a) { return ratio(a.tally.duplicate_minutes, a.tally.desk_minutes[0] + a.tally.desk_minutes[1]); }},
    {{"strain", "burden", "1", worse, 0.02, "strain", "工作压力", "Mean strain of community workers.", "社区工作者的平均压力。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.strain) * unit, static_cast<double>(a.tally.worker_weeks)); }},
    {{"turnover", "burden", "1/year", worse, 0.02, "turnover", "人员流失率", "Quits per worker and year.", "每名工作人员每年离职率。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.quits) * weeks_of_year, static_cast<double>(a.tally.worker_weeks)); }},
    {{"drawn_upward", "burden", "1/worker/year", worse, 0.01, "drawn upward", "人才上调率", "Workers who left for a post above, per worker and year; quits are counted apart.", "每名工作人员每年流向上级岗位的比率，离职另计。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.drawn_upward) * weeks_of_year, static_cast<double>(a.tally.worker_weeks)); }},
    {{"promoted", "burden", "1/worker/year", neutral, 0.01, "promoted", "晋升率", "Workers who rose by a grade, per worker and year.", "每名工作人员每年晋升一级的比率。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.promoted) * weeks_of_year, static_cast<double>(a.tally.worker_weeks)); }},
    {{"accountability", "burden", "1", better, 0.02, "downward accountability", "对下负责程度", "Time for what residents see and judge (cases, own visits, meetings, organising) over that and time for what is judged from above (tasks, ledgers, ordered visits).", "用于居民可感知、可评议之事（办件、自主走访、议事、组织培育）的时间，占其与用于上级考核之事（任务、台账、规定走访）时间之和的比例。"},
     [](const Account& a) { return ratio(a.tally.answering_minutes, a.tally.answering_minutes + a.tally.ordered_minutes); }},

    {{"cost", "money", "yuan/resident/year", worse, 2, "public cost", "财政成本", "Public money spent per resident and year.", "人均年财政支出。"},
     [](const Account& a) { return ratio(per_year(a.tally.public_fen, a) / 100.0, a.stock.residents); }},
    {{"cost.case", "money", "yuan/case", worse, 5, "public cost per resolved case", "每件解决成本", "Public money spent per resolved case.", "每解决一件事项的财政支出。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.public_fen) / 100.0, static_cast<double>(total(a.tally.resolved))); }},
    {{"misuse", "money", "yuan/resident/year", worse, 0.1, "misused money", "违规使用资金", "Public money for projects, services and organisations that was misused, found or not, per resident and year.", "项目、服务和社会组织经费中被违规使用的财政资金（不论是否查出），人均每年。"},
     [](const Account& a) { return ratio(per_year(a.tally.misused_fen, a) / 100.0, a.stock.residents); }},
    {{"misuse.known", "money", "1/community/year", neutral, 0.1, "misuse made known", "违规曝光次数", "Times that residents learned of misuse, from an audit or by rumour, per community and year.", "每社区每年居民通过审计公开或传闻得知违规的次数。"},
     [](const Account& a) { return per_year(a.tally.exposed, a) / a.communities; }},
    {{"private.spending", "money", "yuan/resident/year", worse, 1, "private spending", "居民自费支出", "What residents paid for needs that they gave up waiting for, per resident and year; no public money.", "居民放弃等待后自费购买的支出，人均每年；不属于财政资金。"},
     [](const Account& a) { return ratio(per_year(a.tally.private_fen, a) / 100.0, a.stock.residents); }},
    {{"dependence.committee", "money", "1", worse, 0.02, "committee's fiscal dependence", "居委会财政依赖", "Public share of the money for community projects; the rest are gifts of households and resident units and the community's fund at a foundation, as the sources name no income of its own.", "社区项目资金中财政所占比例；其余为居民自筹、驻区单位资助和社区基金，资料中未见居委会自有收入。"},
     [](const Account& a) { return ratio(a.tally.projects_public, a.tally.projects_public + a.tally.projects_own + a.tally.projects_units + a.tally.projects_foundation); }},
    {{"nonfiscal", "money", "1", better, 0.02, "money of its own", "非财政资金占比", "Share of the money for projects, organisations and the community's fund that is not public: gifts, dues, donations, profit.", "社区项目、社会组织和社区基金的资金来源中非财政部分（居民自筹、会费、捐赠、经营盈余）的比例。"},
     [](const Account& a) {
       const Tally& t = a.tally;
       const std::int64_t own = t.projects_own + t.projects_units + t.organisations_own + t.donated + t.profit;
       return ratio(own, own + t.projects_public + t.organisations_public + t.foundation_public);
     }},
    {{"applications", "burden", "hours/community/year", worse, 1, "time for applications", "申请资金用时", "Time for applications to departments for project money.", "向部门申请项目资金所用时间。"},
     [](const Account& a) { return per_year(a.tally.application_minutes, a) / 60.0 / a.communities; }},
    {{"waste", "money", "yuan/community/year", worse, 500, "spent where nobody needed it", "无需求支出", "Money that departments spent on projects of their own where no open matter was their concern.", "部门自行安排的项目中，落在没有其职责内未决事项之处的支出。"},
     [](const Account& a) { return per_year(a.tally.wasted_fen, a) / 100.0 / a.communities; }},
    {{"foundation", "money", "yuan/community", neutral, 5000, "community's fund", "社区基金结余", "What the community's fund at a foundation holds.", "社区基金的结余。"}, [](const Account& a) { return a.stock.foundation; }},
    {{"enterprise", "money", "1", neutral, 0.05, "social enterprises", "社会企业存续比例", "Share of communities with an enterprise of their own.", "拥有社区社会企业的社区比例。"}, [](const Account& a) { return a.stock.enterprises; }},
    {{"dependence.organisations", "money", "1", worse, 0.02, "organisations' fiscal dependence", "社会组织财政依赖", "Public share of organisations' income.", "社会组织收入中财政所占比例。"},
     [](const Account& a) { return ratio(a.tally.organisations_public, a.tally.organisations_public + a.tally.organisations_own); }},

    {{"organisations", "organisations", "1/community", better, 0.2, "organisations", "社会组织数", "Registered social organisations per community.", "每社区登记的社会组织数。"}, [](const Account& a) { return a.stock.organisations; }},
    {{"organisations.closed", "organisations", "1/year", worse, 0.02, "organisations that close", "社会组织注销率", "Closures per organisation and year.", "社会组织年注销率。"},
     [](const Account& a) { return ratio(static_cast<double>(a.tally.closed) * weeks_of_year, static_cast<double>(a.tally.organisation_weeks)); }},
    {{"organisations.mission", "organisations", "1", better, 0.01, "mission kept", "使命契合度", "How far organisations follow residents rather than funders.", "社会组织坚持居民需求导向的程度。"},
     [](const Account& a) { return a.stock.organisations > 0.0 ? a.stock.mission : undefined; }},
    {{"organisations.skill", "organisations", "1", better, 0.02, "skill of organisations", "社会组织专业能力", "Mean skill of registered organisations.", "已登记社会组织的平均技能。"},
     [](const Account& a) { return a.stock.organisations > 0.0 ? a.stock.skill : undefined; }},
    {{"organisations.service", "organisations", "hours/resident/year", better, 0.1, "organisations' service", "社会组织服务时长", "Hours of service per resident and year.", "社会组织人均年服务时长。"},
     [](const Account& a) { return ratio(per_year(a.tally.service_minutes, a) / 60.0, a.stock.residents); }},
    {{"counselling", "organisations", "hours/resident/year", better, 0.05, "social workers' casework", "社工个案服务时长", "Social workers' hours for care and disputes, per resident and year; not those within organisations.", "社工办理照护需求和纠纷的时间，人均每年；不含其在社会组织中的服务。"},
     [](const Account& a) { return ratio(per_year(a.tally.counselling_minutes, a) / 60.0, a.stock.residents); }},
    {{"organisations.discovered", "organisations", "1", better, 0.005, "needs found by organisations", "社会组织发现占比", "Share of ended cases that organisations found and met without anybody reporting them.", "已了结事项中由社会组织主动发现并解决、无人反映的比例。"},
     [](const Account& a) { return ratio(a.tally.discovered, ended(a.tally)); }},
    {{"organisations.diversity", "organisations", "1", better, 0.05, "diversity of service", "服务多样性", "Chance that two cases which organisations resolved are of different kinds.", "社会组织解决的事项中任取两件、类别不同的概率。"},
     [](const Account& a) { return diversity(a.tally.served); }},
    {{"partnership", "organisations", "1", better, 0.02, "partnership", "合作关系", "Strength of the tie between desks and partners, which grows with the share of cases that partners settle and with how well they do.", "社区与伙伴组织之间合作关系的强度，随伙伴办结的比例和契合度增长。"}, [](const Account& a) { return a.stock.partnership; }},
    {{"tasks.migrated", "organisations", "1", neutral, 0.02, "tasks at the station", "事项留站比例", "Share of the working time for tasks from above that the station spends.", "用于上级任务的工作时间中服务站所占比例。"},
     [](const Account& a) { return ratio(a.tally.task_minutes[1], a.tally.task_minutes[0] + a.tally.task_minutes[1]); }},

    {{"commons", "commons", "1", better, 0.01, "state of the commons", "公共空间状况", "Order, greenery, repair: mean over buildings.", "秩序、绿化、维修状况（楼栋平均）。"}, [](const Account& a) { return a.stock.commons; }},
    {{"property.service", "commons", "1", better, 0.02, "property service", "物业服务水平", "Effort of property companies; 1 is full service.", "物业公司的服务投入，1为完整服务。"}, [](const Account& a) { return a.stock.service; }},
    {{"property.fees", "commons", "1", better, 0.02, "fees paid", "物业费收缴率", "Share of households that pay the property fee.", "缴纳物业费的家庭比例。"}, [](const Account& a) { return a.stock.fee_paying; }},
    {{"owners.committees", "commons", "1", better, 0.05, "owners' committees", "业委会覆盖率", "Share of estates with an owners' committee.", "成立业委会的小区比例。"}, [](const Account& a) { return a.stock.owners_committees; }},

    {{"gap.hukou", "equity", "1", worse, 0.01, "satisfaction: locals over migrants", "户籍满意度差距", "Locals' satisfaction less migrants'.", "户籍居民与流动人口满意度之差。"}, [](const Account& a) { return gap(a, Group::local, Group::migrant); }},
    {{"gap.age", "equity", "1", neutral, 0.01, "satisfaction: young over old", "年龄满意度差距", "Satisfaction under 35 less that over 60.", "35岁以下与60岁以上满意度之差。"}, [](const Account& a) { return gap(a, Group::young, Group::old); }},
    {{"gap.tenure", "equity", "1", worse, 0.01, "satisfaction: owners over renters", "产权满意度差距", "Owners' satisfaction less renters'.", "业主与租户满意度之差。"}, [](const Account& a) { return gap(a, Group::owner, Group::renter); }},
    {{"satisfaction.spread", "equity", "1", worse, 0.005, "satisfaction: spread between communities", "社区间满意度差异", "Standard deviation of communities' satisfaction; undefined for one community.", "各社区满意度的标准差；只有一个社区时无值。"}, [](const Account& a) { return spread(a, &Stock::satisfaction); }},
    {{"partnership.spread", "equity", "1", worse, 0.02, "partnership: spread between communities", "社区间合作关系差异", "Standard deviation of communities' partnership; undefined for one community.", "各社区合作关系强度的标准差；只有一个社区时无值。"}, [](const Account& a) { return spread(a, &Stock::partnership); }},
    {{"gini", "equity", "1", worse, 0.005, "inequality of satisfaction", "满意度基尼系数", "Gini coefficient over residents, mean over communities.", "居民满意度的基尼系数（社区平均）。"}, [](const Account& a) { return a.stock.gini; }},

    {{"network.degree", "network", "ties", better, 0.1, "ties per resident", "人均关系数", "Mean ties inside the community.", "社区内人均关系数。"}, [](const Account& a) { return a.stock.degree; }},
    {{"network.inequality", "network", "1", worse, 0.005, "inequality of ties", "关系不均衡度", "Gini coefficient of ties per resident inside the community.", "社区内人均关系数的基尼系数。"}, [](const Account& a) { return a.stock.tie_gini; }},
    {{"network.isolates", "network", "1", worse, 0.005, "near-isolates", "近乎孤立者", "Share of residents with at most one tie beyond home.", "家庭之外至多一个关系的居民比例。"}, [](const Account& a) { return a.stock.isolates; }},
    {{"network.assortativity", "network", "1", worse, 0.01, "separation by hukou", "户籍隔离度", "Newman's assortativity of ties by hukou.", "按户籍计算的纽曼同配系数。"}, [](const Account& a) { return a.stock.assortativity; }},
});
// clang-format on

// clang-format off
constexpr auto group_figures = std::to_array<Indicator>({
    {"satisfaction", "service", "1", better, 0.01, "satisfaction", "满意度", "Mean satisfaction.", "平均满意度。"},
    {"coverage", "service", "1", better, 0.02, "needs met", "需求满足率", "Share of ended cases that the desks and their partners resolved.", "已了结事项中由工作台及其伙伴解决的比例。"},
    {"wait", "service", "weeks", worse, 0.5, "mean wait", "平均等待", "Mean wait of resolved cases.", "已解决事项的平均等待周数。"},
    {"fit", "service", "1", better, 0.02, "fit", "服务契合度", "Mean fit of resolved cases.", "已解决事项的平均契合度。"},
    {"participation", "participation", "1", better, 0.01, "taking part", "参与率", "Share who take part.", "参与比例。"},
    {"trust.committee", "trust", "1", better, 0.01, "trust in the committee", "对居委会的信任", "Mean trust in the committee.", "对居委会的平均信任。"},
    {"trust.station", "trust", "1", better, 0.01, "trust in the station", "对服务站的信任", "Mean trust in the station; undefined where there is none.", "对服务站的平均信任；未设站时无值。"},
    {"ways.kin", "service", "1", neutral, 0.02, "met by kin and neighbours", "亲邻解决占比", "Share of ended cases that kin and neighbours met.", "已了结事项中由亲属邻里解决的比例。"},
    {"ways.market", "equity", "1", neutral, 0.01, "bought", "自费购买占比", "Share of ended cases that residents paid for themselves.", "已了结事项中居民自费购买的比例。"},
});
// clang-format on

// clang-format off
constexpr auto group_table = std::to_array<models::Term>({
    {"hukou.local", "locals", "户籍居民"}, {"hukou.migrant", "migrants", "流动人口"},
    {"age.young", "under 35", "35岁以下"}, {"age.middle", "35 to 59", "35至59岁"}, {"age.old", "60 and over", "60岁及以上"},
    {"tenure.owner", "owners", "业主"}, {"tenure.renter", "renters", "租户"},
    {"estate.mixed", "mixed estates", "混合型小区居民"}, {"estate.danwei", "work-unit estates", "单位型小区居民"},
    {"estate.commercial", "commercial estates", "商品房小区居民"}, {"estate.resettlement", "resettlement estates", "安置小区居民"},
    {"estate.village", "villages in the city", "城中村居民"},
});
// clang-format on
static_assert(group_table.size() == group_count);

}  // namespace

std::span<const Indicator> indicators() {
  static const auto table = [] {
    std::array<Indicator, figure_table.size()> result;
    std::transform(figure_table.begin(), figure_table.end(), result.begin(),
                   [](const Figure& f) { return f.indicator; });
    return result;
  }();
  return table;
}

std::span<const models::Term> groups() { return group_table; }
std::span<const Indicator> group_indicators() { return group_figures; }

std::vector<double> indicator_values(const Account& account) {
  std::vector<double> values(figure_table.size());
  std::transform(figure_table.begin(), figure_table.end(), values.begin(),
                 [&](const Figure& f) { return f.value(account); });
  return values;
}

std::vector<double> group_indicator_values(const GroupTally& t, const Stock& s, Group g,
                                           const std::array<bool, 2>& desks) {
  const auto resolved = static_cast<double>(t.resolved[g]);
  return {group_mean(s.group_satisfaction, s, g),
          ratio(t.resolved[g], t.ended[g]),
          ratio(static_cast<double>(t.wait[g]), resolved),
          ratio(static_cast<double>(t.fit[g]) * unit, resolved),
          group_mean(s.group_active, s, g),
          desks[at(Side::committee)] ? group_mean(s.group_trust, s, g) : undefined,
          desks[at(Side::station)] ? group_mean(s.group_station, s, g) : undefined,
          ratio(t.kin[g], t.ended[g]),
          ratio(t.bought[g], t.ended[g])};
}

}  // namespace liandong::governance
