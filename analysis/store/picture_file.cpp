#include "analysis/store/picture_file.h"

#include <utility>

namespace liandong::analysis {

void write_picture(const sim::hdf5::Group& group, const GraphPicture& picture) {
  group.set("arm", picture.arm);
  group.set("week", picture.week);
  group.set("community", picture.community);
  group.set("density", picture.density);
  group.set("centralisation", picture.centralisation);
  group.set("isolates", picture.isolates);
  group.write_list("x", picture.x, {"1", "Layout, in [0, 1]; one value per resident, as in all node datasets."});
  group.write_list("y", picture.y, {"1", "Layout, in [0, 1]."});
  group.write_list("migrant", picture.migrant, {"1", "1 if the resident is a migrant."});
  group.write_list("active", picture.active, {"1", "1 if the resident is active in the community."});
  group.write_list("volunteer", picture.volunteer, {"1", "1 if the resident volunteers."});
  group.write_list("leader", picture.leader, {"1", "1 if the resident leads others."});
  group.write_list("age", picture.age, {"years", "Age."});
  group.write_list("from", picture.from, {"1", "One end of each tie, counted from 0; each tie once."});
  group.write_list("to", picture.to, {"1", "The other end of each tie."});
  group.write_list("weight", picture.weight, {"1", "Strength of each tie."});
}

GraphPicture read_picture(const sim::hdf5::Group& group) {
  GraphPicture picture;
  picture.arm = group.text("arm");
  picture.week = static_cast<std::uint32_t>(group.integer("week"));
  picture.community = static_cast<std::uint32_t>(group.integer("community"));
  picture.density = group.real("density");
  picture.centralisation = group.real("centralisation");
  picture.isolates = group.real("isolates");
  picture.x = group.read<float>("x").values;
  const std::size_t nodes = picture.x.size();
  picture.y = group.read<float>("y", {nodes});
  for (const auto& [name, member] :
       {std::pair{"migrant", &GraphPicture::migrant}, std::pair{"active", &GraphPicture::active},
        std::pair{"volunteer", &GraphPicture::volunteer}, std::pair{"leader", &GraphPicture::leader},
        std::pair{"age", &GraphPicture::age}})
    picture.*member = group.read<std::uint8_t>(name, {nodes});
  picture.from = group.read<std::uint32_t>("from").values;
  picture.to = group.read<std::uint32_t>("to", {picture.from.size()});
  picture.weight = group.read<float>("weight", {picture.from.size()});
  return picture;
}

}  // namespace liandong::analysis
