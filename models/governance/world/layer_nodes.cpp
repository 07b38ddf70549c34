#include <array>
#include <string>

#include "models/governance/world/layers.h"
#include "models/governance/world/world.h"

namespace liandong::governance {
namespace {

constexpr std::array<std::string_view, 12> table_names = {"resident", "community", "committee",  "station",
                                                          "street",   "district",  "department", "organisation",
                                                          "worker",   "team",      "owners",     "property"};
constexpr std::array<const char*, fields> field_names = {"family",       "comfort", "experts",   "culture", "charity",
                                                         "volunteering", "safety",  "education", "health"};
constexpr std::array<const char*, 3> status_names = {"forming", "registered", "closed"};
constexpr std::array<const char*, employers> employer_names = {"committee", "station", "community"};

std::int64_t community_of(const World& w, const Node& node) {
  switch (node.table) {
    case Table::resident:
      return w.resident.community[Resident{node.row}];
    case Table::organisation:
      return w.organisation.community[Organisation{node.row}];
    case Table::worker:
      return node.row / (posts_per_employer * static_cast<std::uint32_t>(employers));
    case Table::team:
      return node.row / teams_per_community;
    case Table::owners:
    case Table::property:
      return w.estate.community[Estate{node.row}];
    case Table::community:
    case Table::committee:
    case Table::station:
      return node.row;
    case Table::street:
    case Table::district:
    case Table::department:
      break;
  }
  return -1;
}

/// Collects attributes; those of tables that do not occur are left out.
class Attributes {
 public:
  explicit Attributes(const std::vector<Node>& nodes) : nodes_(nodes) {
    for (const Node& node : nodes) occurs_[static_cast<std::size_t>(node.table)] = true;
  }

  template <class ValueOf>
  void number(const char* name, Table table, ValueOf&& value_of) {
    if (!occurs(table)) return;
    std::vector<std::int64_t> values;
    for (const Node& node : nodes_)
      values.push_back(node.table == table ? static_cast<std::int64_t>(value_of(node.row)) : -1);
    list.push_back({name, std::move(values)});
  }
  template <class ValueOf>
  void text(const char* name, Table table, ValueOf&& value_of) {
    if (!occurs(table)) return;
    std::vector<std::string> values;
    for (const Node& node : nodes_) values.push_back(node.table == table ? value_of(node.row) : std::string());
    list.push_back({name, std::move(values)});
  }

  std::vector<sim::NodeAttribute> list;

 private:
  bool occurs(Table table) const { return occurs_[static_cast<std::size_t>(table)]; }

  const std::vector<Node>& nodes_;
  std::array<bool, table_names.size()> occurs_{};
};

void describe_residents(Attributes& to, const World& w) {
  const Residents& r = w.resident;
  const auto bit = [&](std::uint8_t mask) {
    return [&r, mask](std::uint32_t row) { return (r.roles[Resident{row}] & mask) != 0; };
  };
  const auto trait_text = [&](std::uint8_t mask, const char* with, const char* without) {
    return [&r, mask, with, without](std::uint32_t row) {
      return std::string(r.traits[Resident{row}] & mask ? with : without);
    };
  };
  to.number("building", Table::resident, [&](std::uint32_t row) { return r.building[Resident{row}]; });
  to.number("household", Table::resident, [&](std::uint32_t row) { return r.household[Resident{row}]; });
  to.number("age", Table::resident, [&](std::uint32_t row) { return r.age[Resident{row}]; });
  to.text("hukou", Table::resident, trait_text(trait::migrant, "migrant", "local"));
  to.text("tenure", Table::resident, trait_text(trait::renter, "renter", "owner"));
  to.number("active", Table::resident, bit(role::active));
  to.number("volunteer", Table::resident, bit(role::volunteer));
  to.number("leader", Table::resident, bit(role::leader));
  to.number("representative", Table::resident, bit(role::representative));
}

void describe_others(Attributes& to, const World& w) {
  const Organisations& o = w.organisation;
  to.text("field", Table::organisation, [&](std::uint32_t row) {
    return std::string(field_names[static_cast<std::size_t>(o.field[Organisation{row}])]);
  });
  to.text("status", Table::organisation, [&](std::uint32_t row) {
    return std::string(status_names[static_cast<std::size_t>(o.status[Organisation{row}])]);
  });
  to.number("founded", Table::organisation, [&](std::uint32_t row) { return o.founded[Organisation{row}]; });
  to.number("members", Table::team, [&](std::uint32_t row) { return w.team.members[Team{row}]; });
  to.number("committee_staff", Table::committee, [&](std::uint32_t row) { return w.committee.staff[Community{row}]; });
  to.number("station_staff", Table::station, [&](std::uint32_t row) { return w.station.staff[Community{row}]; });
  to.text("employer", Table::worker,
          [](std::uint32_t row) { return std::string(employer_names[row / posts_per_employer % employers]); });
  to.number("tenure_weeks", Table::worker, [&](std::uint32_t row) { return w.worker.tenure[Worker{row}]; });
}

}  // namespace

std::string_view name_of(Table table) noexcept { return table_names[static_cast<std::size_t>(table)]; }

std::vector<sim::NodeAttribute> node_attributes(const World& world, const std::vector<Node>& nodes) {
  std::vector<std::string> tables;
  std::vector<std::int64_t> numbers, communities;
  for (const Node& node : nodes) {
    tables.emplace_back(name_of(node.table));
    numbers.push_back(node.row);
    communities.push_back(community_of(world, node));
  }
  Attributes attributes(nodes);
  attributes.list = {
      {"table", std::move(tables)}, {"number", std::move(numbers)}, {"community", std::move(communities)}};
  describe_residents(attributes, world);
  describe_others(attributes, world);
  return std::move(attributes.list);
}

}  // namespace liandong::governance
