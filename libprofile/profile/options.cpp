// SPDX-License-Identifier: MIT
#include "libprofile/profile/options.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile {
namespace {

/// "2026-01-01T00:00:00Z", of a day and a time that exist.
bool is_utc(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::equal(text.begin(), text.end(), kForm.begin(), kForm.end(),
                  [&](char given, char form) { return form == '0' ? is_digit(given) : given == form; })) {
    return false;
  }
  const auto number = [&](std::size_t first, std::size_t digits) {
    int value = 0;
    std::from_chars(text.data() + first, text.data() + first + digits, value);
    return value;
  };
  return records::midnight_s(number(0, 4), number(5, 2), number(8, 2)) && number(11, 2) < 24 && number(14, 2) < 60 &&
         number(17, 2) < 60;
}

}  // namespace

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
  require(options.created_utc.empty() || is_utc(options.created_utc), "created_utc",
          std::string_view(options.created_utc), "a time in UTC such as 2026-01-01T00:00:00Z");
  require(options.assured_residents >= 0, "assured_residents", options.assured_residents, "at least 0");
}

}  // namespace libprofile::profile
