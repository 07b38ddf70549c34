#include "sim/graph/layer.h"

#include <tbb/parallel_invoke.h>
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cassert>
#include <stdexcept>

namespace liandong::sim {

Layer Layer::from_ties(std::uint32_t rows, std::uint32_t target_rows, std::vector<Tie> ties, bool undirected) {
  Layer layer;
  layer.target_rows_ = target_rows;
  layer.undirected_ = undirected;
  layer.offsets_.assign(std::size_t{rows} + 1, 0);
  if (undirected) {
    assert(rows == target_rows);
    std::erase_if(ties, [](const Tie& tie) { return tie.from == tie.to; });
    const std::size_t once = ties.size();
    ties.resize(2 * once);
    for (std::size_t i = 0; i < once; ++i)
      ties[once + i] = {ties[i].to, ties[i].from, ties[i].weight, ties[i].last_used};
  }
  layer.assign(std::move(ties));
  return layer;
}

void Layer::require_countable(std::uint64_t arcs) {
  if (arcs >= no_arc)
    throw std::length_error("a layer holds at most " + std::to_string(no_arc - 1) + " arcs; this one would have " +
                            std::to_string(arcs));
}

void Layer::assign(std::vector<Tie> ties) {
  require_countable(ties.size());
  const std::uint32_t row_count = rows();
  std::vector<std::uint32_t> start(std::size_t{row_count} + 1, 0);
  for (const Tie& tie : ties) ++start[tie.from + 1];
  for (std::uint32_t r = 0; r < row_count; ++r) start[r + 1] += start[r];
  std::vector<Tie> sorted(ties.size());
  {
    auto next = start;
    for (const Tie& tie : ties) sorted[next[tie.from]++] = tie;
  }
  ties.clear();
  ties.shrink_to_fit();

  targets_.clear();
  weights_.clear();
  last_used_.clear();
  targets_.reserve(sorted.size());
  weights_.reserve(sorted.size());
  last_used_.reserve(sorted.size());
  for (std::uint32_t r = 0; r < row_count; ++r) {
    const auto first = sorted.begin() + start[r];
    const auto last = sorted.begin() + start[r + 1];
    std::sort(first, last, [](const Tie& a, const Tie& b) {
      if (a.to != b.to) return a.to < b.to;
      if (a.weight != b.weight) return a.weight > b.weight;
      return a.last_used > b.last_used;
    });
    offsets_[r] = static_cast<std::uint32_t>(targets_.size());
    for (auto tie = first; tie != last; ++tie) {
      if (tie != first && tie->to == (tie - 1)->to) continue;
      targets_.push_back(tie->to);
      weights_.push_back(tie->weight);
      last_used_.push_back(tie->last_used);
    }
  }
  offsets_[row_count] = static_cast<std::uint32_t>(targets_.size());
}

std::vector<Tie> Layer::arrivals_of(const std::vector<Tie>& born, bool parallel) const {
  std::vector<Tie> arcs;
  for (const Tie& tie : born) {
    if (undirected_ && tie.from == tie.to) continue;
    arcs.push_back(tie);
    if (undirected_) arcs.push_back({tie.to, tie.from, tie.weight, tie.last_used});
  }
  const auto before = [](const Tie& a, const Tie& b) {
    if (a.from != b.from) return a.from < b.from;
    if (a.to != b.to) return a.to < b.to;
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.last_used > b.last_used;
  };
  if (parallel)
    tbb::parallel_sort(arcs.begin(), arcs.end(), before);
  else
    std::sort(arcs.begin(), arcs.end(), before);
  const auto same = [](const Tie& a, const Tie& b) { return a.from == b.from && a.to == b.to; };
  arcs.erase(std::unique(arcs.begin(), arcs.end(), same), arcs.end());
  return arcs;
}

void Layer::resize_arcs(std::size_t arc_count) {
  for_each_arc_column([arc_count](auto& column) { column.resize(arc_count); });
}

std::vector<Layer::Stretch> Layer::stretches_of(std::span<Tie> arrivals) const {
  std::vector<Stretch> stretches;
  for (std::uint32_t first = 0; first < rows(); first += stretch_rows) {
    const std::uint32_t last = std::min(first + stretch_rows, rows());
    const auto behind = std::ranges::lower_bound(arrivals, last, {}, &Tie::from) - arrivals.begin();
    const auto here = static_cast<std::size_t>(behind);
    stretches.push_back({first, last, offsets_[first], offsets_[last] - offsets_[first], arrivals.first(here)});
    arrivals = arrivals.subspan(here);
  }
  return stretches;
}

void Layer::meet_again(Stretch& stretch, const std::uint32_t* degrees) {
  std::uint32_t row = stretch.first, arc_of_row = stretch.first_arc;
  std::size_t fresh = 0;
  for (const Tie& tie : stretch.arrivals) {
    while (row < tie.from) arc_of_row += degrees[row++];
    const std::uint32_t* const around = targets_.data() + arc_of_row;
    const std::uint32_t* const known = std::lower_bound(around, around + degrees[row], tie.to);
    const bool is_known = known != around + degrees[row] && *known == tie.to;
    const auto place = static_cast<std::uint32_t>(known - targets_.data());
    if (is_known)
      set_arc(place, heavier(tie_at(row, place), tie));
    else
      stretch.arrivals[fresh++] = tie;
  }
  stretch.arrivals = stretch.arrivals.first(fresh);
}

void Layer::move_to_new_places(std::span<Stretch> stretches, bool parallel) {
  std::vector<std::uint32_t> places;
  std::size_t end = 0;
  for (const Stretch& stretch : stretches) {
    places.push_back(static_cast<std::uint32_t>(end));
    end += stretch.arcs + stretch.arrivals.size();
  }
  const std::size_t before = arcs();
  // With some room to spare, so that a layer that grows slowly is seldom copied.
  if (end > targets_.capacity()) for_each_arc_column([room = end + end / 64](auto& column) { column.reserve(room); });
  if (end > before) resize_arcs(end);
  const auto move = [&](auto& column) {
    const auto at = [&](std::size_t arc) { return column.begin() + static_cast<std::ptrdiff_t>(arc); };
    // Forwards from the first, backwards from the last: what is in the way has gone before.
    for (std::size_t i = 0; i < stretches.size(); ++i)
      if (const Stretch& s = stretches[i]; places[i] < s.first_arc)
        std::copy(at(s.first_arc), at(s.first_arc + s.arcs), at(places[i]));
    for (std::size_t i = stretches.size(); i-- > 0;)
      if (const Stretch& s = stretches[i]; places[i] > s.first_arc)
        std::copy_backward(at(s.first_arc), at(s.first_arc + s.arcs), at(places[i] + s.arcs));
  };
  if (parallel)
    tbb::parallel_invoke([&] { move(targets_); }, [&] { move(weights_); }, [&] { move(last_used_); });
  else
    for_each_arc_column(move);
  if (end < before) resize_arcs(end);
  for (std::size_t i = 0; i < stretches.size(); ++i) stretches[i].first_arc = places[i];
}

void Layer::take_in(const Stretch& stretch, const std::uint32_t* degrees) {
  std::uint32_t from = stretch.first_arc + stretch.arcs;
  std::uint32_t to = from + static_cast<std::uint32_t>(stretch.arrivals.size());
  std::uint32_t row = stretch.last, first = from;  // of the row's kept arcs
  const auto go_down_to = [&](std::uint32_t lower) {
    while (row > lower) {
      offsets_[row] = first + (to - from);
      first -= degrees[--row];
    }
  };
  const auto move_up = [&](std::uint32_t begin) {
    for_each_arc_column([&](auto& column) {
      const auto at = [&](std::uint32_t arc) { return column.begin() + static_cast<std::ptrdiff_t>(arc); };
      std::copy_backward(at(begin), at(from), at(to));
    });
    to -= from - begin;
    from = begin;
  };
  for (auto arrival = stretch.arrivals.rbegin(); arrival != stretch.arrivals.rend(); ++arrival) {
    go_down_to(arrival->from);
    const std::uint32_t* const target = targets_.data();
    const std::uint32_t end = std::min(from, first + degrees[row]);
    move_up(static_cast<std::uint32_t>(std::upper_bound(target + first, target + end, arrival->to) - target));
    set_arc(--to, *arrival);
  }
  go_down_to(stretch.first);
}

std::span<const std::uint32_t> Layer::row_of_each_arc(std::uint32_t first, std::uint32_t last) const {
  constexpr std::uint32_t together = 8;  // written at once; few rows have more than twice as many arcs
  thread_local std::vector<std::uint32_t> rows;
  const std::uint32_t first_arc = offsets_[first], arcs = offsets_[last] - first_arc;
  if (rows.size() < std::size_t{arcs} + together) rows.resize(2 * (std::size_t{arcs} + together));
  const std::uint32_t* const offset = offsets_.data();
  std::uint32_t* const into = rows.data();
  for (std::uint32_t row = first; row < last; ++row)
    for (std::uint32_t arc = offset[row]; arc < offset[row + 1]; arc += together)
      for (std::uint32_t i = 0; i < together; ++i) into[arc - first_arc + i] = row;
  return {into, arcs};
}

std::uint32_t Layer::find(std::uint32_t from, std::uint32_t to) const noexcept {
  const auto around = neighbours(from);
  const auto at = std::lower_bound(around.begin(), around.end(), to);
  if (at == around.end() || *at != to) return no_arc;
  return offsets_[from] + static_cast<std::uint32_t>(at - around.begin());
}

}  // namespace liandong::sim
