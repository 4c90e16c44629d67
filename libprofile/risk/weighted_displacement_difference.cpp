// SPDX-License-Identifier: MIT
#include "libprofile/risk/weighted_displacement_difference.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/checks.hpp"
#include "libprofile/risk/detail/normal_quantile.hpp"

namespace libprofile::risk {
namespace {

void check(const BeforeAfter& area, const std::string& name) {
  require(area.before >= 0.0 && std::isfinite(area.before), name + ".before", area.before, "finite and at least 0");
  require(area.after >= 0.0 && std::isfinite(area.after), name + ".after", area.after, "finite and at least 0");
}

double change(const BeforeAfter& area) {
  return area.after - area.before;
}

double events(const BeforeAfter& area) {
  return area.after + area.before;
}

}  // namespace

WeightedDisplacementDifference weighted_displacement_difference(const BeforeAfter& treated, const BeforeAfter& control,
                                                                const std::optional<BeforeAfter>& displacement_treated,
                                                                const std::optional<BeforeAfter>& displacement_control,
                                                                double level) {
  detail::check_level(level);
  if (displacement_treated.has_value() != displacement_control.has_value()) {
    throw InvalidArgument("displacement_treated and displacement_control: give both or neither");
  }
  const BeforeAfter around_treated = displacement_treated.value_or(BeforeAfter{});
  const BeforeAfter around_control = displacement_control.value_or(BeforeAfter{});
  check(treated, "treated");
  check(control, "control");
  check(around_treated, "displacement_treated");
  check(around_control, "displacement_control");
  WeightedDisplacementDifference result;
  result.difference = change(treated) - change(control) + change(around_treated) - change(around_control);
  result.standard_error =
      std::sqrt(events(treated) + events(control) + events(around_treated) + events(around_control));
  result.z = result.standard_error > 0.0 ? result.difference / result.standard_error
                                         : std::numeric_limits<double>::quiet_NaN();
  // Without any event nothing is known of how far the difference may be from the truth.
  const double reach = result.standard_error > 0.0 ? detail::central_normal_quantile(level) * result.standard_error
                                                   : std::numeric_limits<double>::quiet_NaN();
  result.lower = result.difference - reach;
  result.upper = result.difference + reach;
  return result;
}

}  // namespace libprofile::risk
