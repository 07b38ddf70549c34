#include "models/governance/model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "models/governance/simulation.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

const models::Catalogue& catalogue() { return *model().catalogue; }

TEST(GovernanceModel, GivesSettingAndLeversBackAsTheyWent) {
  Setting setting = small::setting();
  setting.communities = {
      {setting.place, setting.context}, {setting.place, setting.context}, {setting.place, setting.context}};
  setting.communities[1].context.floating_share = 0.7;
  const auto values = values_of(setting, small::station_levers());
  EXPECT_EQ(values.whole.size(), catalogue().size());
  const auto again = values_of(setting_of(values), levers_of(std::span(values.whole).last(lever_definitions().size())));
  EXPECT_EQ(again.whole, values.whole);
  EXPECT_EQ(again.communities, values.communities);
}

TEST(GovernanceModel, ARunOfItsValuesIsTheSimulation) {
  Simulation simulation(small::setting(), small::station_levers(), 4, 1);
  const auto run = model().start(values_of(small::setting(), small::station_levers()), 4, 1);
  for (int week = 0; week < 5; ++week) {
    simulation.step();
    run->step({});
  }
  EXPECT_EQ(run->state_hash(), simulation.state_hash());
  EXPECT_EQ(run->place_indicators().size(), catalogue().indicators.size());
  EXPECT_EQ(run->group_indicators(0).size(), catalogue().group_indicators.size());
}

TEST(GovernanceModel, HasEveryWordInBothLanguages) {
  const auto both = [](const models::Words& words, std::string_view key) {
    EXPECT_FALSE(words.en.empty() || words.zh.empty()) << key;
  };
  for (const auto& group : catalogue().groups) {
    both(group.title, group.key);
    for (const auto& parameter : group.parameters) {
      both(parameter.name, parameter.key);
      both(parameter.meaning, parameter.key);
    }
  }
  for (const auto& indicator : catalogue().indicators) both(indicator.name, indicator.key);
  for (const auto& phase : catalogue().phases) both(phase.about, phase.name);
  for (const auto* terms :
       {&catalogue().accounts, &catalogue().resident_groups, &catalogue().layers, &catalogue().units})
    for (const auto& term : *terms) both(term.name, term.key);
}

TEST(GovernanceModel, KnowsEveryWordOfItsUnitsAndEveryThemeAndAccount) {
  std::set<std::string_view> words;
  for (const auto& term : catalogue().units) words.insert(term.key);
  const auto check = [&](std::string_view unit) {
    std::string word;
    for (const char c : std::string(unit) + "/") {
      if (c != '/' && c != ' ') {
        word += c;
        continue;
      }
      const bool number =
          !word.empty() && std::ranges::all_of(word, [](char d) { return (d >= '0' && d <= '9') || d == 'k'; });
      if (!word.empty() && !number) {
        EXPECT_TRUE(words.contains(word)) << word << " of " << unit;
      }
      word.clear();
    }
  };
  for (const auto& group : catalogue().groups)
    for (const auto& parameter : group.parameters) check(parameter.unit);
  for (const auto* list : {&catalogue().indicators, &catalogue().group_indicators})
    for (const auto& indicator : *list) {
      check(indicator.unit);
      EXPECT_EQ(std::ranges::count(catalogue().themes, indicator.theme, &models::Theme::key), 1) << indicator.key;
    }
  for (const auto& pattern : model().patterns) check(pattern.unit);
  Simulation simulation = small::start();
  small::run_to(simulation, 60);
  for (const auto& flows : {simulation.money_flows(), simulation.minute_flows()})
    for (const auto& flow : flows)
      for (const auto& account : {flow.from, flow.to})
        EXPECT_EQ(std::ranges::count(catalogue().accounts, account, &models::Term::key), 1) << account;
}

}  // namespace
}  // namespace liandong::governance
