#include "app/cli/requests.h"

#include <boost/lexical_cast/try_lexical_convert.hpp>

#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/atomic_file.h"

namespace liandong::app {
namespace {

std::uint32_t week_of(const std::string& text, const std::string& option, std::uint32_t weeks) {
  std::uint32_t week = 0;
  if (text.starts_with('-') || !boost::conversion::try_lexical_convert(text, week) || week > weeks)
    usage_error(option + " " + text,
                {say(Language::en, text::bad_week_request, weeks), say(Language::zh, text::bad_week_request, weeks)});
  return week;
}

std::size_t layer_of(const std::string& name, const models::Catalogue& catalogue) {
  std::vector<std::string_view> keys;
  std::string list;
  for (const auto& layer : catalogue.layers) {
    if (layer.key == name) return keys.size();
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

/// Refuses a file that cannot be written now, weeks before it is wanted.
std::filesystem::path writable(const std::string& file, const std::string& option) {
  try {
    const sim::AtomicFile probe(file);
  } catch (const std::runtime_error& error) {
    usage_error(option, {error.what(), error.what()});
  }
  return file;
}

}  // namespace

std::vector<StateRequest> state_requests(const Options& options, const models::Catalogue& catalogue,
                                         std::uint32_t weeks) {
  std::vector<StateRequest> requests;
  for (const auto& [week, file] : options.snapshots)
    requests.push_back({week_of(week, "--snapshot-at", weeks), std::nullopt, writable(file, "--snapshot-at")});
  for (const auto& [what, file] : options.graphs) {
    const auto at = what.rfind('@');
    const auto layer = layer_of(what.substr(0, at), catalogue);
    requests.push_back({week_of(at == std::string::npos ? "" : what.substr(at + 1), "--graphml", weeks), layer,
                        writable(file, "--graphml")});
  }
  return requests;
}

void StateWriter::serve(std::uint32_t weeks, const models::Run& run) const {
  for (const auto& request : requests_) {
    if (request.week != weeks) continue;
    if (request.layer)
      run.write_layer(*request.layer, request.file);
    else
      run.write_snapshot(request.file,
                         {{"arm", arm_}, {"week", std::to_string(weeks)}, {"command", options_.command_line}});
    if (!options_.quiet) complain(say(options_.language, text::snapshot_written, weeks, request.file.string()));
  }
}

}  // namespace liandong::app
