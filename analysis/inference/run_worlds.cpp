#include "analysis/inference/run_worlds.h"

#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <optional>

#include "analysis/experiment/arena.h"
#include "analysis/experiment/equal_cost.h"
#include "analysis/experiment/executor.h"
#include "analysis/experiment/study_world.h"
#include "analysis/inference/contrasts.h"
#include "analysis/inference/kept_records.h"
#include "analysis/inference/world_findings.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

/// Multiple of worlds_at_a_time; a study of each is held in memory.
constexpr std::size_t worlds_drawn_together = 500;

/// Figures are of the whole place.
constexpr Recording of_the_place{false, false};

/// Appends a row to an array whose other extents are known.
template <class T>
void append(Array<T>& array, std::size_t width, T filling) {
  ++array.shape[0];
  array.values.resize(array.values.size() + width, filling);
}

template <class T>
void keep_rows(Array<T>& array, std::size_t rows) {
  array.values.resize(array.values.size() / array.shape[0] * rows);
  array.shape[0] = rows;
}

/// The first `count` of more worlds.
Worlds first_worlds(Worlds worlds, std::size_t count) {
  const std::vector<std::uint32_t> others(worlds.numbers.begin() + static_cast<std::ptrdiff_t>(count),
                                          worlds.numbers.end());
  worlds.numbers.resize(count);
  for (Array<double>* array : {&worlds.values, &worlds.figures, &worlds.cost_scales, &worlds.implausibilities})
    keep_rows(*array, count);
  keep_rows(worlds.yearly, count);
  keep_rows(worlds.state_hash, count);
  std::erase_if(worlds.failures,
                [&](const FailedWorld& failed) { return std::ranges::find(others, failed.number) != others.end(); });
  std::ranges::sort(worlds.failures, {}, &FailedWorld::number);
  return worlds;
}

template <class T>
void copy_row(const Array<T>& from, std::size_t row, Array<T>& to, std::size_t to_row) {
  const auto width = static_cast<std::ptrdiff_t>(from.values.size() / from.shape[0]);
  std::copy_n(from.values.begin() + static_cast<std::ptrdiff_t>(row) * width, width,
              to.values.begin() + static_cast<std::ptrdiff_t>(to_row) * width);
}

/// Puts what worlds left into their rows. Asks whenever so many more of the first worlds are finished whether they are
/// enough, so that what is asked does not depend on which world is finished first.
class WorldsReducer final : public Reducer {
 public:
  using Enough = std::function<bool(const Worlds&)>;
  using Look = std::function<void(const Worlds&)>;

  /// `finished` of the first worlds are, and have been asked about.
  WorldsReducer(Worlds& worlds, const models::Catalogue& catalogue, std::size_t finished, Enough is_enough, Look look)
      : worlds_(worlds),
        catalogue_(catalogue),
        finished_(finished),
        next_(finished + worlds_at_a_time),
        is_enough_(std::move(is_enough)),
        look_(std::move(look)) {}

  /// The worlds that wait for the blocks of a plan; all others are finished.
  void await(std::vector<std::size_t> rows) {
    rows_ = std::move(rows);
    waits_.assign(worlds_.numbers.size(), false);
    for (const std::size_t row : rows_) waits_[row] = true;
    ask();
  }
  void take(std::size_t block, ReplicateRecord&& record) override {
    put(rows_[block], record);
    finish(rows_[block]);
  }
  void failed(std::size_t block, const std::exception& error) override {
    if (dynamic_cast<const std::logic_error*>(&error)) throw;  // a defect, of which worlds say nothing
    worlds_.failures.push_back({worlds_.numbers[rows_[block]], error.what()});
    finish(rows_[block]);
  }
  bool enough() const noexcept override { return enough_; }
  /// How many of the first worlds are enough.
  std::size_t worlds_needed() const noexcept { return enough_ ? next_ : worlds_.numbers.size(); }

 private:
  void put(std::size_t row, const ReplicateRecord& record) {
    worlds_.communities = record.communities;
    for (std::size_t a = 0; a < record.arms.size(); ++a) {
      if (!record.cost_scales.empty()) worlds_.cost_scales.at(row, a) = record.cost_scales[a];
      worlds_.state_hash.at(row, a) = record.arms[a].state_hash;
      const auto figures = indicator_figures(record.arms[a].weekly, catalogue_);
      for (std::size_t i = 0; i < figures.size(); ++i) worlds_.figures.at(row, a, i) = figures[i];
      for (std::size_t k = 0; k < worlds_.yearly_indicators.size(); ++k) {
        const auto means = yearly_means(record.arms[a].weekly, worlds_.yearly_indicators[k], figures.size());
        for (std::size_t year = 0; year < means.size(); ++year) worlds_.yearly.at(row, a, k, year) = means[year];
      }
    }
  }
  void finish(std::size_t row) {
    waits_[row] = false;
    ask();
  }
  void ask() {
    while (finished_ < waits_.size() && !waits_[finished_]) ++finished_;
    std::optional<Worlds> news;
    for (; !enough_ && next_ <= finished_ && next_ < worlds_.asked; next_ += enough_ ? 0 : worlds_at_a_time) {
      news = first_worlds(worlds_, next_);
      enough_ = is_enough_(*news);
    }
    // Whoever waits in there must not begin a world, which would end here.
    if (news && !enough_ && look_) tbb::this_task_arena::isolate([&] { look_(*news); });
  }

  Worlds& worlds_;
  const models::Catalogue& catalogue_;
  std::vector<std::size_t> rows_;  ///< of the blocks
  std::vector<bool> waits_;        ///< [worlds]
  std::size_t finished_, next_;    ///< of the first worlds, that are finished and to be asked about next
  Enough is_enough_;
  Look look_;
  std::atomic<bool> enough_ = false;
};

/// Counts the weeks of a part as part of all worlds that may be run.
class PartProgress final : public Progress {
 public:
  PartProgress(Progress& whole, std::size_t worlds) : whole_(whole), worlds_(worlds) {}
  void begin(std::size_t worlds_in_part) {
    before_ += part_;
    worlds_ -= part_worlds_;
    part_worlds_ = worlds_in_part;
  }
  void weeks(Task task, std::uint64_t done, std::uint64_t total) override {
    part_ = total;
    const std::uint64_t later = part_worlds_ > 0 ? total * (worlds_ - part_worlds_) / part_worlds_ : 0;
    whole_.weeks(task, before_ + done, before_ + total + later);
  }
  void message(const Notice& notice) override { whole_.message(notice); }

 private:
  Progress& whole_;
  std::size_t worlds_, part_worlds_ = 0;
  std::atomic<std::uint64_t> before_ = 0, part_ = 0;
};

Worlds begun_worlds(const Study& study) {
  const std::size_t arms = study.arms.size(), indicators = study.catalogue->indicators.size();
  Worlds worlds;
  worlds.ensemble = study.worlds.ensemble;
  worlds.asked = study.worlds.count;
  worlds.unknowns = unknowns_of(study);
  worlds.values = Array<double>({0, worlds.unknowns.size()});
  worlds.figures = Array<double>({0, arms, indicators});
  worlds.cost_scales = Array<double>({0, arms});
  worlds.state_hash = Array<std::uint64_t>({0, arms});
  worlds.yearly_indicators = told_in_worlds(study, *study.catalogue);
  worlds.yearly = Array<float>({0, arms, worlds.yearly_indicators.size(), years_of(study.weeks)});
  worlds.patterns = study.worlds.implausibilities.patterns;
  worlds.implausibilities = Array<double>({0, worlds.patterns.size()});
  return worlds;
}

/// A row for the world that was added last.
void append_implausibilities(Worlds& worlds, const Implausibilities& known) {
  const std::size_t patterns = worlds.patterns.size();
  append(worlds.implausibilities, patterns, std::numeric_limits<double>::quiet_NaN());
  if (const auto found = known.of.find(worlds.numbers.back()); patterns > 0 && found != known.of.end())
    std::ranges::copy(found->second, worlds.implausibilities.values.end() - static_cast<std::ptrdiff_t>(patterns));
}

/// Adds a world that has not been run, drawn as `world`.
void append_world(Worlds& worlds, std::uint32_t number, const Study& world, const Study& study) {
  worlds.numbers.push_back(number);
  const auto values = values_in(world, study);
  append(worlds.values, values.size(), 0.0);
  std::ranges::copy(values, worlds.values.values.end() - static_cast<std::ptrdiff_t>(values.size()));
  const auto& shape = worlds.figures.shape;
  append(worlds.figures, shape[1] * shape[2], std::numeric_limits<double>::quiet_NaN());
  append(worlds.yearly, shape[1] * worlds.yearly.shape[2] * worlds.yearly.shape[3],
         std::numeric_limits<float>::quiet_NaN());
  append(worlds.cost_scales, shape[1], 1.0);
  append(worlds.state_hash, shape[1], std::uint64_t{0});
  append_implausibilities(worlds, study.worlds.implausibilities);
}

/// Whether finished results hold a world, with the same indicators by year, which then is taken from there.
bool take_finished(Worlds& worlds, const std::vector<const Results*>& finished) {
  const std::uint32_t number = worlds.numbers.back();
  for (const Results* results : finished) {
    const Worlds& known = results->worlds;
    if (known.identity != worlds.identity || known.yearly_indicators != worlds.yearly_indicators) continue;
    const auto found = std::ranges::find(known.numbers, number);
    if (found == known.numbers.end() ||
        std::ranges::find(known.failures, number, &FailedWorld::number) != known.failures.end())
      continue;
    const auto from = static_cast<std::size_t>(found - known.numbers.begin()), to = worlds.numbers.size() - 1;
    copy_row(known.figures, from, worlds.figures, to);
    copy_row(known.yearly, from, worlds.yearly, to);
    copy_row(known.cost_scales, from, worlds.cost_scales, to);
    copy_row(known.state_hash, from, worlds.state_hash, to);
    worlds.communities = known.communities;
    return true;
  }
  return false;
}

Block block_of(std::shared_ptr<const Study> world, std::uint64_t seed, std::uint32_t number) {
  const std::vector<double> own_cost(world->arms.size(), 1.0);
  Block block{std::make_shared<const models::Values>(world->values), seed, number, branches_of(*world, own_cost),
              false};
  if (wants_equal_cost(*world)) block.study = std::move(world);
  return block;
}

/// Worlds that are to be run, and the rows that wait for them.
struct NextWorlds {
  RunPlan plan;
  std::vector<std::size_t> rows;
};

/// Appends worlds until there are `count`; those that finished results hold need not be run.
NextWorlds draw_next(const models::Model& model, const Study& study, std::size_t count,
                     const std::vector<const Results*>& finished, Worlds& worlds) {
  NextWorlds next{{&model, study.burn_in_weeks, study.weeks, of_the_place, {}}, {}};
  while (worlds.numbers.size() < count) {
    const std::uint32_t number = study.worlds.number(static_cast<std::uint32_t>(worlds.numbers.size()));
    auto world = std::make_shared<const Study>(in_world(study, number));
    append_world(worlds, number, *world, study);
    if (take_finished(worlds, finished)) continue;
    next.rows.push_back(worlds.numbers.size() - 1);
    next.plan.blocks.push_back(block_of(std::move(world), study.worlds.seed, number));
  }
  return next;
}

}  // namespace

std::string identity_of_worlds(const models::Model& model, const Study& study) {
  sim::Hasher hasher;
  hasher.text(identity_of(model, study)).number(study.worlds.seed).number(study.worlds.communities);
  for (const auto& key : study.worlds.known) hasher.text(key);
  const auto add = [&](const Ranges& ranges) {
    for (const auto& [lever, range] : ranges)
      hasher.number(lever)
          .number(std::bit_cast<std::uint64_t>(range.low))
          .number(std::bit_cast<std::uint64_t>(range.high))
          .number(static_cast<std::uint64_t>(range.distribution))
          .text(range.unknown);
  };
  add(study.burn_in_ranges);
  for (const Arm& arm : study.arms)
    for (const Stage& stage : arm.stages) add(stage.ranges);
  return sim::hash_text(hasher.digest());
}

Worlds run_worlds(const models::Model& model, const Study& study, const RunOptions& options, Progress& progress,
                  const std::function<void(const Worlds&)>& look) {
  const unsigned threads = threads_for(options.threads);
  const auto folder = options.partial.empty() ? options.partial : options.partial / worlds_folder;
  const std::string identity = identity_of_worlds(model, study);
  const PartialRuns files(folder, identity, record_shape(study, of_the_place, wants_equal_cost(study)),
                          [&](const Text& why) { progress.message(why); });
  KeptRecords kept(files);
  Worlds worlds = begun_worlds(study);
  worlds.identity = identity;
  std::vector<std::size_t> headline;
  for (const auto& key : study.headline) headline.push_back(study.catalogue->indicator(key).value());
  const auto is_enough = [&](const Worlds& first) {
    return !options.all_worlds && is_answered(first, *study.catalogue, headline);
  };
  PartProgress part(progress, study.worlds.count);
  while (worlds.numbers.size() < worlds.asked && !worlds.settled) {
    const std::size_t begun = worlds.numbers.size(),
                      last = std::min<std::size_t>(begun + worlds_drawn_together, worlds.asked);
    part.begin(last - begun);
    NextWorlds next = draw_next(model, study, last, options.finished, worlds);
    WorldsReducer reducer(worlds, *study.catalogue, begun, is_enough, look);
    reducer.await(std::move(next.rows));
    const ExecutorOptions execution{threads,
                                    options.order,
                                    options.stop,
                                    options.partial.empty() ? nullptr : &kept,
                                    [&](std::size_t block) { return next.plan.blocks[block].replicate; },
                                    Task::worlds};
    in_arena(threads, [&] { execute(next.plan, execution, reducer, part); });
    worlds.settled = reducer.enough();
    const std::size_t needed = reducer.worlds_needed();
    worlds = first_worlds(std::move(worlds), needed);
  }
  if (look) look(worlds);
  return worlds;
}

}  // namespace liandong::analysis
