#include "analysis/speed/scaling_document.h"

#include <nlohmann/json.hpp>

#include "analysis/report/page.h"
#include "sim/store/hash.h"

namespace liandong::analysis::scaling {
namespace {

using nlohmann::json;

double ratio(double a, double b) { return b > 0 ? a / b : 0; }

json load_document(const Load& load, const Machine& machine) {
  return {{"seconds", load.seconds},
          {"own_threads", load.own_threads},
          {"foreign_threads", load.foreign_threads},
          {"disturbed", is_disturbed(load, machine.hardware_threads)}};
}

json machine_document(const Machine& machine) {
  return {{"cpu", machine.cpu},
          {"instruction_set", machine.instruction_set},
          {"hardware_threads", machine.hardware_threads},
          {"numa_nodes", machine.numa_nodes},
          {"memory_bytes", machine.memory_bytes},
          {"available_bytes", machine.available_bytes},
          {"huge_pages", machine.huge_pages},
          {"frequency_governor", machine.frequency_governor},
          {"load_average", machine.load_average}};
}

json program_document(const Provenance& provenance) {
  return {{"version", provenance.program_version}, {"commit", provenance.commit}, {"dirty", provenance.dirty},
          {"compiler", provenance.compiler},       {"flags", provenance.flags},   {"command", provenance.command},
          {"created", provenance.created}};
}

/// The speed under its name, with _min and _max beside it.
void add_speed(json& object, const std::string& name, const Speed& speed) {
  object[name] = speed.median;
  object[name + "_min"] = speed.least;
  object[name + "_max"] = speed.most;
}

json point_document(const ReferencePoint& point) {
  json object{{"residents", point.residents},
              {"threads", point.threads},
              {"ticks", point.ticks},
              {"repetitions", point.engine.repetitions},
              {"share_of_handwritten", ratio(point.engine.median, point.handwritten.median)},
              {"build_seconds", point.build_seconds},
              {"bytes_per_resident", point.bytes_per_resident},
              {"arcs_per_resident", point.arcs_per_resident},
              {"state_hash", sim::hash_text(point.state_hash)},
              {"hashed_ticks", point.hashed_ticks}};
  add_speed(object, "updates_per_second", point.engine);
  add_speed(object, "handwritten_updates_per_second", point.handwritten);
  return object;
}

json points_document(const std::vector<ReferencePoint>& points, const Machine& machine) {
  auto list = json::array();
  for (const auto& point : points) {
    list.push_back(point_document(point));
    list.back()["load"] = load_document(point.load, machine);
  }
  return list;
}

json model_document(const std::vector<ModelPoint>& points, const Machine& machine) {
  auto list = json::array();
  for (const auto& point : points) {
    list.push_back({{"threads", point.threads},
                    {"replicates", point.replicates},
                    {"residents", point.residents},
                    {"weeks", point.weeks},
                    {"repetitions", point.engine.repetitions},
                    {"bytes_per_resident", point.bytes_per_resident},
                    {"load", load_document(point.load, machine)}});
    add_speed(list.back(), "resident_weeks_per_second", point.engine);
  }
  return list;
}

json worlds_document(const std::vector<WorldsPoint>& points, const Machine& machine) {
  auto list = json::array();
  for (const auto& point : points)
    list.push_back({{"threads", point.threads},
                    {"worlds", point.worlds},
                    {"seconds", point.seconds},
                    {"worlds_per_minute", point.per_minute()},
                    {"load", load_document(point.load, machine)}});
  return list;
}

json bound_document(const Bound& bound) {
  auto gathers = json::array();
  for (const auto& gather : bound.gathers)
    gathers.push_back({{"table_bytes", gather.table_bytes}, {"lookups_per_second", gather.rate}});
  return {{"threads", bound.threads}, {"read_bandwidth", bound.read_bandwidth}, {"gathers", gathers}};
}

}  // namespace

json document(const Scaling& scaling) {
  auto bounds = json::array();
  for (const auto& bound : scaling.bounds) bounds.push_back(bound_document(bound));
  return {{"format", document_format},
          {"machine", machine_document(scaling.machine)},
          {"program", program_document(scaling.provenance)},
          {"load",
           {{"before", load_document(scaling.before, scaling.machine)},
            {"during", load_document(scaling.during, scaling.machine)}}},
          {"bounds", bounds},
          {"strong", points_document(scaling.strong, scaling.machine)},
          {"weak", points_document(scaling.weak, scaling.machine)},
          {"model",
           {{"title", {{"zh", scaling.model_title.zh}, {"en", scaling.model_title.en}}},
            {"points", model_document(scaling.model, scaling.machine)},
            {"worlds", worlds_document(scaling.worlds, scaling.machine)}}}};
}

json document(const ReferencePoint& point, const Bound& bound, const Machine& machine, const Provenance& provenance) {
  auto object = point_document(point);
  object["read_bandwidth"] = bound.read_bandwidth;
  object["gather_rate"] = bound.gathers.empty() ? 0 : bound.gathers.front().rate;
  object["gather_table_bytes"] = bound.gathers.empty() ? 0 : bound.gathers.front().table_bytes;
  object.update(machine_document(machine));
  object.update(program_document(provenance));
  object.update(load_document(point.load, machine));
  return object;
}

std::string page(const json& document) { return report::filled(report::bench_page(), document); }

}  // namespace liandong::analysis::scaling
