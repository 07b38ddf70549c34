// A community's fund at a foundation, and the social enterprise whose profit goes to it (P69).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

std::int64_t fen_of(double yuan) { return static_cast<std::int64_t>(yuan * fen_per_yuan); }
std::int64_t fen_of_10k(double ten_thousands) { return fen_of(ten_thousands * 10000.0); }

void give_public_money(World& w, Community c, std::int64_t fen) {
  w.money.transfer(w.week, w.money_kind.treasury, 0, w.money_kind.foundation, sim::row(c), fen);
  w.tally[sim::row(c)].foundation_public += fen;
  w.tally[sim::row(c)].public_fen += fen;
}

void collect_gifts(World& w, Community c, double trust) {
  const MoneyKinds& k = w.money_kind;
  const Gifts gifts = weekly_gifts(w.mechanisms(), w.community.households[c], trust);
  const std::int64_t households = fen_of(gifts.households), units = fen_of(gifts.units);
  w.money.transfer(w.week, k.households, 0, k.foundation, sim::row(c), households);
  w.money.transfer(w.week, k.donors, 0, k.foundation, sim::row(c), units);
  w.tally[sim::row(c)].donated += households + units;
  give_public_money(w, c,
                    static_cast<std::int64_t>(w.levers(c).foundation_match * static_cast<double>(households + units)));
}

/// Once a year a fund that has the seed may risk it.
void found_enterprise(World& w, Community c) {
  const MoneyKinds& k = w.money_kind;
  const std::int64_t seed = fen_of_10k(w.levers(c).enterprise_seed);
  if (w.week % weeks_per_year != 0 || seed <= 0 || w.money.balance(k.foundation, sim::row(c)) < seed) return;
  w.money.transfer(w.week, k.foundation, sim::row(c), k.enterprise, sim::row(c), seed);
  w.community.enterprise[c] = 1;
}

/// Residents pay the enterprise instead of others; what it sells costs it its goods and wages.
void trade(World& w, Community c, double trust) {
  const Mechanisms& m = w.mechanisms();
  const MoneyKinds& k = w.money_kind;
  const double unmet = static_cast<double>(w.tally[sim::row(c)].private_fen) / fen_per_yuan;
  const double market = unmet + m.enterprise_market * w.community.residents[c] / weeks_per_year;
  const double hours = w.community.manager_minutes[c] / minutes_per_hour;
  const double sales = enterprise_sales(m, market, hours, trust);
  w.money.transfer(w.week, k.households, 0, k.enterprise, sim::row(c), fen_of(sales));
  w.money.transfer(w.week, k.enterprise, sim::row(c), k.contractors, 0, fen_of(sales * (1.0 - m.enterprise_margin)));
}

/// Pays what is due every week; an enterprise that cannot is closed, and its creditors take what is left.
void pay_rent(World& w, Community c) {
  const MoneyKinds& k = w.money_kind;
  const std::int64_t due = fen_of(w.mechanisms().enterprise_rent), held = w.money.balance(k.enterprise, sim::row(c));
  w.money.transfer(w.week, k.enterprise, sim::row(c), k.contractors, 0, std::min(due, held));
  if (held < due) w.community.enterprise[c] = 0;
}

/// At the end of a year what exceeds the seed goes to the community's fund.
void share_profit(World& w, Community c) {
  const MoneyKinds& k = w.money_kind;
  const std::int64_t profit = w.money.balance(k.enterprise, sim::row(c)) - fen_of_10k(w.levers(c).enterprise_seed);
  if (w.week % weeks_per_year != weeks_per_year - 1 || profit <= 0) return;
  w.money.transfer(w.week, k.enterprise, sim::row(c), k.foundation, sim::row(c), profit);
  w.tally[sim::row(c)].profit += profit;
}

}  // namespace

void settle_foundation(World& w, Community c) {
  if (!w.community.foundation[c]) {
    if (w.levers(c).foundation_seed <= 0.0) return;
    w.community.foundation[c] = 1;
    give_public_money(w, c, fen_of_10k(w.levers(c).foundation_seed));
  }
  const double trust = w.stock[sim::row(c)].trust[static_cast<std::size_t>(Trusted::organisations)];
  collect_gifts(w, c, trust);
  if (!w.community.enterprise[c]) return found_enterprise(w, c);
  trade(w, c, trust);
  pay_rent(w, c);
  share_profit(w, c);
}

}  // namespace liandong::governance
