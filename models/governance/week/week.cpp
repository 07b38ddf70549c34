#include "models/governance/week/week.h"

#include "models/governance/world/world.h"

namespace liandong::governance {

// Each in the file of its name. Those marked true below concern one community at a time, so that one community may go
// through several while another has not begun; see sim::Phase.
void run_budgets(World&, const sim::Execution&);
void run_calendar(World&, const sim::Execution&);
void run_needs(World&, const sim::Execution&);
void run_reporting(World&, const sim::Execution&);
void run_tasks(World&, const sim::Execution&);
void run_effort(World&, const sim::Execution&);
void run_casework(World&, const sim::Execution&);
void run_participation(World&, const sim::Execution&);
void run_deliberation(World&, const sim::Execution&);
void run_teams(World&, const sim::Execution&);
void run_delivery(World&, const sim::Execution&);
void run_experience(World&, const sim::Execution&);
void run_assessment(World&, const sim::Execution&);
void run_workforce(World&, const sim::Execution&);
void run_indicators(World&, const sim::Execution&);
void run_offices(World&, const sim::Execution&);
void run_commons(World&, const sim::Execution&);
void run_settlement(World&, const sim::Execution&);
void run_organisations(World&, const sim::Execution&);
void run_ties(World&, const sim::Execution&);
void run_closing(World&, const sim::Execution&);

std::span<const WeekPhase> phases() {
  using Names = std::vector<std::string>;
  static const Names state = {"resident.*", "community.*", "committee.*", "station.*"};
  static const std::vector<WeekPhase> list = {
      {{"budgets", {"money.*"}, {"money.*"}, run_budgets},
       {"Yearly budgets; the money of a desk that is no more goes to the other.",
        "下达年度预算，撤销一方的结余转给另一方。"}},
      {{"calendar",
        {"resident.*", "building.commons"},
        {"worker.*", "committee.posts", "station.posts", "committee.moved", "station.moved", "committee.staff",
         "station.staff", "community.social_workers", "community.mandate", "community.dependence", "resident.efficacy",
         "resident.need_threshold", "building.party_members", "record.*"},
        run_calendar,
        true},
       {"Posts and elections.", "岗位与选举。"}},
      {{"needs",
        {"resident.need_threshold", "resident.dependence", "resident.opinion", "building.commons"},
        {"case.*", "resident.open_cases", "record.*"},
        run_needs,
        true},
       {"Needs arise (M1).", "需求产生（M1）。"}},
      {{"reporting",
        {"resident.*", "household.*", "committee.visits", "station.visits", "committee.organising",
         "station.organising", "community.trips", "community.success", "building.party_members", "ties.*"},
        {"case.*", "experience.*", "household.visited_week", "resident.contacts", "resident.knows",
         "resident.open_cases", "building.commons_cases", "building.aid_left", "organisation.service_left",
         "organisation.served", "organisation.reputation", "community.service_minutes", "resident.credit",
         "community.asset_map", "community.credit", "community.redemption", "community.volunteer_service",
         "community.privacy_doubt", "record.*"},
        run_reporting,
        true},
       {"Visits and party members find needs; residents report, find help near by, buy or give up (M2).",
        "走访与党员发现需求，居民反映、由亲邻解决、自费购买或放弃（M2）。"}},
      {{"tasks",
        {"community.slack", "department.backlog_weeks"},
        {"committee.items", "station.items", "community.station_share", "community.arranged_share", "community.agenda",
         "community.role_clarity", "community.role_minutes", "community.violations", "record.*"},
        run_tasks,
        true},
       {"Departments push tasks down; lists keep some out (M6).", "部门下派任务，准入清单挡下一部分（M6）。"}},
      {{"effort",
        {"case.*", "committee.*", "station.*", "community.mandate", "community.embedded", "household.visited_week",
         "resident.*", "worker.*"},
        {"committee.*", "station.*", "community.slack", "community.broker_minutes", "community.units",
         "community.doors_due", "community.unasked", "community.diverted", "community.organised_minutes",
         "community.street_minutes", "community.manager_minutes", "community.liaison_minutes",
         "community.organisation_minutes", "community.aid_minutes", "community.rule_minutes", "record.*"},
        run_effort,
        true},
       {"Desks divide their time (M5).", "居委会和服务站分配工时（M5）。"}},
      {{"casework",
        {"case.*", "committee.*", "station.*", "organisation.*", "estate.service", "resident.*", "worker.*"},
        {"case.*",
         "experience.*",
         "committee.*",
         "station.*",
         "organisation.service_left",
         "organisation.served",
         "organisation.reputation",
         "community.broker_minutes",
         "community.joint_share",
         "community.joint_fit",
         "community.agenda",
         "community.agenda_own",
         "community.service_minutes",
         "community.volunteer_service",
         "community.mediator_minutes",
         "community.counselled",
         "community.caseload",
         "community.summons",
         "building.commons_cases",
         "resident.open_cases",
         "record.*"},
        run_casework,
        true},
       {"Cases are worked on, handed to partners and passed up; answers come back (M3, C4).",
        "办理诉求：自行处理、移交伙伴、上报，收到答复（M3、C4）。"}},
      {{"participation",
        {"resident.*", "ties.*", "team.motivation", "organisation.*", "community.seated"},
        {"resident.roles", "resident.active_weight", "resident.organisation", "resident.team",
         "resident.contribution_next", "building.giving", "record.*"},
        run_participation,
        true},
       {"Residents are asked, take part, volunteer and give (M7, M8, M14).",
        "居民受邀、参与、做志愿者、为公共空间出力（M7、M8、M14）。"}},
      {{"deliberation",
        {"resident.*", "building.*", "community.agenda", "community.converted", "community.units",
         "committee.deliberation", "station.deliberation", "committee.staff", "station.staff", "money.*"},
        {"community.meeting_minutes", "community.agenda", "community.agenda_own", "resident.opinion",
         "resident.project", "resident.open_cases", "building.commons", "building.commons_cases",
         "building.project_minutes", "building.project_from", "building.project_until", "building.project_accepted",
         "case.*", "experience.*", "money.*", "record.*"},
        run_deliberation,
        true},
       {"Meetings, decisions, projects (M11).", "议事、决议与项目（M11）。"}},
      {{"teams",
        {"resident.*", "ties.*", "committee.organising", "station.organising", "community.seated"},
        {"resident.roles", "resident.team", "team.*", "community.aid_groups", "community.aid_minutes",
         "community.rule_groups", "community.rule_minutes", "building.aid_members", "building.rule_members"},
        run_teams,
        true},
       {"Volunteers gather in teams, neighbours in groups; capable residents emerge (M14, M16, P50, P51).",
        "志愿者组队，邻里结成小组，能人涌现（M14、M16、P50、P51）。"}},
      {{"delivery",
        {"resident.*", "worker.*", "organisation.*", "household.*", "estate.*", "committee.organising",
         "station.organising", "committee.staff", "station.staff", "team.members", "building.*"},
        {"community.*", "team.motivation", "resident.credit", "household.pays_fee", "household.signs", "estate.*",
         "record.*"},
        run_delivery,
        true},
       {"Volunteers make time, activities fill the rooms; owners and property companies settle (M12, M14, M18).",
        "志愿者提供服务，居民到场活动，业主与物业结算（M12、M14、M18）。"}},
      {{"experience",
        {"experience.*", "resident.*", "ties.*", "estate.service", "building.commons"},
        {"resident.*", "household.visited_week", "household.signs", "experience.*", "case.*", "acquaintance.*",
         "building.commons_cases", "community.credit", "record.*"},
        run_experience,
        true},
       {"Experience changes trust, expectation and satisfaction and is talked about; households move (M9, M10).",
        "经历改变信任、期望与满意度，并口口相传；住户迁居（M9、M10）。"}},
      {{"assessment",
        state,
        {"resident.roles", "committee.weights", "station.weights", "committee.pay_factor", "station.pay_factor",
         "committee.score", "station.score", "committee.fund_factor", "station.fund_factor"},
        run_assessment,
        true},
       {"Desks learn what counts; pay and budgets follow.", "考核引导工作台的重心，并影响工资和预算。"}},
      {{"workforce",
        {"case.*", "committee.*", "station.*", "worker.*", "community.caseload"},
        {"worker.*", "committee.staff", "station.staff", "committee.skill", "station.skill", "committee.strain",
         "station.strain", "committee.grades", "station.grades", "record.*"},
        run_workforce,
        true},
       {"Strain, quits, hiring, learning (M15).", "压力、离职、招聘与培训（M15）。"}},
      {{"indicators",
        {"record.*", "resident.*", "ties.*", "community.privacy_doubt"},
        {"record.*", "community.trips", "community.success"},
        run_indicators,
        true},
       {"What residents have seen of late; attitudes are averaged.", "更新近期印象，计算态度均值。"}},
      {{"offices", {"case.*", "street.*", "department.*"}, {"case.*", "street.*", "department.*"}, run_offices},
       {"Street and departments work off what came up (M4).", "街道和部门办理上报事项（M4）。"}},
      {{"commons",
        {"resident.contribution_next", "resident.moved_in", "building.giving", "estate.service"},
        {"resident.active_weight", "resident.contribution", "building.commons"},
        run_commons},
       {"Examples are seen elsewhere; gifts and property companies keep up the commons (M8).",
        "外社区看到示范；居民出力与物业服务维护公共空间（M8）。"}},
      {{"settlement",
        {"committee.*", "station.*", "organisation.*", "community.*", "worker.*", "street.spent", "department.spent"},
        {"money.*", "minutes.*", "committee.bought", "station.bought", "community.hired_minutes", "community.converted",
         "community.foundation", "community.enterprise", "community.embedded", "organisation.income_public",
         "organisation.income_own", "organisation.arrears", "organisation.paid_fen", "organisation.service_minutes",
         "organisation.service_left", "organisation.service_skill", "community.service_minutes", "record.*"},
        run_settlement},
       {"Money and working time settle; contracts pay for next week's service.",
        "资金与工时入账，合同款形成下周服务时间。"}},
      {{"organisations",
        {"resident.*", "ties.*", "organisation.*", "money.*", "committee.*", "station.*", "community.success"},
        {"resident.organisation", "organisation.*", "money.*", "community.station_share", "record.*"},
        run_organisations},
       {"Organisations form, bid, drift and close; tasks may migrate (M16).",
        "社会组织发起、投标、变化与退出，事项移交（M16）。"}},
      {{"ties",
        {"resident.*", "ties.*", "acquaintance.*"},
        {"ties.*", "acquaintance.*", "resident.tie_weight", "resident.active_weight"},
        run_ties},
       {"Ties strengthen, fade and begin (M13).", "往来关系增强、淡化与新生（M13）。"}},
      {{"closing",
        {"record.*", "case.*", "organisation.*"},
        {"record.*", "cases.*", "community.hotline_rank", "world.week"},
        run_closing},
       {"The week's counts go to the quarter's; every ledger is checked.", "本周计数并入季度，核对账本。"}},
  };
  return list;
}

sim::Plan<World> week() {
  return sim::Plan<World>({phases().begin(), phases().end()}, [](const World& world) { return world.communities(); });
}

}  // namespace liandong::governance
