// SPDX-License-Identifier: MIT
#include "libprofile/core/version.hpp"

namespace libprofile::core {

std::string_view version() {
  return LIBPROFILE_VERSION;
}

}  // namespace libprofile::core
