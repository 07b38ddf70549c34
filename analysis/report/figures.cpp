#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <boost/archive/iterators/base64_from_binary.hpp>
#include <boost/archive/iterators/transform_width.hpp>

#include "analysis/inference/by_figure.h"
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

namespace {

struct Interval {
  double mean = 0, low = 0, high = 0;
};

/// Intervals in the order of [outer][inner], as {"mean": [outer][inner], "low": …, "high": …}.
class IntervalTable {
 public:
  IntervalTable(std::size_t outer, std::size_t inner) : inner_(inner) {
    mean_ = low_ = high_ = json::array_t(outer, json::array());
  }
  void add(std::size_t at, const Interval& interval) {
    mean_[at / inner_].push_back(rounded(interval.mean));
    low_[at / inner_].push_back(rounded(interval.low));
    high_[at / inner_].push_back(rounded(interval.high));
  }
  json take(const char* centre) && {
    return {{centre, std::move(mean_)}, {"low", std::move(low_)}, {"high", std::move(high_)}};
  }

 private:
  std::size_t inner_;
  json mean_, low_, high_;
};

/// Mean, and the span that the middle eight tenths of the values fill.
Interval middle(std::span<const double> values) { return {mean(values), quantile(values, 0.1), quantile(values, 0.9)}; }

Interval difference(std::span<const double> a, std::span<const double> b, double confidence) {
  const Effect effect = paired_effect(a, b, confidence);
  return {effect.delta, effect.low, effect.high};
}

/// Mean of one figure of a row [weeks, figures] over a block.
double block_mean(std::span<const float> weekly, const Blocks& blocks, std::size_t figure, std::size_t block) {
  const std::size_t first = block * blocks.per_block, last = std::min(blocks.weeks, first + blocks.per_block);
  const std::size_t figures = weekly.size() / blocks.weeks;
  std::vector<double> values;
  for (std::size_t week = first; week < last; ++week) values.push_back(weekly[week * figures + figure]);
  return mean(values);
}

/// Reads the path of figure after figure, block after block.
auto reading_of(const Blocks& blocks) {
  return [&blocks](std::span<const float> weekly, std::size_t f) {
    return block_mean(weekly, blocks, f / blocks.count(), f % blocks.count());
  };
}

std::size_t figures_of(const Series& weekly) { return weekly.shape().size() == 3 ? weekly.shape()[2] : 0; }

/// Mean of figure `f` of [communities, indicators] over the last eight quarters, or over all if there are fewer.
double late_mean(std::span<const float> quarterly, const std::vector<std::size_t>& shape, std::size_t f) {
  const std::size_t quarters = shape[1], figures = shape[2] * shape[3];
  std::vector<double> late;
  for (std::size_t quarter = quarters > 8 ? quarters - 8 : 0; quarter < quarters; ++quarter)
    late.push_back(quarterly[quarter * figures + f]);
  return mean(late);
}

bool has_communities(const ArmResult& arm) { return arm.communities.shape().size() == 4 && !arm.communities.empty(); }

}  // namespace

json paths(const Series& weekly, const Blocks& blocks) {
  const std::size_t figures = figures_of(weekly);
  IntervalTable table(figures, blocks.count());
  by_figure<1>({&weekly}, figures * blocks.count(), reading_of(blocks),
               [&](std::size_t f, const auto& of) { table.add(f, middle(of[0])); });
  return std::move(table).take("mean");
}

json difference_paths(const Series& a, const Series& b, const Blocks& blocks, double confidence) {
  const std::size_t figures = std::min(figures_of(a), figures_of(b));
  IntervalTable table(figures, blocks.count());
  by_figure<2>({&a, &b}, figures * blocks.count(), reading_of(blocks),
               [&](std::size_t f, const auto& of) { table.add(f, difference(of[0], of[1], confidence)); });
  return std::move(table).take("delta");
}

json community_means(const ArmResult& arm) {
  json rows = json::array();
  if (!has_communities(arm)) return rows;
  const auto& shape = arm.communities.shape();
  by_figure<1>(
      {&arm.communities}, shape[2] * shape[3],
      [&](std::span<const float> quarterly, std::size_t f) { return late_mean(quarterly, shape, f); },
      [&](std::size_t f, const auto& of) {
        if (f % shape[3] == 0) rows.push_back(json::array());
        rows.back().push_back(rounded(mean(of[0])));
      });
  return rows;
}

json community_differences(const ArmResult& a, const ArmResult& b, double confidence) {
  if (!has_communities(a) || !has_communities(b)) return nullptr;
  const auto& shape = a.communities.shape();
  IntervalTable table(shape[2], shape[3]);
  by_figure<2>(
      {&a.communities, &b.communities}, shape[2] * shape[3],
      [&](std::span<const float> quarterly, std::size_t f) { return late_mean(quarterly, shape, f); },
      [&](std::size_t f, const auto& of) { table.add(f, difference(of[0], of[1], confidence)); });
  return std::move(table).take("delta");
}

}  // namespace liandong::analysis::report
