#include "analysis/report/verdict_text.h"

namespace liandong::analysis {

namespace {

struct Names {
  std::string_view key, en, zh;
};

Names names_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::better:
      return {"better", "better", "更好"};
    case Verdict::worse:
      return {"worse", "worse", "更差"};
    case Verdict::no_difference:
      return {"no_difference", "no practical difference", "无实际差别"};
    case Verdict::different:
      return {"different", "different", "有差异"};
    case Verdict::inconclusive:
      break;
  }
  return {"inconclusive", "inconclusive", "尚无定论"};
}

}  // namespace

std::string_view verdict_key(Verdict verdict) noexcept { return names_of(verdict).key; }

std::string_view verdict_text(Verdict verdict, Language language) noexcept {
  const Names names = names_of(verdict);
  return language == Language::zh ? names.zh : names.en;
}

}  // namespace liandong::analysis
