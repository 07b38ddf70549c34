#include "analysis/store/picture_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/store/file_parts.h"

namespace liandong::analysis {
namespace {

using models::GraphPicture;
using sim::hdf5::Group;

struct Measure {
  const char* name;
  double GraphPicture::*member;
};
constexpr Measure measures[] = {{"density", &GraphPicture::density},
                                {"centralisation", &GraphPicture::centralisation},
                                {"isolates", &GraphPicture::isolates}};

void write_picture(const Group& group, const GraphPicture& picture, const std::string& mark_axis) {
  const std::string node = group.path() + "/node", tie = group.path() + "/tie";
  const std::size_t nodes = picture.x.size();
  group.write_text("arm", picture.arm);
  group.set("week", picture.week);
  group.set("community", picture.community);
  for (const auto& measure : measures) group.set(measure.name, picture.*measure.member);
  write_numbering(group, "node", nodes, "Number of the resident, from 0.");
  write_numbering(group, "tie", picture.from.size(), "Number of the tie, from 0.");
  group.write_list("x", picture.x, {"1", "Layout, in [0, 1].", {node}});
  group.write_list("y", picture.y, {"1", "Layout, in [0, 1].", {node}});
  std::vector<std::uint8_t> marks;
  for (const auto& mark : picture.marks) marks.insert(marks.end(), mark.begin(), mark.end());
  group.write(
      "marks", marks, {picture.marks.size(), nodes},
      {"see catalogue/marks/unit", "Attributes of the residents; without a unit 1 means yes.", {mark_axis, node}});
  group.write_list("from", picture.from, {"1", "One end of each tie, a number of a resident; each tie once.", {tie}});
  group.write_list("to", picture.to, {"1", "The other end of each tie.", {tie}});
  group.write_list("weight", picture.weight, {"1", "Strength of each tie.", {tie}});
}

bool in_unit_range(const std::vector<float>& values) {
  return std::ranges::all_of(values, [](float value) { return value >= 0 && value <= 1; });
}

void check(const Group& group, const GraphPicture& picture) {
  const auto there = [&](std::uint32_t node) { return node < picture.x.size(); };
  if (!in_unit_range(picture.x) || !in_unit_range(picture.y)) group.refuse("the layout leaves [0, 1]");
  if (!std::ranges::all_of(picture.from, there) || !std::ranges::all_of(picture.to, there))
    group.refuse("a tie ends at a resident who is not there");
  if (!std::ranges::all_of(picture.weight, [](float weight) { return std::isfinite(weight); }))
    group.refuse("a tie has no strength");
}

GraphPicture read_picture(const Group& group, std::size_t mark_count) {
  GraphPicture picture;
  picture.arm = group.read_text("arm");
  picture.week = natural(group, "week");
  picture.community = natural(group, "community");
  for (const auto& measure : measures) picture.*measure.member = group.real(measure.name);
  picture.x = group.read<float>("x").values;
  const std::size_t nodes = picture.x.size();
  picture.y = group.read<float>("y", {nodes});
  const auto marks = group.read<std::uint8_t>("marks", {mark_count, nodes});
  for (std::size_t mark = 0; mark < mark_count; ++mark)
    picture.marks.emplace_back(marks.begin() + static_cast<std::ptrdiff_t>(mark * nodes),
                               marks.begin() + static_cast<std::ptrdiff_t>((mark + 1) * nodes));
  picture.from = group.read<std::uint32_t>("from").values;
  picture.to = group.read<std::uint32_t>("to", {picture.from.size()});
  picture.weight = group.read<float>("weight", {picture.from.size()});
  check(group, picture);
  return picture;
}

}  // namespace

void write_pictures(const Group& root, const std::vector<GraphPicture>& pictures, const std::string& mark_axis) {
  write_numbered(root, "pictures", pictures,
                 [&](const Group& group, const GraphPicture& picture) { write_picture(group, picture, mark_axis); });
}

std::vector<GraphPicture> read_pictures(const Group& root, std::size_t marks) {
  return read_numbered(root, "pictures", [&](const Group& group) { return read_picture(group, marks); });
}

}  // namespace liandong::analysis
