#pragma once

#include "analysis/store/results.h"
#include "analysis/store/series_file.h"
#include "analysis/store/table_file.h"

namespace liandong::analysis {

/// All arms of results as groups "arms/000", …; layout in docs/results-format.md.
void write_arms(const sim::hdf5::Group& root, const Results& results);
/// For results whose counts and catalogue are known. Throws sim::hdf5::Error.
std::vector<ArmResult> read_arms(const StoredFile& file, const Results& results);

/// A flow and the row of its ledger in the catalogue.
template <class Flow>
struct FlowRow {
  std::uint32_t ledger = 0;
  Flow flow;
};
template <class Table, class Flow>
void describe(Table& table, FlowRow<Flow>& row) {
  table.number("ledger", row.ledger, "1", "Row in catalogue/ledgers.");
  table.text("from", row.flow.from);
  table.text("to", row.flow.to);
  table.number("amount", row.flow.amount, "as the ledger counts",
               "What flowed; docs/results-format.md says over what time.");
}

/// Flows of all ledgers in one table "flows" of a group.
template <class Flow>
void write_flows(const sim::hdf5::Group& root, const sim::hdf5::Group& group,
                 const std::vector<std::vector<Flow>>& flows) {
  std::vector<FlowRow<Flow>> rows;
  for (std::uint32_t ledger = 0; ledger < flows.size(); ++ledger)
    for (const Flow& flow : flows[ledger]) rows.push_back({ledger, flow});
  const std::string path = group.path().substr(1);
  write_table(root, path + "/flows", path + "/flow", std::move(rows));
}
template <class Flow>
std::vector<std::vector<Flow>> read_flows(const sim::hdf5::Group& root, const sim::hdf5::Group& group,
                                          std::size_t ledgers) {
  std::vector<std::vector<Flow>> flows(ledgers);
  const std::string path = group.path().substr(1);
  TextStore texts;  // a flow owns its text
  for (auto& row : read_table<FlowRow<Flow>>(root, path + "/flows", path + "/flow", texts)) {
    if (row.ledger >= ledgers) group.refuse("a flow is of a ledger that is not there");
    flows[row.ledger].push_back(std::move(row.flow));
  }
  return flows;
}

}  // namespace liandong::analysis
