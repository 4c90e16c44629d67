// SPDX-License-Identifier: MIT
#include "libprofile/publish/document.hpp"

namespace libprofile::publish {

std::string_view to_string(Reliability reliability) {
  switch (reliability) {
    case Reliability::ok:
      return "ok";
    case Reliability::low:
      return "low";
    case Reliability::withheld:
      return "withheld";
  }
  return "withheld";
}

}  // namespace libprofile::publish
