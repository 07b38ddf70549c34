#include <array>

#include "models/governance/parameters/parameters.h"

namespace liandong::governance {

std::span<const ParameterOf<Place>> place_definitions() {
  using P = Place;
  // clang-format off
  static constexpr auto definitions = std::to_array<ParameterOf<Place>>({
      {{"place.communities", "communities", 1, 10000, 12, true, "evidence C1", "communities", "社区数", "Communities of the place.", "该地的社区数。"}, &P::communities},
      {{"place.communities_per_street", "communities", 1, 1000, 6, true, "evidence C1; B2: twelve in a Shanghai street", "communities per street", "每街道社区数", "Communities that one street office serves.", "一个街道办事处所辖社区数。"}, &P::communities_per_street},
      {{"place.departments", "departments", 1, 8, 6, true, "evidence C1", "departments", "职能部门数", "District departments that deal with communities.", "与社区打交道的区级部门数。"}, &P::departments},
      {{"place.households", "households", 1, 20000, 3000, true, "S2 二(一)", "households per community", "每社区户数", "Households of one community.", "每个社区的户数。"}, &P::households},
      {{"place.household_size", "residents", 1, 6, 2.62, false, "evidence B2: census 2020", "household size", "户均人数", "Mean residents of a household.", "户均常住人数。"}, &P::household_size},
      {{"place.households_per_building", "households", 2, 400, 60, true, "assumed", "households per building", "每栋户数", "Households of one building.", "每栋住宅楼的户数。"}, &P::households_per_building},
      {{"place.estates", "estates", 1, 60, 3, true, "assumed", "estates per community", "每社区小区数", "Housing estates of a community, each with its property company.", "每个社区的住宅小区数，各有物业公司。"}, &P::estates},
      {{"place.share_under_15", "1", 0, 0.5, 0.18, false, "assumed, near the 2020 census", "share under 15", "15岁以下比例", "Share of residents under 15 years.", "15岁以下居民比例。"}, &P::share_under_15},
      {{"place.share_over_60", "1", 0, 0.6, 0.187, false, "evidence B2: census 2020", "share over 60", "60岁以上比例", "Share of residents of 60 years and more.", "60岁及以上居民比例。"}, &P::share_over_60},
      {{"place.owner_share", "1", 0, 1, 0.75, false, "assumed", "owners among locals", "户籍家庭自有住房率", "Share of local households that own their home; of migrants' a third of that.", "户籍家庭自有住房比例；流动家庭为其三分之一。"}, &P::owner_share},
      {{"place.party_share", "1", 0, 1, 0.08, false, "assumed", "party members", "党员比例", "Share of adults who are party members.", "成年人中党员比例。"}, &P::party_share},
      {{"place.flexible_share", "1", 0, 1, 0.2, false, "S0 三(二)4; size assumed", "flexible workers", "灵活就业比例", "Share of working-age residents with flexible work and more free time.", "劳动年龄居民中时间较灵活者的比例。"}, &P::flexible_share},
      {{"place.street_staff", "persons/community", 0, 100, 8, false, "assumed", "street staff", "街道人员", "Staff of the street office per community it serves.", "街道办事处按所辖社区平均的人员数。"}, &P::street_staff},
      {{"place.staff_cost", "yuan/year", 0, 500000, 48000, false, "assumed for Baotou 2012", "cost of a worker", "人员年成本", "Yearly cost of a community worker at a wage ratio of one.", "工资比为1时一名社区工作者的年成本。"}, &P::staff_cost},
      {{"place.social_worker_cost", "yuan/year", 0, 500000, 60000, false, "assumed for Baotou 2012", "cost of a social worker", "社工年成本", "Yearly cost of a professional social worker at a wage ratio of one.", "工资比为1时一名专业社工的年成本。"}, &P::social_worker_cost},
      {{"place.party_fund", "yuan/member/year", 0, 5000, 300, false, "S2 三(五)", "party fund", "党组织经费", "Public money per party member and year for the community party organisation.", "按党员人数每年拨付的社区党组织经费。"}, &P::party_fund},
      {{"place.venue_area", "m²", 10, 5000, 300, false, "S2 三(二)", "venue", "社区用房", "Rooms of the community; a person at a meeting needs three square metres.", "社区用房面积；议事每人约需三平方米。"}, &P::venue_area},
      {{"place.election_first_week", "weeks", 0, 5000, 269, true, "S2 三(三): March 2015 with a burn-in of 104 weeks before 2012", "first election", "首次选举", "Week, burn-in included, in which the first committee election begins.", "首次居委会选举开始的周（含预热期）。"}, &P::election_first_week},
      {{"place.election_interval_weeks", "weeks", 26, 520, 156, true, "evidence B2: three years then, five since 2018", "term", "任期", "Weeks between committee elections.", "居委会选举间隔周数。"}, &P::election_interval_weeks},
      {{"place.election_weeks", "weeks", 1, 52, 25, true, "S2 三(三): March to August 2015", "length of an election", "选举历时", "Weeks an election takes from announcement to result.", "选举从启动到结束的周数。"}, &P::election_weeks},
      {{"place.initial_organisations", "1/community", 0, 20, 0.8, false, "assumed, below the 2.0 of mid-2015 (S2 三(四))", "organisations at the start", "初始社会组织数", "Registered social organisations per community when the run begins.", "模拟开始时每社区登记的社会组织数。"}, &P::initial_organisations},
      {{"place.initial_committee_items", "items", 0, 400, 120, true, "assumed", "tasks at the start", "初始事项数", "Items that committees carry in the first month.", "首月居委会承担的事项数。"}, &P::initial_committee_items},
  });
  // clang-format on
  static_assert(models::is_complete<Place>(definitions));
  return definitions;
}

std::span<const ParameterOf<Context>> context_definitions() {
  using C = Context;
  // clang-format off
  static constexpr auto definitions = std::to_array<ParameterOf<Context>>({
      {{"context.floating_share", "1", 0, 1, 0.266, false, "evidence B2: 2020 national", "migrants", "流动人口比例", "Share of households without local hukou.", "非户籍家庭比例。"}, &C::floating_share},
      {{"context.heterogeneity", "1", 0, 1, 0.35, false, "evidence C5 (context); level assumed", "heterogeneity", "异质性", "Spread of opinions and preferences between residents.", "居民意见与偏好的离散程度。"}, &C::heterogeneity},
      {{"context.civic_intercept", "logit", -8, 4, -2.9, false, "evidence M7 (b0), C8; fitted to 5–10% active", "civic tradition", "公民参与传统", "b0: log-odds of taking part where neighbours just meet one's threshold and trust is average.", "b0：邻里参与恰达阈值、信任一般时参与的对数几率。"}, &C::civic_intercept},
      {{"context.organisation_readiness", "1", 0, 1, 0.35, false, "P1; level assumed", "readiness of organisations", "社会组织成熟度", "Skill of social organisations and readiness of people to found them.", "社会组织的专业能力和民间发起意愿。"}, &C::organisation_readiness},
      {{"context.fiscal_base", "1", 0, 3, 1, false, "evidence C5 (context)", "fiscal base", "财政基础", "Share of promised public money that arrives.", "承诺的财政资金实际到位的比例。"}, &C::fiscal_base},
      {{"context.target_pressure", "1", 0, 3, 1, false, "P10; level assumed", "target pressure", "指标压力", "Factor on what departments push down.", "部门任务下压的倍数。"}, &C::target_pressure},
      {{"context.shock_week", "weeks", 0, 5000, 0, true, "S1 3.3 (shocks)", "start of a shock", "冲击开始周", "Week, burn-in included, in which a shock begins.", "冲击开始的周（含预热期）。"}, &C::shock_week},
      {{"context.shock_weeks", "weeks", 0, 520, 0, true, "S1 3.3; 0 for none", "length of a shock", "冲击持续周数", "Weeks for which needs are raised; 0 for no shock.", "需求增加的持续周数；0为无冲击。"}, &C::shock_weeks},
      {{"context.shock_size", "1", 0, 10, 1, false, "assumed", "size of a shock", "冲击强度", "Needs during a shock are raised by this share.", "冲击期间需求增加的比例。"}, &C::shock_size},
  });
  // clang-format on
  static_assert(models::is_complete<Context>(definitions));
  return definitions;
}

Setting default_setting() {
  Setting setting;
  setting.place = defaults(place_definitions());
  setting.context = defaults(context_definitions());
  setting.mechanisms = defaults(mechanism_definitions());
  return setting;
}

}  // namespace liandong::governance
