#pragma once

#include <cstdint>
#include <vector>

#include "sim/chance/draw.h"
#include "sim/phase.h"
#include "sim/tables/column.h"

/// Threshold cascade on a complete graph: somebody joins once enough others have.
/// Source: Granovetter 1978, "Threshold models of collective behavior". Differs from it in: nothing.
namespace liandong::reference::cascade {

enum class Person : std::uint32_t {};

struct Crowd {
  sim::Column<Person, std::uint32_t> threshold;  ///< joins when so many others have joined
  sim::Column<Person, std::uint8_t> joined, joined_next;
};

/// A crowd of which nobody has joined, with these thresholds.
Crowd crowd(const std::vector<std::uint32_t>& thresholds);

/// `people` whose thresholds are normal in shares of the crowd; below zero means at once.
Crowd normal_crowd(std::uint32_t people, double mean, double sd, const sim::Chance& chance);

/// One round: all look at the same count, to which `others` are added who are not of the crowd. Returns how many of the
/// crowd have joined after it.
std::uint32_t step(Crowd& crowd, const sim::Execution& execution = {}, std::uint32_t others = 0);

/// Rounds until nobody joins any more; returns how many have joined. At most one round per person.
std::uint32_t settle(Crowd& crowd, const sim::Execution& execution = {});

}  // namespace liandong::reference::cascade
