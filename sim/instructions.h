#pragma once

#include <cstdint>

/// One program for every processor: hot loops are compiled several times and the richest form that the processor has is
/// chosen when the program runs. No result depends on the choice.
namespace liandong::sim {

/// Sets of processor instructions that hot loops are compiled for. `avx512` stands for what x86-64 processors have had
/// since Ice Lake and Zen 4, with look-ups of bytes in registers (VBMI). Off x86-64 all are the portable form.
enum class Instructions : std::uint8_t { portable, avx2, avx512 };

/// The richest set of this processor.
Instructions best_instructions() noexcept;

/// Asks the processor to have the line of this address at hand soon. Changes no result. The empty statement tells GCC
/// that something happens: it drops calls of functions that do nothing but ask.
inline void prefetch(const void* address) noexcept {
  __builtin_prefetch(address);
  asm volatile("");
}

#if defined(__x86_64__)
#define LIANDONG_AVX2 gnu::target("avx2,bmi,bmi2,popcnt")
#define LIANDONG_AVX512 gnu::target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,popcnt")
#endif

/// Compiles a function for several processors, of which the loader chooses. The thread sanitizer is not ready when the
/// loader asks, and would end the program before main: with it there is only the plain form.
#if defined(__x86_64__) && !defined(LIANDONG_NO_CLONES)
#define LIANDONG_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define LIANDONG_CLONES
#endif

/// The loop behind for_each_row, compiled for what the compiler was told, for AVX2 and for AVX-512.
namespace row_loop {
template <class Rule>
[[gnu::always_inline]] inline void plain(std::uint32_t n, Rule rule) {
#if defined(__clang__)
#pragma clang loop vectorize(assume_safety)
#else
#pragma GCC ivdep
#endif
  for (std::uint32_t i = 0; i < n; ++i) rule(i);
}
#if defined(__x86_64__)
template <class Rule>
[[LIANDONG_AVX2, gnu::flatten, gnu::noinline]] void avx2(std::uint32_t n, Rule rule) {
  plain(n, rule);
}
template <class Rule>
[[LIANDONG_AVX512, gnu::flatten, gnu::noinline]] void avx512(std::uint32_t n, Rule rule) {
  plain(n, rule);
}
#endif
}  // namespace row_loop

/// Calls rule(i) for every i below n, many at a time where the compiler can turn the rule into vector instructions: it
/// can if the rule is plain arithmetic on elements [i] of arrays that it holds by value as pointers. The call for one
/// row reads nothing that the call for another writes. `instructions` must be what the processor has.
template <class Rule>
void for_each_row([[maybe_unused]] Instructions instructions, std::uint32_t n, Rule rule) {
#if defined(__x86_64__)
  if (instructions == Instructions::avx512) return row_loop::avx512(n, rule);
  if (instructions == Instructions::avx2) return row_loop::avx2(n, rule);
#endif
  row_loop::plain(n, rule);
}

}  // namespace liandong::sim
