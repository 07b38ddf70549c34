#include "analysis/experiment/progress.h"

namespace liandong::analysis {

void Ticker::tick() {
  const std::uint64_t done = ++done_;
  if (stop_ && stop_->load(std::memory_order_relaxed)) throw Interrupted("the study was stopped");
  progress_.weeks(task_, done, total_);
}

void Ticker::skip(std::uint64_t weeks) {
  done_ += weeks;
  progress_.weeks(task_, done_, total_);
}

}  // namespace liandong::analysis
