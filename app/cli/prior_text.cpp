#include "app/cli/prior_text.h"

#include <fmt/format.h>

#include "models/prior.h"

namespace liandong::app {
namespace {

using models::Distribution;
using models::Prior;

bool has_range(const Prior* prior) { return prior && models::is_uncertain(*prior); }

std::size_t alternatives_of(const Prior& prior) { return static_cast<std::size_t>(prior.plausible.high) + 1; }

}  // namespace

std::string status_words(const models::Parameter& parameter, analysis::Language language) {
  return parameter.prior ? std::string(models::term_of(parameter.prior->status).name.in(language)) : "–";
}

std::string plausible_words(const models::Parameter& parameter, analysis::Language language) {
  if (!has_range(parameter.prior)) return "–";
  const auto& [low, high, distribution] = parameter.prior->plausible;
  const bool zh = language == analysis::Language::zh;
  if (distribution != Distribution::alternatives)
    return fmt::format("{:.10g} … {:.10g}{}{}", low, high, zh ? "，" : ", ",
                       models::term_of(distribution).name.in(language));
  std::string words;
  for (std::size_t i = 0; i < alternatives_of(*parameter.prior); ++i)
    words += fmt::format("{}{}{}{:.10g}",
                         i == 0 ? ""
                         : zh   ? "，"
                                : ", ",
                         i, zh ? "：" : ": ", parameter.prior->weights[i]);
  return words;
}

nlohmann::json prior_json(const models::Parameter& parameter) {
  if (!parameter.prior) return nullptr;
  const Prior& prior = *parameter.prior;
  nlohmann::json json{{"status", models::term_of(prior.status).key}, {"plausible", nullptr}, {"reason", prior.reason}};
  if (!has_range(&prior)) return json;
  json["plausible"] = {{"low", prior.plausible.low},
                       {"high", prior.plausible.high},
                       {"distribution", models::term_of(prior.plausible.distribution).key}};
  if (prior.plausible.distribution == Distribution::alternatives)
    json["plausible"]["weights"] = std::vector<double>(
        prior.weights.begin(), prior.weights.begin() + static_cast<std::ptrdiff_t>(alternatives_of(prior)));
  return json;
}

}  // namespace liandong::app
