#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/governance/world.h"

namespace liandong::governance {

/// Rows of the organisations of each community, in order. Made where it is used: organisations come and go.
class OrganisationsByCommunity {
 public:
  explicit OrganisationsByCommunity(const World& world);

  std::span<const std::uint32_t> of(Community c) const {
    return {rows_.data() + first_[sim::row(c)], rows_.data() + first_[sim::row(c) + 1]};
  }

 private:
  std::vector<std::uint32_t> first_, rows_;
};

}  // namespace liandong::governance
