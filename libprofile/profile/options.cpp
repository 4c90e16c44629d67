// SPDX-License-Identifier: MIT
#include "libprofile/profile/options.hpp"

#include <cmath>

#include "libprofile/core/error.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile {

void validate(const Options& options) {
  require(options.premises_radius_m > 0.0 && std::isfinite(options.premises_radius_m), "premises_radius_m",
          options.premises_radius_m, "above 0 and finite");
  require(options.permutations == 0 || options.permutations >= 19, "permutations", options.permutations,
          "0 or at least 19");
  require(options.rejected_at_most >= 0.0 && options.rejected_at_most <= 1.0, "rejected_at_most",
          options.rejected_at_most, "0 to 1");
  require(options.register_date.empty() || records::parse_time_span(options.register_date), "register_date",
          std::string_view(options.register_date), "a day or a month that exists, such as 2018-01-31");
  if (options.sharing) {
    validate(*options.sharing);
  }
  if (options.outreach) {
    validate(*options.outreach);
    if (options.policy.fields().tier == disclosure::Tier::open) {
      throw InvalidArgument("outreach: is not for the public tier: where teams will be is no news for everybody");
    }
  }
  require(options.assured_residents >= 0, "assured_residents", options.assured_residents, "at least 0");
}

}  // namespace libprofile::profile
