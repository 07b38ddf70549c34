#include "sim/tables/ledger.h"

#include <atomic>
#include <numeric>
#include <utility>

namespace liandong::sim {
namespace {

template <class T>
std::vector<T> widened(const std::vector<T>& matrix, std::size_t old_size, std::size_t new_size) {
  std::vector<T> result(new_size * new_size);
  for (std::size_t from = 0; from < old_size; ++from)
    for (std::size_t to = 0; to < old_size; ++to) result[from * new_size + to] = matrix[from * old_size + to];
  return result;
}

void add(std::int64_t& to, std::int64_t amount) noexcept {
  std::atomic_ref<std::int64_t>(to).fetch_add(amount, std::memory_order_relaxed);
}

}  // namespace

Ledger::Kind Ledger::declare(std::string name, std::uint32_t owners, bool may_be_negative) {
  const std::size_t before = kinds_.size();
  kinds_.push_back({std::move(name), may_be_negative});
  balances_.emplace_back(owners, 0);
  flows_ = widened(flows_, before, before + 1);
  allowed_ = widened(allowed_, before, before + 1);
  return static_cast<Kind>(before);
}

void Ledger::add_owners(Kind kind, std::uint32_t owners) { balances_[kind].resize(balances_[kind].size() + owners, 0); }

void Ledger::allow(Kind from, Kind to) { allowed_[from * kinds_.size() + to] = 1; }

void Ledger::transfer(std::uint32_t week, Kind from, std::uint32_t from_owner, Kind to, std::uint32_t to_owner,
                      std::int64_t amount) {
  const auto account = [&](Kind kind, std::uint32_t owner) {
    return kinds_[kind].name + "[" + std::to_string(owner) + "]";
  };
  const std::size_t pair = from * kinds_.size() + to;
  if (from_owner >= owners(from)) breach(week, account(from, from_owner), "does not exist");
  if (to_owner >= owners(to)) breach(week, account(to, to_owner), "does not exist");
  if (!allowed_[pair]) breach(week, account(from, from_owner), "may not pay into " + account(to, to_owner));
  if (amount < 0) breach(week, account(from, from_owner), "was asked to pay " + std::to_string(amount));
  std::int64_t& payer = balances_[from][from_owner];
  if (!kinds_[from].may_be_negative && payer < amount)
    breach(week, account(from, from_owner),
           "holds " + std::to_string(payer) + " and cannot pay " + std::to_string(amount));
  add(payer, -amount);
  add(balances_[to][to_owner], amount);
  add(flows_[pair], amount);
}

void Ledger::hand_over(Kind kind, std::uint32_t from_owner, std::uint32_t to_owner) {
  auto& balances = balances_[kind];
  balances.at(to_owner) += std::exchange(balances.at(from_owner), 0);
}

std::int64_t Ledger::total(Kind kind) const noexcept {
  return std::accumulate(balances_[kind].begin(), balances_[kind].end(), std::int64_t{0});
}

void Ledger::check(std::uint32_t week) const {
  std::int64_t sum = 0;
  for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
    std::int64_t expected = 0;
    for (std::size_t other = 0; other < kinds_.size(); ++other)
      expected += flows_[other * kinds_.size() + kind] - flows_[kind * kinds_.size() + other];
    const std::int64_t held = total(static_cast<Kind>(kind));
    if (held != expected)
      breach(week, kinds_[kind].name, "holds " + std::to_string(held) + ", its flows say " + std::to_string(expected));
    if (!kinds_[kind].may_be_negative)
      for (std::size_t owner = 0; owner < balances_[kind].size(); ++owner)
        if (balances_[kind][owner] < 0)
          breach(week, kinds_[kind].name + "[" + std::to_string(owner) + "]",
                 "is overdrawn: " + std::to_string(balances_[kind][owner]));
    sum += held;
  }
  if (sum != 0) breach(week, "all accounts", "sum to " + std::to_string(sum) + ", not zero");
}

void Ledger::breach(std::uint32_t week, const std::string& account, const std::string& what) const {
  throw Breach("ledger '" + name_ + "', week " + std::to_string(week) + ", account " + account + " " + what);
}

}  // namespace liandong::sim
