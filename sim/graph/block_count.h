#pragma once

#include <cstdint>
#include <span>

#include "sim/graph/block_graph.h"

/// The two ways to count neighbours with a bit set; see BlockGraph::count. `own` are the words of the block's own rows.
namespace liandong::sim::block_count {

/// In plain code.
void portable(const BlockArcs& arcs, std::span<const std::uint64_t> bits, std::span<const std::uint64_t> own,
              std::span<std::uint8_t> counts) noexcept;
/// With look-ups of bytes in registers; only where best_instructions() is avx512.
void avx512(const BlockArcs& arcs, std::span<const std::uint64_t> bits, std::span<const std::uint64_t> own,
            std::span<std::uint8_t> counts) noexcept;

}  // namespace liandong::sim::block_count
