// How well a service meets what the resident truly needs (C4), many services at a time.
#include <algorithm>
#include <array>

#include "models/governance/rules/rules.h"
#include "models/governance/week/casework.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"
#include "sim/instructions.h"

namespace liandong::governance {
namespace {

/// Columns of as many rows as there are services.
struct Sheet {
  std::vector<std::uint32_t> resident, born;
  std::array<std::vector<double>, issues> drift, normal;
  std::vector<double> sd;

  void resize(std::size_t n) {
    resident.resize(n);
    born.resize(n);
    sd.resize(n);
    for (auto& column : drift) column.resize(n);
    for (auto& column : normal) column.resize(n);
  }
};

/// The picture that whoever serves has of each need: its error's standard deviation and its drift to a funder's taste.
void look_at_needs(const World& w, Community c, std::span<const Service> services, Sheet& sheet) {
  const Mechanisms& m = w.mechanisms();
  const std::array<double, case_kinds> personal = {m.personal_a, m.personal_b, m.personal_c, m.personal_d,
                                                   m.personal_e};
  for (std::size_t i = 0; i < services.size(); ++i) {
    const Service& service = services[i];
    const Case& item = w.cases[sim::row(c)][service.position];
    const double contacts = w.resident.contacts[Resident{item.resident}];
    sheet.resident[i] = item.resident;
    sheet.born[i] = item.born;
    sheet.sd[i] = estimate_noise(m, item.signal, contacts, effective_skill(m, service.skill, item.skill),
                                 personal[static_cast<std::size_t>(item.kind)]);
    for (std::size_t k = 0; k < issues; ++k)
      sheet.drift[k][i] = (1.0 - service.mission) * m.preference_spread * 2.0 * (0.5 - item.preference[k]);
  }
}

/// Normal draws: first as if all lay in the middle, then the twentieth that does not.
void draw_normals(const World& w, Sheet& sheet) {
  const auto n = static_cast<std::uint32_t>(sheet.resident.size());
  const sim::Draws draws(w.chance, std::span<const std::uint32_t>(sheet.born), Purpose::estimate, sheet.resident);
  for (std::size_t k = 0; k < issues; ++k) {
    const std::uint32_t* words = draws.word(k);
    auto& normal = sheet.normal[k];
    sim::for_each_row(sim::best_instructions(), n, [from = words, to = normal.data()](std::uint32_t i) {
      to[i] = sim::normal_quantile_within(sim::open_uniform(from[i]));
    });
    for (std::uint32_t i = 0; i < n; ++i) {
      const double p = sim::open_uniform(words[i]);
      if (p < sim::normal_tail || p > 1.0 - sim::normal_tail) normal[i] = sim::normal_quantile(p);
    }
  }
}

}  // namespace

void measure_fits(const World& w, Community c, std::span<const Service> services, std::vector<double>& fits) {
  thread_local Sheet sheet;
  sheet.resize(services.size());
  fits.resize(services.size());
  look_at_needs(w, c, services, sheet);
  draw_normals(w, sheet);
  static_assert(issues == 3);
  const double tolerance = w.mechanisms().fit_tolerance, scale = tolerance * tolerance;
  sim::for_each_row(sim::best_instructions(), static_cast<std::uint32_t>(services.size()),
                    [fit = fits.data(), sd = sheet.sd.data(), scale, n0 = sheet.normal[0].data(),
                     n1 = sheet.normal[1].data(), n2 = sheet.normal[2].data(), d0 = sheet.drift[0].data(),
                     d1 = sheet.drift[1].data(), d2 = sheet.drift[2].data()](std::uint32_t i) {
                      const double e0 = sd[i] * n0[i] + d0[i], e1 = sd[i] * n1[i] + d1[i], e2 = sd[i] * n2[i] + d2[i];
                      fit[i] = fit_quality(scale, (e0 * e0 + e1 * e1) + e2 * e2);
                    });
}

}  // namespace liandong::governance
