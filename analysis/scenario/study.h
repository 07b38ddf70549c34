#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "analysis/scenario/problem.h"
#include "models/model.h"

namespace liandong::analysis {

/// Levers of an arrangement, in the order of the catalogue's group of levers.
using Levers = std::vector<double>;
/// Where levers may lie that are uncertain, by their positions; the others are certain. A run takes no notice of it.
using Ranges = std::map<std::size_t, models::Plausible>;

/// From `week` on (counted from the end of the burn-in, 0 = the first week in which arms may differ) these levers hold.
struct Stage {
  std::uint32_t week = 0;
  Levers levers;
  Text label;          ///< for event lines in charts; may be empty
  Ranges ranges = {};  ///< of the levers
};

/// One arm: what is done when. The lever vector is all the model sees; the names are for people.
struct Arm {
  std::string name;  ///< "strong-government"
  Text title;
  std::vector<Stage> stages;  ///< ascending weeks, at least one
  std::string equal_cost_to;  ///< name of the arm whose public cost this one is scaled to; empty: own cost
};

/// Points at which a study is repeated with other values.
struct Design {
  std::vector<std::string> keys;            ///< as find_settable takes them
  std::vector<std::vector<double>> points;  ///< [points][keys]
};

/// Everything needed to run a comparison, and nothing else; made by `load_study`, never changed afterwards.
struct Study {
  std::string name;  ///< "two-paths"; also the folder under results/
  Text title, question;
  std::shared_ptr<const models::Catalogue> catalogue;  ///< of the model that is studied
  models::Values values;                               ///< of every parameter; the levers are those of the burn-in
  std::set<std::size_t> stated;                        ///< positions that files or the command line set: never drawn
  std::vector<std::string> community_names;            ///< [communities] for people; empty if none has a name
  std::string burn_in_name;  ///< of the arrangement during the burn-in; empty if it is none that has a name
  Text burn_in_title;
  Ranges burn_in_ranges;  ///< of the levers of the burn-in
  std::vector<Arm> arms;
  Design design;                      ///< of `explore`; empty: the study has none
  std::vector<std::string> headline;  ///< indicator keys of the report's cards, at most four
  std::uint32_t weeks = 520;
  std::uint32_t burn_in_weeks = 260;
  std::uint32_t replicates = 30;
  std::uint64_t seed = 1;
  int start_year = 2012;     ///< calendar year of week 0
  double confidence = 0.95;  ///< of intervals and verdicts
  std::string text;          ///< the whole study as one TOML text; loading it gives this study again

  /// Levers of the burn-in.
  Levers burn_in() const;
};

}  // namespace liandong::analysis
