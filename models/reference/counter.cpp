#include "models/reference/counter.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <stdexcept>
#include <vector>

#include "sim/chance/math.h"
#include "sim/tables/ordered_queue.h"

namespace liandong::reference::counter {
namespace {

enum class Purpose : std::uint16_t { customer = 100 };

/// Ordered by whole unit of time, then by arrival within it.
struct Customer {
  std::uint32_t week;
  std::uint32_t kind;
  std::uint64_t id;
  double arrival, work;
};
static_assert(sizeof(Customer) == 32);

/// Draws the customers backwards, to show that the line, not the order of drawing, decides who is first.
sim::OrderedQueue<Customer> line_of(const Rates& rates, std::uint32_t customers, const sim::Chance& chance) {
  std::vector<double> arrivals(customers);
  double now = 0.0;
  for (std::uint32_t i = 0; i < customers; ++i)
    arrivals[i] = now += sim::exponential(chance.four(0, Purpose::customer, i)[0]) / rates.arrivals;
  sim::OrderedQueue<Customer> line;
  for (std::uint32_t i = customers; i-- > 0;) {
    const double work = sim::exponential(chance.four(0, Purpose::customer, i)[1]) / rates.services;
    line.accept(Customer{static_cast<std::uint32_t>(arrivals[i]), 0, i, arrivals[i], work});
  }
  line.settle();
  return line;
}

}  // namespace

Waits serve(const Rates& rates, std::uint32_t customers, std::uint32_t ignored, std::uint32_t batches,
            const sim::Chance& chance) {
  if (rates.clerks == 0 || batches == 0 || customers < ignored + batches)
    throw std::invalid_argument("a counter needs clerks, and each batch a customer");
  auto line = line_of(rates, customers, chance);
  std::priority_queue<double, std::vector<double>, std::greater<>> free_at;
  for (std::uint32_t clerk = 0; clerk < rates.clerks; ++clerk) free_at.push(0.0);
  const std::uint32_t per_batch = (customers - ignored) / batches;
  std::vector<double> batch(batches, 0.0);
  Waits waits;
  std::uint32_t number = 0;
  for (const Customer& customer : line.line()) {
    const double begins = std::max(customer.arrival, free_at.top());
    free_at.pop();
    free_at.push(begins + customer.work);
    if (number++ < ignored) continue;
    const double wait = begins - customer.arrival;
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): number was counted up, per_batch is not zero.
    batch[std::min(batches - 1, (number - 1 - ignored) / per_batch)] += wait / per_batch;
    waits.had_to_wait += (wait > 0.0) / static_cast<double>(customers - ignored);
  }
  for (const double mean : batch) waits.mean += mean / batches;
  double squares = 0.0;
  for (const double mean : batch) squares += (mean - waits.mean) * (mean - waits.mean);
  waits.standard_error = sim::square_root(squares / (batches - 1.0) / batches);
  return waits;
}

}  // namespace liandong::reference::counter
