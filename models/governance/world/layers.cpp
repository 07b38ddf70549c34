#include "models/governance/world/layers.h"

#include <algorithm>
#include <array>

#include "models/governance/world/world.h"

namespace liandong::governance {
namespace {

/// Relations as they are found, between agents of any tables.
class Relations {
 public:
  void add(Node from, Node to, double weight = 1.0) { found_.push_back({from, to, static_cast<float>(weight)}); }

  GraphLayer layer(bool undirected) const {
    GraphLayer result;
    for (const Relation& r : found_) {
      result.nodes.push_back(r.from);
      result.nodes.push_back(r.to);
    }
    std::sort(result.nodes.begin(), result.nodes.end());
    result.nodes.erase(std::unique(result.nodes.begin(), result.nodes.end()), result.nodes.end());
    const auto position = [&](const Node& node) {
      const auto at = std::lower_bound(result.nodes.begin(), result.nodes.end(), node);
      return static_cast<std::uint32_t>(at - result.nodes.begin());
    };
    std::vector<sim::Tie> ties;
    ties.reserve(found_.size());
    for (const Relation& r : found_) ties.push_back({position(r.from), position(r.to), r.weight});
    const auto n = static_cast<std::uint32_t>(result.nodes.size());
    result.arcs = sim::Layer::from_ties(n, n, std::move(ties), undirected);
    return result;
  }

 private:
  struct Relation {
    Node from, to;
    float weight;
  };
  std::vector<Relation> found_;
};

constexpr Node district{Table::district, 0};

bool is_open(const World& w, std::uint32_t organisation) {
  return w.organisation.status[Organisation{organisation}] != OrganisationStatus::closed;
}
bool has_contract(const World& w, std::uint32_t organisation) {
  const Organisation o{organisation};
  return w.organisation.status[o] == OrganisationStatus::registered && w.week < w.organisation.contract_until[o];
}
Node street_of(const World& w, std::uint32_t organisation) {
  const Community c{w.organisation.community[Organisation{organisation}]};
  return {Table::street, w.community.street[c]};
}

Node desk_node(Side side, std::uint32_t community) {
  return {side == Side::committee ? Table::committee : Table::station, community};
}

/// Calls visit(community, desk) for each desk that there is.
template <class Visit>
void each_desk(const World& w, Visit&& visit) {
  for (const Community c : w.existing_communities())
    for (const Side side : sides)
      if (w.has(c, side)) visit(c, desk_node(side, sim::row(c)));
}

GraphLayer ties(const World& w) {
  GraphLayer result;
  for (std::uint32_t r = 0; r < w.residents(); ++r) result.nodes.push_back({Table::resident, r});
  result.arcs = w.ties;
  return result;
}

GraphLayer households(const World& w) {
  Relations found;
  for (std::uint32_t h = 0; h < w.household.size.size(); ++h) {
    const std::uint32_t first = w.household.first_resident[Household{h}], end = first + w.household.size[Household{h}];
    for (std::uint32_t a = first; a < end; ++a)
      for (std::uint32_t b = a + 1; b < end; ++b) found.add({Table::resident, a}, {Table::resident, b});
  }
  return found.layer(true);
}

GraphLayer membership(const World& w) {
  Relations found;
  for (std::uint32_t r = 0; r < w.residents(); ++r) {
    const std::uint16_t o = w.resident.organisation[Resident{r}];
    if (o != none16 && is_open(w, o)) found.add({Table::resident, r}, {Table::organisation, o});
  }
  return found.layer(false);
}

GraphLayer teams(const World& w) {
  Relations found;
  for (std::uint32_t r = 0; r < w.residents(); ++r) {
    const std::uint16_t t = w.resident.team[Resident{r}];
    if (t != none16)
      found.add({Table::resident, r}, {Table::team, w.resident.community[Resident{r}] * teams_per_community + t});
  }
  return found.layer(false);
}

GraphLayer knows(const World& w) {
  Relations found;
  for (std::uint32_t row = 0; row < w.residents(); ++row) {
    const Resident r{row};
    const auto knows_someone_at = [&](Trusted desk) { return w.resident.knows[r] & 1u << static_cast<unsigned>(desk); };
    const std::uint32_t c = w.resident.community[r];
    if (knows_someone_at(Trusted::committee))
      found.add({Table::resident, row}, {Table::committee, c}, w.resident.contacts[r]);
    if (knows_someone_at(Trusted::station))
      found.add({Table::resident, row}, {Table::station, c}, w.resident.contacts[r]);
  }
  return found.layer(false);
}

GraphLayer serves(const World& w) {
  Relations found;
  for (std::uint32_t c = 0; c < w.communities(); ++c)
    for (const Case& item : w.cases[c]) {
      if (item.state == CaseState::unreported || item.state == CaseState::refused || item.state == CaseState::closed)
        continue;
      if (item.holder != Holder::committee && item.holder != Holder::station) continue;
      const Table desk = item.holder == Holder::station ? Table::station : Table::committee;
      found.add({desk, c}, {Table::resident, item.resident}, item.work);
    }
  return found.layer(false);
}

GraphLayer employs(const World& w) {
  static constexpr std::array<Table, employers> tables = {Table::committee, Table::station, Table::community};
  Relations found;
  for (std::uint32_t row = 0; row < w.worker.present.size(); ++row) {
    if (!w.worker.present[Worker{row}]) continue;
    const std::uint32_t post = row / posts_per_employer, n = static_cast<std::uint32_t>(employers);
    found.add({tables[post % n], post / n}, {Table::worker, row});
  }
  return found.layer(false);
}

GraphLayer supervises(const World& w) {
  Relations found;
  for (std::uint32_t row = 0; row < w.communities(); ++row) {
    const Community c{row};
    std::vector<std::uint32_t> workers, led;
    for (std::uint32_t n = 0; n < w.community.social_workers[c]; ++n) {
      const Worker post = World::post(c, Employer::social_work, n);
      if (w.worker.present[post]) workers.push_back(sim::row(post));
    }
    for (std::uint32_t t = row * teams_per_community; t < (row + 1) * teams_per_community; ++t)
      if (w.team.members[Team{t}] > 0) led.push_back(t);
    const double pairs = static_cast<double>(workers.size() * led.size());
    for (const std::uint32_t worker : workers)
      for (const std::uint32_t team : led)
        found.add({Table::worker, worker}, {Table::team, team}, w.community.supervision_minutes[c] / pairs);
  }
  return found.layer(false);
}

GraphLayer commands(const World& w) {
  Relations found;
  for (std::uint32_t d = 0; d < w.department.minutes.size(); ++d)
    for (std::uint32_t s = 0; s < w.street.communities.size(); ++s)
      found.add({Table::department, d}, {Table::street, s});
  each_desk(w, [&](Community c, Node desk) {
    const Desk& carries = desk.table == Table::station ? w.station : w.committee;
    found.add({Table::street, w.community.street[c]}, desk, carries.items[c]);
  });
  return found.layer(false);
}

GraphLayer evaluates(const World& w) {
  Relations found;
  for (std::uint32_t r = 0; r < w.residents(); ++r) {
    const Community c{w.resident.community[Resident{r}]};
    if (w.levers(c).resident_rating_weeks <= 0.0 || !w.is(Resident{r}, role::representative)) continue;
    for (const Side side : sides)
      if (w.has(c, side)) found.add({Table::resident, r}, desk_node(side, sim::row(c)));
  }
  for (const Community c : w.existing_communities()) {
    const std::uint32_t row = sim::row(c);
    if (!w.has(c, Side::committee) || !w.has(c, Side::station)) continue;
    if (w.levers(c).committee_rates_station > 0.0) found.add({Table::committee, row}, {Table::station, row});
    if (w.levers(c).station_rates_committee > 0.0) found.add({Table::station, row}, {Table::committee, row});
  }
  return found.layer(false);
}

GraphLayer elects(const World& w) {
  Relations found;
  for (std::uint32_t r = 0; r < w.residents(); ++r) {
    const Community c{w.resident.community[Resident{r}]};
    if (w.resident.age[Resident{r}] >= 18 && w.has_rights(c, Resident{r}))
      found.add({Table::resident, r}, {Table::committee, sim::row(c)});
  }
  return found.layer(false);
}

GraphLayer appoints(const World& w) {
  Relations found;
  for (const Community c : w.existing_communities())
    if (w.has(c, Side::station)) found.add(district, {Table::station, sim::row(c)});
  return found.layer(false);
}

GraphLayer contracts(const World& w) {
  Relations found;
  for (std::uint32_t o = 0; o < w.organisation.status.size(); ++o)
    if (has_contract(w, o))
      found.add(street_of(w, o), {Table::organisation, o},
                static_cast<double>(w.organisation.contract_fen[Organisation{o}]));
  return found.layer(false);
}

GraphLayer funds(const World& w) {
  Relations found;
  const auto held = [&](std::int64_t fen, Node by) {
    if (fen > 0) found.add(district, by, static_cast<double>(fen));
  };
  for (std::uint32_t s = 0; s < w.street.communities.size(); ++s)
    held(w.money.balance(w.money_kind.purchase_pot, s), {Table::street, s});
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    for (const Side side : sides)
      held(w.money.balance(w.money_kind.fund[at(side)], c) + w.money.balance(w.money_kind.services[at(side)], c),
           desk_node(side, c));
  }
  for (std::uint32_t row = 0; row < w.organisation.status.size(); ++row) {
    const Organisation o{row};
    const auto fen = static_cast<double>(w.organisation.income_public[o]);
    if (!is_open(w, row) || fen <= 0.0) continue;
    const bool forming = w.organisation.status[o] == OrganisationStatus::forming;
    const Community c{w.organisation.community[o]};
    found.add(forming ? desk_node(w.host(c), sim::row(c)) : street_of(w, row), {Table::organisation, row}, fen);
  }
  return found.layer(false);
}

GraphLayer hosts(const World& w) {
  Relations found;
  for (std::uint32_t o = 0; o < w.organisation.status.size(); ++o)
    if (is_open(w, o))
      found.add({Table::community, w.organisation.community[Organisation{o}]}, {Table::organisation, o});
  return found.layer(false);
}

GraphLayer negotiates(const World& w) {
  Relations found;
  for (std::uint32_t e = 0; e < w.estate.community.size(); ++e)
    if (w.estate.owners_committee[Estate{e}])
      found.add({Table::owners, e}, {Table::property, e}, w.estate.service[Estate{e}]);
  return found.layer(true);
}

}  // namespace

std::span<const LayerDefinition> layer_definitions() {
  // clang-format off
  static constexpr auto definitions = std::to_array<LayerDefinition>({
      {"ties", "acquaintance", "居民往来",
        "Residents who know each other; weight: strength of the tie. Every resident is a node.",
        "相互认识的居民；权重为关系强度。全体居民均为节点。", ties},
      {"household", "household", "家庭",
        "Residents who live in the same household.", "同住一户的居民。", households},
      {"membership", "membership", "组织成员",
        "Resident to the social organisation that he or she belongs to.", "居民与其所属的社会组织。", membership},
      {"teams", "volunteer teams", "志愿队伍",
        "Volunteer to his or her team.", "志愿者与其所在队伍。", teams},
      {"knows", "acquaintance with workers", "认识工作人员",
        "Resident to the desk where he or she knows somebody; weight: meetings, fading.",
        "居民与其认识其中工作人员的工作台（居委会、服务站）；权重为逐渐淡化的接触次数。", knows},
      {"serves", "service", "服务",
        "Desk to each resident whose reported case it holds; weight: minutes left of the longest.",
        "工作台与其手中未办结诉求的居民；权重为其中最长一件的剩余工作分钟数。", serves},
      {"employs", "employment", "聘用",
        "Committee, station or (for social workers) community to each worker present.",
        "居委会、服务站或社区（聘用社工）与每位在岗人员。", employs},
      {"supervises", "supervision", "督导",
        "Social worker to the volunteer teams of the community, which all share; weight: minutes a week.",
        "社工与本社区的志愿队伍，督导时间由各队共享；权重为每周分钟数。", supervises},
      {"commands", "command", "指挥",
        "Department to street office, and street office to the desks below it; weight there: tasks carried.",
        "部门对街道办事处，街道办事处对下属工作台；后者权重为承担的任务数。", commands},
      {"evaluates", "evaluation", "评议",
        "Residents' representative to the desks that report to the residents' congress, and committee to station, where the "
        "arrangement says so.",
        "居民代表对向居民代表大会述职的工作台，居委会对服务站；以安排有此规定为限。", evaluates},
      {"elects", "election", "选举",
        "Adult resident with rights here to the committee.", "在本社区享有权利的成年居民与居委会。", elects},
      {"appoints", "appointment", "任命",
        "District to each service station.", "区政府与各社区服务站。", appoints},
      {"funds", "public funding", "财政资金",
        "District to the funds that streets, committees and stations hold; street (contracts) or committee (seed money) to "
        "organisations; weight: fen held, or received since the last quarter.",
        "区财政与街道、居委会、服务站持有的专款；街道（合同）或居委会（种子资金）与社会组织；权重为持有额或本季所得（分）。", funds},
      {"contracts", "contracts", "购买合同",
        "Street office to each organisation under contract; weight: fen a week.",
        "街道办事处与合同期内的社会组织；权重为每周金额（分）。", contracts},
      {"hosts", "hosting", "场地",
        "Community to each social organisation that works in it.", "社区与在其中活动的社会组织。", hosts},
      {"negotiates", "bargaining", "业主与物业协商",
        "Owners' committee and property company of an estate; weight: service delivered.",
        "小区的业主委员会与物业公司；权重为服务水平。", negotiates},
  });
  // clang-format on
  return definitions;
}

const LayerDefinition* find_layer(std::string_view key) noexcept {
  for (const LayerDefinition& definition : layer_definitions())
    if (definition.key == key) return &definition;
  return nullptr;
}

}  // namespace liandong::governance
