#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace liandong::sim {

/// Appends first + i to `places` for each byte i that shares a bit with `mask`, in order. Where few bytes do, which
/// ones is hard to guess for a processor: so places are written down four at a time and count only if they belong
/// there.
void find_marked(std::span<const std::uint8_t> bytes, std::uint8_t mask, std::uint32_t first,
                 std::vector<std::uint32_t>& places);

/// The same for each number that is not `none`.
void find_other_than(std::uint16_t none, std::span<const std::uint16_t> numbers, std::uint32_t first,
                     std::vector<std::uint32_t>& places);

}  // namespace liandong::sim
