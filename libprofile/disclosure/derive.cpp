// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/derive.hpp"

#include <string>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure::detail {

void require_equal_policies(const Policy& first, const Policy& other) {
  if (first == other) {
    return;
  }
  std::string message = "policy = ";
  message.append(to_string(other.fields().tier)).append(" tier, hash ").append(other.hash().substr(0, 8));
  message.append(": must be the policy of the other arguments, ").append(to_string(first.fields().tier));
  message.append(" tier, hash ").append(first.hash().substr(0, 8)).append("; protect both under one policy");
  throw DisclosureError(message);
}

}  // namespace libprofile::disclosure::detail
