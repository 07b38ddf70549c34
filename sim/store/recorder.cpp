#include "sim/store/recorder.h"

#include <algorithm>
#include <stdexcept>

#include "analysis/scenario/edit_distance.h"

namespace liandong::sim {

Recorder::Handle Recorder::declare(std::string name, std::string unit, std::string description) {
  return add({std::move(name), std::move(unit), std::move(description), {}, {}});
}

Recorder::Handle Recorder::declare_panel(std::string name, std::vector<std::string> labels, std::string unit,
                                         std::string description) {
  if (labels.empty()) throw std::invalid_argument("recorder: panel '" + name + "' has no columns");
  return add({std::move(name), std::move(unit), std::move(description), std::move(labels), {}});
}

Recorder::Handle Recorder::add(Series series) {
  if (series.name.empty() || series.name.find('/') != std::string::npos)
    throw std::invalid_argument("recorder: '" + series.name + "' cannot name a series");
  if (std::ranges::find(series_, series.name, &Series::name) != series_.end())
    throw std::invalid_argument("recorder: series '" + series.name + "' is declared twice");
  series_.push_back(std::move(series));
  return static_cast<Handle>(series_.size() - 1);
}

void Recorder::append(Handle handle, std::span<const double> row) {
  auto& series = series_.at(static_cast<std::size_t>(handle));
  if (row.size() != series.width())
    throw std::invalid_argument("recorder: '" + series.name + "' takes " + std::to_string(series.width()) +
                                " values a step, not " + std::to_string(row.size()));
  series.values.insert(series.values.end(), row.begin(), row.end());
}

const Recorder::Series& Recorder::operator[](std::string_view name) const {
  const auto found = std::ranges::find(series_, name, &Series::name);
  if (found != series_.end()) return *found;
  std::vector<std::string> names;
  for (const auto& series : series_) names.push_back(series.name);
  std::string message = "recorder: no series '" + std::string(name) + "'";
  if (!names.empty()) message += "; the nearest is '" + nearest_name(name, names) + "'";
  throw std::out_of_range(message);
}

void Recorder::write(const hdf5::Group& group) const {
  std::vector<std::string> names;
  for (const auto& series : series_) {
    names.push_back(series.name);
    const auto shape =
        series.labels.empty() ? hdf5::Shape{series.steps()} : hdf5::Shape{series.steps(), series.width()};
    group.write(series.name, series.values, shape, {series.unit, series.description});
    if (!series.labels.empty()) group.write_texts(series.name + ".labels", series.labels);
  }
  group.write_texts("series_names", names, {"", "Names of the series in the order of declaration."});
}

Recorder Recorder::read(const hdf5::Group& group) {
  Recorder recorder;
  for (const auto& name : group.read_texts("series_names")) {
    auto array = group.read<double>(name);
    const auto about = group.dataset(name).about();
    Series series{name, about.unit, about.description, {}, std::move(array.values)};
    if (array.shape.size() == 2) series.labels = group.read_texts(name + ".labels");
    if (array.shape.size() == 2 && series.labels.size() != array.shape[1])
      group.refuse("'" + name + "' has not one label for each column");
    recorder.add(std::move(series));
  }
  return recorder;
}

}  // namespace liandong::sim
