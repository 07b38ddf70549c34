#include "analysis/inference/exploration.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>

#include "analysis/experiment/arena.h"
#include "analysis/experiment/equal_cost.h"
#include "analysis/experiment/executor.h"
#include "analysis/inference/contrasts.h"
#include "analysis/inference/kept_records.h"
#include "analysis/inference/statistics.h"
#include "analysis/scenario/design.h"
#include "analysis/store/provenance.h"

namespace liandong::analysis {
namespace {

/// Figures are of the whole place.
constexpr Recording whole_place{false, false};

/// Keeps of every run the figures of its indicators.
class FiguresReducer final : public Reducer {
 public:
  /// `block_at` [blocks]: point and replicate.
  struct At {
    std::uint32_t point, replicate;
  };
  FiguresReducer(Exploration& exploration, std::vector<At> block_at)
      : exploration_(exploration),
        block_at_(std::move(block_at)),
        scales_({exploration.points.size(), exploration.arms.size(), exploration.replicates}) {
    std::ranges::fill(scales_.values, std::numeric_limits<double>::quiet_NaN());
  }

  void take(std::size_t block, ReplicateRecord&& record) override {
    const auto [point, replicate] = block_at_[block];
    if (point == 0) exploration_.residents = record.residents;
    for (std::size_t a = 0; a < record.arms.size(); ++a) {
      if (!record.cost_scales.empty()) scales_.at(point, a, replicate) = record.cost_scales[a];
      exploration_.state_hash.at(point, a, replicate) = record.arms[a].state_hash;
      const auto figures = indicator_figures(record.arms[a].weekly, *exploration_.catalogue);
      for (std::size_t i = 0; i < figures.size(); ++i) exploration_.figures.at(point, a, replicate, i) = figures[i];
    }
  }
  void failed(std::size_t block, const std::exception& error) override {
    const auto [point, replicate] = block_at_[block];
    exploration_.failures.push_back({point, replicate, error.what()});
  }

  /// Mean factors over the replicates that ran, in their order whatever order they came in.
  void finish() {
    for (std::size_t i = 0; i < exploration_.cost_scales.values.size(); ++i) {
      const double found =
          mean(std::span(scales_.values).subspan(i * exploration_.replicates, exploration_.replicates));
      exploration_.cost_scales.values[i] = std::isnan(found) ? 1.0 : found;
    }
  }

 private:
  Exploration& exploration_;
  std::vector<At> block_at_;
  Array<double> scales_;  // [points, arms, replicates]
};

Exploration begun(const models::Model& model, const Study& study) {
  Exploration e;
  if (model.happenings) e.happenings = model.happenings(study.values);
  e.study_text = study.text;
  e.catalogue = study.catalogue;
  e.name = study.name;
  e.title = study.title;
  e.headline = study.headline;
  e.keys = study.design.keys;
  e.points = study.design.points;
  e.design = study.design.shape;
  for (const Arm& arm : study.arms) {
    e.arms.push_back(arm.name);
    e.arm_titles.push_back(arm.title);
  }
  e.replicates = study.replicates;
  e.weeks = study.weeks;
  e.burn_in_weeks = study.burn_in_weeks;
  e.seed = study.seed;
  e.figures = Array<double>({e.points.size(), e.arms.size(), e.replicates, e.catalogue->indicators.size()});
  std::ranges::fill(e.figures.values, std::numeric_limits<double>::quiet_NaN());
  e.cost_scales = Array<double>({e.points.size(), e.arms.size()});
  e.state_hash = Array<std::uint64_t>({e.points.size(), e.arms.size(), e.replicates});
  return e;
}

/// The plan of all points, and where each block belongs. Blocks bring their own arms to equal cost.
struct ExplorationPlan {
  RunPlan plan;
  std::vector<FiguresReducer::At> block_at;
};

ExplorationPlan planned(const models::Model& model, const Study& study) {
  ExplorationPlan result;
  const bool scaled = wants_equal_cost(study);
  const std::vector<double> own(study.arms.size(), 1.0);
  const DesignedStudy designed(study);
  for (std::uint32_t p = 0; p < study.design.points.size(); ++p) {
    const auto here = std::make_shared<const Study>(designed.at(p));
    RunPlan plan = plan_of(model, *here, own, 0, study.replicates);
    for (Block& block : plan.blocks) {
      block.pictures = false;
      if (scaled) block.study = here;
      result.block_at.push_back({p, block.replicate});
      result.plan.blocks.push_back(std::move(block));
    }
  }
  result.plan.model = &model;
  result.plan.burn_in_weeks = study.burn_in_weeks;
  result.plan.weeks = study.weeks;
  result.plan.recording = whole_place;
  return result;
}

Exploration explore_in_arena(const models::Model& model, const Study& study, const RunOptions& options,
                             unsigned threads, Progress& progress) {
  // The study's text says which points there are and how many replicates, by which records are numbered.
  const std::string identity = sim::hash_text(sim::Hasher().text(identity_of(model, study)).text(study.text).digest());
  const PartialRuns files(options.partial, identity, record_shape(study, whole_place, wants_equal_cost(study)),
                          [&](const Text& why) { progress.message(why); });
  KeptRecords kept(files);
  Exploration exploration = begun(model, study);
  const ExplorationPlan work = planned(model, study);
  FiguresReducer reducer(exploration, work.block_at);
  const auto number = [&](std::size_t block) {
    return work.block_at[block].point * study.replicates + work.block_at[block].replicate;
  };
  execute(work.plan, {threads, options.order, options.stop, options.partial.empty() ? nullptr : &kept, number}, reducer,
          progress);
  reducer.finish();
  std::ranges::sort(exploration.failures, {}, [](const Failure& f) { return std::pair(f.point, f.replicate); });
  return exploration;
}

}  // namespace

Exploration explore(const models::Model& model, const Study& study, const RunOptions& options, Progress& progress) {
  if (study.design.points.empty()) throw std::invalid_argument("the study has no design");
  if (study.arms.empty()) throw std::invalid_argument("the study has no arm");
  const auto start = std::chrono::steady_clock::now();
  const unsigned threads = threads_for(options.threads);
  auto exploration = in_arena(threads, [&] { return explore_in_arena(model, study, options, threads, progress); });
  exploration.provenance = provenance_of(options.command);
  exploration.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  exploration.peak_bytes = peak_bytes();
  return exploration;
}

}  // namespace liandong::analysis
