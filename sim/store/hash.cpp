#include "sim/store/hash.h"

#include <cstring>

namespace liandong::sim {
namespace {

constexpr std::uint64_t multiplier = 0x9fb21c651e98df25ull;

std::uint64_t mixed(std::uint64_t value) noexcept {
  value ^= value >> 32;
  value *= multiplier;
  value ^= value >> 29;
  value *= multiplier;
  value ^= value >> 32;
  return value;
}

}  // namespace

Hasher& Hasher::bytes(std::span<const std::byte> data) noexcept {
  const std::byte* at = data.data();
  std::size_t left = data.size();
  for (; left >= 32; left -= 32, at += 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      std::uint64_t word;
      std::memcpy(&word, at + 8 * lane, 8);
      lanes_[lane] = (lanes_[lane] ^ word) * multiplier;
      lanes_[lane] ^= lanes_[lane] >> 31;
    }
  }
  if (left > 0) {
    std::array<std::uint64_t, 4> tail{};
    std::memcpy(tail.data(), at, left);
    for (std::size_t lane = 0; lane < 4; ++lane) lanes_[lane] = mixed(lanes_[lane] ^ tail[lane]);
  }
  length_ += data.size();
  return *this;
}

Hasher& Hasher::text(std::string_view text) noexcept {
  return number(text.size()).bytes(std::as_bytes(std::span(text)));
}

Hasher& Hasher::number(std::uint64_t value) noexcept {
  lanes_[length_ % 4] = mixed(lanes_[length_ % 4] ^ value);
  length_ += 8;
  return *this;
}

std::uint64_t Hasher::digest() const noexcept {
  std::uint64_t result = mixed(length_);
  for (const auto lane : lanes_) result = mixed(result ^ lane) + lane;
  return result;
}

std::string hash_text(std::uint64_t hash) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4) text[i] = digits[hash & 15];
  return text;
}

}  // namespace liandong::sim
