#include "analysis/speed/scaling.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "analysis/inference/statistics.h"
#include "analysis/report/text_layout.h"
#include "analysis/speed/timing.h"
#include "analysis/store/provenance.h"

namespace liandong::analysis::scaling {
namespace {

/// The machine as it is without us.
Load load_at_rest(const Pace& pace) {
  const LoadWatch watch;
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  stop_if_asked(pace.stop);
  return watch.read();
}

void warn_of(const Load& load, const Say& say) {
  const auto threads = fmt::format("{:.1f}", load.foreign_threads);
  say({"Other programs keep " + threads + " hardware threads busy already",
       "其他程序已占用 " + threads + " 个硬件线程"});
}

/// Whether so many residents fit into memory; says so if not.
bool is_measured(std::uint64_t residents, const Machine& machine, const Say& say) {
  if (residents <= UINT32_MAX && fits(residents, machine)) return true;
  const auto size = grouped(residents);
  say({size + " residents are left out: memory is too small for them", "略去 " + size + " 名居民的测量：内存不足"});
  return false;
}

void measure_strong(Scaling& result, const Scheme& scheme, const Yardstick& yardstick, const Say& say) {
  for (const auto residents : scheme.sizes) {
    if (!is_measured(residents, result.machine, say)) continue;
    const auto size = grouped(residents);
    say({"Reference workload, " + size + " residents", "参照负载，" + size + " 名居民"});
    const auto points = measure_reference(residents, scheme.threads, scheme.seed, scheme.pace, yardstick);
    result.strong.insert(result.strong.end(), points.begin(), points.end());
  }
}

void measure_weak(Scaling& result, const Scheme& scheme, const Yardstick& yardstick, const Say& say) {
  for (const auto threads : scheme.threads) {
    const auto residents = std::uint64_t{scheme.weak_residents} * threads;
    if (!is_measured(residents, result.machine, say)) continue;
    const auto known = std::find_if(result.strong.begin(), result.strong.end(), [&](const ReferencePoint& point) {
      return point.residents == residents && point.threads == threads;
    });
    if (known != result.strong.end()) {
      result.weak.push_back(*known);
      continue;
    }
    const auto size = grouped(residents), count = std::to_string(threads);
    say({fmt::format("Reference workload, {} residents for {} threads", size, count),
         fmt::format("参照负载，{} 名居民，{} 个线程", size, count)});
    const auto points = measure_reference(static_cast<std::uint32_t>(residents), std::span(&threads, 1), scheme.seed,
                                          scheme.pace, yardstick);
    result.weak.push_back(points.front());
  }
}

}  // namespace

void stop_if_asked(const std::atomic<bool>* stop) {
  if (stop && *stop) throw Interrupted("stopped");
}

Speed speed_of(std::vector<double> repetitions) {
  if (repetitions.empty()) throw std::logic_error("nothing was measured");
  const auto [least, most] = std::minmax_element(repetitions.begin(), repetitions.end());
  return {quantile(repetitions, 0.5), *least, *most, static_cast<std::uint32_t>(repetitions.size())};
}

bool fits(std::uint64_t residents, const Machine& machine) noexcept {
  return machine.available_bytes == 0 || needed_bytes(residents) <= machine.available_bytes / 10 * 9;
}

std::vector<unsigned> thread_counts(unsigned most) {
  std::vector<unsigned> counts;
  for (unsigned count = 1; count < most; count *= 2) counts.push_back(count);
  counts.push_back(most);
  return counts;
}

std::vector<Bound> measure_bounds(std::span<const unsigned> threads, const Yardstick& yardstick) {
  constexpr std::size_t tables[] = {std::size_t{1} << 17, std::size_t{1} << 20, std::size_t{1} << 24,
                                    std::size_t{1} << 28};
  std::vector<Bound> bounds;
  for (const unsigned count : threads) {
    if (count != threads.front() && count != threads.back()) continue;
    Bound bound{count, yardstick.read_bandwidth(count), {}};
    for (const auto bytes : tables) bound.gathers.push_back({bytes, yardstick.gather_rate(count, bytes)});
    bounds.push_back(std::move(bound));
  }
  return bounds;
}

Scaling measure(const Scheme& scheme, const models::Model& model, const Study& study, const Yardstick& yardstick,
                const std::string& command, const Say& say) {
  Scaling result;
  result.machine = this_machine();
  result.provenance = provenance_of(command);
  result.before = load_at_rest(scheme.pace);
  if (is_disturbed(result.before, result.machine.hardware_threads)) warn_of(result.before, say);
  const LoadWatch watch;
  say({"Checking the answers", "正在核对答案"});
  check_reference(scheme.threads.back(), scheme.seed, yardstick);
  check_model(model, study, scheme.threads.back());
  say({"Bounds of memory", "内存的上限"});
  result.bounds = measure_bounds(scheme.threads, yardstick);
  measure_strong(result, scheme, yardstick, say);
  measure_weak(result, scheme, yardstick, say);
  say({"Model " + std::string(model.catalogue->model), "模型 " + std::string(model.catalogue->model)});
  result.model_title = model.catalogue->title;
  result.model = measure_model(model, study, scheme.threads, scheme.pace);
  if (study.worlds.count > 0) say({"Whole worlds of the study", "研究的完整世界"});
  result.worlds = measure_worlds(model, study, scheme.threads, scheme.pace);
  result.during = watch.read();
  return result;
}

}  // namespace liandong::analysis::scaling
