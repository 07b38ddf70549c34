#include "models/governance/rules/procedure.h"

#include <algorithm>

namespace liandong::governance {

double trips_spared(double sharing, double one_window) noexcept { return sharing + one_window * (1.0 - sharing); }

std::int32_t back_office_minutes(const Mechanisms& m, double one_window, int offices) noexcept {
  return static_cast<std::int32_t>(one_window * m.window_minutes * offices);
}

std::int32_t office_minutes(const Mechanisms& m, double one_window, double minutes) noexcept {
  return static_cast<std::int32_t>(minutes * (1.0 - one_window * m.window_merged));
}

double leak_chance(const Mechanisms& m, double enforcement) noexcept { return m.list_evasion * (1.0 - enforcement); }

double refused_share(double required, double cost, double money) noexcept {
  const double asked = required * cost;
  return asked > 0.0 ? std::max(0.0, 1.0 - money / asked) : 0.0;
}

double misrouting_chance(const Mechanisms& m, double clarity) noexcept { return m.misrouting * (1.0 - clarity); }

double next_clarity(const Mechanisms& m, double clarity, double wanted) noexcept {
  return std::min(wanted, clarity + 1.0 / m.role_draw_weeks);
}

double role_minutes(const Mechanisms& m, double before, double now) noexcept {
  constexpr double minutes = 60.0;  // of an hour
  return minutes * (m.role_draw_hours * std::max(0.0, now - before) + m.role_keep_hours * now);
}

double next_summons(double left, double a_quarter) noexcept {
  constexpr double weeks = 13.0;  // of a quarter
  return std::min(a_quarter, left + a_quarter / weeks);
}

double paper_chance(const Mechanisms& m, double ranking, double callback) noexcept {
  return m.hotline_gaming * ranking * (1.0 - callback);
}

double rank_among(double below, double upto, double all) noexcept { return 0.5 * (below + upto) / all; }

}  // namespace liandong::governance
