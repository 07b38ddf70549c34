#pragma once

#include "models/governance/world/world.h"

/// What phases of a week ask about cases that residents called in (接诉即办).
namespace liandong::governance {

/// What a community's rank by calls weighs in the assessment of its desks.
inline double weight_of_rank(const World& w) {
  return w.everywhere().hotline > 0.0 ? w.everywhere().hotline_ranking : 0.0;
}

/// Casework: a departmental case that was called in this week goes to the department at once. Whether it did.
bool dispatch(World& w, Community c, const WaitingCase& waiting);
/// Casework: a desk may close a case on paper in the week of its deadline. Whether it did.
bool close_on_paper(World& w, Community c, const WaitingCase& waiting);
/// Counts a case that was called in and has ended, `closed`: as its desk reports it.
void count_called(World& w, Community c, const Case& item, bool closed);
/// Closing: ranks communities by the share of the quarter's calls that were closed in time.
void rank_communities(World& w);

}  // namespace liandong::governance
