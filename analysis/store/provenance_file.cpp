#include "analysis/store/provenance_file.h"

namespace liandong::analysis {
namespace {

using sim::hdf5::Group;

struct ProvenanceText {
  const char* name;
  std::string Provenance::*member;
};
constexpr ProvenanceText provenance_texts[] = {{"program_version", &Provenance::program_version},
                                               {"commit", &Provenance::commit},
                                               {"sources", &Provenance::sources},
                                               {"compiler", &Provenance::compiler},
                                               {"flags", &Provenance::flags},
                                               {"command", &Provenance::command},
                                               {"created", &Provenance::created}};

}  // namespace

void write_provenance(const Group& root, const Provenance& provenance) {
  const Group group = root.create_group("provenance");
  for (const auto& text : provenance_texts) group.write_text(text.name, provenance.*text.member);
  group.set("dirty", provenance.dirty ? 1 : 0);
}

Provenance read_provenance(const Group& root) {
  const Group group = root.group("provenance");
  Provenance provenance;
  for (const auto& text : provenance_texts) provenance.*text.member = group.read_text(text.name);
  provenance.dirty = group.integer("dirty") != 0;
  return provenance;
}

}  // namespace liandong::analysis
