#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/model.h"

namespace liandong::analysis {

/// A unit as people write it, put together from the words of a catalogue: "persons/3000 households" is "人/3000户" in
/// Chinese. A pure number has none. Words that are missing stay as they are.
std::string unit_in_words(std::string_view unit, std::span<const models::Term> words, models::Language language);

/// The words of units that every study uses, whatever its model: weeks, years, replicates.
std::span<const models::Term> study_units();

}  // namespace liandong::analysis
