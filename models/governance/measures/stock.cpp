#include "models/governance/measures/stock.h"

#include <algorithm>
#include <array>
#include <span>

#include "models/governance/week/phases.h"
#include "sim/graph/arc_rows.h"
#include "sim/graph/network_measures.h"
#include "sim/instructions.h"
#include "sim/tables/marks.h"

namespace liandong::governance {
namespace {

/// Values in [0, 1] are summed in whole units of 2^-24, so that sums depend on no order and on no width of vectors.
constexpr float units_per_one = 0x1p24f;
std::int32_t fixed_point(float value) { return static_cast<std::int32_t>(value * units_per_one); }

/// So many values together stay below 2^31 units.
constexpr std::uint32_t rows_at_once = 64;

LIANDONG_CLONES double sum_of(std::span<const float> values) {
  std::int64_t total = 0;
  for (std::size_t first = 0; first < values.size(); first += rows_at_once) {
    std::int32_t sum = 0;
    const std::size_t last = std::min<std::size_t>(first + rows_at_once, values.size());
    for (std::size_t i = first; i < last; ++i) sum += fixed_point(values[i]);
    total += sum;
  }
  return static_cast<double>(total) / units_per_one;
}

/// In which of so many bins values in [0, 1] lie.
LIANDONG_CLONES void find_bins(std::span<const float> values, float bins, std::uint8_t* bin) {
  for (std::size_t i = 0; i < values.size(); ++i)
    bin[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(std::min(0.999f, values[i]) * bins));
}

/// Gini coefficient of values in [0, 1], from a histogram of 256 bins: within 0.004 of the exact one.
double gini_of(std::span<const float> values) {
  constexpr std::size_t bins = 256, copies = 4;  // neighbours alike do not wait for each other
  std::array<std::array<std::uint32_t, bins>, copies> counts{};
  std::array<std::uint8_t, rows_at_once> bin;
  for (std::size_t first = 0; first < values.size(); first += rows_at_once) {
    const auto some = values.subspan(first, std::min<std::size_t>(rows_at_once, values.size() - first));
    find_bins(some, float{bins}, bin.data());
    for (std::size_t i = 0; i < some.size(); ++i) ++counts[i % copies][bin[i]];
  }
  double n = 0.0, sum = 0.0, lorenz = 0.0;
  for (std::size_t b = 0; b < bins; ++b) {
    double count = 0.0;
    for (const auto& copy : counts) count += copy[b];
    const double here = count * (static_cast<double>(b) + 0.5);
    lorenz += count * (2.0 * sum + here);
    sum += here;
    n += count;
  }
  return n > 0.0 && sum > 0.0 ? 1.0 - lorenz / (n * sum) : 0.0;
}

template <class T>
std::span<const T> part(const sim::Column<Resident, T>& column, std::uint32_t first, std::uint32_t n) {
  return std::span(column.values()).subspan(first, n);
}

LIANDONG_CLONES double count_bit(std::span<const std::uint8_t> values, unsigned bit) {
  std::uint32_t n = 0;
  for (const std::uint8_t value : values) n += (value & bit) != 0;
  return n;
}

/// Sums over some residents.
struct Sums {
  std::int64_t residents = 0, active = 0, satisfaction = 0, trust = 0, station = 0;  ///< from the third on in units

  void add(const Sums& other) {
    residents += other.residents;
    active += other.active;
    satisfaction += other.satisfaction;
    trust += other.trust;
    station += other.station;
  }
  Sums without(const Sums& other) const {
    return {residents - other.residents, active - other.active, satisfaction - other.satisfaction, trust - other.trust,
            station - other.station};
  }
};

/// A block of residents: what is summed of them, and whether they belong to the groups that tell the others.
struct SomeResidents {
  using Numbers = std::array<std::int32_t, rows_at_once>;
  std::uint32_t n = 0;
  Numbers active, satisfaction, trust, station;
  Numbers migrant, middle, old, renter;  ///< all bits or none
};

constexpr std::int32_t mask_of(bool member) noexcept { return -static_cast<std::int32_t>(member); }

LIANDONG_CLONES void look_at(const Residents& x, std::uint32_t first, std::uint32_t n, SomeResidents& into) {
  const auto column = [first](const auto& values) { return values.values().data() + first; };
  const std::uint8_t *traits = column(x.traits), *age = column(x.age), *roles = column(x.roles);
  const float *satisfaction = column(x.satisfaction),
              *trust = column(x.trust[static_cast<std::size_t>(Trusted::committee)]),
              *station = column(x.trust[static_cast<std::size_t>(Trusted::station)]);
  into.n = n;
  for (std::uint32_t i = 0; i < n; ++i) {
    into.active[i] = (roles[i] & role::active) != 0;
    into.satisfaction[i] = fixed_point(satisfaction[i]);
    into.trust[i] = fixed_point(trust[i]);
    into.station[i] = fixed_point(station[i]);
    into.migrant[i] = mask_of((traits[i] & trait::migrant) != 0);
    into.middle[i] = mask_of(age_group(age[i]) == Group::middle);
    into.old[i] = mask_of(age_group(age[i]) == Group::old);
    into.renter[i] = mask_of((traits[i] & trait::renter) != 0);
  }
}

/// Sums over those of a block who belong to a group.
LIANDONG_CLONES Sums sums_of(const SomeResidents& x, const SomeResidents::Numbers& members) {
  std::int32_t residents = 0, active = 0, satisfaction = 0, trust = 0, station = 0;
  for (std::uint32_t i = 0; i < x.n; ++i) {
    residents -= members[i];
    active += members[i] & x.active[i];
    satisfaction += members[i] & x.satisfaction[i];
    trust += members[i] & x.trust[i];
    station += members[i] & x.station[i];
  }
  return {residents, active, satisfaction, trust, station};
}

/// Adds the residents of one estate, all of them neighbours in the table. Who is in none of some groups is in the one
/// that is left.
void add_estate(const World& w, Estate e, ByGroup<Sums>& sums) {
  if (w.estate.households[e] == 0) return;
  const Household head{w.estate.first_household[e]}, tail{sim::row(head) + w.estate.households[e] - 1};
  const std::uint32_t last = w.household.first_resident[tail] + w.household.size[tail];
  SomeResidents here;
  SomeResidents::Numbers everybody;
  everybody.fill(mask_of(true));
  Sums all, migrant, middle, old, renter;
  for (std::uint32_t row = w.household.first_resident[head]; row < last; row += rows_at_once) {
    look_at(w.resident, row, std::min(rows_at_once, last - row), here);
    all.add(sums_of(here, everybody));
    migrant.add(sums_of(here, here.migrant));
    middle.add(sums_of(here, here.middle));
    old.add(sums_of(here, here.old));
    renter.add(sums_of(here, here.renter));
  }
  sums[estate_group(w.estate.kind[e])].add(all);
  sums[Group::migrant].add(migrant);
  sums[Group::local].add(all.without(migrant));
  sums[Group::middle].add(middle);
  sums[Group::old].add(old);
  sums[Group::young].add(all.without(middle).without(old));
  sums[Group::renter].add(renter);
  sums[Group::owner].add(all.without(renter));
}

void stock_groups(const World& w, Community c, Stock& s) {
  ByGroup<Sums> sums;
  for (std::uint32_t e = 0; e < w.community.estates[c]; ++e)
    add_estate(w, Estate{w.community.first_estate[c] + e}, sums);
  for (std::size_t g = 0; g < group_count; ++g) {
    const Sums& sum = sums.values[g];
    s.group_residents.values[g] = static_cast<double>(sum.residents);
    s.group_active.values[g] = static_cast<double>(sum.active);
    s.group_satisfaction.values[g] = static_cast<double>(sum.satisfaction) / units_per_one;
    s.group_trust.values[g] = static_cast<double>(sum.trust) / units_per_one;
    s.group_station.values[g] = static_cast<double>(sum.station) / units_per_one;
  }
}

double teams_among(std::span<const std::uint16_t> teams) {
  std::array<bool, teams_per_community> there{};
  std::vector<std::uint32_t> in_one;
  sim::find_other_than(none16, teams, 0, in_one);
  for (const std::uint32_t i : in_one) there[teams[i]] = true;
  return static_cast<double>(std::ranges::count(there, true));
}

void stock_residents(const World& w, Community c, Stock& s) {
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  const auto roles = part(w.resident.roles, first, n);
  const auto satisfaction = part(w.resident.satisfaction, first, n);
  const double share = n > 0 ? 1.0 / n : 0.0;
  s.satisfaction = share * sum_of(satisfaction);
  s.efficacy = share * sum_of(part(w.resident.efficacy, first, n));
  s.expectation = share * sum_of(part(w.resident.expectation, first, n));
  for (std::size_t i = 0; i < trusted_count; ++i) s.trust[i] = share * sum_of(part(w.resident.trust[i], first, n));
  const auto know = [&](Trusted who) {
    return share * count_bit(part(w.resident.knows, first, n), 1u << static_cast<unsigned>(who));
  };
  s.knows_committee = know(Trusted::committee);
  s.knows_station = know(Trusted::station);
  s.identity = 0.5 * (s.trust[static_cast<std::size_t>(Trusted::neighbours)] +
                      s.trust[static_cast<std::size_t>(trusted_of(w.host(c)))]);
  s.active = share * count_bit(roles, role::active);
  s.volunteers = share * count_bit(roles, role::volunteer);
  s.teams = teams_among(part(w.resident.team, first, n));
  s.leaders = count_bit(roles, role::leader);
  s.foundation = static_cast<double>(w.money.balance(w.money_kind.foundation, sim::row(c))) / fen_per_yuan;
  s.enterprises = w.community.enterprise[c];
  s.asset_map = w.community.asset_map[c];
  s.users = users_of_platform(w, c);
  s.aid_groups = w.community.aid_groups[c];
  s.rule_groups = w.community.rule_groups[c];
  s.credit = static_cast<double>(w.community.credit[c]) / minutes_per_hour / std::max(1u, w.community.residents[c]);
  const auto organisations = part(w.resident.organisation, first, n);
  s.members = share * static_cast<double>(n - std::ranges::count(organisations, none16));
  s.gini = gini_of(satisfaction);
  s.residents = n;
}

void stock_dwellings(const World& w, Community c, Stock& s) {
  s.commons = s.service = s.owners_committees = s.fee_paying = 0.0;
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

double weight_of(const Stock& s, Pooling pooling) {
  if (pooling == Pooling::residents) return s.residents;
  if (pooling == Pooling::organisations) return s.organisations;
  return s.residents > 0.0 ? 1.0 : 0.0;
}

template <class Value>
double pooled(std::span<const Stock> stocks, Pooling pooling, Value&& value) {
  double sum = 0.0, weights = 0.0;
  for (const Stock& s : stocks) {
    const double weight = weight_of(s, pooling);
    sum += value(s) * weight;
    weights += weight;
  }
  if (pooling == Pooling::sum) return sum;
  return weights > 0.0 ? sum / weights : 0.0;
}

void pool(std::span<const Stock> stocks, Pooling pooling, double Stock::*member, Stock& into) {
  into.*member = pooled(stocks, pooling, [=](const Stock& s) { return s.*member; });
}
void pool(std::span<const Stock> stocks, Pooling pooling, ByTrusted Stock::*member, Stock& into) {
  for (std::size_t i = 0; i < trusted_count; ++i)
    (into.*member)[i] = pooled(stocks, pooling, [=](const Stock& s) { return (s.*member)[i]; });
}
void pool(std::span<const Stock> stocks, Pooling pooling, ByGroup<double> Stock::*member, Stock& into) {
  for (std::size_t g = 0; g < group_count; ++g)
    (into.*member).values[g] = pooled(stocks, pooling, [=](const Stock& s) { return (s.*member).values[g]; });
}

/// Counts of the ties inside a community.
struct TieCounts {
  std::uint64_t arcs = 0, isolates = 0, alike = 0, migrant_ends = 0;
  std::vector<std::uint32_t> by_degree = {0};  ///< residents with so many ties; at least one with the most
};

/// Two counts in one word, which add up side by side.
constexpr std::uint64_t side_by_side(bool a, bool b) noexcept { return std::uint64_t{a} | std::uint64_t{b} << 32; }

/// Ties of a resident within their household.
std::uint32_t ties_at_home(const World& w, std::uint32_t row) {
  const Household home{w.resident.household[Resident{row}]};
  std::uint32_t ties = 0;
  for (const std::uint32_t other : w.ties.neighbours(row))
    ties += other - w.household.first_resident[home] < w.household.size[home];
  return ties;
}

TieCounts count_ties(const World& w, std::uint32_t first, std::uint32_t n) {
  TieCounts counts;
  std::vector<std::uint64_t> ends(n + 1);  // what a tie to each resident adds, and at last one to somebody elsewhere
  for (std::uint32_t i = 0; i < n; ++i) ends[i] = side_by_side(true, w.is_migrant(Resident{first + i}));
  const auto count = [target = w.ties.targets().data(), end = ends.data(), first, n](std::uint32_t arc) {
    return end[std::min(target[arc] - first, n)];
  };
  struct Candidate {
    std::uint32_t row, ties;
  };
  std::vector<Candidate> seldom_out(n + 1);  // with no more ties than there are people at home
  std::size_t candidates = 0;
  sim::sum_rows(w.ties, first, first + n, count, [&](std::uint32_t row, std::uint64_t sums) {
    const auto inside = static_cast<std::uint32_t>(sums), migrants = static_cast<std::uint32_t>(sums >> 32);
    const bool migrant = w.is_migrant(Resident{row});
    counts.arcs += inside;
    counts.alike += std::array{inside - migrants, migrants}[migrant];
    counts.migrant_ends += std::array{0u, inside}[migrant];
    const std::uint32_t household = w.household.size[Household{w.resident.household[Resident{row}]}];
    seldom_out[candidates] = {row, inside};
    candidates += inside <= household;
    if (inside >= counts.by_degree.size()) counts.by_degree.resize(inside + 1);
    ++counts.by_degree[inside];
  });
  for (std::size_t i = 0; i < candidates; ++i)
    counts.isolates += seldom_out[i].ties - ties_at_home(w, seldom_out[i].row) <= 1;
  return counts;
}

}  // namespace

void take_stock(World& w, Community c) {
  Stock& s = w.stock[sim::row(c)];
  stock_residents(w, c, s);
  stock_groups(w, c, s);
  stock_dwellings(w, c, s);
}

void take_stock_of_organisations(World& w, Community c) {
  Stock& s = w.stock[sim::row(c)];
  s.organisations = s.mission = s.skill = 0.0;
  for (const std::uint32_t row : w.organisations_of[sim::row(c)]) {
    const Organisation o{row};
    if (w.organisation.status[o] != OrganisationStatus::registered) continue;
    s.organisations += 1.0;
    s.mission += w.organisation.mission[o];
    s.skill += w.organisation.skill[o];
  }
  s.mission /= std::max(1.0, s.organisations);
  s.skill /= std::max(1.0, s.organisations);
  s.partnership = w.community.partnership[c];
}

TieFigures tie_figures(const World& w, Community c) {
  return tie_figures(w, w.community.first_resident[c], w.community.residents[c]);
}

TieFigures tie_figures(const World& w, std::uint32_t first, std::uint32_t n) {
  const TieCounts counts = count_ties(w, first, n);
  const auto share = [](std::uint64_t part, double whole) {
    return whole > 0 ? static_cast<double>(part) / whole : 0.0;
  };
  const double residents = n, arcs = static_cast<double>(counts.arcs);
  const double migrants = share(counts.migrant_ends, arcs);
  const double by_chance = migrants * migrants + (1.0 - migrants) * (1.0 - migrants);
  TieFigures figures;
  figures.arcs = counts.arcs;
  figures.density = sim::density(residents, arcs);
  figures.degree = share(counts.arcs, residents);
  figures.centralisation =
      sim::degree_centralisation(residents, arcs, static_cast<double>(counts.by_degree.size() - 1));
  figures.gini = sim::degree_gini(counts.by_degree);
  figures.isolates = share(counts.isolates, residents);
  figures.assortativity = sim::assortativity(share(counts.alike, arcs), by_chance);
  return figures;
}

void take_stock_of_ties(World& w, Community c) {
  const TieFigures figures = tie_figures(w, c);
  if (w.community.residents[c] < 3 || figures.arcs == 0) return;
  Stock& s = w.stock[sim::row(c)];
  s.degree = figures.degree;
  s.tie_gini = figures.gini;
  s.isolates = figures.isolates;
  s.assortativity = figures.assortativity;
}

Stock place_stock(const World& w) {
  Stock place;
#define LIANDONG_POOL(Type, name, pooling, meaning) pool(w.stock, Pooling::pooling, &Stock::name, place);
  LIANDONG_STOCK(LIANDONG_POOL)
#undef LIANDONG_POOL
  return place;
}

}  // namespace liandong::governance
