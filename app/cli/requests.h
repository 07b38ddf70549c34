#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/experiment/driver.h"
#include "app/cli/options.h"

namespace liandong::app {

/// A file that `run` writes on its way.
struct StateRequest {
  std::uint32_t week = 0;            ///< weeks run, burn-in included
  std::optional<std::size_t> layer;  ///< of the relationship graph as GraphML; nothing: a snapshot of the whole state
  std::filesystem::path file;
};

/// Those of --snapshot-at and --graphml. Throws analysis::InputError for weeks outside 0 … `weeks`, unknown layers and
/// files that cannot be written.
std::vector<StateRequest> state_requests(const Options& options, const models::Catalogue& catalogue,
                                         std::uint32_t weeks);

/// Writes the files wanted of a run. Weeks are counted from `first` on: a stretch of a run that begins later.
class StateWriter final : public analysis::Observer {
 public:
  StateWriter(std::vector<StateRequest> requests, std::string arm, const Options& options)
      : requests_(std::move(requests)), arm_(std::move(arm)), options_(options) {}

  /// Files wanted after `weeks` weeks.
  void serve(std::uint32_t weeks, const models::Run& run) const;
  void after(std::uint32_t week, const models::Run& run) override { serve(first_ + week + 1, run); }
  void begin_at(std::uint32_t first) noexcept { first_ = first; }

 private:
  std::vector<StateRequest> requests_;
  std::string arm_;
  const Options& options_;
  std::uint32_t first_ = 0;
};

}  // namespace liandong::app
