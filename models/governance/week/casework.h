#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/governance/world/world.h"

/// What the parts of phase 6 ask of each other: desks (casework.cpp), partners and offices.
namespace liandong::governance {

/// Answers that came down from above. Adds the positions of cases that are approved now, in order.
void take_replies(World& w, Community c, std::vector<std::uint32_t>& approved);
/// Minutes that a case takes at the desk that holds it, with the papers of one that must go up.
std::int32_t work_at_desk(const World& w, Community c, const Case& item);
/// Sends a case to the offices above.
void pass_up(World& w, Community c, Case& item);

/// A case that somebody served this week.
struct Service {
  std::uint32_t position;      ///< of the case
  std::uint32_t organisation;  ///< that served it, or none32
  Holder by;
  double skill;
  double mission;  ///< 1: serves what the resident needs, not what a funder likes
};

/// Work on a case is done: the desk that holds it settles it, passes it up or hands it on. `skill` is that of who
/// worked last.
void finish(World& w, float skill, Community c, std::uint32_t position, std::vector<Service>& services);

/// How well each service meets the need, from a noisy picture of it (C4): fits[i] in [0, 1]. Works on all at once.
void measure_fits(const World& w, Community c, std::span<const Service> services, std::vector<double>& fits);

/// Property companies, organisations and volunteers of one community, for one week.
class Partners {
 public:
  /// What partners serve is added to `services`, to be closed by whoever asked.
  Partners(World& w, Community c, std::span<const std::uint32_t> organisations, std::vector<Service>& services);

  /// Hands a case that waits at a desk to a partner, if one takes it; false if it stays.
  bool take(const WaitingCase& waiting) {
    if (waiting.kind == CaseKind::care) return waiting.work <= longest_[waiting.side] && take_care(waiting);
    return waiting.kind == CaseKind::commons && waiting.fresh && route_commons(waiting);
  }

 private:
  bool take_care(const WaitingCase& waiting);
  bool route_commons(const WaitingCase& waiting);
  bool coordinate(const WaitingCase& waiting);
  void serve_by_organisation(const WaitingCase& waiting, Organisation o);
  void serve_by_volunteers(const WaitingCase& waiting);
  void serve_with_bought_time(const WaitingCase& waiting);
  std::uint32_t organisation_for(std::int32_t work) const;
  bool volunteers_can(const WaitingCase& waiting) const;
  void measure();

  World& w_;
  Community c_;
  std::vector<Service>& services_;
  std::int32_t cost_ = 0;                     ///< minutes of coordination for a case
  std::array<bool, 2> no_time_{};             ///< by `Side`: the desk can hand over nothing more
  std::array<std::int32_t, 2> longest_{};     ///< care case that somebody could take, by desk
  std::int32_t paid_ = 0, light_ = 0;         ///< of which organisations, volunteers
  std::vector<std::uint32_t> organisations_;  ///< with paid time
};

}  // namespace liandong::governance
