#include "app/requests.h"

#include <boost/lexical_cast/try_lexical_convert.hpp>

#include "app/terminal.h"
#include "app/text.h"
#include "models/governance/world.h"
#include "models/governance/world_columns.h"
#include "sim/graphml.h"
#include "sim/snapshot.h"

namespace liandong::app {
namespace {

using governance::World;

struct NamedLayer {
  const char* name;
  sim::Layer World::*layer;
};
constexpr NamedLayer layers[] = {{"ties", &World::ties}};

std::uint32_t week_of(const std::string& text, const std::string& option, std::uint32_t weeks) {
  std::uint32_t week = 0;
  if (text.starts_with('-') || !boost::conversion::try_lexical_convert(text, week) || week > weeks)
    usage_error(option + " " + text, {say(Language::en, text::bad_week_request, weeks), say(Language::zh, text::bad_week_request, weeks)});
  return week;
}

const NamedLayer* find_layer(const std::string& name) {
  for (const auto& layer : layers)
    if (name == layer.name) return &layer;
  return nullptr;
}

void check_layer(const std::string& name) {
  if (find_layer(name)) return;
  std::string names;
  for (const auto& layer : layers) names += (names.empty() ? "" : ", ") + std::string(layer.name);
  usage_error("--graphml", {say(Language::en, text::unknown_layer, name, names), say(Language::zh, text::unknown_layer, name, names)});
}

template <class Container>
sim::NodeAttribute whole_numbers(const char* name, const Container& column) {
  return {name, std::vector<std::int64_t>(column.values().begin(), column.values().end())};
}

std::vector<sim::NodeAttribute> resident_attributes(const World& world) {
  const auto& r = world.resident;
  std::vector<std::int64_t> migrant, renter, volunteer, leader;
  for (const auto traits : r.traits.values()) {
    migrant.push_back(traits & governance::trait::migrant ? 1 : 0);
    renter.push_back(traits & governance::trait::renter ? 1 : 0);
  }
  for (const auto roles : r.roles.values()) {
    volunteer.push_back(roles & governance::role::volunteer ? 1 : 0);
    leader.push_back(roles & governance::role::leader ? 1 : 0);
  }
  return {whole_numbers("community", r.community), whole_numbers("building", r.building), whole_numbers("household", r.household),
          whole_numbers("age", r.age), {"migrant", migrant}, {"renter", renter}, {"volunteer", volunteer}, {"leader", leader}};
}

}  // namespace

std::vector<StateRequest> state_requests(const Options& options, std::uint32_t weeks) {
  std::vector<StateRequest> requests;
  for (const auto& [week, file] : options.snapshots) requests.push_back({week_of(week, "--snapshot-at", weeks), "", file});
  for (const auto& [what, file] : options.graphs) {
    const auto at = what.rfind('@');
    const auto layer = what.substr(0, at);
    check_layer(layer);
    requests.push_back({week_of(at == std::string::npos ? "" : what.substr(at + 1), "--graphml", weeks), layer, file});
  }
  return requests;
}

void serve(const std::vector<StateRequest>& requests, const governance::Simulation& simulation, const std::string& arm,
           const Options& options) {
  for (const auto& request : requests) {
    if (request.week != simulation.week()) continue;
    const auto& world = simulation.world();
    if (request.layer.empty())
      sim::write_snapshot(world, request.file, {{"arm", arm}, {"week", std::to_string(request.week)}, {"command", options.command_line}});
    else
      sim::write_graphml(world.*find_layer(request.layer)->layer, resident_attributes(world), request.file);
    if (!options.quiet) complain(say(options.language, text::snapshot_written, request.week, request.file.string()));
  }
}

}  // namespace liandong::app
