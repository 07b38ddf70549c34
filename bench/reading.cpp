// What growth of a place must cost: once a week the state comes from where it lies, and what has changed goes back; the
// nearer it lies, the smaller the place. Beside it the week itself, of the same cities.
#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <vector>

#include "bench/city.h"
#include "models/governance/world/world.h"
#include "sim/tables/column.h"

namespace liandong::bench {
namespace {

using Line = std::array<std::uint64_t, 8>;

/// A column as lines of memory, and which of them an ordinary week changes.
struct Lines {
  std::vector<Line> lines;
  std::vector<std::uint32_t> changed;
};

std::vector<Line> lines_of(const sim::ColumnView& column) {
  std::vector<Line> lines((column.bytes.size() + sizeof(Line) - 1) / sizeof(Line));
  if (!column.bytes.empty()) std::memcpy(lines.data(), column.bytes.data(), column.bytes.size());
  return lines;
}

/// The city of the default study with so many communities, a year on, when cases and queues have filled. It is kept,
/// because 64 communities take some time.
governance::Simulation& city_of(std::size_t communities) {
  static std::map<std::size_t, governance::Simulation> cities;
  const auto known = cities.find(communities);
  if (known != cities.end()) return known->second;
  const analysis::Study study = two_paths();
  governance::Setting setting = governance::setting_of(study.values);
  setting.place.communities = static_cast<double>(communities);
  governance::Simulation city(setting, governance::levers_of(study.burn_in()), study.seed, 0);
  constexpr std::uint32_t ordinary_week = 54;  // no month, quarter or half-year ends with it
  while (city.week() < ordinary_week) city.step(sim::Execution{sim::Order::forward, true});
  return cities.emplace(communities, std::move(city)).first->second;
}

/// The state after an ordinary week, and the lines that differ from before it. Of a list that has grown or shrunk those
/// count that both have.
std::vector<Lines> week_of(governance::Simulation city) {
  std::vector<std::vector<Line>> before;
  for (const sim::ColumnView& column : sim::column_views(city.world())) before.push_back(lines_of(column));
  city.step(sim::Execution{sim::Order::forward, true});
  std::vector<Lines> columns;
  for (const sim::ColumnView& column : sim::column_views(city.world())) {
    Lines& here = columns.emplace_back(lines_of(column), std::vector<std::uint32_t>());
    const std::vector<Line>& was = before[columns.size() - 1];
    for (std::uint32_t i = 0; i < std::min(was.size(), here.lines.size()); ++i)
      if (was[i] != here.lines[i]) here.changed.push_back(i);
  }
  return columns;
}

/// Where a community's share of so many things begins.
std::size_t share(std::size_t things, std::size_t community, std::size_t communities) {
  return things * community / communities;
}

/// One word of every line of the state, summed a community's share of all columns after another's.
std::uint64_t read_state(const std::vector<Lines>& columns, std::size_t communities) {
  std::uint64_t sum = 0;
  for (std::size_t c = 0; c < communities; ++c)
    for (const Lines& column : columns)
      for (std::size_t i = share(column.lines.size(), c, communities),
                       end = share(column.lines.size(), c + 1, communities);
           i < end; ++i)
        sum += column.lines[i][0];
  return sum;
}

/// The same, and a word is written in each line that the week changes.
std::uint64_t move_state(std::vector<Lines>& columns, std::size_t communities) {
  std::uint64_t sum = 0;
  for (std::size_t c = 0; c < communities; ++c)
    for (Lines& column : columns) {
      for (std::size_t i = share(column.lines.size(), c, communities),
                       end = share(column.lines.size(), c + 1, communities);
           i < end; ++i)
        sum += column.lines[i][0];
      for (std::size_t k = share(column.changed.size(), c, communities),
                       end = share(column.changed.size(), c + 1, communities);
           k < end; ++k)
        ++column.lines[column.changed[k]][1];
    }
  return sum;
}

std::size_t bytes_of(const std::vector<Lines>& columns) {
  std::size_t lines = 0;
  for (const Lines& column : columns) lines += column.lines.size();
  return lines * sizeof(Line);
}
std::size_t bytes_changed(const std::vector<Lines>& columns) {
  std::size_t lines = 0;
  for (const Lines& column : columns) lines += column.changed.size();
  return lines * sizeof(Line);
}

void reading(benchmark::State& state) {
  const auto communities = static_cast<std::size_t>(state.range(0));
  const governance::Simulation& city = city_of(communities);
  const std::vector<Lines> columns = week_of(city);
  if (read_state(columns, communities) != read_state(columns, 1))
    state.SkipWithError("in another order another part of the state is read");
  for (auto _ : state) benchmark::DoNotOptimize(read_state(columns, communities));
  count_agents(state, static_cast<double>(city.residents()), bytes_of(columns), 1, false);
}
void moving(benchmark::State& state) {
  const auto communities = static_cast<std::size_t>(state.range(0));
  const governance::Simulation& city = city_of(communities);
  std::vector<Lines> columns = week_of(city);
  const std::size_t bytes = bytes_of(columns) + bytes_changed(columns);
  if (move_state(columns, communities) != read_state(columns, 1))
    state.SkipWithError("what is moved is not all of the state");
  for (auto _ : state) benchmark::DoNotOptimize(move_state(columns, communities));
  count_agents(state, static_cast<double>(city.residents()), bytes, 1, false);
}
void weeks(benchmark::State& state) {
  const auto communities = static_cast<std::size_t>(state.range(0));
  constexpr int year = 52;
  governance::Simulation city = city_of(communities);
  for (auto _ : state)
    for (int week = 0; week < year; ++week) city.step(sim::Execution{});
  count_updates(state, city, year, false);
}
BENCHMARK(reading)->Arg(1)->Arg(4)->Arg(64)->ArgName("communities")->Unit(benchmark::kMillisecond);
BENCHMARK(moving)->Arg(1)->Arg(4)->Arg(64)->ArgName("communities")->Unit(benchmark::kMillisecond);
BENCHMARK(weeks)->Arg(1)->Arg(4)->Arg(64)->ArgName("communities")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace liandong::bench
