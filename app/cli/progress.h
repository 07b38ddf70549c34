#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "analysis/experiment/progress.h"
#include "app/cli/options.h"

namespace liandong::app {

/// Shows on stderr how a study gets on: on a terminal a bar with rate and time left, else a line for every tenth.
class StudyProgress final : public analysis::Progress {
 public:
  StudyProgress(Language language, bool terminal) : language_(language), terminal_(terminal) {}
  ~StudyProgress() override;

  void weeks(analysis::Task task, std::uint64_t done, std::uint64_t total) override;
  void message(const analysis::Notice& notice) override;

 private:
  using Clock = std::chrono::steady_clock;

  void begin(analysis::Task task);
  void draw_bar(std::uint64_t done, std::uint64_t total, double seconds);
  /// Weeks a second since the task began, and seconds that the rest takes at that rate.
  struct Pace {
    double rate, left;
  };
  Pace pace(std::uint64_t done, std::uint64_t total, double seconds) const;
  void write_line(std::uint64_t done, std::uint64_t total, double seconds);
  void clear_bar();

  Language language_;
  bool terminal_;
  std::mutex mutex_;
  bool started_ = false, bar_stands_ = false;
  analysis::Task task_ = analysis::Task::replicates;
  Clock::time_point start_, drawn_;
  std::uint64_t first_done_ = 0, tenths_ = 0;
};

/// Shows nothing if options.quiet.
std::unique_ptr<analysis::Progress> make_progress(const Options& options);

/// "1:05:07", "2:03".
std::string duration(double seconds);

}  // namespace liandong::app
