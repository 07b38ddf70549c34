#include "models/governance/words.h"

#include <array>

namespace liandong::governance {
namespace {

// clang-format off
constexpr auto theme_table = std::to_array<models::Theme>({
    {"service", {"Services", "服务与办事"}},
    {"participation", {"Participation", "参与"}},
    {"trust", {"Satisfaction and trust", "满意与信任"}},
    {"burden", {"Burden on the community", "基层负担"}},
    {"money", {"Money", "经费与成本"}, true},
    {"organisations", {"Social organisations", "社会组织"}},
    {"commons", {"Commons and property", "公共空间与物业"}},
    {"equity", {"Equity", "公平"}},
    {"network", {"Relationships", "关系网络"}},
});

constexpr auto ledger_table = std::to_array<models::LedgerText>({
    {"money", {"Public money", "公共资金"}, "yuan", 0.01, "treasury", "households"},
    {"minutes", {"Working time", "工作时间"}, "hours", 1.0 / 60.0, "working time", ""},
});

constexpr auto account_table = std::to_array<models::Term>({
    {"treasury", {"treasury", "财政"}},
    {"households", {"households", "居民家庭"}},
    {"payroll", {"staff pay", "人员工资"}},
    {"contractors", {"contractors", "工程与采购"}},
    {"committee fund", {"committee fund", "居委会经费"}},
    {"station fund", {"station fund", "服务站经费"}},
    {"committee services", {"committee: services bought", "居委会购买服务"}},
    {"station services", {"station: services bought", "服务站购买服务"}},
    {"departments' projects", {"departments' projects", "部门项目资金"}},
    {"street pay", {"street office's pay", "街道人员工资"}},
    {"departments' time", {"departments' time", "职能部门工时"}},
    {"mediators", {"mediators from outside", "第三方调解员"}},
    {"auditors", {"auditors from outside", "第三方审计"}},
    {"misused", {"misused", "违规使用"}},
    {"hotline", {"hotline", "热线"}},
    {"audits of lists", {"audits of lists", "清单监督"}},
    {"information platforms", {"information platforms", "信息平台"}},
    {"training", {"training", "培训"}},
    {"venues", {"rooms", "社区用房"}},
    {"purchase pot", {"purchase of services", "购买服务资金"}},
    {"party fund", {"party fund", "党建经费"}},
    {"organisations", {"social organisations", "社会组织"}},
    {"community foundation", {"community foundation", "社区基金会"}},
    {"social enterprises", {"social enterprises", "社会企业"}},
    {"joint committee", {"joint committee with units", "联合党委统筹资金"}},
    {"donor units", {"firms and units that give", "捐赠单位"}},
    {"property companies", {"property companies", "物业公司"}},
    {"working time", {"working time", "可用工时"}},
    {"committee tasks", {"committee: tasks from above", "居委会·上级任务"}},
    {"committee ledgers", {"committee: paperwork", "居委会·台账"}},
    {"committee casework", {"committee: casework", "居委会·办理诉求"}},
    {"committee visits", {"committee: visits", "居委会·走访"}},
    {"committee deliberation", {"committee: deliberation", "居委会·议事协商"}},
    {"committee organising", {"committee: organising", "居委会·组织培育"}},
    {"committee training", {"committee: training", "居委会·培训"}},
    {"committee idle", {"committee: idle", "居委会·空闲"}},
    {"committee help", {"committee: help for the station", "居委会·支援服务站"}},
    {"station tasks", {"station: tasks from above", "服务站·上级任务"}},
    {"station ledgers", {"station: paperwork", "服务站·台账"}},
    {"station casework", {"station: casework", "服务站·办理诉求"}},
    {"station visits", {"station: visits", "服务站·走访"}},
    {"station deliberation", {"station: deliberation", "服务站·议事协商"}},
    {"station organising", {"station: organising", "服务站·组织培育"}},
    {"station training", {"station: training", "服务站·培训"}},
    {"station idle", {"station: idle", "服务站·空闲"}},
    {"station help", {"station: help for the committee", "服务站·支援居委会"}},
    {"social work", {"social workers: guiding volunteers", "专业社工·督导志愿者"}},
    {"counselling", {"social workers: cases", "专业社工·个案与调解"}},
    {"mediation", {"mediators from outside", "第三方调解"}},
    {"voice channel", {"voice channel", "民意直通车"}},
    {"audit", {"auditors from outside", "第三方审计"}},
    {"stability work", {"social workers: stability work", "专业社工·维稳"}},
    {"volunteers", {"volunteers", "志愿者"}},
    {"mutual aid", {"mutual aid", "邻里互助"}},
    {"party members' visits", {"party members: visits", "党员·走访"}},
    {"organisations' service", {"organisations' services", "社会组织服务"}},
    {"organisations' organising", {"organisations: organising", "社会组织·组织培育"}},
    {"street organising", {"street office: organising", "街道·组织培育"}},
    {"street cases", {"street office", "街道办理"}},
    {"department cases", {"departments", "职能部门办理"}},
});

constexpr auto unit_table = std::to_array<models::Term>({
    {"action", {"action", "行动"}},
    {"alternative", {"alternative", "方案"}},
    {"ask", {"ask", "次动员"}},
    {"active", {"active", "参与"}},
    {"active resident", {"active resident", "参与居民"}},
    {"assessment", {"assessment", "次考核"}},
    {"case", {"case", "件"}},
    {"communities", {"communities", "个社区"}},
    {"community", {"community", "社区"}},
    {"consideration", {"consideration", "次考虑"}},
    {"contacts", {"contacts", "次接触"}},
    {"department", {"department", "部门"}},
    {"departments", {"departments", "个部门"}},
    {"disputes", {"disputes", "起纠纷"}},
    {"estates", {"estates", "个小区"}},
    {"experience", {"experience", "次经历"}},
    {"gate", {"gate", "道程序"}},
    {"gates", {"gates", "道程序"}},
    {"hour", {"hour", "小时"}},
    {"hours", {"hours", "小时"}},
    {"household", {"household", "户"}},
    {"households", {"households", "户"}},
    {"item", {"item", "项"}},
    {"items", {"items", "项"}},
    {"joint", {"joint", "联合"}},
    {"leader", {"leader", "骨干"}},
    {"level", {"level", "级"}},
    {"levels", {"levels", "级"}},
    {"10 years", {"10 years", "10岁"}},
    {"log", {"log", "对数"}},
    {"logit", {"logit", "对数几率"}},
    {"matter", {"matter", "项议题"}},
    {"meetings", {"meetings", "次会议"}},
    {"member", {"member", "人"}},
    {"minutes", {"minutes", "分钟"}},
    {"month", {"month", "月"}},
    {"m²", {"m²", "平方米"}},
    {"need", {"need", "件诉求"}},
    {"needs", {"needs", "件诉求"}},
    {"office", {"office", "个机构"}},
    {"organisations", {"organisations", "个组织"}},
    {"organising", {"organising", "组织培育"}},
    {"person", {"person", "人"}},
    {"persons", {"persons", "人"}},
    {"quarter", {"quarter", "季"}},
    {"request", {"request", "次申请"}},
    {"resident", {"resident", "人"}},
    {"residents", {"residents", "居民"}},
    {"rounds", {"rounds", "轮"}},
    {"sd", {"sd", "标准差"}},
    {"tie", {"tie", "条关系"}},
    {"ties", {"ties", "条关系"}},
    {"trip", {"trip", "趟"}},
    {"trips", {"trips", "趟"}},
    {"units", {"units", "个单位"}},
    {"visit", {"visit", "次走访"}},
    {"visits", {"visits", "次"}},
    {"volunteer", {"volunteer", "名志愿者"}},
    {"volunteers", {"volunteers", "名志愿者"}},
    {"teams", {"teams", "支队伍"}},
    {"week", {"week", "周"}},
    {"weeks", {"weeks", "周"}},
    {"worker", {"worker", "工作人员"}},
    {"year", {"year", "年"}},
    {"years", {"years", "岁"}},
    {"yuan", {"yuan", "元"}},
});

// clang-format on

constexpr auto limit_table = std::to_array<models::Words>({
    {"Intervals hold chance only. Many values are assumed, and changing a single one, such as the approval levels of "
     "one "
     "path or what satisfaction is about, can turn who leads in satisfaction: findings.md shows which do.",
     "区间只反映随机性。许多数值属于假定，只改其中一个（例如某条路径的审批层级，或满意度包含什么），满意度谁领先就可能"
     "反转；"
     "哪些数值如此，见 findings.zh-CN.md。"},
    {"No measured head-to-head outcomes of cities were found (Baotou against Nanjing, say), so the conclusions cannot "
     "be "
     "checked against them; they say what follows from these rules.",
     "没有找到任何城市间的正面对照数据（例如包头与南京），因此结论不能用实测结果检验；它说明的是在这些规则之下会发生什"
     "么。"},
    {"Officials' motives enter through assessment weights only.", "干部的动机只通过考核权重体现。"},
});

}  // namespace

std::span<const models::Words> limits() { return limit_table; }
std::span<const models::Theme> themes() { return theme_table; }
std::span<const models::LedgerText> ledgers() { return ledger_table; }
std::span<const models::Term> accounts() { return account_table; }
std::span<const models::Term> units() { return unit_table; }

}  // namespace liandong::governance
