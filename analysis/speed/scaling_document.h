#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "analysis/speed/scaling.h"

namespace liandong::analysis::scaling {

/// Format of bench.json; raised when a figure changes its meaning or goes away.
inline constexpr int document_format = 1;

/// bench.json: everything measured, rates per second, sizes in bytes. The page is drawn from it; its schema is `Bench`
/// in report/page/src/bench_types.ts.
nlohmann::json document(const Scaling& scaling);

/// What `liandong bench --reference --json` prints: one point with machine and program, in one flat object.
nlohmann::json document(const ReferencePoint& point, const Bound& bound, const Machine& machine,
                        const Provenance& provenance);

/// The page of a document, in Chinese and English: one HTML file that needs no network and no other file.
std::string page(const nlohmann::json& document);

}  // namespace liandong::analysis::scaling
