// The synthetic population has the margins of its place, and needs arise at their rates.
#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/rules/rules.h"
#include "models/governance/world/estates.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// The default place with two communities, all of whose estates are mixed: some 6,000 households and 15,700 residents.
Setting default_place() {
  Setting s = default_setting();
  s.place.communities = 2;
  s.place.danwei_share = s.place.commercial_share = s.place.resettlement_share = s.place.village_share = 0.0;
  return s;
}

struct Counts {
  double households = 0, singles = 0, migrants = 0, local_renters = 0, migrant_renters = 0;
  double residents = 0, others = 0, children = 0, old = 0, adults = 0, party = 0;
  double near_isolates = 0, without_neighbours = 0;
};

Counts counted(const World& w) {
  Counts n;
  for (std::uint32_t h = 0; h < w.household.size.size(); ++h) {
    const Household id{h};
    const Resident head{w.household.first_resident[id]};
    ++n.households;
    n.singles += w.household.size[id] == 1;
    n.others += w.household.size[id] - 1;
    n.migrants += w.is_migrant(head);
    (w.is_migrant(head) ? n.migrant_renters : n.local_renters) += w.household.renter[id];
  }
  for (std::uint32_t row = 0; row < w.residents(); ++row) {
    const Resident r{row};
    ++n.residents;
    n.children += w.resident.age[r] < 15;
    n.old += w.resident.age[r] >= 60;
    n.adults += w.resident.age[r] >= 18;
    n.party += (w.resident.traits[r] & trait::party) != 0;
    std::uint32_t beyond_home = 0, neighbours = 0;
    for (const std::uint32_t other : w.ties.neighbours(row)) {
      if (w.resident.household[Resident{other}] == w.resident.household[r]) continue;
      ++beyond_home;
      neighbours += w.resident.building[Resident{other}] == w.resident.building[r];
    }
    n.near_isolates += beyond_home <= 1;
    n.without_neighbours += neighbours <= 1;
  }
  return n;
}

/// Five standard errors of a share of `trials` independent ones: one such test in two million fails by chance.
double five_errors(double share, double trials) { return 5.0 * std::sqrt(share * (1.0 - share) / trials); }

class Population : public ::testing::Test {
 protected:
  const Setting setting_ = default_place();
  const Place& place_ = setting_.place;
  const Simulation simulation_{setting_, default_levers(), 1, 0};
  const Counts n_ = counted(simulation_.world());
};

TEST_F(Population, HasTheHouseholdsOfThePlaceAndTheirSizes) {
  EXPECT_EQ(n_.households, place_.communities * place_.households);
  // A size is one plus a binomial of five with chance p: its variance is 5 p (1 - p), a single has (1 - p)^5.
  const double p = (place_.household_size - 1.0) / 5.0;
  EXPECT_NEAR(n_.residents / n_.households, place_.household_size,
              5.0 * std::sqrt(5.0 * p * (1.0 - p) / n_.households));
  const double singles = std::pow(1.0 - p, 5);
  EXPECT_NEAR(n_.singles / n_.households, singles, five_errors(singles, n_.households));
}

TEST_F(Population, HasTheMigrantsAndTheTenureOfThePlace) {
  const double floating = setting_.context.floating_share;
  EXPECT_NEAR(n_.migrants / n_.households, floating, five_errors(floating, n_.households));
  const double locals = n_.households - n_.migrants;
  const double local_renters = 1.0 - place_.owner_share, migrant_renters = 1.0 - place_.owner_share / 3.0;
  EXPECT_NEAR(n_.local_renters / locals, local_renters, five_errors(local_renters, locals));
  EXPECT_NEAR(n_.migrant_renters / n_.migrants, migrant_renters, five_errors(migrant_renters, n_.migrants));
}

TEST_F(Population, HasTheAgeBandsOfThePlace) {
  EXPECT_NEAR(n_.old / n_.residents, place_.share_over_60, five_errors(place_.share_over_60, n_.residents));
  // Heads are adults, so children are drawn among the others only, with a chance c that makes up for it. The share of
  // children varies with that draw and with the number of others, whose variance is that of the sizes above.
  const double c = place_.share_under_15 * place_.household_size / (place_.household_size - 1.0);
  const double p = (place_.household_size - 1.0) / 5.0;
  const double of_draws = n_.others * c * (1.0 - c) / (n_.residents * n_.residents);
  const double slope = c * n_.households / (n_.residents * n_.residents);
  const double of_sizes = slope * slope * n_.households * 5.0 * p * (1.0 - p);
  EXPECT_NEAR(n_.children / n_.residents, place_.share_under_15, 5.0 * std::sqrt(of_draws + of_sizes));
}

TEST_F(Population, HasThePartyMembersOfThePlaceAmongItsAdults) {
  EXPECT_NEAR(n_.party / n_.adults, place_.party_share, five_errors(place_.party_share, n_.adults));
}

TEST_F(Population, HasTheNearIsolatesOfThePlace) {
  // The parameter counts those drawn to have no neighbours, of whom some get to know one through acquaintances in the
  // building; a few of the others end with one neighbour by chance.
  const double drawn = setting_.mechanisms.isolate_share;
  EXPECT_GT(n_.without_neighbours / n_.residents, drawn - 0.02);
  EXPECT_LT(n_.without_neighbours / n_.residents, drawn + 0.05);
  // Acquaintances beyond the building take some out of isolation: about a quarter is left (SUNS 2017: 27.5 %).
  EXPECT_NEAR(n_.near_isolates / n_.residents, 0.25, 0.06);
}

TEST_F(Population, DiffersBetweenReplicatesButNotBetweenLevers) {
  const Simulation other_levers(setting_, small::station_levers(), 1, 0),
      other_replicate(setting_, default_levers(), 1, 1);
  EXPECT_EQ(simulation_.first_difference(other_levers), "");
  EXPECT_NE(simulation_.first_difference(other_replicate), "");
}

// --- Kinds of estates ---

struct EstateCounts {
  double households = 0, migrants = 0, locals = 0, local_owners = 0, residents = 0, old = 0;
};
using CountsByKind = std::array<EstateCounts, estate_kinds>;

CountsByKind counted_by_kind(const World& w) {
  CountsByKind counts;
  for (std::uint32_t h = 0; h < w.household.size.size(); ++h) {
    const Household id{h};
    const Resident head{w.household.first_resident[id]};
    EstateCounts& n = counts[static_cast<std::size_t>(w.kind_of(Building{w.household.building[id]}))];
    ++n.households;
    n.migrants += w.is_migrant(head);
    if (!w.is_migrant(head)) {
      ++n.locals;
      n.local_owners += !w.household.renter[id];
    }
    for (std::uint32_t i = 0; i < w.household.size[id]; ++i) {
      ++n.residents;
      n.old += w.resident.age[Resident{sim::row(head) + i}] >= 60;
    }
  }
  return counts;
}

const EstateCounts& of(const CountsByKind& counts, EstateKind kind) { return counts[static_cast<std::size_t>(kind)]; }

TEST(KindsOfEstates, KeepTheMarginsOfThePlaceInItsMix) {
  const Setting s = default_setting();
  const EstateMix mix = estate_mix(s.place);
  const EstateProfiles profiles = estate_profiles(s.mechanisms, s.place, s.context, mix, s.context.civic_intercept);
  EstateProfile mean{};
  double civic = 0.0, locals = 0.0;
  for (std::size_t kind = 0; kind < estate_kinds; ++kind) {
    mean.floating_share += mix[kind] * profiles[kind].floating_share;
    const double local = mix[kind] * (1.0 - profiles[kind].floating_share);
    locals += local;
    mean.owner_share += local * profiles[kind].owner_share;
    mean.share_over_60 += mix[kind] * profiles[kind].share_over_60;
    mean.isolate_share += mix[kind] * profiles[kind].isolate_share;
    mean.acquaintances += mix[kind] * profiles[kind].acquaintances;
    mean.fee_base += mix[kind] * profiles[kind].fee_base;
    civic += mix[kind] * profiles[kind].civic_intercept;
  }
  EXPECT_NEAR(mean.floating_share, s.context.floating_share, 1e-9);
  EXPECT_NEAR(mean.owner_share / locals, s.place.owner_share, 1e-9) << "of local households";
  EXPECT_NEAR(mean.share_over_60, s.place.share_over_60, 1e-9);
  EXPECT_NEAR(mean.isolate_share, s.mechanisms.isolate_share, 1e-9);
  EXPECT_NEAR(mean.acquaintances, s.mechanisms.acquaintances, 1e-9);
  EXPECT_NEAR(mean.fee_base, s.mechanisms.fee_base, 1e-9);
  EXPECT_NEAR(civic, s.context.civic_intercept, 1e-6);
}

TEST(KindsOfEstates, KeepTheOwnersOfAPlaceWithoutLocals) {
  Setting s = default_setting();
  s.context.floating_share = 1.0;
  const EstateMix mix = estate_mix(s.place);
  const EstateProfiles profiles = estate_profiles(s.mechanisms, s.place, s.context, mix, s.context.civic_intercept);
  double owners = 0.0;
  for (std::size_t kind = 0; kind < estate_kinds; ++kind) owners += mix[kind] * profiles[kind].owner_share;
  EXPECT_NEAR(owners, s.place.owner_share, 1e-9);
}

TEST(KindsOfEstates, AreAsCommonAsThePlaceSaysAndApartInTheirHouseholds) {
  Setting s = default_setting();
  s.place.communities = 60;
  s.place.households = 300;
  const Simulation simulation(s, default_levers(), 1, 0);
  const CountsByKind counts = counted_by_kind(simulation.world());
  const EstateMix mix = estate_mix(s.place);
  for (std::size_t kind = 0; kind < estate_kinds; ++kind)
    EXPECT_NEAR(counts[kind].households / (s.place.communities * s.place.households), mix[kind], 0.06) << kind;
  const EstateCounts &danwei = of(counts, EstateKind::danwei), &village = of(counts, EstateKind::village),
                     &commercial = of(counts, EstateKind::commercial);
  EXPECT_GT(danwei.old / danwei.residents, commercial.old / commercial.residents + 0.1);
  EXPECT_GT(village.migrants / village.households, danwei.migrants / danwei.households + 0.3);
  EXPECT_LT(village.local_owners / village.locals, commercial.local_owners / commercial.locals - 0.2);
}

TEST(KindsOfEstates, LeaveACommunityWithARowOfItsOwnWhatTheRowSays) {
  Setting s = default_setting();
  s.place.communities = 2;
  s.place.village_share = 0.9;
  s.communities = {{s.place, s.context}, {s.place, s.context}};
  s.communities[1].context.floating_share = 0.6;
  const Simulation simulation(s, default_levers(), 1, 0);
  const World& w = simulation.world();
  for (std::uint32_t c = 0; c < 2; ++c) {
    double migrants = 0, households = 0, local_owners = 0;
    for (std::uint32_t h = 0; h < w.community.households[Community{c}]; ++h, ++households) {
      const Household id{w.community.first_household[Community{c}] + h};
      const bool migrant = w.is_migrant(Resident{w.household.first_resident[id]});
      migrants += migrant;
      local_owners += !migrant && !w.household.renter[id];
    }
    const double stated = s.communities[c].context.floating_share;
    EXPECT_NEAR(migrants / households, stated, five_errors(stated, households));
    const double locals = households - migrants, owners = s.place.owner_share;
    EXPECT_NEAR(local_owners / locals, owners, five_errors(owners, locals));
    EXPECT_FLOAT_EQ(w.community.readiness[Community{c}], static_cast<float>(s.context.organisation_readiness));
  }
}

// --- Needs ---

/// Births of a week expected in one community, by kind, from the state before it; all are independent yes-or-no draws.
std::array<double, case_kinds> expected_births(const World& w, Community c, double& variance) {
  std::array<double, case_kinds> expected{};
  const std::uint32_t first = w.community.first_resident[c];
  for (std::uint32_t row = first; row < first + w.community.residents[c]; ++row) {
    const Resident r{row};
    const double chance = w.resident.need_threshold[r] * 0x1p-32;
    variance += chance * (1.0 - chance);
    const NeedRates rates = need_rates(w.mechanisms(), w.resident.dependence[r] / w.community.dependence[c],
                                       w.building.commons[Building{w.resident.building[r]}]);
    for (std::size_t kind = 0; kind < case_kinds; ++kind) expected[kind] += chance * rates[kind] / total(rates);
  }
  return expected;
}

TEST(Needs, AriseAsPoissonCountsAtTheirRates) {
  std::array<double, case_kinds> born{}, expected{};
  double squares = 0.0;
  int counts = 0;
  for (std::uint32_t replicate = 0; replicate < 4; ++replicate) {
    Simulation simulation(small::setting(), small::station_levers(), 9, replicate);
    while (simulation.week() < 104) {
      // Chances are refreshed every fourth week, within the step; the weeks between can be foretold.
      if (simulation.week() % 4 == 0) {
        simulation.step();
        continue;
      }
      std::array<double, 3> mean{}, variance{};
      for (std::uint32_t c = 0; c < 3; ++c) {
        const auto by_kind = expected_births(simulation.world(), Community{c}, variance[c]);
        for (std::size_t kind = 0; kind < case_kinds; ++kind) {
          expected[kind] += by_kind[kind];
          mean[c] += by_kind[kind];
        }
      }
      simulation.step();
      for (std::uint32_t c = 0; c < 3; ++c) {
        double all = 0.0;
        for (std::size_t kind = 0; kind < case_kinds; ++kind) {
          const auto count = static_cast<double>(simulation.world().tally[c].born[kind]);
          born[kind] += count;
          all += count;
        }
        squares += (all - mean[c]) * (all - mean[c]) / variance[c];
        ++counts;
      }
    }
  }
  // Rare events: a sum of their counts has nearly the variance of its mean. Four standard errors.
  for (std::size_t kind = 0; kind < case_kinds; ++kind)
    EXPECT_NEAR(born[kind], expected[kind], 4.0 * std::sqrt(expected[kind])) << "kind " << kind;
  // Squares of near-normal scores have mean 1 and variance 2 (a little more, by 1 / mean, for counts of some 20).
  EXPECT_NEAR(squares / counts, 1.0, 4.0 * std::sqrt(2.1 / counts));
}

TEST(Needs, HaveTheMeanRatesOfTheirDefinitionsWhereNothingIsSpecial) {
  // Dependence is relative to its mean and the commons stand at a half: need per resident is the sum of the rates.
  Setting s = default_place();
  s.mechanisms.need_commons_response = 0.0;
  Simulation simulation(s, default_levers(), 3, 0);
  double born_a = 0.0, born_b = 0.0, resident_weeks = 0.0;
  for (int week = 0; week < 12; ++week) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) {
      born_a += static_cast<double>(tally.born[0]);
      born_b += static_cast<double>(tally.born[1]);
    }
    resident_weeks += static_cast<double>(simulation.residents());
  }
  const Mechanisms& m = s.mechanisms;
  // Four standard errors of a Poisson count of some 2,000. A resident can have one need a week, which no sum of rates
  // in the default place brings near 1.
  EXPECT_NEAR(born_a, m.need_rate_a * resident_weeks, 4.0 * std::sqrt(m.need_rate_a * resident_weeks));
  EXPECT_NEAR(born_b, m.need_rate_b * resident_weeks, 4.0 * std::sqrt(m.need_rate_b * resident_weeks));
}

}  // namespace
}  // namespace liandong::governance
