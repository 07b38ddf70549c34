#include "app/cli/bench_text.h"
#include "app/cli/memory_check.h"

#include <fmt/format.h>

#include "analysis/report/text_layout.h"
#include "app/cli/text.h"
#include "sim/store/hash.h"

namespace liandong::app {
namespace {

namespace scaling = analysis::scaling;
using analysis::grouped;
using Rows = std::vector<std::vector<std::string>>;

const Text strong_title{"Reference workload, one size on more threads (million updates/s)",
                        "参照负载：同一规模，线程递增（百万次更新/秒）"};
const Text weak_title{"Reference workload, size growing with the threads (million updates/s)",
                      "参照负载：规模随线程增长（百万次更新/秒）"};
const Text model_title{"Model of the study (million resident-weeks/s)", "研究模型（百万居民·周/秒）"};
const Text worlds_title{"Whole worlds of the study, all arms to the end", "研究的完整世界（各方案运行到底）"};
const Text bounds_title{"What memory gives", "内存的上限"};
namespace heading {
const Text residents{"residents", "居民数"}, threads{"threads", "线程"}, engine{"engine", "引擎"},
    range{"min–max", "最小–最大"}, each{"ns/update and thread", "每次更新每线程 纳秒"},
    handwritten{"hand-written", "手写代码"}, share{"share", "比值"}, bytes{"bytes/resident", "字节/居民"},
    worlds{"worlds", "世界"}, seconds{"seconds", "秒"}, per_minute{"worlds/min", "世界/分钟"},
    against_one{"against one thread", "相对单线程"}, build{"build s", "生成 秒"}, replicates{"replicates", "重复"},
    reads{"reads in order", "顺序读取"}, gathers{"look-ups in {}", "在 {} 中随机查找"};
}  // namespace heading
const Text disturbed{"* Other programs used the machine during this measurement.", "* 测量期间有其他程序占用本机。"};
const Text machine_line{"{}, {}, {} threads, {} NUMA node(s), {} of memory",
                        "{}，{}，{} 个线程，{} 个 NUMA 节点，内存 {}"};
const Text load_message{
    "Other programs kept {} of {} hardware threads busy meanwhile: the figures are lower than the machine allows. "
    "Measure again when it is quiet.",
    "测量期间其他程序平均占用 {} 个硬件线程（共 {} 个），所得数值低于本机能力。请在机器空闲时重新测量。"};
const Text one_point{
    "{} residents, {} threads, {} ticks, median of {} repetitions\n"
    "  engine         {} million updates/s ({} to {})\n"
    "  hand-written   {} million updates/s; the engine reaches {} of it\n"
    "  memory         {} bytes per resident; reads at {} GB/s\n"
    "  building       {} s\n"
    "  state hash     {} after {} ticks\n",
    "{} 名居民，{} 个线程，{} 步，{} 次重复取中位数\n"
    "  引擎       每秒 {} 百万次更新（{} 至 {}）\n"
    "  手写代码   每秒 {} 百万次更新；引擎为其 {}\n"
    "  内存       每名居民 {} 字节；顺序读取 {} GB/秒\n"
    "  生成用时   {} 秒\n"
    "  状态哈希   {}（{} 步之后）\n"};

std::string millions(double rate) {
  const double value = rate / 1e6;
  return value >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string millions_or_none(double rate) { return rate > 0 ? millions(rate) : "–"; }

std::string span_of(const scaling::Speed& speed) { return millions(speed.least) + "–" + millions(speed.most); }

std::string share_of(double part, double whole) { return whole > 0 ? fmt::format("{:.2f}", part / whole) : "–"; }

std::string nanoseconds(double rate, unsigned count) {
  return rate > 0 ? fmt::format("{:.2f}", 1e9 * count / rate) : "–";
}

/// Power-of-two sizes as people say them.
std::string table_size(std::size_t size) {
  return size >= std::size_t{1} << 20 ? fmt::format("{} MiB", size >> 20) : fmt::format("{} KiB", size >> 10);
}

std::string reference_table(const std::vector<scaling::ReferencePoint>& points, const analysis::Machine& machine,
                            Language language) {
  Rows rows{{}};
  for (const auto* title : {&heading::residents, &heading::threads, &heading::engine, &heading::range, &heading::each,
                            &heading::handwritten, &heading::share, &heading::bytes, &heading::build})
    rows[0].push_back(title->in(language));
  for (const auto& point : points) {
    const bool mark = is_disturbed(point.load, machine.hardware_threads);
    rows.push_back({grouped(point.residents), std::to_string(point.threads),
                    millions(point.engine.median) + (mark ? "*" : ""), span_of(point.engine),
                    nanoseconds(point.engine.median, point.threads), millions_or_none(point.handwritten.median),
                    share_of(point.engine.median, point.handwritten.median),
                    fmt::format("{:.1f}", point.bytes_per_resident), fmt::format("{:.2f}", point.build_seconds)});
  }
  return analysis::table(rows, std::vector<bool>(rows[0].size(), true), 2);
}

std::string model_table(const std::vector<scaling::ModelPoint>& points, const analysis::Machine& machine,
                        Language language) {
  Rows rows{{}};
  for (const auto* title : {&heading::replicates, &heading::residents, &heading::threads, &heading::engine,
                            &heading::range, &heading::bytes})
    rows[0].push_back(title->in(language));
  for (const auto& point : points) {
    const bool mark = is_disturbed(point.load, machine.hardware_threads);
    rows.push_back({std::to_string(point.replicates), grouped(point.residents), std::to_string(point.threads),
                    millions(point.engine.median) + (mark ? "*" : ""), span_of(point.engine),
                    fmt::format("{:.0f}", point.bytes_per_resident)});
  }
  return analysis::table(rows, std::vector<bool>(rows[0].size(), true), 2);
}

std::string worlds_table(const std::vector<scaling::WorldsPoint>& points, const analysis::Machine& machine,
                         Language language) {
  Rows rows{{}};
  for (const auto* title :
       {&heading::threads, &heading::worlds, &heading::seconds, &heading::per_minute, &heading::against_one})
    rows[0].push_back(title->in(language));
  for (const auto& point : points) {
    const bool mark = is_disturbed(point.load, machine.hardware_threads);
    rows.push_back({std::to_string(point.threads), std::to_string(point.worlds), fmt::format("{:.1f}", point.seconds),
                    fmt::format("{:.1f}", point.per_minute()) + (mark ? "*" : ""),
                    fmt::format("{:.2f}", point.per_minute() / points.front().per_minute())});
  }
  return analysis::table(rows, std::vector<bool>(rows[0].size(), true), 2);
}

std::string bounds_table(const std::vector<scaling::Bound>& bounds, Language language) {
  Rows rows{{heading::threads.in(language), heading::reads.in(language)}};
  for (const auto& gather : bounds.front().gathers)
    rows[0].push_back(say(language, heading::gathers, table_size(gather.table_bytes)));
  for (const auto& bound : bounds) {
    rows.push_back({std::to_string(bound.threads), fmt::format("{:.1f} GB/s", bound.read_bandwidth / 1e9)});
    for (const auto& gather : bound.gathers) rows.back().push_back(millions(gather.rate) + " M/s");
  }
  return analysis::table(rows, std::vector<bool>(rows[0].size(), true), 2);
}

bool any_disturbed(const scaling::Scaling& all) {
  const auto hit = [&](const auto& points) {
    for (const auto& point : points)
      if (is_disturbed(point.load, all.machine.hardware_threads)) return true;
    return false;
  };
  return hit(all.strong) || hit(all.weak) || hit(all.model) || hit(all.worlds);
}

}  // namespace

std::string foreign_load(const analysis::Load& load, const analysis::Machine& machine, Language language) {
  if (!is_disturbed(load, machine.hardware_threads)) return "";
  return say(language, load_message, fmt::format("{:.1f}", load.foreign_threads), machine.hardware_threads);
}

std::string bench_tables(const scaling::Scaling& all, Language language) {
  std::string text = say(language, machine_line, all.machine.cpu, all.machine.instruction_set,
                         all.machine.hardware_threads, all.machine.numa_nodes, gibibytes(all.machine.memory_bytes)) +
                     "\n";
  const auto section = [&](const Text& title, const std::string& table) {
    text += "\n" + title.in(language) + "\n" + table;
  };
  section(strong_title, reference_table(all.strong, all.machine, language));
  section(weak_title, reference_table(all.weak, all.machine, language));
  section(model_title, model_table(all.model, all.machine, language));
  if (!all.worlds.empty()) section(worlds_title, worlds_table(all.worlds, all.machine, language));
  if (!all.bounds.empty()) section(bounds_title, bounds_table(all.bounds, language));
  if (any_disturbed(all)) text += "\n" + disturbed.in(language) + "\n";
  return text;
}

std::string bench_summary(const scaling::ReferencePoint& point, const scaling::Bound& bound, Language language) {
  return say(language, one_point, grouped(point.residents), point.threads, point.ticks, point.engine.repetitions,
             millions(point.engine.median), millions(point.engine.least), millions(point.engine.most),
             millions(point.handwritten.median), share_of(point.engine.median, point.handwritten.median),
             fmt::format("{:.1f}", point.bytes_per_resident), fmt::format("{:.1f}", bound.read_bandwidth / 1e9),
             fmt::format("{:.2f}", point.build_seconds), sim::hash_text(point.state_hash), point.hashed_ticks);
}

}  // namespace liandong::app
