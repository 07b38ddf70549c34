#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/definition.h"
#include "sim/phase.h"

/// What every model offers, and all that studies know of one.
namespace liandong::models {

/// Weeks of a quarter and a year, in every model.
inline constexpr std::uint32_t quarter_weeks = 13, year_weeks = 52;

/// A table of parameters as scenario files name it.
struct ParameterGroup {
  std::string_view key;  ///< name of the table in files: "place"; parameters may repeat or omit it before their keys
  Words title, note;
  bool levers = false;        ///< differ between arms and weeks; at most one group, the last
  bool by_community = false;  ///< may differ between communities
  std::vector<Parameter> parameters;
};

/// How a value of a place follows from its row in a table of a census.
struct CensusRule {
  std::string_view key;                   ///< of the parameter, with its group: "place.share_over_60"
  std::vector<std::string_view> columns;  ///< whose numbers `value` takes, in this order
  double (*value)(std::span<const double> numbers);
  Words rule;
};

/// A ledger whose flows are recorded: what it counts, and how it is shown.
struct LedgerText {
  std::string_view key;  ///< "money"
  Words title;
  std::string_view unit;     ///< shown unit, "yuan"
  double shown = 1.0;        ///< shown units in one counted: 0.01 yuan in a fen
  std::string_view source;   ///< account from which what is spent comes
  std::string_view outside;  ///< account whose own spending is not shown; may be empty
};

/// A phase of the week.
struct PhaseText {
  std::string name;
  Words about;
  std::vector<std::string> reads, writes;  ///< "table.column" or "table.*"
};

/// An attribute of the residents in a picture of the relationship graph.
struct Mark {
  std::string_view key;
  Words name;
  std::string_view unit;  ///< empty: yes or no; else a whole number up to 255 in this unit
};

/// Everything recorded of one replicate of one arm, as patterns read it.
class Records {
 public:
  virtual ~Records() = default;
  virtual std::size_t weeks() const = 0;
  virtual double residents_per_community() const = 0;
  virtual double first_year() const = 0;  ///< calendar year in which week 0 begins, 2012.5 in the middle of 2012
  /// Mean of an indicator over weeks [first, last), cut to the study; undefined weeks (NaN) are left out. NaN if none
  /// is left, or if the indicator was not recorded, as in results older than it.
  virtual double mean(std::string_view indicator, std::size_t first, std::size_t last) const = 0;
  double last_year(std::string_view indicator) const {
    return mean(indicator, weeks() - std::min<std::size_t>(weeks(), year_weeks), weeks());
  }
};

/// Something observed that no equation states, as a range for a figure of one arm, or for how it differs from another.
struct Pattern {
  /// Whether parameters were fitted to it, so that a hit is no evidence of its own.
  enum class Status : std::uint8_t { fitted, held_out };

  std::string_view arm, against;  ///< names of arms; `against` empty: a level, else arm minus against
  Status status;
  double low, high;         ///< range of the target; infinite where it is open
  std::string_view source;  ///< of the target
  Words name;
  std::string_view unit;  ///< as of a parameter
  double (*figure)(const Records&);
  bool relative = false;  ///< the difference over the level of `against`, if that is above 0: -0.46 is 46% less
  /// Standard deviation, in its unit, of what the figure would still miss if every parameter were right, and why; of
  /// fitted patterns.
  double discrepancy = 0.0;
  std::string_view discrepancy_reason = {};
};

/// The tables and words of a model. A results file holds those it was written with, so that it stays readable when a
/// model has grown: then `text` owns what the views refer to.
struct Catalogue {
  std::string_view model;  ///< name of the model
  Words title;
  std::vector<ParameterGroup> groups;  ///< levers last
  std::vector<Indicator> indicators;
  std::vector<Theme> themes;
  std::vector<Term> resident_groups;        ///< "hukou.local": a kind of residents with figures of its own
  std::vector<Indicator> group_indicators;  ///< recorded for each of them
  std::vector<LedgerText> ledgers;
  std::vector<Term> accounts;  ///< of all ledgers
  std::vector<PhaseText> phases;
  std::vector<Term> layers;  ///< of the relationship graph
  std::vector<Mark> marks;
  std::vector<Term> units;          ///< the words of which units are made
  std::string_view communities;     ///< key of the parameter that counts communities, "place.communities"; may be empty
  std::vector<CensusRule> census;   ///< what a table of a census says of a place; not kept in results
  std::vector<Shares> shares;       ///< parameters, or levers, that are drawn together; not kept in results
  std::string_view cost_indicator;  ///< public cost itself, which is no finding between arms; may be empty
  std::vector<Words> limits;        ///< what the model cannot say, a sentence each
  bool has_pilots = false;          ///< levers may differ between communities; true of results
  std::vector<std::string_view> place_levers;  ///< but for these
  bool has_mergers = false;                    ///< communities may become one; true of results
  std::vector<std::string_view> cost_levers;  ///< scaled together to equalise public cost; none: it cannot be equalised
  std::shared_ptr<const void> text;

  std::size_t size() const noexcept;  ///< parameters, all groups together
  const ParameterGroup* levers() const noexcept;
  /// Parameter at a position in the order of the groups.
  const Parameter& parameter(std::size_t position) const;
  /// Position of the first parameter of a group.
  std::size_t first_of(const ParameterGroup& group) const;
  /// Position of an indicator; nothing for an unknown key.
  std::optional<std::size_t> indicator(std::string_view key) const;
};

/// A value for every parameter of a catalogue, in its order; the levers are those that hold at first.
struct Values {
  std::vector<double> whole;                     ///< [parameters] of the whole place
  std::vector<std::vector<double>> communities;  ///< [communities][parameters] where communities differ, else empty
};
/// Every parameter at its default.
Values defaults(const Catalogue& catalogue);

/// What moved from one account of a ledger to another since the start, in the ledger's own unit (fen, minutes).
struct Flow {
  std::string from, to;
  std::int64_t amount = 0;
};

/// Relationship graph of one community, for the picture of before and after. Node i has the attributes at position i.
struct GraphPicture {
  std::string arm;  ///< name of the arm; empty before arms part
  std::uint32_t week = 0;
  std::uint32_t community = 0;
  std::vector<float> x, y;                       ///< layout, in [0, 1]
  std::vector<std::vector<std::uint8_t>> marks;  ///< [Catalogue::marks][nodes]
  std::vector<std::uint32_t> from, to;           ///< undirected ties, each once
  std::vector<float> weight;
  double density = 0, centralisation = 0, isolates = 0;
};

/// A stretch of weeks in which something happens whatever the arm, such as a shock.
struct Happening {
  std::uint32_t week = 0, weeks = 0;  ///< counted from the start of the burn-in
  Words name;
};

/// Communities for which something holds.
struct Reach {
  double share =
      1.0;  ///< of all; a run draws which, the same in every arm, and those of a share among those of a greater
  std::vector<std::uint32_t> communities = {};  ///< those that are named, in order; if any are, in place of a share

  bool all() const noexcept { return communities.empty() && share >= 1.0; }
  bool operator==(const Reach&) const = default;
};

/// One run of a model, week by week.
class Run {
 public:
  virtual ~Run() = default;
  /// A copy that goes on from the same state.
  virtual std::unique_ptr<Run> fork() const = 0;
  /// The levers that hold from the next week on, in the order of their group; in other communities than those that they
  /// reach, what held stays. They reach all if the model has no pilots.
  virtual void set_levers(std::span<const double> levers, const Reach& reach) = 0;
  /// Makes one community of several that follow one another, the first; the others have its figures from then on.
  /// Throws std::logic_error if the model cannot, std::invalid_argument if they do not follow one another.
  virtual void merge(std::span<const std::uint32_t> communities);
  /// Runs one week. `seconds`, if not empty, is [phases] and grows by what each took. Throws sim::Ledger::Breach if an
  /// account does not balance.
  virtual void step(const sim::Execution& execution, std::span<double> seconds = {}) = 0;

  virtual std::uint64_t residents() const = 0;
  virtual std::uint32_t communities() const = 0;
  virtual std::size_t bytes() const = 0;  ///< of the state
  virtual std::uint64_t state_hash() const = 0;
  /// First column and row in which two runs of the model differ, "resident.trust[17]"; empty if they are equal.
  virtual std::string first_difference(const Run& other) const = 0;

  /// [indicators] of the whole place in the last week.
  virtual std::vector<double> place_indicators() const = 0;
  /// [indicators] of one community over the quarter up to the last week.
  virtual std::vector<double> community_indicators(std::uint32_t community) const = 0;
  /// [group indicators] of one group of residents over that quarter.
  virtual std::vector<double> group_indicators(std::size_t group) const = 0;
  virtual std::vector<Flow> flows(std::size_t ledger) const = 0;
  /// Public money spent so far, fen: what equal-cost arms share. 0 if the model has no money.
  virtual std::int64_t public_cost() const = 0;
  /// Relationship graph of one community now, arm and week left empty; nothing if the model has none.
  virtual std::optional<GraphPicture> picture(std::uint32_t community) const = 0;

  using Labels = std::vector<std::pair<std::string, std::string>>;
  /// The whole state in a file. Throws std::runtime_error naming the file and the reason.
  virtual void write_snapshot(const std::filesystem::path& file, const Labels& labels) const = 0;
  /// One layer of the relationship graph, by its position in the catalogue, as GraphML; throws the same.
  virtual void write_layer(std::size_t layer, const std::filesystem::path& file) const = 0;
};

/// A model.
struct Model {
  std::shared_ptr<const Catalogue> catalogue;
  std::vector<Pattern> patterns;
  Words patterns_note;  ///< what must be known of them, such as what is not measured
  /// Builds population, graph and organisations. The same values, seed and replicate give the same state whatever the
  /// levers. Throws std::invalid_argument if the values describe an empty place.
  std::function<std::unique_ptr<Run>(const Values& values, std::uint64_t seed, std::uint32_t replicate)> start;
  std::function<std::vector<Happening>(const Values& values)> happenings;
  /// Memory that a run takes while it is built and run, bytes, to a fifth or so; known without building it.
  std::function<std::uint64_t(const Values& values)> expected_bytes;
};

}  // namespace liandong::models
