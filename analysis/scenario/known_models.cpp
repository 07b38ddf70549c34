#include "analysis/scenario/known_models.h"

#include <fmt/format.h>

namespace liandong::analysis {

std::shared_ptr<const models::Catalogue> catalogue_of(const Node& root, const KnownModels& known, Problems& problems) {
  const auto* node = root.find("model");
  if (!node || !node->is_text()) return known.front();  // another type is complained of by who reads the document
  std::vector<std::string_view> names;
  for (const auto& catalogue : known) {
    if (catalogue->model == node->text()) return catalogue;
    names.push_back(catalogue->model);
  }
  const auto near = nearest(node->text(), names);
  const auto suggested = near.empty() ? names.front() : near;
  problems.add(node->origin, "model",
               {fmt::format("there is no model \"{}\"; did you mean \"{}\"?", node->text(), suggested),
                fmt::format("没有名为“{}”的模型，是否想写“{}”？", node->text(), suggested)});
  return known.front();
}

void check_model(TableReader& reader, const models::Catalogue& catalogue, Problems& problems) {
  const auto name = reader.text("model");
  if (name.empty() || name == catalogue.model) return;
  problems.add(reader.node().find("model")->origin, reader.key("model"),
               {fmt::format("is for the model \"{}\", but the study is of \"{}\"", name, catalogue.model),
                fmt::format("属于模型“{}”，而本研究使用模型“{}”", name, catalogue.model)});
}

}  // namespace liandong::analysis
