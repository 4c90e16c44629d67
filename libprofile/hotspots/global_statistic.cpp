// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/global_statistic.hpp"

#include "libprofile/core/error.hpp"

namespace libprofile::hotspots {

std::string_view to_string(Evidence evidence) {
  switch (evidence) {
    case Evidence::no_links:
      return "no links";
    case Evidence::all_equal:
      return "all values equal";
    case Evidence::fixed:
      return "the same in every arrangement";
    case Evidence::enough:
      break;
  }
  return "enough";
}

void validate(const GlobalOptions& options) {
  require(options.permutations >= 0, "permutations", options.permutations, "at least 0");
}

}  // namespace libprofile::hotspots
