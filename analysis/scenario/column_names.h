#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/model.h"

namespace liandong::analysis {

/// What a column of a table of communities stands for.
struct TableColumn {
  std::string header;                   ///< as written
  std::optional<std::size_t> position;  ///< of its parameter in the catalogue
  bool names = false;                   ///< holds the names of the communities
  std::string shared_key;               ///< of the parameter that it names, if communities may not differ in it
  bool percent = false;  ///< the header says that its numbers are hundredths: "老年人口比例（%）"
};

/// Headers by which a column of a table of communities is known: the key of a parameter, with or without the name of
/// its group, and its name in either language. Case, blanks, underscores, a unit in brackets at the end, and "per
/// community" do not matter.
class ColumnNames {
 public:
  explicit ColumnNames(const models::Catalogue& catalogue);

  /// Neither position, shared key nor `names` for a header that is not known.
  TableColumn column(const std::string& header) const;
  /// The known header that is nearest to one that is not; empty if none is near.
  std::string_view nearest_to(const std::string& header) const;

 private:
  struct Entry {
    std::string plain;
    std::string_view written;
    std::size_t position;
    std::string shared_key;
  };
  std::vector<Entry> entries_;
};

}  // namespace liandong::analysis
