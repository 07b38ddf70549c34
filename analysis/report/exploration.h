#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "analysis/scenario/problem.h"
#include "analysis/store/exploration.h"

namespace liandong::analysis {

/// The document that the page of an exploration is drawn from; its schema is page/explore.schema.json. Of very
/// many points it holds evenly spaced ones, and of very many arms the first pairs, so that it stays below about 10 MB.
nlohmann::json exploration_document(const Exploration& exploration);

/// Response curves, and a heat map where two keys are varied: one HTML file that needs no network, in Chinese and
/// English. Written to a temporary name beside `file` and renamed. Throws std::runtime_error naming file and reason.
void write_exploration_page(const Exploration& exploration, const std::filesystem::path& file);

/// What an exploration says, for a terminal: how many points and runs; where each headline indicator (without
/// headlines: each of which more or less is better) is best and worst by arm, or, of a design of Morris or Sobol, which
/// keys move it; and what failed. At most 100 columns but
/// for tables; ends with a newline.
std::string exploration_text(const Exploration& exploration, Language language);

}  // namespace liandong::analysis
