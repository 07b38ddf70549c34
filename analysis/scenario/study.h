#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/governance/parameters/parameters.h"

namespace liandong::analysis {

/// From `week` on (counted from the end of the burn-in, 0 = the first week in which arms may differ) these levers hold.
struct Stage {
  std::uint32_t week = 0;
  governance::Levers levers;
  std::string label_en, label_zh;  ///< for event lines in charts; may be empty
};

/// One arm: what is done when. The lever vector is all the model sees; the names are for people.
struct Arm {
  std::string name;  ///< "strong-government"
  std::string title_en, title_zh;
  std::vector<Stage> stages;  ///< ascending weeks, at least one
  std::string equal_cost_to;  ///< name of the arm whose public cost this one is scaled to; empty: own cost
};

/// Everything needed to run a comparison, and nothing else; made by `load_study`, never changed afterwards.
struct Study {
  std::string name;  ///< "two-paths"; also the folder under results/
  std::string title_en, title_zh;
  std::string question_en, question_zh;
  governance::Setting setting;  ///< place, context, mechanisms
  governance::Levers burn_in;   ///< arrangement during the burn-in
  std::string burn_in_title_en, burn_in_title_zh;
  std::vector<Arm> arms;
  std::vector<std::string> headline;  ///< indicator keys of the report's cards, at most four
  std::uint32_t weeks = 520;
  std::uint32_t burn_in_weeks = 104;
  std::uint32_t replicates = 30;
  std::uint64_t seed = 1;
  int start_year = 2012;     ///< calendar year of week 0
  double confidence = 0.95;  ///< of intervals and verdicts
  std::string text;          ///< the whole study as one TOML text; loading it gives this study again
};

}  // namespace liandong::analysis
