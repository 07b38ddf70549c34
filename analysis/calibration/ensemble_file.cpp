#include "analysis/calibration/ensemble_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "analysis/scenario/ensemble.h"
#include "analysis/scenario/study_text.h"
#include "analysis/scenario/values.h"
#include "analysis/store/provenance.h"
#include "models/prior.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

using Out = std::back_insert_iterator<std::string>;

/// "[1, 2,\n 3]", a line for each ten.
std::string list_of(const std::vector<std::uint32_t>& numbers) {
  std::string text = "[";
  for (std::size_t i = 0; i < numbers.size(); ++i) text += fmt::format("{}{},", i % 10 == 0 ? "\n  " : " ", numbers[i]);
  return text + "\n]";
}

void write_pattern(Out out, const CalibrationPattern& entry) {
  const auto& pattern = *entry.pattern;
  fmt::format_to(out, "\n[[pattern]]\nname = {{ en = {}, zh = {} }}\nused = {}\ntarget = [{}, {}]\nunit = {}\n",
                 toml_text(std::string(pattern.name.en)), toml_text(std::string(pattern.name.zh)), entry.used,
                 pattern.low, pattern.high, toml_text(std::string(pattern.unit)));
  fmt::format_to(out, "source = {}\n", toml_text(std::string(pattern.source)));
  const auto& t = entry.target;
  if (std::isfinite(t.replicate)) fmt::format_to(out, "replicate_sd = {:.6g}\n", std::sqrt(t.replicate));
  if (!entry.used) return;
  fmt::format_to(out, "observed = {:.6g}\nobservation_sd = {:.6g}\ndiscrepancy_sd = {:.6g}\n", t.observed,
                 std::sqrt(t.observation), std::sqrt(t.discrepancy));
  fmt::format_to(out, "discrepancy = {}\n", toml_text(std::string(pattern.discrepancy_reason)));
}

void write_wave(Out out, const MatchWave& wave) {
  fmt::format_to(out, "\n[[wave]]\nfirst = {}\nscanned = {}\nrun = {}\naccepted = {}\n", wave.first, wave.scanned,
                 wave.run, wave.accepted);
  if (wave.q2.empty()) return;
  fmt::format_to(out, "q2 = [{:.3f}]\nlost = {:.3f}\n", fmt::join(wave.q2, ", "), wave.lost);
}

/// A heading in quotation marks, as the names of patterns may hold commas.
std::string heading(std::string_view what, const models::Pattern& pattern) {
  return fmt::format(",\"{}{}\"", what, pattern.name.en);
}

std::string cell(double value) { return std::isfinite(value) ? fmt::format("{}", value) : std::string(); }

}  // namespace

std::string ensemble_toml(const Calibration& calibration, const Study& study, const MatchSettings& settings,
                          const std::string& name, const std::string& command) {
  const auto provenance = provenance_of(command);
  std::string text = fmt::format(
      "# Worlds whose burn-in does not contradict what was observed; made by `liandong calibrate`, not by hand.\n"
      "# 预热期与观察结果不矛盾的世界；由 `liandong calibrate` 生成，请勿手工修改。\n\n"
      "format = {}\nformat_version = {}\nmodel = {}\nname = {}\n",
      toml_text(std::string(ensemble_format)), ensemble_format_version, toml_text(std::string(study.catalogue->model)),
      toml_text(name));
  const Out out(text);
  fmt::format_to(out, "study = {}\nburn_in_weeks = {}\nseed = {}\npriors = {}\nprogram = {}\ncommand = {}\n",
                 toml_text(study.name), study.burn_in_weeks, study.seed,
                 toml_text(sim::hash_text(models::priors_hash(*study.catalogue))),
                 toml_text(provenance.program_version + " (" + provenance.commit + ")"), toml_text(command));
  fmt::format_to(out, "cutoff = {}\nsettled = {}\nnoise_worlds = {}\nnoise_runs = {}\nfailures = {}\nworlds = {}\n",
                 settings.cutoff, calibration.match.settled, calibration.noise_worlds, calibration.noise_runs,
                 calibration.failures.size(), list_of(calibration.match.accepted()));
  for (const auto& pattern : calibration.patterns) write_pattern(out, pattern);
  for (const auto& wave : calibration.match.waves) write_wave(out, wave);
  return text;
}

std::string ensemble_csv(const Calibration& calibration) {
  std::string csv = "world";
  for (const Unknown& unknown : calibration.unknowns) csv += "," + unknown.key;
  for (const auto& entry : calibration.patterns) {
    csv += heading("simulated: ", *entry.pattern);
    if (entry.used) csv += heading(implausibility_heading, *entry.pattern);
  }
  csv += "\r\n";
  for (std::size_t i = 0; i < calibration.match.points.size(); ++i) {
    const auto& point = calibration.match.points[i];
    if (!point.accepted) continue;
    csv += fmt::format("{},{}", point.number, fmt::join(calibration.values[i], ","));
    for (const auto& entry : calibration.patterns) {
      csv += "," + cell(entry.figures[i]);
      if (entry.used) csv += "," + cell(implausibility(entry.target, entry.figures[i]));
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace liandong::analysis
