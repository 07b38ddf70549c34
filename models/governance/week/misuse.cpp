// Misuse of public money; audits, and what becomes known of it (P9, P59; S0 二(五), S1 6.2).
#include "models/governance/week/misuse.h"

#include <algorithm>
#include <array>

#include "models/governance/rules/misuse.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

constexpr std::array<Trusted, misusers> keepers_of_books = {Trusted::committee, Trusted::station,
                                                            Trusted::organisations};

/// Account of what somebody of a community has misused.
std::uint32_t account_of(Community c, Trusted who) {
  const auto* at = std::ranges::find(keepers_of_books, who);
  return sim::row(c) * misusers + static_cast<std::uint32_t>(at - keepers_of_books.begin());
}

/// Sets of books in a community: of its desks and of registered organisations.
double books(const World& w, Community c) {
  const auto registered = std::ranges::count_if(w.organisations_of[sim::row(c)], [&](std::uint32_t o) {
    return w.organisation.status[Organisation{o}] == OrganisationStatus::registered;
  });
  return static_cast<double>(registered + w.has(c, Side::committee) + w.has(c, Side::station));
}

double discovery(const World& w, Community c) {
  return w.levers(c).audit_weekly > 0.0 ? discovery_chance(w.mechanisms(), w.levers(c).audit_weekly, books(w, c)) : 0.0;
}

/// The number under which a keeper of books draws chance.
std::uint32_t stream_of(const World& w, Trusted who) {
  constexpr std::uint32_t organisations = 2;
  if (who == Trusted::organisations) return organisations;
  return w.stream(who == Trusted::committee ? Side::committee : Side::station);
}

/// Whoever misuses money does so for a quarter.
double share_of(const World& w, Community c, std::uint32_t stream, std::uint32_t owner) {
  const Mechanisms& m = w.mechanisms();
  if (m.misuse_chance <= 0.0) return 0.0;
  const std::uint32_t quarter = w.week - w.week % weeks_per_quarter;
  const bool misuses = w.chance.uniform(quarter, Purpose::misuse, owner, stream) < misuse_chance(m, discovery(w, c));
  return misuses ? m.misuse_size : 0.0;
}

/// Households that learn of it lose trust as in somebody who has failed them.
void expose(World& w, Community c, Trusted who, double reach) {
  ++w.tally[sim::row(c)].exposed;
  const std::uint32_t first = w.community.first_household[c];
  for (std::uint32_t h = first; h < first + w.community.households[c]; ++h) {
    if (w.chance.uniform(w.week, Purpose::publication, h, stream_of(w, who)) >= reach) continue;
    record_experience(w, c, Resident{w.household.first_resident[Household{h}]}, who, 0.0);
  }
}

/// The quarter's end for one keeper of books: what an audit finds goes back and is published, of the rest some leaks
/// out.
void close_books(World& w, Community c, Trusted who) {
  const Mechanisms& m = w.mechanisms();
  const std::uint32_t account = account_of(c, who);
  const std::int64_t misused = w.money.balance(w.money_kind.misused, account);
  if (misused == 0) return;
  const auto words = w.chance.four(w.week, Purpose::audit, sim::row(c), stream_of(w, who));
  const bool found = sim::uniform(words[0]) < discovery(w, c);
  w.money.transfer(w.week, w.money_kind.misused, account, found ? w.money_kind.treasury : w.money_kind.households, 0,
                   misused);
  if (found) {
    w.tally[sim::row(c)].public_fen -= misused;
    expose(w, c, who, w.levers(c).audit_published);
  } else if (sim::uniform(words[1]) < m.misuse_leak) {
    expose(w, c, who, m.misuse_rumour);
  }
}

}  // namespace

double misused_share(const World& w, Community c, Side side) { return share_of(w, c, w.stream(side), sim::row(c)); }

double misused_share(const World& w, Organisation o) {
  return share_of(w, Community{w.organisation.community[o]}, stream_of(w, Trusted::organisations), sim::row(o));
}

std::int64_t misuse(World& w, Community c, Trusted who, sim::Ledger::Kind purse, std::uint32_t owner, double wanted) {
  const std::int64_t taken = std::min(static_cast<std::int64_t>(wanted), w.money.balance(purse, owner));
  w.money.transfer(w.week, purse, owner, w.money_kind.misused, account_of(c, who), taken);
  w.tally[sim::row(c)].misused_fen += taken;
  return taken;
}

void run_audit(World& w, const sim::Execution& execution) {
  if (w.week % weeks_per_quarter != weeks_per_quarter - 1) return;
  each_community(w, execution, [&](Community c) {
    for (const Trusted who : keepers_of_books) close_books(w, c, who);
  });
}

}  // namespace liandong::governance
