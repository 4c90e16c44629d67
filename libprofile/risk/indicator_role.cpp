// SPDX-License-Identifier: MIT
#include "libprofile/risk/indicator_role.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/core/protected_characteristics.hpp"

namespace libprofile::risk {
namespace {

constexpr auto kRoles =
    std::to_array<IndicatorRole>({IndicatorRole::harm, IndicatorRole::exposure, IndicatorRole::service,
                                  IndicatorRole::deprivation, IndicatorRole::protected_characteristic});

}  // namespace

std::string_view to_string(IndicatorRole role) {
  switch (role) {
    case IndicatorRole::exposure:
      return "exposure";
    case IndicatorRole::service:
      return "service";
    case IndicatorRole::deprivation:
      return "deprivation";
    case IndicatorRole::protected_characteristic:
      return "protected_characteristic";
    case IndicatorRole::harm:
      break;
  }
  return "harm";
}

IndicatorRole indicator_role(std::string_view name) {
  const auto found =
      std::find_if(kRoles.begin(), kRoles.end(), [&](IndicatorRole role) { return to_string(role) == name; });
  require(found != kRoles.end(), "role", name, "harm, exposure, service, deprivation or protected_characteristic");
  return *found;
}

void require_may_predict(std::string_view what, std::string_view name, IndicatorRole role) {
  if (role == IndicatorRole::protected_characteristic) {
    throw InvalidArgument(std::string(what) + " '" + std::string(name) +
                          "' has the role protected_characteristic: must not predict (Equality Act 2010, section 4); "
                          "leave it out");
  }
  const std::string text(name);
  core::require_no_protected_characteristics(std::span(&text, 1), std::string(what) + "s", core::ColumnUse::predictor);
}

}  // namespace libprofile::risk
