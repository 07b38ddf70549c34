#include "models/governance/measures/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>
#include <utility>

#include "models/governance/measures/stock.h"

namespace liandong::governance {

using models::GraphPicture;

namespace {

struct Stretch {
  std::uint32_t first, count;
};

/// Seeds of a sunflower: the i-th of n points spread evenly over a disc of radius 1.
std::pair<double, double> sunflower(std::uint32_t i, std::uint32_t n) {
  const double angle = static_cast<double>(i) * std::numbers::pi * (3.0 - std::sqrt(5.0));
  const double radius = std::sqrt((i + 0.5) / n);
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// What a community had at first, whatever it was merged with since: rows of it in a table of so many.
Stretch at_first(const World& world, const sim::Column<Community, std::uint32_t>& first, Community community,
                 std::size_t rows) {
  const std::uint32_t next = sim::row(community) + 1;
  const std::uint32_t end = next < world.communities() ? first[Community{next}] : static_cast<std::uint32_t>(rows);
  return {first[community], end - first[community]};
}

void lay_out(GraphPicture& picture, const World& world, Community community, Stretch residents) {
  const auto [first, buildings] =
      at_first(world, world.community.first_building, community, world.building.community.size());
  const auto columns = std::max(1u, static_cast<std::uint32_t>(std::ceil(std::sqrt(buildings))));
  const double cell = 1.0 / columns;
  picture.x.resize(residents.count);
  picture.y.resize(residents.count);
  for (std::uint32_t b = 0; b < buildings; ++b) {
    const Building building{first + b};
    const std::uint32_t column = b % columns, line = b / columns;
    const std::uint32_t people = world.building.residents[building];
    for (std::uint32_t i = 0; i < people; ++i) {
      const auto [dx, dy] = sunflower(i, people);
      const std::uint32_t node = world.building.first_resident[building] + i - residents.first;
      picture.x[node] = static_cast<float>((column + 0.5 + 0.4 * dx) * cell);
      picture.y[node] = static_cast<float>((line + 0.5 + 0.4 * dy) * cell);
    }
  }
}

constexpr auto shown = std::to_array<models::Mark>({{"migrant", {"migrants", "流动人口"}, ""},
                                                    {"active", {"taking part", "参与者"}, ""},
                                                    {"volunteer", {"volunteers", "志愿者"}, ""},
                                                    {"leader", {"leaders", "骨干（能人）"}, ""},
                                                    {"age", {"age", "年龄"}, "years"}});

void describe_residents(GraphPicture& picture, const World& world, Stretch residents) {
  picture.marks.assign(shown.size(), std::vector<std::uint8_t>(residents.count));
  for (std::uint32_t i = 0; i < residents.count; ++i) {
    const Resident resident{residents.first + i};
    const std::array<std::uint8_t, shown.size()> marks = {
        world.is_migrant(resident), world.is(resident, role::active), world.is(resident, role::volunteer),
        world.is(resident, role::leader), world.resident.age[resident]};
    for (std::size_t m = 0; m < marks.size(); ++m) picture.marks[m][i] = marks[m];
  }
}

/// Adds the ties between the residents, each once.
void add_ties(GraphPicture& picture, const World& world, Stretch residents) {
  for (std::uint32_t i = 0; i < residents.count; ++i) {
    const std::uint32_t row = residents.first + i;
    const auto neighbours = world.ties.neighbours(row);
    const auto weights = world.ties.weights(row);
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
      const std::uint32_t other = neighbours[k];
      if (other < row || other - residents.first >= residents.count) continue;
      picture.from.push_back(i);
      picture.to.push_back(other - residents.first);
      picture.weight.push_back(weights[k]);
    }
  }
}

}  // namespace

std::span<const models::Mark> marks() { return shown; }

GraphPicture picture(const World& world, std::uint32_t community) {
  if (community >= world.communities()) throw std::out_of_range("no community " + std::to_string(community));
  const Community id{community};
  const Stretch residents = at_first(world, world.community.first_resident, id, world.residents());
  GraphPicture picture;
  picture.community = community;
  lay_out(picture, world, id, residents);
  describe_residents(picture, world, residents);
  add_ties(picture, world, residents);
  const TieFigures figures = tie_figures(world, residents.first, residents.count);
  picture.density = figures.density;
  picture.centralisation = figures.centralisation;
  picture.isolates = figures.isolates;
  return picture;
}

}  // namespace liandong::governance
