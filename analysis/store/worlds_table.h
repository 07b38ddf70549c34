#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace liandong::analysis {

struct Results;

/// A row for each world, for people and for other programs, which can redo what is said of worlds from this alone:
/// UTF-8 without byte order mark, RFC 4180. Columns, in this order:
/// - `world`: by whose number it is drawn again;
/// - the key of each unknown: its value in that world; of disputed mechanisms (`structure.…`) the alternative;
/// - `implausibility: PATTERN`, if the ensemble from which the worlds come has a table;
/// - for each arm `ARM.cost_scale`, `ARM.equal_cost_to` for one at another's cost, `ARM.INDICATOR` for every indicator,
///   `ARM.state_hash`. Figures are means over the last two years of the run (over the whole run, for money);
/// - for each position in `indicators` `direction: INDICATOR` (1: more is better, -1: less is, 0: neither) and
///   `smallest_effect: INDICATOR`, the same in every row, and for each pair of arms, the earlier first,
///   `difference: A - B: INDICATOR`.
/// An undefined figure is an empty cell. Numbers read back to the last bit.
std::string worlds_csv(const Results& results, std::span<const std::size_t> indicators);

}  // namespace liandong::analysis
