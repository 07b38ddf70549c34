// Needs arise (M1).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"
#include "sim/tables/marks.h"

namespace liandong::governance {
namespace {

std::uint8_t authority_needed(const Mechanisms& m, std::uint32_t word) {
  double u = sim::uniform(word);
  std::uint8_t level = 0;
  while (level < 3 && u < m.authority_step) {
    u /= m.authority_step;
    ++level;
  }
  return level;
}

/// One to three of the departments.
std::uint8_t departments_needed(const World& w, std::uint32_t word, bool several) {
  const auto n = static_cast<std::uint32_t>(w.department.minutes.size());
  std::uint8_t bits = static_cast<std::uint8_t>(1u << sim::below(word, n));
  const std::uint32_t more = several ? (word >> 4) % 3 : 0;
  for (std::uint32_t i = 0; i < more; ++i) bits |= static_cast<std::uint8_t>(1u << ((word >> (8 + 8 * i)) % n));
  return bits;
}

/// Sizes of work relative to the mean of their kind, lognormal with mean 1, and waits of a race in which a case's rate
/// is the inverse of its work (M3).
void draw_sizes(sim::Instructions instructions, const std::uint32_t* size_words, const std::uint32_t* wait_words,
                std::size_t n, float log_sd, float* sizes, float* waits) {
  sim::for_each_row(instructions, static_cast<std::uint32_t>(n), [=](std::uint32_t i) {
    const float deviation = log_sd * sim::normal_quantile(sim::open_uniform_float(size_words[i]));
    sizes[i] = sim::exp(deviation - 0.5f * log_sd * log_sd);
    waits[i] = -sim::log(sim::open_uniform_float(wait_words[i]));
  });
}

/// In hundredths.
std::uint8_t skill_needed(const Mechanisms& m, std::uint32_t word) {
  const std::uint32_t low = nearest_whole(100.0 * m.skill_low),
                      span = nearest_whole(100.0 * std::max(0.0, m.skill_high - m.skill_low));
  return static_cast<std::uint8_t>(low + sim::below(word, span + 1));
}

/// What chance says about a need.
struct NeedDraw {
  std::uint32_t kind, patience, way;  ///< `way`: whether it needs approval, or how much authority
  std::uint32_t offices;              ///< which departments it needs
  std::array<std::uint32_t, 4> preference;
  float size, wait;
};

void fetch_traits(const World& w, Resident r) {
  w.resident.opinion.prefetch(r);
  w.resident.dependence.prefetch(r);
  w.resident.building.prefetch(r);
  w.resident.household.prefetch(r);
  w.resident.traits.prefetch(r);
  w.resident.rights_rank.prefetch(r);
  w.resident.open_cases.prefetch(r);
}

/// Makes a new case of a need that arises. In place: a copy right after its fields are written would wait for them.
void bear(const World& w, Community c, Resident r, const NeedDraw& draw, Case& item) {
  const Mechanisms& m = w.mechanisms();
  const NeedRates rates = need_rates(m, w.resident.dependence[r] / w.community.dependence[c],
                                     w.building.commons[Building{w.resident.building[r]}]);
  const std::array<double, case_kinds> hours = {m.need_hours_a, m.need_hours_b, m.need_hours_c, m.need_hours_d,
                                                m.need_hours_e};
  const std::size_t kind = sim::pick(draw.kind, rates);

  item.resident = sim::row(r);
  item.born = w.week;
  item.reported = none32;
  const double patience =
      m.patience_low + sim::uniform(draw.patience) * std::max(0.0, m.patience_high - m.patience_low);
  item.give_up = w.week + static_cast<std::uint32_t>(patience);
  item.work_total = std::max(static_cast<std::int32_t>(m.minutes_least),
                             static_cast<std::int32_t>(static_cast<float>(minutes_per_hour * hours[kind]) * draw.size));
  item.work = item.work_total;
  const auto spread =
      static_cast<float>(m.preference_spread * (m.preference_floor + w.setting.context_of(sim::row(c)).heterogeneity));
  for (std::size_t i = 0; i < 3; ++i)
    item.preference[i] = std::clamp(
        w.resident.opinion[r][i] + spread * (sim::open_uniform_float(draw.preference[i]) - 0.5f), 0.0f, 1.0f);
  item.signal = 1.0f;
  item.kind = static_cast<CaseKind>(kind);
  item.household = w.resident.household[r];
  item.migrant = w.is_migrant(r);
  item.rights_rank = w.resident.rights_rank[r];
  item.ease = draw.wait * static_cast<float>(item.work_total);
  item.skill = skill_needed(m, draw.preference[3]);
  const bool approval = (item.kind == CaseKind::administrative) & (sim::uniform(draw.way) < m.approval_share);
  const bool departmental = item.kind == CaseKind::departmental;
  item.needs_approval = approval || departmental;
  if (item.needs_approval) item.departments = departments_needed(w, draw.offices, departmental);
  if (!item.needs_approval && item.kind != CaseKind::administrative) item.authority = authority_needed(m, draw.way);
}

/// Residents of a community whose need arises this week.
std::vector<std::uint32_t> residents_in_need(const World& w, Community c, sim::Instructions instructions) {
  const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
  constexpr std::uint32_t batch = 1024;
  std::array<std::uint32_t, batch> words;
  std::array<std::uint8_t, batch> arises;
  std::vector<std::uint32_t> residents;
  for (std::uint32_t at = first & ~3u; at < last; at += batch) {
    const std::uint32_t begin = std::max(at, first), n = std::min(at + batch, last) - begin;
    w.chance.fill({words.data(), begin - at + n}, w.week, Purpose::need, at);
    sim::for_each_row(instructions, n,
                      [word = words.data() + (begin - at), need = arises.data(),
                       threshold = w.resident.need_threshold.values().data() + begin](std::uint32_t i) {
                        need[i] = word[i] < threshold[i] ? 1 : 0;
                      });
    sim::find_marked({arises.data(), n}, 1, begin, residents);
  }
  return residents;
}

}  // namespace

void count_groups(const World& w, std::uint32_t resident, CountByGroup& counts, Count amount) {
  const Resident r{resident};
  const std::uint8_t traits = w.resident.traits[r];
  for (const Group group :
       {hukou_group(traits & trait::migrant), age_group(w.resident.age[r]), tenure_group(traits & trait::renter),
        estate_group(w.kind_of(Building{w.resident.building[r]}))})
    counts[group] += amount;
}

void run_needs(World& w, const sim::Execution& execution) {
  const auto log_sd = static_cast<float>(w.mechanisms().need_hours_spread);
  each_community(w, execution, [&](Community c) {
    auto& cases = w.cases[sim::row(c)];
    Tally& tally = w.tally[sim::row(c)];
    const std::vector<std::uint32_t> residents = residents_in_need(w, c, execution.instructions);
    const sim::Draws a(w.chance, w.week, Purpose::need_kind, residents),
        b(w.chance, w.week, Purpose::need_preference, residents), race(w.chance, w.week, Purpose::creaming, residents);
    std::vector<float> sizes(residents.size()), waits(residents.size());
    draw_sizes(execution.instructions, a.word(2), race.word(0), residents.size(), log_sd, sizes.data(), waits.data());
    for (std::size_t i = 0; i < residents.size(); ++i) {
      if (i + look_ahead < residents.size()) fetch_traits(w, Resident{residents[i + look_ahead]});
      const Resident r{residents[i]};
      const NeedDraw draw{a.word(0)[i],
                          a.word(1)[i],
                          a.word(3)[i],
                          race.word(1)[i],
                          {b.word(0)[i], b.word(1)[i], b.word(2)[i], b.word(3)[i]},
                          sizes[i],
                          waits[i]};
      Case& item = cases.emplace_back();
      bear(w, c, r, draw, item);
      ++tally.born[static_cast<std::size_t>(item.kind)];
      auto& open = w.resident.open_cases[r];
      if (open < 255) ++open;
    }
  });
}

}  // namespace liandong::governance
