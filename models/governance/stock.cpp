#include "models/governance/stock.h"

#include <algorithm>

#include "models/governance/phases.h"

namespace liandong::governance {
namespace {

/// Gini coefficient of values in [0, 1], from a histogram of 256 bins: within 0.004 of the exact one.
class BinnedGini {
 public:
  void add(float value) { ++bins_[static_cast<std::size_t>(std::clamp(value, 0.0f, 0.999f) * 256.0f)]; }
  double value() const {
    double n = 0.0, sum = 0.0, lorenz = 0.0;
    for (std::size_t b = 0; b < bins_.size(); ++b) {
      const double count = static_cast<double>(bins_[b]), here = count * (static_cast<double>(b) + 0.5);
      lorenz += count * (2.0 * sum + here);
      sum += here;
      n += count;
    }
    return n > 0.0 && sum > 0.0 ? 1.0 - lorenz / (n * sum) : 0.0;
  }

 private:
  std::array<std::uint32_t, 256> bins_{};
};

void add_to_groups(const World& w, Resident r, std::array<double, group_count>& sums, double value) {
  const std::uint8_t traits = w.resident.traits[r];
  const std::uint8_t age = w.resident.age[r];
  sums[traits & trait::migrant ? 1 : 0] += value;
  sums[age < 35 ? 2 : age < 60 ? 3 : 4] += value;
  sums[traits & trait::renter ? 6 : 5] += value;
}

void stock_residents(const World& w, Community c, Stock& s) {
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  BinnedGini gini;
  constexpr unsigned committee_bit = 1u << static_cast<unsigned>(Trusted::committee);
  for (std::uint32_t row = first; row < first + n; ++row) {
    const Resident r{row};
    const float satisfaction = w.resident.satisfaction[r];
    const std::uint8_t roles = w.resident.roles[r];
    s.satisfaction += satisfaction;
    gini.add(satisfaction);
    s.efficacy += w.resident.efficacy[r];
    s.expectation += w.resident.expectation[r];
    s.knows_committee += (w.resident.knows[r] & committee_bit) != 0;
    for (std::size_t i = 0; i < trusted_count; ++i) s.trust[i] += w.resident.trust[i][r];
    const bool active = roles & role::active;
    s.active += active;
    s.volunteers += (roles & role::volunteer) != 0;
    s.leaders += (roles & role::leader) != 0;
    s.members += w.resident.organisation[r] != none16;
    add_to_groups(w, r, s.group_residents, 1.0);
    add_to_groups(w, r, s.group_satisfaction, satisfaction);
    add_to_groups(w, r, s.group_trust, w.resident.trust[static_cast<std::size_t>(Trusted::committee)][r]);
    if (active) add_to_groups(w, r, s.group_active, 1.0);
  }
  const double share = n > 0 ? 1.0 / n : 0.0;
  for (double* mean :
       {&s.satisfaction, &s.efficacy, &s.expectation, &s.knows_committee, &s.active, &s.volunteers, &s.members})
    *mean *= share;
  for (double& trust : s.trust) trust *= share;
  s.gini = gini.value();
  s.residents = n;
}

void stock_dwellings(const World& w, Community c, Stock& s) {
  for (std::uint32_t b = 0; b < w.community.buildings[c]; ++b)
    s.commons += w.building.commons[Building{w.community.first_building[c] + b}];
  s.commons /= w.community.buildings[c];
  for (std::uint32_t e = 0; e < w.community.estates[c]; ++e) {
    const Estate id{w.community.first_estate[c] + e};
    s.service += w.estate.service[id];
    s.owners_committees += w.estate.owners_committee[id];
  }
  s.service /= w.community.estates[c];
  s.owners_committees /= w.community.estates[c];
  const std::uint32_t first = w.community.first_household[c], n = w.community.households[c];
  for (std::uint32_t h = first; h < first + n; ++h) s.fee_paying += w.household.pays_fee[Household{h}];
  s.fee_paying /= std::max(1u, n);
}

void stock_organisations(const World& w, Community c, Stock& s) {
  for (std::uint32_t row = 0; row < w.organisation.community.size(); ++row) {
    const Organisation o{row};
    if (w.organisation.community[o] != sim::row(c) || w.organisation.status[o] != OrganisationStatus::registered)
      continue;
    s.organisations += 1.0;
    s.mission += w.organisation.mission[o];
  }
  if (s.organisations > 0.0) s.mission /= s.organisations;
  s.partnership = w.community.partnership[c];
  const Weights& weights = w.committee.weights[c];
  s.resident_weight = weights[2] / std::max(1e-6f, weights[0] + weights[1] + weights[2] + weights[3]);
  s.station_share = w.has_station() ? w.community.station_share[c] : 0.0;
}

}  // namespace

void take_stock(World& w, Community c) {
  Stock s;
  const Stock& last = w.stock[sim::row(c)];
  s.degree = last.degree;
  s.centralisation = last.centralisation;
  s.isolates = last.isolates;
  s.assortativity = last.assortativity;
  stock_residents(w, c, s);
  stock_dwellings(w, c, s);
  stock_organisations(w, c, s);
  w.stock[sim::row(c)] = s;
}

void take_stock_of_ties(World& w, Community c) {
  Stock& s = w.stock[sim::row(c)];
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  std::uint64_t arcs = 0, isolates = 0, alike = 0, migrant_ends = 0;
  std::uint32_t largest = 0;
  for (std::uint32_t row = first; row < first + n; ++row) {
    std::uint32_t inside = 0, beyond_home = 0;
    const bool migrant = w.is_migrant(Resident{row});
    for (const std::uint32_t other : w.ties.neighbours(row)) {
      if (other < first || other >= first + n) continue;
      ++inside;
      beyond_home += w.resident.household[Resident{other}] != w.resident.household[Resident{row}];
      alike += w.is_migrant(Resident{other}) == migrant;
    }
    arcs += inside;
    isolates += beyond_home <= 1;
    if (migrant) migrant_ends += inside;
    largest = std::max(largest, inside);
  }
  if (n < 3 || arcs == 0) return;
  const double total = static_cast<double>(arcs), count = n;
  s.degree = total / count;
  s.centralisation = (count * largest - total) / ((count - 1.0) * (count - 2.0));
  s.isolates = static_cast<double>(isolates) / count;
  const double m = static_cast<double>(migrant_ends) / total;
  const double expected = m * m + (1.0 - m) * (1.0 - m);
  s.assortativity = expected < 1.0 ? (static_cast<double>(alike) / total - expected) / (1.0 - expected) : 0.0;
}

Stock place_stock(const World& w) {
  Stock sum;
  constexpr std::size_t doubles = sizeof(Stock) / sizeof(double);
  static_assert(sizeof(Stock) % sizeof(double) == 0, "a stock is nothing but doubles");
  auto* into = reinterpret_cast<double*>(&sum);
  double residents = 0.0, organisations = 0.0, mission = 0.0;
  for (const Stock& s : w.stock) {
    const auto* from = reinterpret_cast<const double*>(&s);
    for (std::size_t i = 0; i < doubles; ++i) into[i] += from[i] * s.residents;
    residents += s.residents;
    organisations += s.organisations;
    mission += s.mission * s.organisations;
  }
  if (residents <= 0.0) return sum;
  for (std::size_t i = 0; i < doubles; ++i) into[i] /= residents;
  sum.mission = organisations > 0.0 ? mission / organisations : 0.0;
  sum.organisations = organisations / static_cast<double>(w.stock.size());
  for (auto Stock::*groups :
       {&Stock::group_residents, &Stock::group_satisfaction, &Stock::group_active, &Stock::group_trust}) {
    (sum.*groups).fill(0.0);
    for (const Stock& s : w.stock)
      for (std::size_t g = 0; g < group_count; ++g) (sum.*groups)[g] += (s.*groups)[g];
  }
  sum.residents = residents;
  return sum;
}

}  // namespace liandong::governance
