#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <boost/archive/iterators/base64_from_binary.hpp>
#include <boost/archive/iterators/transform_width.hpp>

#include "analysis/inference/statistics.h"
#include "analysis/report/parts.h"

namespace liandong::analysis::report {

using nlohmann::json;

json rounded(double value, int digits) {
  if (!std::isfinite(value)) return nullptr;
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.*g", digits, value);
  const double result = std::strtod(buffer, nullptr);
  if (result == std::floor(result) && std::abs(result) < 1e15) return static_cast<std::int64_t>(result);
  return result;
}

json text(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }
json term(std::string_view key, const Text& name) { return {{"key", key}, {"name", text(name)}}; }

json provenance(const Provenance& from, double wall_seconds, std::uint64_t peak_bytes) {
  return {{"version", from.program_version}, {"commit", from.commit},   {"dirty", from.dirty},
          {"compiler", from.compiler},       {"flags", from.flags},     {"command", from.command},
          {"created", from.created},         {"sources", from.sources}, {"wall_seconds", rounded(wall_seconds)},
          {"peak_bytes", peak_bytes}};
}

namespace {

template <class Number>
std::string base64(std::span<const std::uint32_t> values) {
  using namespace boost::archive::iterators;
  static_assert(std::endian::native == std::endian::little);
  const std::vector<Number> narrow(values.begin(), values.end());
  const char* begin = reinterpret_cast<const char*>(narrow.data());
  using Encoder = base64_from_binary<transform_width<const char*, 6, 8>>;
  std::string bytes(begin, narrow.size() * sizeof(Number));
  const std::size_t letters = (bytes.size() * 8 + 5) / 6;
  bytes.append(3, '\0');  // the encoder reads whole groups of six bits
  std::string result(Encoder(bytes.data()), Encoder(bytes.data() + bytes.size()));
  result.resize(letters);
  return result;
}

}  // namespace

json packed(std::span<const std::uint32_t> values) {
  const auto largest = values.empty() ? 0u : *std::max_element(values.begin(), values.end());
  if (largest < 1u << 8) return {{"t", "u8"}, {"b", base64<std::uint8_t>(values)}};
  if (largest < 1u << 16) return {{"t", "u16"}, {"b", base64<std::uint16_t>(values)}};
  return {{"t", "u32"}, {"b", base64<std::uint32_t>(values)}};
}

Blocks blocks_of(std::size_t weeks, std::size_t paths) {
  const std::size_t most = std::clamp<std::size_t>(1500 / std::max<std::size_t>(paths, 1), 20, 150);
  return {weeks, std::max<std::size_t>(4, (weeks + most - 1) / most)};
}

Array<double> block_means(const Array<float>& weekly, const Blocks& blocks) {
  if (weekly.shape.size() != 3) return Array<double>({0, 0, 0});
  const auto replicates = weekly.shape[0], weeks = weekly.shape[1], figures = weekly.shape[2];
  Array<double> result({replicates, blocks.count(), figures});
  for (std::size_t r = 0; r < replicates; ++r)
    for (std::size_t block = 0; block < blocks.count(); ++block)
      for (std::size_t figure = 0; figure < figures; ++figure) {
        const std::size_t first = block * blocks.per_block, last = std::min(weeks, first + blocks.per_block);
        std::vector<double> values;
        for (std::size_t week = first; week < last; ++week) values.push_back(weekly.at(r, week, figure));
        result.at(r, block, figure) = mean(values);
      }
  return result;
}

namespace {

struct Interval {
  double mean = 0, low = 0, high = 0;
};

/// Collects an interval for each (outer, inner) into {"mean": [outer][inner], "low": …, "high": …}.
template <class IntervalAt>
json table_of(std::size_t outer, std::size_t inner, const char* centre, const IntervalAt& interval_at) {
  json mean = json::array(), low = json::array(), high = json::array();
  for (std::size_t i = 0; i < outer; ++i) {
    json row_mean = json::array(), row_low = json::array(), row_high = json::array();
    for (std::size_t j = 0; j < inner; ++j) {
      const Interval interval = interval_at(i, j);
      row_mean.push_back(rounded(interval.mean));
      row_low.push_back(rounded(interval.low));
      row_high.push_back(rounded(interval.high));
    }
    mean.push_back(std::move(row_mean));
    low.push_back(std::move(row_low));
    high.push_back(std::move(row_high));
  }
  return {{centre, std::move(mean)}, {"low", std::move(low)}, {"high", std::move(high)}};
}

/// Mean, and the span that the middle eight tenths of the values fill.
Interval middle(std::span<const double> values) { return {mean(values), quantile(values, 0.1), quantile(values, 0.9)}; }

Interval difference(std::span<const double> a, std::span<const double> b, double confidence) {
  const Effect effect = paired_effect(a, b, confidence);
  return {effect.delta, effect.low, effect.high};
}

/// Mean of one community's indicator over the last eight quarters, or over all if there are fewer.
double late_mean(const Array<float>& values, std::size_t replicate, std::size_t community, std::size_t indicator) {
  const std::size_t quarters = values.shape[1];
  std::vector<double> late;
  for (std::size_t quarter = quarters > 8 ? quarters - 8 : 0; quarter < quarters; ++quarter)
    late.push_back(values.at(replicate, quarter, community, indicator));
  return mean(late);
}

bool has_communities(const ArmResult& arm) {
  return arm.communities.shape.size() == 4 && !arm.communities.values.empty();
}

}  // namespace

json paths(const Array<double>& blocks) {
  std::vector<double> values(blocks.shape[0]);
  return table_of(blocks.shape[2], blocks.shape[1], "mean", [&](std::size_t figure, std::size_t block) {
    for (std::size_t r = 0; r < values.size(); ++r) values[r] = blocks.at(r, block, figure);
    return middle(values);
  });
}

json difference_paths(const Array<double>& a, const Array<double>& b, double confidence) {
  std::vector<double> of_a(a.shape[0]), of_b(b.shape[0]);
  return table_of(a.shape[2], a.shape[1], "delta", [&](std::size_t figure, std::size_t block) {
    for (std::size_t r = 0; r < of_a.size(); ++r) of_a[r] = a.at(r, block, figure);
    for (std::size_t r = 0; r < of_b.size(); ++r) of_b[r] = b.at(r, block, figure);
    return difference(of_a, of_b, confidence);
  });
}

json community_means(const ArmResult& arm) {
  json rows = json::array();
  if (!has_communities(arm)) return rows;
  const auto& shape = arm.communities.shape;
  std::vector<double> values(shape[0]);
  for (std::size_t community = 0; community < shape[2]; ++community) {
    json row = json::array();
    for (std::size_t indicator = 0; indicator < shape[3]; ++indicator) {
      for (std::size_t r = 0; r < shape[0]; ++r) values[r] = late_mean(arm.communities, r, community, indicator);
      row.push_back(rounded(mean(values)));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

json community_differences(const ArmResult& a, const ArmResult& b, double confidence) {
  if (!has_communities(a) || !has_communities(b)) return nullptr;
  const auto& shape = a.communities.shape;
  std::vector<double> of_a(shape[0]), of_b(shape[0]);
  return table_of(shape[2], shape[3], "delta", [&](std::size_t community, std::size_t indicator) {
    for (std::size_t r = 0; r < shape[0]; ++r) {
      of_a[r] = late_mean(a.communities, r, community, indicator);
      of_b[r] = late_mean(b.communities, r, community, indicator);
    }
    return difference(of_a, of_b, confidence);
  });
}

}  // namespace liandong::analysis::report
