#include "models/reference/cascade_model.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <stdexcept>
#include <string>

#include "models/reference/cascade.h"
#include "sim/store/hash.h"
#include "sim/store/snapshot.h"

namespace liandong::reference::cascade {
namespace {

using models::ParameterOf;

struct Place {
  double communities, people;
};
struct Behaviour {
  double threshold_mean, threshold_sd;
};
struct Levers {
  double organisers;
};

// clang-format off
constexpr auto place_table = std::to_array<ParameterOf<Place>>({
    {{"place.communities", "communities", 1, 1000, 8, true, "assumed", {"communities", "社区数"},
      {"Crowds that do not see each other.", "互不相见的人群数。"}}, &Place::communities},
    {{"place.people", "persons", 10, 100000, 400, true, "assumed", {"people", "人数"},
      {"People of a community.", "每个社区的人数。"}}, &Place::people},
});
constexpr auto behaviour_table = std::to_array<ParameterOf<Behaviour>>({
    {{"behaviour.threshold_mean", "1", 0, 1, 0.25, false, "Granovetter 1978", {"mean threshold", "门槛均值"},
      {"Mean share of others who must have joined before somebody joins.", "须有多大比例的他人参加，本人才参加（均值）。"}},
     &Behaviour::threshold_mean},
    {{"behaviour.threshold_sd", "1", 0, 1, 0.1, false, "Granovetter 1978", {"spread of thresholds", "门槛离散度"},
      {"Standard deviation of that share between people.", "该比例在人群中的标准差。"}}, &Behaviour::threshold_sd},
});
constexpr auto lever_table = std::to_array<ParameterOf<Levers>>({
    {{"organisers", "1", 0, 1, 0, false, "assumed", {"organisers", "组织者"},
      {"People who are seen to take part whatever others do, as a share of the community.",
       "无论他人如何都公开参加者，占社区人数的比例。"}}, &Levers::organisers},
});
constexpr auto indicator_table = std::to_array<models::Indicator>({
    {"joined", "participation", "1", models::Direction::better, 0.02, {"joined", "参加率"},
     {"Share of people who have joined.", "已参加者的比例。"}},
    {"joining", "participation", "1/week", models::Direction::neutral, 0.01, {"joining", "新参加率"},
     {"Share of people who joined this week.", "本周参加者的比例。"}},
    {"tipped", "spread", "1", models::Direction::better, 0.05, {"communities that tipped", "引爆社区比例"},
     {"Share of communities in which more than half have joined.", "过半数人参加的社区比例。"}},
});
constexpr auto group_indicator_table = std::to_array<models::Indicator>({
    {"joined", "participation", "1", models::Direction::better, 0.02, {"joined", "参加率"},
     {"Share of the group who have joined.", "该群体中已参加者的比例。"}},
});
constexpr auto themes = std::to_array<models::Theme>({{"participation", {"Participation", "参与"}},
                                                      {"spread", {"Spread", "扩散"}}});
constexpr auto groups = std::to_array<models::Term>({{"threshold.low", {"low threshold", "低门槛者"}},
                                                     {"threshold.high", {"high threshold", "高门槛者"}}});
constexpr auto units = std::to_array<models::Term>({{"communities", {"communities", "个社区"}},
                                                    {"persons", {"persons", "人"}},
                                                    {"week", {"week", "周"}}});
// clang-format on
static_assert(models::is_complete<Place>(place_table) && models::is_complete<Behaviour>(behaviour_table) &&
              models::is_complete<Levers>(lever_table));

/// All communities, and what they did last.
struct Town {
  std::vector<Crowd> crowds;
  std::vector<std::uint32_t> joined_before, joined;  ///< [communities]
  double organisers = 0.0;                           ///< the lever

  std::uint32_t people() const { return static_cast<std::uint32_t>(crowds.front().threshold.size()); }

  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    for (std::size_t c = 0; c < self.crowds.size(); ++c) {
      const std::string name = "community" + std::to_string(c);
      visit(name + ".threshold", self.crowds[c].threshold);
      visit(name + ".joined", self.crowds[c].joined);
    }
    visit("town.joined_before", self.joined_before);
    visit("town.joined", self.joined);
    visit("town.organisers", self.organisers);
  }
};

/// People of the group (0: threshold below the mean of the community, 1: the others), and how many of them have joined.
std::array<std::uint32_t, 2> group_of(const Crowd& crowd, std::size_t group) {
  std::uint64_t sum = 0;
  for (const std::uint32_t threshold : crowd.threshold.values()) sum += threshold;
  std::array<std::uint32_t, 2> result{};
  for (std::uint32_t p = 0; p < crowd.threshold.size(); ++p) {
    const bool high = std::uint64_t{crowd.threshold[Person{p}]} * crowd.threshold.size() >= sum;
    if (high != (group == 1)) continue;
    ++result[0];
    result[1] += crowd.joined[Person{p}];
  }
  return result;
}

class CascadeRun final : public models::Run {
 public:
  explicit CascadeRun(Town town) : town_(std::move(town)) {}

  std::unique_ptr<Run> fork() const override { return std::make_unique<CascadeRun>(town_); }
  void set_levers(std::span<const double> levers, const models::Reach&) override { town_.organisers = levers[0]; }

  void step(const sim::Execution& execution, std::span<double> seconds) override {
    const auto start = std::chrono::steady_clock::now();
    const auto others = static_cast<std::uint32_t>(town_.organisers * town_.people());
    for (std::size_t c = 0; c < town_.crowds.size(); ++c) {
      town_.joined_before[c] = town_.joined[c];
      town_.joined[c] = cascade::step(town_.crowds[c], execution, others);
    }
    if (!seconds.empty()) seconds[0] += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  std::uint64_t residents() const override { return std::uint64_t{town_.people()} * town_.crowds.size(); }
  std::uint32_t communities() const override { return static_cast<std::uint32_t>(town_.crowds.size()); }
  std::size_t bytes() const override { return sim::state_bytes(town_); }
  std::uint64_t state_hash() const override { return sim::state_hash(town_); }
  std::string first_difference(const Run& other) const override {
    return sim::first_difference(town_, dynamic_cast<const CascadeRun&>(other).town_);
  }

  std::vector<double> place_indicators() const override {
    std::vector<double> mean(indicator_table.size());
    for (std::uint32_t c = 0; c < communities(); ++c) {
      const auto here = community_indicators(c);
      for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += here[i] / communities();
    }
    return mean;
  }
  std::vector<double> community_indicators(std::uint32_t community) const override {
    const double people = town_.people(), joined = town_.joined.at(community);
    return {joined / people, (joined - town_.joined_before[community]) / people, joined > people / 2 ? 1.0 : 0.0};
  }
  std::vector<double> group_indicators(std::size_t group) const override {
    double all = 0, joined = 0;
    for (const Crowd& crowd : town_.crowds) {
      const auto [members, active] = group_of(crowd, group);
      all += members;
      joined += active;
    }
    return {all > 0 ? joined / all : std::numeric_limits<double>::quiet_NaN()};
  }
  std::vector<models::Flow> flows(std::size_t) const override { return {}; }
  std::int64_t public_cost() const override { return 0; }
  std::optional<models::GraphPicture> picture(std::uint32_t) const override { return std::nullopt; }
  void write_snapshot(const std::filesystem::path& file, const Labels& labels) const override {
    sim::write_snapshot(town_, file, {labels.begin(), labels.end()});
  }
  void write_layer(std::size_t, const std::filesystem::path& file) const override {
    throw std::runtime_error(file.string() + ": a cascade has no graph, everybody sees everybody");
  }

 private:
  Town town_;
};

std::unique_ptr<models::Run> start(const models::Values& values, std::uint64_t seed, std::uint32_t replicate) {
  const auto& v = values.whole;
  const auto communities = static_cast<std::uint32_t>(v[0]), people = static_cast<std::uint32_t>(v[1]);
  Town town;
  for (std::uint32_t c = 0; c < communities; ++c) {
    // Every community has chances of its own.
    const sim::Chance chance(seed ^ (std::uint64_t{c + 1} << 40), replicate);
    town.crowds.push_back(normal_crowd(people, v[2], v[3], chance));
  }
  town.joined_before.assign(communities, 0);
  town.joined.assign(communities, 0);
  town.organisers = v[4];
  return std::make_unique<CascadeRun>(std::move(town));
}

std::uint64_t expected_bytes(const models::Values& values) {
  constexpr double bytes_per_person = 16;
  return static_cast<std::uint64_t>(bytes_per_person * values.whole[0] * values.whole[1]);
}

template <class Table>
std::vector<models::Parameter> parameters(const Table& table) {
  return {table.begin(), table.end()};
}

models::Catalogue catalogue() {
  models::Catalogue c;
  c.model = "cascade";
  c.title = {"threshold cascade", "门槛级联"};
  c.groups = {
      {"place", {"Place", "地区"}, {"Who lives where.", "人群的构成。"}, false, false, parameters(place_table)},
      {"behaviour",
       {"Behaviour", "行为"},
       {"The same in every arm.", "各方案相同。"},
       false,
       false,
       parameters(behaviour_table)},
      {"levers", {"Levers", "杠杆"}, {"What an arm does.", "方案的内容。"}, true, false, parameters(lever_table)}};
  c.indicators = {indicator_table.begin(), indicator_table.end()};
  c.themes = {themes.begin(), themes.end()};
  c.resident_groups = {groups.begin(), groups.end()};
  c.group_indicators = {group_indicator_table.begin(), group_indicator_table.end()};
  c.phases = {{"round",
               {"Everybody looks at the same count and joins if it is enough.", "人人看到同一人数，达到门槛即参加。"},
               {"person.threshold", "person.joined", "town.organisers"},
               {"person.joined", "town.joined"}}};
  c.units = {units.begin(), units.end()};
  c.communities = "place.communities";
  return c;
}

}  // namespace

const models::Model& model() {
  static const models::Model instance{
      std::make_shared<const models::Catalogue>(catalogue()), {}, {}, start, {}, expected_bytes};
  return instance;
}

}  // namespace liandong::reference::cascade
