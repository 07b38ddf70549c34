#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "models/model.h"

namespace liandong::analysis {

/// Weeks of one replicate of the whole place, as patterns read them. What it is made of must outlive it.
class WeeklyRecords final : public models::Records {
 public:
  /// `weekly` is [weeks, indicators] of the catalogue; the first week begins in calendar year `first_year`.
  WeeklyRecords(const models::Catalogue& catalogue, std::span<const float> weekly, double residents_per_community,
                double first_year)
      : catalogue_(catalogue), weekly_(weekly), residents_(residents_per_community), first_year_(first_year) {}

  std::size_t weeks() const override;
  double residents_per_community() const override { return residents_; }
  double first_year() const override { return first_year_; }
  double mean(std::string_view indicator, std::size_t first, std::size_t last) const override;

 private:
  const models::Catalogue& catalogue_;
  std::span<const float> weekly_;
  double residents_, first_year_;
};

}  // namespace liandong::analysis
