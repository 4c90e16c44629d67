// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/local_statistic.hpp"

namespace libprofile::hotspots {

std::string_view to_string(LocalLabel label) {
  switch (label) {
    case LocalLabel::hot:
      return "hot";
    case LocalLabel::cold:
      return "cold";
    case LocalLabel::island:
      return "island";
    case LocalLabel::none:
      break;
  }
  return "none";
}

}  // namespace libprofile::hotspots
