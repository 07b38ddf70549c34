#include "models/governance/world/population.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <stdexcept>

#include "models/governance/rules/example.h"
#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/estates.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"

namespace liandong::governance {
namespace {

constexpr std::uint32_t largest_household = 6;

std::uint32_t count(double value) { return static_cast<std::uint32_t>(value); }

/// 1 + Binomial(5, p) residents, with the mean of the place.
std::uint32_t household_size(std::uint32_t word, double mean) {
  const double p = std::clamp((mean - 1.0) / (largest_household - 1), 0.0, 1.0);
  double u = sim::uniform(word);
  double term = 1.0;
  for (std::uint32_t i = 1; i < largest_household; ++i) term *= 1.0 - p;
  std::uint32_t extra = 0;
  while (extra < largest_household - 1 && u >= term) {
    u -= term;
    term *= p < 1.0 ? (largest_household - 1.0 - extra) / (extra + 1.0) * p / (1.0 - p) : 1.0;
    ++extra;
  }
  return 1 + extra;
}

/// The head of a household is an adult; the others make up the place's shares of children and of the old.
std::uint8_t age_of(const sim::Draw4& words, const Place& place, double share_over_60, bool head) {
  const double u = sim::uniform(words[0]);
  const double within = sim::uniform(words[1]);
  const double others = std::max(place.household_size - 1.0, 0.05);
  const double children =
      head ? 0.0 : std::min(0.95 - share_over_60, place.share_under_15 * place.household_size / others);
  if (u < children) return static_cast<std::uint8_t>(within * 15.0);
  if (u >= 1.0 - share_over_60)
    return static_cast<std::uint8_t>(std::min(95.0, 60.0 + 10.0 * sim::exponential(words[1])));
  const double youngest = head ? 20.0 : 15.0;
  return static_cast<std::uint8_t>(youngest + within * (60.0 - youngest));
}

float dependence_of(std::uint8_t age, std::uint32_t word) {
  const double base = age < 6 ? 0.5 : age >= 75 ? 0.6 : age >= 60 ? 0.3 : 0.1;
  return static_cast<float>(base * (0.5 + sim::uniform(word)));
}

float free_hours_of(std::uint8_t age, bool flexible, std::uint32_t word) {
  const double base = age < 18 ? 2.0 : age >= 60 ? 25.0 : flexible ? 15.0 : 8.0;
  return static_cast<float>(base * (0.5 + sim::uniform(word)));
}

/// Dependence and free time change only from one stage to the next.
std::uint32_t stage_of_life(std::uint8_t age) { return (age >= 6) + (age >= 18) + (age >= 60) + (age >= 75); }

constexpr std::size_t ages = 256;

/// Chance to die within the year, by age.
std::array<double, ages> mortality_by_age(const Mechanisms& m) {
  constexpr std::size_t oldest = 110;
  std::array<double, ages> chances;
  for (std::size_t age = 0; age < ages; ++age)
    chances[age] = age >= oldest ? 1.0 : mortality(m, static_cast<double>(age));
  return chances;
}

/// Sum over a community in four parts: exact, because dependence has few digits, and so the same in any order.
double sum_of_dependence(const World& w, Community c) {
  constexpr std::uint32_t parts = 4;
  const std::uint32_t n = w.community.residents[c];
  const float* const dependence = w.resident.dependence.values().data() + w.community.first_resident[c];
  std::array<double, parts> sums{};
  std::uint32_t i = 0;
  for (; i + parts <= n; i += parts)
    for (std::uint32_t k = 0; k < parts; ++k) sums[k] += dependence[i + k];
  for (std::uint32_t k = 0; i < n; ++i, ++k) sums[k] += dependence[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void settle_attitudes(World& w, Resident r, std::uint32_t week) {
  const Mechanisms& m = w.mechanisms();
  const Context& context = w.setting.context_of(w.resident.community[r]);
  const std::uint32_t id = sim::row(r);
  const auto a = w.chance.four(week, Purpose::resident_attitudes, id);
  const auto b = w.chance.four(week, Purpose::resident_attitudes, id, 0, 1);
  w.resident.tolerance[r] =
      static_cast<float>(m.tolerance_low + (m.tolerance_high - m.tolerance_low) * sim::uniform(a[0]));
  w.resident.threshold[r] =
      static_cast<float>(std::clamp(m.threshold_mean + m.threshold_sd * sim::normal(a[1]), 0.0, 1.0));
  w.resident.efficacy[r] = static_cast<float>(0.25 + 0.4 * sim::uniform(a[2]));
  w.resident.satisfaction[r] = static_cast<float>(0.4 + 0.2 * sim::uniform(a[3]));
  w.resident.expectation[r] = static_cast<float>(0.4 + 0.2 * sim::uniform(b[0]));
  const Priors priors = priors_of(m);
  const auto d = w.chance.four(week, Purpose::resident_attitudes, id, 0, 2);
  std::array<std::uint32_t, trusted_count> spread = {d[0], d[1], d[2], d[3], b[2], b[3]};
  for (const Side side : sides) spread[static_cast<std::size_t>(trusted_of(side))] = d[1 + w.stream(side)];
  for (std::size_t i = 0; i < trusted_count; ++i)
    w.resident.trust[i][r] =
        static_cast<float>(std::clamp(priors[i] + 0.3 * (sim::uniform(spread[i]) - 0.5), 0.0, 1.0));
  const double g = sim::uniform(b[1]);
  w.resident.giver[r] = g < m.conditional_share                        ? Giver::conditional
                        : g < m.conditional_share + m.free_rider_share ? Giver::free_rider
                                                                       : Giver::hump;
  w.resident.contribution_next[r] =
      w.resident.giver[r] == Giver::free_rider ? std::uint16_t{0} : static_cast<std::uint16_t>(0.4 * all_given);

  const auto o = w.chance.four(week, Purpose::resident_opinion, id);
  const bool migrant = w.resident.traits[r] & trait::migrant;
  const bool renter = w.resident.traits[r] & trait::renter;
  const double centre = 0.5 + context.heterogeneity * ((migrant ? 0.25 : -0.1) + (renter ? 0.1 : -0.05));
  for (std::size_t i = 0; i < issues; ++i)
    w.resident.opinion[r][i] = static_cast<float>(
        std::clamp(centre + (sim::uniform(o[i]) - 0.5) * (0.4 + 0.8 * context.heterogeneity), 0.0, 1.0));
}

void settle_inclination(World& w, Resident r) {
  const EstateProfile& profile = w.profile(Building{w.resident.building[r]});
  w.resident.inclination[r] =
      inclination(w.mechanisms(), profile.civic_intercept, w.resident.threshold[r], w.resident.free_hours[r]);
}

void lay_out_places(World& w) {
  const Setting& s = w.setting;
  const std::uint32_t communities = count(s.place.communities);
  const std::uint32_t per_street = std::max(1u, count(s.place.communities_per_street));
  const std::uint32_t streets = (communities + per_street - 1) / per_street;
  for (std::uint32_t i = 0; i < streets; ++i) {
    const Street street = sim::append(w.street);
    w.street.first_community[street] = i * per_street;
    w.street.communities[street] = std::min(per_street, communities - i * per_street);
  }
  for (std::uint32_t c = 0; c < communities; ++c) {
    const Place& place = s.place_of(c);
    const std::uint32_t households = count(place.households);
    const std::uint32_t buildings = std::max(1u, households / std::max(1u, count(place.households_per_building)));
    const std::uint32_t estates = std::clamp(count(place.estates), 1u, buildings);
    const Community id = sim::append(w.community);
    w.community.street[id] = c / per_street;
    w.community.first_building[id] = static_cast<std::uint32_t>(sim::rows(w.building));
    w.community.buildings[id] = buildings;
    w.community.first_estate[id] = static_cast<std::uint32_t>(sim::rows(w.estate));
    w.community.estates[id] = estates;
    w.community.households[id] = households;
    for (std::uint32_t e = 0; e < estates; ++e) w.estate.community[sim::append(w.estate)] = c;
    for (std::uint32_t b = 0; b < buildings; ++b) {
      const Building building = sim::append(w.building);
      w.building.community[building] = c;
      w.building.estate[building] = w.community.first_estate[id] + b * estates / buildings;
      w.building.households[building] = households / buildings + (b < households % buildings ? 1 : 0);
    }
  }
}

void add_resident(World& w, std::uint32_t community, std::uint32_t building, std::uint32_t household, bool migrant,
                  bool renter, bool head) {
  Residents& r = w.resident;
  const Resident id = sim::append(r);
  r.community[id] = community;
  r.building[id] = building;
  r.household[id] = household;
  settle_resident(w, id, 0, migrant, renter, head);
  r.contribution[id] = r.contribution_next[id];
  const auto words = w.chance.four(0, Purpose::initial_awareness, sim::row(id));
  if (sim::uniform(words[0]) < w.mechanisms().initial_awareness) meet_worker(w, id, Trusted::committee, 1.0f);
  r.years_here[id] = static_cast<std::uint8_t>(sim::uniform(words[1]) * (renter ? 5.0 : 20.0));
}

void fill_building(World& w, Building building) {
  const std::uint32_t c = w.building.community[building];
  const Place& place = w.setting.place_of(c);
  const EstateProfile& profile = w.profile(building);
  w.building.first_household[building] = static_cast<std::uint32_t>(sim::rows(w.household));
  w.building.first_resident[building] = w.residents();
  const Estate estate{w.building.estate[building]};
  for (std::uint32_t h = 0; h < w.building.households[building]; ++h) {
    const Household id = sim::append(w.household);
    const std::uint32_t household = sim::row(id);
    const auto words = w.chance.four(0, Purpose::household_kind, household);
    const bool migrant = sim::uniform(words[0]) < profile.floating_share;
    const double owners = migrant ? profile.owner_share / w.mechanisms().ownership_ratio : profile.owner_share;
    const bool renter = sim::uniform(words[1]) >= owners;
    const std::uint32_t size = household_size(words[2], place.household_size);
    w.household.first_resident[id] = w.residents();
    w.household.size[id] = static_cast<std::uint8_t>(size);
    w.household.building[id] = sim::row(building);
    w.household.renter[id] = renter;
    w.household.pays_fee[id] = sim::uniform(words[3]) < 0.6;
    auto& first = w.estate.first_household[estate];
    if (first == none32) first = household;
    ++w.estate.households[estate];
    for (std::uint32_t member = 0; member < size; ++member)
      add_resident(w, c, sim::row(building), household, migrant, renter, member == 0);
  }
  w.building.residents[building] = w.residents() - w.building.first_resident[building];
}

}  // namespace

void settle_resident(World& w, Resident r, std::uint32_t week, bool migrant, bool renter, bool head) {
  const Place& place = w.setting.place_of(w.resident.community[r]);
  const std::uint32_t id = sim::row(r);
  const auto ages = w.chance.four(week, Purpose::resident_age, id);
  const std::uint8_t age = age_of(ages, place, w.profile(Building{w.resident.building[r]}).share_over_60, head);
  const auto words = w.chance.four(week, Purpose::resident_traits, id);
  const bool adult = age >= 18;
  const bool flexible = age >= 60 || (adult && sim::uniform(words[0]) < place.flexible_share);
  const bool party = adult && sim::uniform(words[1]) < place.party_share;
  w.resident.age[r] = age;
  w.resident.traits[r] = static_cast<std::uint8_t>((migrant ? trait::migrant : 0) | (renter ? trait::renter : 0) |
                                                   (party ? trait::party : 0) | (flexible ? trait::flexible : 0));
  w.resident.rights_rank[r] = static_cast<std::uint8_t>(words[2] >> 24);
  w.resident.years_here[r] = 0;
  w.resident.moved_in[r] = week;
  w.resident.dependence[r] = dependence_of(age, words[3]);
  w.resident.free_hours[r] = free_hours_of(age, flexible, ages[2]);
  settle_attitudes(w, r, week);
  settle_inclination(w, r);
}

namespace {

void grow_older(World& w, Resident r, bool dies) {
  std::uint8_t& age = w.resident.age[r];
  std::uint8_t& traits = w.resident.traits[r];
  const std::uint32_t id = sim::row(r);
  const std::uint8_t before = age;
  age = dies ? std::uint8_t{0} : static_cast<std::uint8_t>(age + 1);
  if (dies) {
    traits &= static_cast<std::uint8_t>(~(trait::party | trait::flexible));
    forget_roles(w, r);
  }
  if (age >= 60) traits |= trait::flexible;
  if (w.resident.years_here[r] < 255) ++w.resident.years_here[r];
  if (!dies && stage_of_life(age) == stage_of_life(before)) return;
  const std::uint32_t week = w.resident.moved_in[r];
  w.resident.dependence[r] = dependence_of(age, w.chance.four(week, Purpose::resident_traits, id)[3]);
  w.resident.free_hours[r] =
      free_hours_of(age, (traits & trait::flexible) != 0, w.chance.four(week, Purpose::resident_age, id)[2]);
  settle_inclination(w, r);
}

}  // namespace

void grow_older(World& w, Community c) {
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  const auto chances = mortality_by_age(w.mechanisms());
  std::vector<std::uint32_t> residents(n);
  std::iota(residents.begin(), residents.end(), first);
  const sim::Draws draws(w.chance, w.week, Purpose::death, residents);
  for (std::uint32_t i = 0; i < n; ++i) {
    const Resident r{first + i};
    grow_older(w, r, sim::uniform(draws.word(0)[i]) < chances[w.resident.age[r]]);
  }
}

void forget_roles(World& w, Resident r) {
  if (w.is(r, role::active)) show_example(w, Community{w.resident.community[r]}, r, false);
  w.resident.roles[r] = 0;
  w.resident.organisation[r] = w.resident.team[r] = none16;
  w.resident.project[r] = none32;
  lose_credit(w, r);
  w.resident.knows[r] = 0;
  w.resident.contacts[r] = 0.0f;
}

void build_population(World& w) {
  lay_out_places(w);
  settle_estates(w);
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const Community id{c};
    w.community.first_resident[id] = w.residents();
    w.community.first_household[id] = static_cast<std::uint32_t>(sim::rows(w.household));
    const std::uint32_t first = w.community.first_building[id];
    for (std::uint32_t b = first; b < first + w.community.buildings[id]; ++b) fill_building(w, Building{b});
    w.community.residents[id] = w.residents() - w.community.first_resident[id];
  }
  if (w.residents() == 0) throw std::invalid_argument("the place has no residents");
}

void refresh_need_thresholds(World& w, Community c, sim::Instructions instructions) {
  const Mechanisms& m = w.mechanisms();
  const Context& context = w.setting.context_of(sim::row(c));
  const bool shock = w.week >= context.shock_week && w.week < context.shock_week + context.shock_weeks;
  const double raised = shock ? 1.0 + context.shock_size : 1.0;
  constexpr auto care = static_cast<std::size_t>(CaseKind::care);
  const double mean_dependence = std::max(sum_of_dependence(w, c) / std::max(1u, w.community.residents[c]), 1e-6);
  const float mean = w.community.dependence[c] = static_cast<float>(mean_dependence);
  for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) {
    const Building b{w.community.first_building[c] + i};
    const NeedRates rates = need_rates(m, 1.0, w.building.commons[b]);
    const std::uint32_t first = w.building.first_resident[b];
    const float* dependence = w.resident.dependence.values().data() + first;
    std::uint32_t* threshold = w.resident.need_threshold.values().data() + first;
    sim::for_each_row(instructions, w.building.residents[b], [=](std::uint32_t r) {
      NeedRates own = rates;
      own[care] *= dependence[r] / mean;
      threshold[r] = sim::chance_threshold(std::min(0.95, raised * total(own)));
    });
  }
}

}  // namespace liandong::governance
