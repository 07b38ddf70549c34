// The week's counts are closed and every ledger is checked.
#include <algorithm>

#include "models/governance/measures/stock.h"
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
  const bool first = w.week == 0;
  const bool month = w.week % weeks_per_month == weeks_per_month - 1;
  const bool quarter = w.week % weeks_per_quarter == weeks_per_quarter - 1;
  each_community(w, execution, [&](Community c) {
    Tally& tally = w.tally[sim::row(c)];
    tally.weeks = 1;
    remember(w, c);
    w.quarter_tally[sim::row(c)].add(tally);
    if (first || month || quarter) take_stock(w, c);
    if (first || quarter) take_stock_of_ties(w, c);
  });
}

void run_closing(World& w, const sim::Execution&) {
  for (std::uint32_t c = 0; c < w.communities(); ++c) count_cases(w, c);
  w.money.check(w.week);
  w.minutes.check(w.week);
  w.case_count.check(w.week);
  ++w.week;
}

}  // namespace liandong::governance
