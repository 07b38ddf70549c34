// The hot phases of a week against loops by hand that do what cannot be left out: read what each rule reads, draw,
// decide and write, on bare arrays, without the model's rarer ways. The city is prepared so that both end alike in
// every column that is compared; only then are they timed.
#include <ctime>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/city.h"
#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/week.h"
#include "models/governance/world/purpose.h"
#include "models/governance/world/world.h"
#include "sim/chance/draws.h"

namespace liandong::bench {
namespace {

using namespace governance;

constexpr int repetitions = 40;
constexpr auto committee = static_cast<std::size_t>(Trusted::committee);

/// A phase, how the city is prepared for it, the same by hand, and the columns in which both must end alike.
struct Kernel {
  std::string phase;
  void (*prepare)(World&);
  void (*by_hand)(World&);
  std::vector<std::string> compared;
};

/// Calls body(first, n) with the residents of each community.
template <class Body>
void each_part(const World& w, Body&& body) {
  for (std::uint32_t c = 0; c < w.communities(); ++c)
    body(w.community.first_resident[Community{c}], w.community.residents[Community{c}]);
}

/// A word for each of n residents from `first` on, as the model draws them.
const std::uint32_t* words_of(const World& w, Purpose purpose, std::uint32_t first, std::uint32_t n) {
  static std::vector<std::uint32_t> words;
  const std::uint32_t aligned = first & ~3u;
  words.resize(n + 4);
  w.chance.fill({words.data(), first - aligned + n}, w.week, purpose, aligned);
  return words.data() + (first - aligned);
}

void needs_by_hand(World& w) {
  static std::vector<std::uint32_t> who;
  static std::vector<Case> born;
  each_part(w, [&](std::uint32_t first, std::uint32_t n) {
    const std::uint32_t* const words = words_of(w, Purpose::need, first, n);
    const std::uint32_t* const threshold = w.resident.need_threshold.values().data() + first;
    who.resize(n + 1);
    std::size_t found = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
      who[found] = first + i;
      found += words[i] < threshold[i];
    }
    who.resize(found);
    born.resize(found);
    const sim::Draws kind(w.chance, w.week, Purpose::need_kind, who),
        taste(w.chance, w.week, Purpose::need_preference, who), race(w.chance, w.week, Purpose::creaming, who);
    for (std::size_t i = 0; i < found; ++i) {
      const Resident r{who[i]};
      Case& item = born[i];
      item.resident = who[i];
      item.household = w.resident.household[r];
      item.born = w.week;
      item.work = static_cast<std::int32_t>(kind.word(0)[i] ^ race.word(0)[i]);
      for (std::size_t k = 0; k < issues; ++k)
        item.preference[k] = w.resident.opinion[r][k] + sim::open_uniform_float(taste.word(k)[i]);
      item.migrant = w.resident.traits[r] & trait::migrant;
      item.rights_rank = w.resident.rights_rank[r];
      std::uint8_t& open = w.resident.open_cases[r];
      open = static_cast<std::uint8_t>(open + (open < 255));
    }
    benchmark::DoNotOptimize(born.data());
  });
}

/// Nobody asks and nobody volunteers.
void leave_alone(World& w) {
  for (auto& minutes : w.community.organised_minutes.values()) minutes = 0;
  for (auto& helped : w.helped) helped.clear();
  for (auto& leaders : w.community.leaders.values()) leaders = 0;
  for (auto& roles : w.resident.roles.values()) roles &= role::active;
  auto& m = w.setting.mechanisms;
  m.volunteer_join = m.member_join = 0.0;
  for (std::uint32_t r = 0; r < w.residents(); ++r) w.resident.organisation[Resident{r}] = none16;
}

void take_part_by_hand(World& w) {
  static std::vector<std::uint8_t> changes;
  const ParticipationEffects effect(w.mechanisms());
  const auto join = static_cast<float>(w.mechanisms().join_rate), leave = static_cast<float>(w.mechanisms().exit_rate);
  const auto& x = w.resident;
  const auto& host = x.trust[static_cast<std::size_t>(trusted_of(w.host(Community{0})))];
  std::vector<std::uint32_t> turned;
  each_part(w, [&](std::uint32_t first, std::uint32_t n) {
    const std::uint32_t* const words = words_of(w, Purpose::participation, first, n);
    const auto column = [first](const auto& values) { return values.values().data() + first; };
    changes.resize(n);
    sim::for_each_row(
        sim::best_instructions(), n,
        [=, word = words, inclination = column(x.inclination),
         neighbours = column(x.trust[static_cast<std::size_t>(Trusted::neighbours)]), host = column(host),
         efficacy = column(x.efficacy), active_ties = column(x.active_weight), ties = column(x.tie_weight),
         open = column(x.open_cases), roles = column(x.roles), change = changes.data()](std::uint32_t i) {
          const float active = static_cast<float>(static_cast<std::int32_t>(active_ties[i])),
                      all = static_cast<float>(static_cast<std::int32_t>(ties[i] > 0 ? ties[i] : 1u));
          const float odds = inclination[i] + effect.neighbours * (active / all) +
                             effect.trust * (0.5f * (neighbours[i] + host[i]) - 0.5f) +
                             effect.efficacy * (efficacy[i] - 0.5f) + 0.0f + (open[i] > 0 ? effect.stake : 0.0f);
          const float chance = sim::logistic(odds), drawn = sim::uniform_float(word[i]);
          change[i] = static_cast<std::uint8_t>(
              (roles[i] & role::active) != 0 ? (drawn < leave) & (drawn >= leave * chance) : drawn < join * chance);
        });
    turned.clear();
    for (std::uint32_t i = 0; i < n; ++i)
      if (changes[i] != 0 && w.resident.age[Resident{first + i}] >= w.mechanisms().least_age)
        turned.push_back(first + i);
    for (const std::uint32_t r : turned) {
      const bool active = (w.resident.roles[Resident{r}] ^= role::active) != 0;
      for (std::uint32_t a = w.ties.first_arc(r); a < w.ties.first_arc(r + 1); ++a) {
        const auto weight = static_cast<std::uint32_t>(w.ties.arc_weights()[a] * 65536.0f);
        const std::uint32_t other = w.ties.targets()[a];
        if (other - first < n) w.resident.active_weight[Resident{other}] += active ? weight : 0u - weight;
      }
    }
  });
}

/// Every fourth building's residents look at their neighbours' gifts before anybody changes sides.
void give_by_hand(World& w) {
  const auto reciprocity = static_cast<float>(w.mechanisms().reciprocity),
             gift = static_cast<float>(w.mechanisms().active_gift);
  const std::uint32_t* const target = w.ties.targets().data();
  const std::uint16_t* const given = w.resident.contribution.values().data();
  for (std::uint32_t b = 0; b < w.building.residents.size(); ++b) {
    if ((b + w.week) % weeks_per_month != 0) continue;
    const std::uint32_t first = w.building.first_resident[Building{b}], n = w.building.residents[Building{b}];
    for (std::uint32_t r = first; r < first + n; ++r) {
      std::uint32_t sum = 0;
      for (std::uint32_t a = w.ties.first_arc(r); a < w.ties.first_arc(r + 1); ++a) sum += given[target[a]];
      const float mean =
          static_cast<float>(sum) / (static_cast<float>(std::max(1u, w.ties.degree(r))) * float{all_given});
      const Giver giver = w.resident.giver[Resident{r}];
      float next =
          giver == Giver::hump ? hump_contribution(reciprocity, mean) : conditional_contribution(reciprocity, mean);
      if (w.resident.roles[Resident{r}] & role::active) next = std::max(next, gift);
      if (giver == Giver::free_rider) next = 0.0f;
      w.resident.contribution_next[Resident{r}] = static_cast<std::uint16_t>(float{all_given} * next);
    }
  }
}

void participation_by_hand(World& w) {
  give_by_hand(w);
  take_part_by_hand(w);
}

/// Nobody visits, helps, gives up, calls or reports online; every report goes to the committee, and none astray or
/// away.
void leave_to_residents(World& w) {
  for (const Side side : sides)
    for (auto& minutes : w.desk(side).spent[static_cast<std::size_t>(Activity::visits)].values()) minutes = 0;
  for (auto& minutes : w.community.organised_minutes.values()) minutes = 0;
  w.setting.mechanisms.ways_kin = w.setting.mechanisms.misrouting = 0.0;
  Levers& levers = w.arrangements.front();
  levers.party_households = levers.hotline = levers.platform_channel = 0.0;
  levers.services_open = 1.0;
  levers.route_administration = levers.route_care = levers.route_community = 0.0;
  levers.staff_committee = std::max(1.0, levers.staff_committee);
  for (auto& cases : w.cases)
    for (Case& item : cases) item.give_up = none32;
}

void report_by_hand(World& w) {
  static std::vector<std::uint32_t> place, resident, born;
  const ReportingEffects effect(w.mechanisms());
  const auto at_the_counter = static_cast<float>(w.mechanisms().counter_contact);
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    auto& cases = w.cases[c];
    place.clear();
    resident.clear();
    born.clear();
    for (std::uint32_t i = 0; i < cases.size(); ++i) {
      if (cases[i].state != CaseState::unreported || (w.week - cases[i].born) % weeks_per_month != 0) continue;
      place.push_back(i);
      resident.push_back(cases[i].resident);
      born.push_back(cases[i].born);
    }
    const sim::Draws draws = w.mechanisms().structure_reporting > 0.0
                                 ? sim::Draws(w.chance, w.week, Purpose::report, resident, born)
                                 : sim::Draws(w.chance, born, Purpose::report, resident);
    for (std::size_t i = 0; i < place.size(); ++i) {
      Case& item = cases[place[i]];
      const Resident r{item.resident};
      float trust = w.resident.trust[committee][r];
      if (w.resident.organisation[r] != none16)
        trust = std::max(trust, w.resident.trust[static_cast<std::size_t>(Trusted::organisations)][r]);
      const float active = static_cast<float>(static_cast<std::int32_t>(w.resident.active_weight[r])) /
                           static_cast<float>(static_cast<std::int32_t>(std::max(1u, w.resident.tie_weight[r])));
      const float odds = effect.base + effect.trust * (trust - 0.5f) +
                         (w.resident.knows[r] & (1u << committee) ? effect.aware : 0.0f) -
                         effect.trip * w.community.trips[Community{c}] -
                         (w.has_rights(Community{c}, item) ? 0.0f : effect.floating) +
                         effect.success * w.community.success[Community{c}] + effect.neighbours * active;
      if (sim::open_uniform_float(draws.word(0)[i]) >= sim::logistic(odds)) continue;
      item.state = CaseState::waiting;
      item.holder = Holder::committee;
      item.reported = w.week;
      item.channel = Channel::counter;
      ++item.visits;
      place[i] |= 1u << 31;
    }
    for (const std::uint32_t p : place) {
      if ((p >> 31) == 0) continue;
      const Resident r{cases[p & ~(1u << 31)].resident};
      if ((w.resident.contacts[r] += at_the_counter) >= 1.0f) w.resident.knows[r] |= 1u << committee;
    }
  }
}

/// Experiences come in the order in which they count.
void put_in_order(World& w) {
  for (auto& week : w.experiences)
    std::sort(week.begin(), week.end(), [](const Experience& a, const Experience& b) {
      const auto key = [](const Experience& e) {
        return std::tuple(e.resident, e.kind, e.own, e.quality, static_cast<unsigned>(e.toward));
      };
      return key(a) < key(b);
    });
}

void experience_by_hand(World& w) {
  const Mechanisms& m = w.mechanisms();
  const auto own_pace = static_cast<float>(m.satisfaction_pace), expected_pace = static_cast<float>(m.expectation_pace),
             voice_pace = static_cast<float>(m.efficacy_pace), gossip = static_cast<float>(m.trust_gossip),
             hearsay = static_cast<float>(m.efficacy_hearsay);
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const std::uint32_t first = w.community.first_resident[Community{c}], n = w.community.residents[Community{c}];
    for (const Experience& e : w.experiences[c]) {
      const Resident r{e.resident};
      float* const trust =
          e.toward == Trusted::nobody ? nullptr : w.resident.trust[static_cast<std::size_t>(e.toward)].values().data();
      if (trust != nullptr) trust[e.resident] = updated_trust(trust[e.resident], e.quality, m);
      float* const efficacy = w.resident.efficacy.values().data();
      if (e.voice) efficacy[e.resident] += voice_pace * (e.quality - efficacy[e.resident]);
      if (e.own) {
        float &satisfaction = w.resident.satisfaction[r], &expectation = w.resident.expectation[r];
        satisfaction += own_pace * (service_satisfaction(m, e.quality, expectation) - satisfaction);
        expectation += expected_pace * (e.quality - expectation);
      }
      const bool told = e.voice || (trust != nullptr && e.toward != Trusted::street && e.toward != Trusted::property);
      if (!told) continue;
      float* const heard = e.voice ? efficacy : trust;
      const float pace = e.voice ? hearsay : gossip;
      for (std::uint32_t a = w.ties.first_arc(e.resident); a < w.ties.first_arc(e.resident + 1); ++a) {
        const std::uint32_t other = w.ties.targets()[a];
        if (other - first < n) heard[other] += pace * w.ties.arc_weights()[a] * (e.quality - heard[other]);
      }
    }
    w.experiences[c].clear();
    std::erase_if(w.cases[c], [](const Case& item) { return item.state == CaseState::closed; });
  }
}

const std::vector<Kernel>& kernels() {
  static const std::vector<Kernel> list = {
      {"needs", [](World&) {}, needs_by_hand, {"resident.open_cases"}},
      {"reporting", leave_to_residents, report_by_hand, {"case.open", "resident.contacts", "resident.knows"}},
      {"participation",
       leave_alone,
       participation_by_hand,
       {"resident.roles", "resident.active_weight", "resident.contribution_next"}},
      {"experience",
       put_in_order,
       experience_by_hand,
       {"case.open", "resident.satisfaction", "resident.expectation", "resident.efficacy", "resident.trust_neighbours",
        "resident.trust_committee", "resident.trust_station", "resident.trust_organisations",
        "resident.trust_property"}}};
  return list;
}

/// The city in an ordinary week, before the phase, prepared for it.
Simulation before(const Kernel& kernel) {
  Simulation city = burnt_in();
  while (city.week() % weeks_per_month == weeks_per_month - 1 ||
         city.week() % weeks_per_quarter == weeks_per_quarter - 1)
    city.step();
  for (const auto& phase : phases()) {
    if (phase.name == kernel.phase) break;
    phase.run(city.world(), {});
  }
  kernel.prepare(city.world());
  return city;
}

void run_phase(const std::string& name, World& w) {
  for (const auto& phase : phases())
    if (phase.name == name) phase.run(w, {});
}

/// Empty, or in what the phase and the loops by hand end differently.
std::string defect(const Kernel& kernel) {
  Simulation phase = before(kernel), hand = phase;
  run_phase(kernel.phase, phase.world());
  kernel.by_hand(hand.world());
  const auto mine = sim::column_views(phase.world()), theirs = sim::column_views(hand.world()),
             start = sim::column_views(before(kernel).world());
  bool changed = false;
  for (std::size_t i = 0; i < mine.size(); ++i) {
    const bool compared = std::ranges::any_of(kernel.compared, [&](const std::string& name) {
      return mine[i].name == name || mine[i].name.starts_with(name + "[");
    });
    if (!compared) continue;
    if (!std::ranges::equal(mine[i].bytes, theirs[i].bytes)) return mine[i].name + " ends differently by hand";
    changed |= !std::ranges::equal(mine[i].bytes, start[i].bytes);
  }
  return changed ? "" : "nothing happened that could be compared";
}

/// Room in lists as they have it in a city that runs; a copy has none.
void make_room(World& w) {
  for (auto& cases : w.cases) cases.reserve(2 * cases.size());
  for (auto& experiences : w.experiences) experiences.reserve(2 * experiences.size() + 1024);
}

/// Processor time of this thread, which others on the machine do not lengthen much.
double seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void measure(benchmark::State& state, const Kernel& kernel, const std::function<void(World&)>& run) {
  if (const std::string wrong = defect(kernel); !wrong.empty()) {
    state.SkipWithError(wrong.c_str());
    return;
  }
  const Simulation start = before(kernel);
  for (auto _ : state) {
    Simulation city = start;
    make_room(city.world());
    const double then = seconds_now();
    run(city.world());
    state.SetIterationTime(seconds_now() - then);
  }
  count_updates(state, start, 1, false);
}

const bool registered = [] {
  const auto add = [](const std::string& name, const Kernel& kernel, std::function<void(World&)> run) {
    benchmark::RegisterBenchmark(
        name.c_str(), [&kernel, run = std::move(run)](benchmark::State& state) { measure(state, kernel, run); })
        ->Iterations(repetitions)
        ->UseManualTime()
        ->Unit(benchmark::kMicrosecond);
  };
  for (const Kernel& kernel : kernels()) {
    add(kernel.phase + "/phase", kernel, [name = kernel.phase](World& w) { run_phase(name, w); });
    add(kernel.phase + "/by_hand", kernel, kernel.by_hand);
  }
  return true;
}();

}  // namespace
}  // namespace liandong::bench
