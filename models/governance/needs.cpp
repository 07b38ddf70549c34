// Phase 2. Needs arise (M1).
#include <algorithm>

#include "models/governance/phases.h"
#include "models/governance/purpose.h"
#include "models/governance/rules.h"

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

Case born_case(const World& w, Resident r) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t id = sim::row(r);
  const auto a = w.chance.four(w.week, Purpose::need_kind, id);
  const auto b = w.chance.four(w.week, Purpose::need_preference, id);
  const NeedRates rates =
      need_rates(m, w.resident.dependence[r] / w.community.dependence[Community{w.resident.community[r]}],
                 w.building.commons[Building{w.resident.building[r]}]);
  const std::array<double, case_kinds> hours = {m.need_hours_a, m.need_hours_b, m.need_hours_c, m.need_hours_d,
                                                m.need_hours_e};
  const std::size_t kind = sim::pick(a[0], rates);

  Case item{};
  item.resident = id;
  item.born = w.week;
  item.reported = none32;
  item.give_up = w.week + static_cast<std::uint32_t>(
                              m.patience_low + sim::uniform(a[1]) * std::max(0.0, m.patience_high - m.patience_low));
  item.work_total =
      std::max(5, static_cast<std::int32_t>(60.0 * sim::lognormal(a[2], hours[kind], m.need_hours_spread)));
  item.work = item.work_total;
  const double spread = m.preference_spread * (0.5 + w.setting.context_of(w.resident.community[r]).heterogeneity);
  for (std::size_t i = 0; i < 3; ++i)
    item.preference[i] =
        static_cast<float>(std::clamp(w.resident.opinion[r][i] + spread * (sim::uniform(b[i]) - 0.5), 0.0, 1.0));
  item.signal = 1.0f;
  item.kind = static_cast<CaseKind>(kind);
  item.household = w.resident.household[r];
  item.migrant = w.is_migrant(r);
  item.rights_rank = w.resident.rights_rank[r];
  // A race in which a case's rate is the inverse of its work (M3).
  item.ease = static_cast<float>(sim::exponential(w.chance.word(w.week, Purpose::creaming, id)) * item.work_total);
  item.skill = static_cast<std::uint8_t>(20 + sim::below(b[3], 81));
  const bool approval = item.kind == CaseKind::administrative && sim::uniform(a[3]) < m.approval_share;
  const bool departmental = item.kind == CaseKind::departmental;
  item.needs_approval = approval || departmental;
  if (item.needs_approval) item.departments = departments_needed(w, b[3], departmental);
  if (!item.needs_approval && item.kind != CaseKind::administrative) item.authority = authority_needed(m, a[3]);
  return item;
}

std::size_t group_of_age(std::uint8_t age) { return age < 35 ? 2u : age < 60 ? 3u : 4u; }

}  // namespace

void count_groups(const World& w, std::uint32_t resident, std::array<std::int64_t, group_count>& counts,
                  std::int64_t amount) {
  const std::uint8_t traits = w.resident.traits[Resident{resident}];
  counts[traits & trait::migrant ? 1 : 0] += amount;
  counts[group_of_age(w.resident.age[Resident{resident}])] += amount;
  counts[traits & trait::renter ? 6 : 5] += amount;
}

void run_needs(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    auto& cases = w.cases[sim::row(c)];
    Tally& tally = w.tally[sim::row(c)];
    const std::size_t before = cases.size();
    const std::uint32_t first = w.community.first_resident[c], last = first + w.community.residents[c];
    constexpr std::uint32_t batch = 1024;
    std::array<std::uint32_t, batch> words;
    for (std::uint32_t at = first & ~3u; at < last; at += batch) {
      const std::uint32_t n = std::min(batch, last - at);
      w.chance.fill({words.data(), n}, w.week, Purpose::need, at);
      for (std::uint32_t i = at < first ? first - at : 0; i < n; ++i) {
        const Resident r{at + i};
        if (words[i] >= w.resident.need_threshold[r]) continue;
        cases.push_back(born_case(w, r));
      }
    }
    for (std::size_t i = before; i < cases.size(); ++i) {
      const Case& item = cases[i];
      ++tally.born[static_cast<std::size_t>(item.kind)];
      count_groups(w, item.resident, w.group_tally[sim::row(c)].born, 1);
      auto& open = w.resident.open_cases[Resident{item.resident}];
      if (open < 255) ++open;
    }
  });
}

}  // namespace liandong::governance
