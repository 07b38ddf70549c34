// Any bytes after --set: refused, or a key and a value, which stays text where it is no TOML.
#include <cstdint>
#include <cstdlib>

#include "analysis/scenario/document.h"
#include "analysis/scenario/scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string word(reinterpret_cast<const char*>(data), size);
  try {
    const auto [key, text] = liandong::analysis::parse_override(word);
    if (key.empty() || key + "=" + text != word) std::abort();
    const auto node = liandong::analysis::parse_value(text, {"--set"});
    if (node.origin.file != "--set" || kind_in_words(node).empty()) std::abort();
    if (node.is_text() && node.text() != text && text.find_first_of("\"'") == std::string::npos) std::abort();
  } catch (const liandong::analysis::InputError& error) {
    if (error.problems().empty()) std::abort();
  }
  return 0;
}
