#include "models/prior.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

#include "sim/store/hash.h"

namespace liandong::models {
namespace {

using Faults = std::vector<std::string>;

std::string fault(std::string_view key, std::string_view words) { return std::string(key) + ": " + std::string(words); }

void check_range(const Parameter& parameter, Faults& faults) {
  const auto& [low, high, distribution] = parameter.prior->plausible;
  if (!(low < high)) faults.push_back(fault(parameter.key, "its plausible range is empty"));
  if (parameter.fallback < low || parameter.fallback > high)
    faults.push_back(fault(parameter.key, "its default lies outside its plausible range"));
  if (low < parameter.low || high > parameter.high)
    faults.push_back(fault(parameter.key, "its plausible range lies outside the validity bounds"));
  if (parameter.whole && (std::trunc(low) != low || std::trunc(high) != high))
    faults.push_back(fault(parameter.key, "its plausible range does not end at whole numbers"));
  if (distribution == Distribution::log_uniform && low <= 0.0)
    faults.push_back(fault(parameter.key, "log-uniform reaches zero"));
}

void check_weights(const Parameter& parameter, Faults& faults) {
  const auto& weights = parameter.prior->weights;
  double sum = 0.0;
  for (const double weight : weights) sum += weight;
  const bool none_below = std::ranges::all_of(weights, [](double weight) { return weight >= 0.0; });
  const auto count = std::ranges::count_if(weights, [](double weight) { return weight > 0.0; });
  const auto& [low, high, distribution] = parameter.prior->plausible;
  if (!none_below || std::abs(sum - 1.0) > 1e-9 || low != 0.0 || static_cast<double>(count) != high + 1.0)
    faults.push_back(fault(parameter.key, "its alternatives need a weight each, which sum to one"));
}

void check_parameter(const Parameter& parameter, Faults& faults) {
  if (!parameter.prior) {
    faults.push_back(fault(parameter.key, "neither measured nor with a plausible range: it needs a prior"));
    return;
  }
  if (parameter.prior->reason.empty()) faults.push_back(fault(parameter.key, "its prior has no reason"));
  if (!is_uncertain(*parameter.prior)) return;
  check_range(parameter, faults);
  if (parameter.prior->plausible.distribution == Distribution::alternatives) check_weights(parameter, faults);
}

/// How many groups of shares hold each key.
std::map<std::string_view, int> check_shares(const Catalogue& catalogue, Faults& faults) {
  std::map<std::string_view, const Parameter*> known;
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters) known[parameter.key] = &parameter;
  std::map<std::string_view, int> holders;
  for (const Shares& shares : catalogue.shares) {
    double sum = 0.0;
    for (const auto key : shares.members) {
      if (key.empty()) continue;
      ++holders[key];
      if (const auto found = known.find(key); found != known.end())
        sum += found->second->fallback;
      else
        faults.push_back(fault(shares.key, "there is no such share: " + std::string(key)));
    }
    if (sum > 1.0 + 1e-9) faults.push_back(fault(shares.key, "the defaults are more than one"));
    if (!(shares.concentration > 0.0)) faults.push_back(fault(shares.key, "its concentration must be positive"));
  }
  return holders;
}

}  // namespace

std::span<const Term> statuses() {
  static constexpr std::array<Term, 4> terms{{{"measured", {"measured", "实测"}},
                                              {"fitted", {"fitted", "拟合"}},
                                              {"assumed", {"assumed", "假定"}},
                                              {"chosen", {"chosen", "设定"}}}};
  return terms;
}

std::span<const Term> distributions() {
  static constexpr std::array<Term, 6> terms{{{"uniform", {"uniform", "均匀分布"}},
                                              {"triangular", {"triangular", "三角分布"}},
                                              {"log-uniform", {"log-uniform", "对数均匀分布"}},
                                              {"beta", {"beta", "贝塔分布"}},
                                              {"dirichlet", {"shares (Dirichlet)", "份额（狄利克雷分布）"}},
                                              {"alternatives", {"alternatives", "备选"}}}};
  return terms;
}

const Term& term_of(Status status) { return statuses()[static_cast<std::size_t>(status)]; }
const Term& term_of(Distribution distribution) { return distributions()[static_cast<std::size_t>(distribution)]; }

void join_priors(std::vector<ParameterGroup>& groups, std::span<const Prior> priors) {
  for (auto& group : groups)
    for (auto& parameter : group.parameters)
      if (const auto found = std::ranges::find(priors, parameter.key, &Prior::key);
          !group.levers && found != priors.end())
        parameter.prior = &*found;
}

std::uint64_t priors_hash(const Catalogue& catalogue) {
  sim::Hasher hasher;
  const auto add = [&](double number) { hasher.number(std::bit_cast<std::uint64_t>(number)); };
  hasher.text(catalogue.model);
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters) {
      hasher.text(parameter.key).number(parameter.whole);
      add(parameter.fallback);
      if (!parameter.prior) continue;
      const auto& [low, high, distribution] = parameter.prior->plausible;
      hasher.number(static_cast<std::uint64_t>(parameter.prior->status));
      hasher.number(static_cast<std::uint64_t>(distribution));
      add(low), add(high);
      for (const double weight : parameter.prior->weights) add(weight);
    }
  for (const auto& shares : catalogue.shares) {
    hasher.text(shares.key);
    for (const auto member : shares.members) hasher.text(member);
    add(shares.concentration);
  }
  return hasher.digest();
}

std::vector<std::string> faults_of_priors(const Catalogue& catalogue, std::span<const Prior> priors) {
  Faults faults;
  const auto holders = check_shares(catalogue, faults);
  std::map<std::string_view, int> uses;
  for (const Prior& prior : priors) uses[prior.key] = 0;
  if (uses.size() != priors.size()) faults.emplace_back("two priors have the same key");
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters) {
      if (group.levers) continue;
      check_parameter(parameter, faults);
      if (const auto use = uses.find(parameter.key); use != uses.end()) ++use->second;
      const auto held = holders.find(parameter.key);
      const bool shared = parameter.prior && is_uncertain(*parameter.prior) &&
                          parameter.prior->plausible.distribution == Distribution::dirichlet;
      if ((held == holders.end() ? 0 : held->second) != (shared ? 1 : 0))
        faults.push_back(fault(parameter.key, "a share must be in one group of shares, and nothing else in any"));
    }
  for (const auto& [key, count] : uses)
    if (count == 0) faults.push_back(fault(key, "a prior of an unknown key"));
  return faults;
}

}  // namespace liandong::models
