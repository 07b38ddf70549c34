#include "analysis/report/unit_names.h"

#include <gtest/gtest.h>

namespace liandong::analysis::report {
namespace {

using models::Language;

models::Catalogue words() {
  models::Catalogue catalogue;
  catalogue.units = {{"yuan", {"yuan", "元"}},
                     {"resident", {"resident", "居民"}},
                     {"active resident", {"active resident", "参与居民"}},
                     {"residents", {"residents", "居民"}},
                     {"community", {"community", "社区"}},
                     {"persons", {"persons", "人"}},
                     {"households", {"households", "户"}},
                     {"ties", {"ties", "条关系"}},
                     {"log", {"log", "对数"}},
                     {"sd", {"sd", "标准差"}},
                     {"year", {"year", "年"}},
                     {"week", {"week", "周"}}};
  return catalogue;
}

std::string en(std::string_view unit) { return unit_name(unit, words(), Language::en).name; }
std::string zh(std::string_view unit) { return unit_name(unit, words(), Language::zh).name; }

TEST(UnitName, IsComposedByOneRuleInEachLanguage) {
  EXPECT_EQ(en("yuan/resident/year"), "yuan per resident and year");
  EXPECT_EQ(zh("yuan/resident/year"), "元/居民/年");
  EXPECT_EQ(en("1/week"), "per week");
  EXPECT_EQ(zh("1/week"), "每周");
  EXPECT_EQ(en("1/resident/week"), "per resident and week");
  EXPECT_EQ(zh("1/resident/week"), "每居民、每周");
  EXPECT_EQ(en("log sd"), "log sd");
  EXPECT_EQ(zh("log sd"), "对数标准差");
}

TEST(UnitName, OfAPureNumberIsEmpty) {
  EXPECT_EQ(en("1"), "");
  EXPECT_EQ(zh("1"), "");
  EXPECT_EQ(en(""), "");
}

TEST(UnitName, GroupsDigitsInEnglishAndCountsInTenThousandsInChinese) {
  EXPECT_EQ(en("persons/3000 households"), "persons per 3,000 households");
  EXPECT_EQ(zh("persons/3000 households"), "人/3000户");
  EXPECT_EQ(en("persons/10000 residents"), "persons per 10,000 residents");
  EXPECT_EQ(zh("persons/10000 residents"), "人/万居民");
  EXPECT_EQ(zh("persons/1000 residents"), "人/千居民");
}

TEST(UnitName, MovesAScaleWithoutAWordIntoTheFigures) {
  const auto english = unit_name("10k yuan/community/year", words(), Language::en);
  EXPECT_EQ(english.name, "yuan per community and year");
  EXPECT_EQ(english.times, 10000);
  const auto chinese = unit_name("10k yuan/community/year", words(), Language::zh);
  EXPECT_EQ(chinese.name, "万元/社区/年");
  EXPECT_EQ(chinese.times, 1);
  EXPECT_EQ(unit_name("1000 yuan", words(), Language::zh).times, 1000);
}

TEST(UnitName, KnowsGroupsOfWordsAndLeavesUnknownOnesAsTheyAre) {
  EXPECT_EQ(zh("ties/active resident/year"), "条关系/参与居民/年");
  EXPECT_EQ(zh("parsecs/year"), "parsecs/年");
  EXPECT_EQ(en("parsecs/year"), "parsecs per year");
}

TEST(IsShare, HoldsOfSharesAndSharesAYear) {
  EXPECT_TRUE(is_share("1"));
  EXPECT_TRUE(is_share("1/year"));
  EXPECT_FALSE(is_share("1/week"));
  EXPECT_FALSE(is_share("yuan"));
}

}  // namespace
}  // namespace liandong::analysis::report
