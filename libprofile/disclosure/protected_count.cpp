// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/protected_count.hpp"

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure {

std::string_view to_string(Reliability reliability) {
  switch (reliability) {
    case Reliability::ok:
      return "ok";
    case Reliability::low:
      return "low";
    case Reliability::withheld:
      return "withheld";
  }
  throw InvalidArgument("reliability: must be ok, low or withheld");
}

ProtectedCount released(std::int64_t count, std::int64_t base) {
  const bool is_low = base > 1 && count <= base;
  return {count, is_low ? Reliability::low : Reliability::ok};
}

}  // namespace libprofile::disclosure
