#include "app/cli/progress.h"

#include <fmt/format.h>

#include <cmath>

#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

constexpr std::size_t bar_width = 30;
constexpr auto redraw_after = std::chrono::milliseconds(100);

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

const Text& name_of(analysis::Task task) {
  switch (task) {
    case analysis::Task::equal_cost:
      return text::equalising;
    case analysis::Task::worlds:
      return text::running_worlds;
    default:
      return text::running_replicates;
  }
}

}  // namespace

std::string duration(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds)));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

StudyProgress::~StudyProgress() { clear_bar(); }

void StudyProgress::begin(analysis::Task task) {
  clear_bar();
  task_ = task;
  started_ = true;
  start_ = Clock::now();
  tenths_ = 0;
  complain(name_of(task).in(language_));
}

void StudyProgress::weeks(analysis::Task task, std::uint64_t done, std::uint64_t total) {
  const std::lock_guard lock(mutex_);
  if (!started_ || task != task_) {
    begin(task);
    first_done_ = done;
  }
  const double seconds = seconds_since(start_);
  if (terminal_) {
    if (bar_stands_ && done < total && Clock::now() - drawn_ < redraw_after) return;
    draw_bar(done, total, seconds);
  } else {
    write_line(done, total, seconds);
  }
}

StudyProgress::Pace StudyProgress::pace(std::uint64_t done, std::uint64_t total, double seconds) const {
  const double rate = seconds > 0 ? static_cast<double>(done - first_done_) / seconds : 0;
  return {rate, rate > 0 ? static_cast<double>(total - done) / rate : 0};
}

void StudyProgress::draw_bar(std::uint64_t done, std::uint64_t total, double seconds) {
  const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
  const auto filled = static_cast<std::size_t>(share * bar_width);
  const auto [rate, left] = pace(done, total, seconds);
  const auto line =
      fmt::format("[{}{}] {:3.0f}%  {}", std::string(filled, '#'), std::string(bar_width - filled, '.'), 100 * share,
                  say(language_, text::rate_and_left, fmt::format("{:.0f}", rate), duration(left)));
  show_status(line);
  bar_stands_ = true;
  drawn_ = Clock::now();
}

void StudyProgress::write_line(std::uint64_t done, std::uint64_t total, double seconds) {
  const std::uint64_t tenths = total > 0 ? 10 * done / total : 0;
  if (tenths <= tenths_) return;
  tenths_ = tenths;
  complain(
      say(language_, text::percent_done, 10 * tenths, duration(seconds), duration(pace(done, total, seconds).left)));
}

void StudyProgress::message(const analysis::Notice& notice) {
  const std::lock_guard lock(mutex_);
  clear_bar();
  complain(language_ == Language::zh ? notice.zh : notice.en);
}

void StudyProgress::clear_bar() {
  if (!bar_stands_) return;
  clear_status();
  bar_stands_ = false;
}

std::unique_ptr<analysis::Progress> make_progress(const Options& options) {
  if (options.quiet) return std::make_unique<analysis::NoProgress>();
  return std::make_unique<StudyProgress>(options.language, error_is_terminal());
}

}  // namespace liandong::app
