#include "models/governance/parameters/census.h"

#include <algorithm>
#include <array>

#include "models/governance/parameters/parameters.h"

namespace liandong::governance {
namespace {

using Numbers = std::span<const double>;

double as_it_stands(Numbers numbers) { return numbers[0]; }

/// In Beijing, Tianjin, Shanghai and Chongqing moves between counties of the province stay within the city.
bool is_municipality(double code) {
  constexpr std::array municipalities = {11, 12, 31, 50};
  return std::ranges::find(municipalities, static_cast<int>(code / 10000)) != municipalities.end();
}

/// Of code and the shares registered in another county of the province and in another province. Of the former those are
/// migrants who come from another city; the table does not say how many, so that half are taken.
double floating_share(Numbers numbers) { return numbers[2] + (is_municipality(numbers[0]) ? 0.0 : 0.5 * numbers[1]); }

/// Of the same and the shares of dwellings that are self-built, bought and inherited: the rate among locals at which
/// all households own as many, migrants owning less often by the model's ratio.
double owner_share(Numbers numbers) {
  const double owned = numbers[3] + numbers[4] + numbers[5];
  const double floating = floating_share(numbers), ratio = default_setting().mechanisms.ownership_ratio;
  return std::min(1.0, owned / (1.0 - floating + floating / ratio));
}

}  // namespace

std::vector<models::CensusRule> census_rules() {
  constexpr std::string_view county = "registered_other_county_same_province", province = "registered_other_province";
  return {
      {"place.household_size", {"household_size"}, as_it_stands, {"persons of a family household", "家庭户平均人数"}},
      {"place.share_under_15", {"share_under_15"}, as_it_stands, {"as in the table", "取自普查表"}},
      {"place.share_over_60", {"share_over_60"}, as_it_stands, {"as in the table", "取自普查表"}},
      {"context.floating_share",
       {"code", county, province},
       floating_share,
       {"registered in another province, and half of those from another county of the province (none in the four "
        "municipalities)",
        "户籍在外省者，加上户籍在省内外县者的一半（四个直辖市不加）"}},
      {"place.owner_share",
       {"code", county, province, "housing_self_built", "housing_purchased", "housing_inherited"},
       owner_share,
       {"dwellings built, bought or inherited; what locals must own if migrants own a third as often, at most 1",
        "自建、购买或继承的住房；按流动家庭自有率为户籍家庭三分之一折算，至多为 1"}},
  };
}

}  // namespace liandong::governance
