// The week's counts are closed and every ledger is checked.
#include <algorithm>

#include "models/governance/measures/stock.h"
#include "models/governance/week/hotline.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

void count_cases(World& w, std::uint32_t c) {
  const CaseKinds& k = w.case_kind;
  const Tally& t = w.tally[c];
  w.case_count.transfer(w.week, k.born, c, k.open, c, total(t.born));
  w.case_count.transfer(w.week, k.open, c, k.resolved, c, total(t.resolved));
  w.case_count.transfer(w.week, k.open, c, k.elsewhere, c, total(t.kin) + total(t.aided) + total(t.bought));
  w.case_count.transfer(w.week, k.open, c, k.dropped, c, total(t.dropped) + total(t.left));
  const auto open = static_cast<std::int64_t>(w.cases[c].size());
  if (w.case_count.balance(k.open, c) != open)
    throw sim::Ledger::Breach("ledger 'cases', week " + std::to_string(w.week) + ", account open[" + std::to_string(c) +
                              "] holds " + std::to_string(w.case_count.balance(k.open, c)) + " but " +
                              std::to_string(open) + " are on file");
}

/// Whether this is a week after which attitudes and organisations are counted.
bool is_stock_week(const World& w) {
  return w.week == 0 || w.week % weeks_per_month == weeks_per_month - 1 ||
         w.week % weeks_per_quarter == weeks_per_quarter - 1;
}

/// What residents have seen of late.
void remember(World& w, Community c) {
  const Tally& t = w.tally[sim::row(c)];
  const auto resolved = static_cast<float>(total(t.resolved));
  const auto ended = resolved + static_cast<float>(t.failed);
  const auto pace = static_cast<float>(w.mechanisms().memory_pace);
  if (resolved > 0.0f) w.community.trips[c] += pace * (static_cast<float>(t.visits) / resolved - w.community.trips[c]);
  if (ended > 0.0f) w.community.success[c] += pace * (resolved / ended - w.community.success[c]);
}

}  // namespace

void run_indicators(World& w, const sim::Execution& execution) {
  const bool quarter = w.week == 0 || w.week % weeks_per_quarter == weeks_per_quarter - 1;
  const bool stock = is_stock_week(w);
  each_community(w, execution, [&](Community c) {
    remember(w, c);
    if (stock) take_stock(w, c);
    if (quarter) take_stock_of_ties(w, c);
  });
}

void run_closing(World& w, const sim::Execution&) {
  const bool stock = is_stock_week(w);
  for (const Community community : w.existing_communities()) {
    const std::uint32_t c = sim::row(community);
    count_cases(w, c);
    w.tally[c].weeks = 1;
    w.quarter_tally[c].add(w.tally[c]);
    if (stock) take_stock_of_organisations(w, community);
  }
  if (w.week % weeks_per_quarter == weeks_per_quarter - 1) rank_communities(w);
  w.money.check(w.week);
  w.minutes.check(w.week);
  w.case_count.check(w.week);
  ++w.week;
}

}  // namespace liandong::governance
