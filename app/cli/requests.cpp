#include "app/cli/requests.h"

#include <boost/lexical_cast/try_lexical_convert.hpp>

#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "models/governance/world/layers.h"
#include "models/governance/world/world.h"
#include "sim/graph/graphml.h"
#include "sim/store/snapshot.h"

namespace liandong::app {
namespace {

std::uint32_t week_of(const std::string& text, const std::string& option, std::uint32_t weeks) {
  std::uint32_t week = 0;
  if (text.starts_with('-') || !boost::conversion::try_lexical_convert(text, week) || week > weeks)
    usage_error(option + " " + text,
                {say(Language::en, text::bad_week_request, weeks), say(Language::zh, text::bad_week_request, weeks)});
  return week;
}

void check_layer(const std::string& name) {
  if (governance::find_layer(name)) return;
  std::vector<std::string_view> keys;
  std::string list;
  for (const auto& layer : governance::layer_definitions()) {
    keys.push_back(layer.key);
    list += (list.empty() ? "" : ", ") + std::string(layer.key);
  }
  const auto near = analysis::nearest(name, keys);
  const auto in = [&](Language language) {
    return say(language, text::unknown_layer, name) +
           (near.empty() ? say(language, text::all_layers, list) : say(language, text::did_you_mean, near));
  };
  usage_error("--graphml", {in(Language::en), in(Language::zh)});
}

void write_layer(const governance::World& world, const StateRequest& request) {
  const auto layer = governance::find_layer(request.layer)->draw(world);
  sim::write_graphml(layer.arcs, governance::node_attributes(world, layer.nodes), request.file);
}

}  // namespace

std::vector<StateRequest> state_requests(const Options& options, std::uint32_t weeks) {
  std::vector<StateRequest> requests;
  for (const auto& [week, file] : options.snapshots)
    requests.push_back({week_of(week, "--snapshot-at", weeks), "", file});
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
      sim::write_snapshot(world, request.file,
                          {{"arm", arm}, {"week", std::to_string(request.week)}, {"command", options.command_line}});
    else
      write_layer(world, request);
    if (!options.quiet) complain(say(options.language, text::snapshot_written, request.week, request.file.string()));
  }
}

}  // namespace liandong::app
