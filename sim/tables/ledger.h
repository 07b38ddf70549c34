#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace liandong::sim {

/// A conserved quantity (money in fen, working time in minutes, cases in pieces) held in accounts. An account is a kind
/// ("committee activity fund") and an owner (row 3). A transfer takes from one account what it gives to another, and
/// only between kinds that were declared to allow it: that is how earmarks hold. `check` recounts everything.
class Ledger {
 public:
  using Kind = std::uint16_t;

  struct KindDefinition {
    std::string name;
    bool may_be_negative = false;  ///< sources (a treasury, the population) owe what they gave
  };

  /// A rule that was broken: which ledger, which week, which account.
  struct Breach : std::runtime_error {
    using std::runtime_error::runtime_error;
  };

  explicit Ledger(std::string name, std::string unit = {}) : name_(std::move(name)), unit_(std::move(unit)) {}

  /// Declares `owners` accounts of one kind, all empty.
  Kind declare(std::string name, std::uint32_t owners, bool may_be_negative = false);
  /// More owners for a kind (an organisation was founded).
  void add_owners(Kind kind, std::uint32_t owners);
  /// Allows transfers from one kind to another.
  void allow(Kind from, Kind to);

  /// Moves `amount` >= 0. Throws Breach if the kinds do not allow it, an account does not exist or the payer lacks it.
  /// May be called from several threads as long as no two of them draw on the same account that may not be negative:
  /// what accounts receive adds up alike in any order.
  void transfer(std::uint32_t week, Kind from, std::uint32_t from_owner, Kind to, std::uint32_t to_owner,
                std::int64_t amount);

  /// All that an owner holds goes to another of the same kind, in which it stays: nothing flows.
  void hand_over(Kind kind, std::uint32_t from_owner, std::uint32_t to_owner);

  std::int64_t balance(Kind kind, std::uint32_t owner) const noexcept { return balances_[kind][owner]; }
  /// Sum over all owners of a kind.
  std::int64_t total(Kind kind) const noexcept;
  /// All that ever moved from one kind to another.
  std::int64_t flow(Kind from, Kind to) const noexcept { return flows_[from * kinds_.size() + to]; }
  std::uint32_t owners(Kind kind) const noexcept { return static_cast<std::uint32_t>(balances_[kind].size()); }
  const std::vector<KindDefinition>& kinds() const noexcept { return kinds_; }
  const std::string& name() const noexcept { return name_; }
  const std::string& unit() const noexcept { return unit_; }

  /// Recounts: all balances sum to zero, no account is overdrawn that may not be, and each kind's total equals what
  /// flowed in less what flowed out. Throws Breach naming ledger, week and account.
  void check(std::uint32_t week) const;

  /// For state hashes and snapshots; see column.h.
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    for (std::size_t kind = 0; kind < self.kinds_.size(); ++kind)
      visit(self.name_ + "." + self.kinds_[kind].name, self.balances_[kind]);
    visit(self.name_ + ".flows", self.flows_);
  }

 private:
  [[noreturn]] void breach(std::uint32_t week, const std::string& account, const std::string& what) const;

  std::string name_, unit_;
  std::vector<KindDefinition> kinds_;
  std::vector<std::vector<std::int64_t>> balances_;  // [kind][owner]
  std::vector<std::int64_t> flows_;                  // [from kind][to kind]
  std::vector<std::uint8_t> allowed_;                // [from kind][to kind]
};

}  // namespace liandong::sim
