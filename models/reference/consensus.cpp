#include "models/reference/consensus.h"

#include <utility>

namespace liandong::reference::consensus {

Panel panel(std::vector<sim::Tie> listens, const std::vector<double>& views) {
  const auto people = static_cast<std::uint32_t>(views.size());
  Panel result;
  result.listens = sim::Layer::from_ties(people, people, std::move(listens), false);
  result.view.values() = views;
  result.view_next.resize(people);
  return result;
}

void step(Panel& panel, const sim::Execution& execution) {
  sim::for_each_block(execution, panel.listens.rows(), 256, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      const auto heard = panel.listens.neighbours(p);
      const auto weights = panel.listens.weights(p);
      double sum = 0.0, total = 0.0;
      for (std::size_t i = 0; i < heard.size(); ++i) {
        sum += static_cast<double>(weights[i]) * panel.view[Person{heard[i]}];
        total += static_cast<double>(weights[i]);
      }
      panel.view_next[Person{p}] = sum / total;
    });
  });
  std::swap(panel.view, panel.view_next);
}

}  // namespace liandong::reference::consensus
