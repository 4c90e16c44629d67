// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/id_index.hpp"

#include <cstddef>

#include "libprofile/core/error.hpp"

namespace libprofile::geography::detail {

void require_ids(std::span<const std::string> ids, std::size_t places) {
  if (ids.empty()) {
    return;
  }
  require(ids.size() == places, "ids.size()", ids.size(), "the number of places (" + std::to_string(places) + ")");
  IdIndex index;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string name = "ids[" + std::to_string(i) + "]";
    require(!ids[i].empty() && ids[i].find_first_of(" \t\r\n\v\f") == std::string::npos, name, std::string_view(ids[i]),
            "text without white space");
    require(index.number(ids[i]) == i, name, std::string_view(ids[i]), "different from all before it");
  }
}

}  // namespace libprofile::geography::detail
