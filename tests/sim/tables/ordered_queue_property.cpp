#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <tuple>

#include "sim/tables/ordered_queue.h"

namespace liandong::sim {
namespace {

struct Item {
  std::uint32_t week, kind, id, load;
  auto key() const { return std::tuple(week, kind, id, load); }
};

std::vector<Item> some_items() {
  return *rc::gen::container<std::vector<Item>>(rc::gen::apply(
      [](std::uint32_t week, std::uint32_t kind, std::uint32_t id, std::uint32_t load) {
        return Item{week, kind, id, load};
      },
      rc::gen::inRange(0u, 4u), rc::gen::inRange(0u, 3u), rc::gen::inRange(0u, 5u), rc::gen::inRange(0u, 3u)));
}

auto keys(const OrderedQueue<Item>& queue) {
  std::vector<decltype(Item{}.key())> result;
  for (const auto& item : queue.line()) result.push_back(item.key());
  return result;
}

RC_GTEST_PROP(OrderedQueue, GivesOneLineForAnyOrderOfArrivalAndAnyBatches, ()) {
  auto items = some_items();
  OrderedQueue<Item> at_once, piecemeal;
  at_once.accept(std::span<const Item>(items));
  at_once.settle();
  std::reverse(items.begin(), items.end());
  const std::size_t cut = items.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i == cut) piecemeal.settle();
    piecemeal.accept(items[i]);
  }
  piecemeal.settle();
  RC_ASSERT(keys(piecemeal) == keys(at_once));
}

RC_GTEST_PROP(OrderedQueue, IsSortedByWeekKindAndId, ()) {
  OrderedQueue<Item> queue;
  const auto items = some_items();
  queue.accept(std::span<const Item>(items));
  queue.settle();
  const auto line = keys(queue);
  RC_ASSERT(line.size() == items.size());
  RC_ASSERT(std::is_sorted(line.begin(), line.end(), [](const auto& a, const auto& b) {
    return std::tuple(std::get<0>(a), std::get<1>(a), std::get<2>(a)) <
           std::tuple(std::get<0>(b), std::get<1>(b), std::get<2>(b));
  }));
}

/// Visits a queue's column as hashing does, without changing it.
struct Look {
  std::size_t seen = 0;
  void operator()(const std::string&, std::vector<Item>& items) { seen = items.size(); }
};

RC_GTEST_PROP(OrderedQueue, StaysInOrderWhenHashedOrThinnedBeforeItSettles, ()) {
  const auto items = some_items();
  const auto odd = [](const Item& item) { return item.id % 2 == 1; };
  OrderedQueue<Item> plain, disturbed;
  Look look;
  for (const auto& item : items) {
    plain.accept(item);
    disturbed.accept(item);
    OrderedQueue<Item>::each_column(disturbed, "queue", look);
    disturbed.remove_if(odd);
  }
  plain.settle();
  plain.remove_if(odd);
  disturbed.settle();
  RC_ASSERT(keys(disturbed) == keys(plain));
}

struct Restore {
  std::vector<Item> items;
  void operator()(const std::string&, std::vector<Item>& column) { column = items; }
};

RC_GTEST_PROP(OrderedQueue, GoesOnInOrderAfterARestore, ()) {
  const auto before = some_items(), stored = some_items(), after = some_items();
  OrderedQueue<Item> restored, fresh;
  restored.accept(std::span<const Item>(before));
  restored.settle();
  Restore restore{stored};
  OrderedQueue<Item>::each_column(restored, "queue", restore);
  for (auto* queue : {&restored, &fresh}) {
    if (queue == &fresh) queue->accept(std::span<const Item>(stored));
    queue->accept(std::span<const Item>(after));
    queue->settle();
  }
  RC_ASSERT(keys(restored) == keys(fresh));
}

}  // namespace
}  // namespace liandong::sim
