#pragma once

#include "analysis/speed/scaling.h"
#include "app/cli/options.h"

namespace liandong::app {

/// Tables of everything measured, for a terminal; points that other programs disturbed are marked.
std::string bench_tables(const analysis::scaling::Scaling& scaling, Language language);

/// One point of the reference workload, in a few lines.
std::string bench_summary(const analysis::scaling::ReferencePoint& point, const analysis::scaling::Bound& bound,
                          Language language);

/// What must be said of other programs on the machine; empty if they were quiet.
std::string foreign_load(const analysis::Load& load, const analysis::Machine& machine, Language language);

}  // namespace liandong::app
