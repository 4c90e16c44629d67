// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/release_rules.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "libprofile/core/error.hpp"

namespace libprofile::disclosure {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

std::string iso_day(sys_days date) {
  const year_month_day ymd(date);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return text.data();
}

/// First day of the calendar period of `months` months (a divisor of 12) that holds `date`.
sys_days period_start(sys_days date, unsigned months) {
  const year_month_day ymd(date);
  const unsigned first = (static_cast<unsigned>(ymd.month()) - 1U) / months * months + 1U;
  return sys_days(ymd.year() / month(first) / day(1));
}

/// Last day of that period.
sys_days period_end(sys_days date, unsigned months) {
  const year_month_day ymd(date);
  const unsigned last = ((static_cast<unsigned>(ymd.month()) - 1U) / months + 1U) * months;
  return sys_days(year_month_day_last(ymd.year() / month(last) / std::chrono::last));
}

bool is_service_code(std::string_view code) {
  constexpr std::string_view kCountries = "ENSWJKLM";
  return code.size() == 9 && kCountries.find(code.front()) != std::string_view::npos &&
         std::all_of(code.begin() + 1, code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_small_area(std::string_view code) {
  constexpr std::array<std::string_view, 14> kSmall{"E00", "E01", "W00", "W01", "S00", "S01", "N00",
                                                    "N01", "N20", "N21", "E33", "W35", "J00", "J01"};
  return std::find(kSmall.begin(), kSmall.end(), code.substr(0, 3)) != kSmall.end();
}

/// Parishes and communities have a code of their own and anything from 0 to 100,000 residents.
bool is_of_any_size(std::string_view code) {
  return !is_service_code(code) || code.substr(0, 3) == "E04" || code.substr(0, 3) == "W04";
}

[[noreturn]] void refuse_unit(const std::string& code, std::string_view why) {
  std::string message =
      "unit = " + code + ": must be a ward, a middle-layer super output area or larger in the public ";
  message.append("tier (").append(why).append("); count on larger areas, or release to the partner tier");
  throw DisclosureError(message);
}

/// Districts and counties, regions, and middle-layer super output areas with the intermediate zones of Scotland.
bool is_large_area(std::string_view code) {
  constexpr std::array<std::string_view, 12> kLarge{"E02", "W02", "S02", "E06", "E07", "E08",
                                                    "E09", "E10", "E12", "W06", "S12", "N09"};
  return is_service_code(code) && std::find(kLarge.begin(), kLarge.end(), code.substr(0, 3)) != kLarge.end();
}

/// Residents or addresses that the unit is known to have by its code; 0 where the code says nothing. The output areas
/// of Scotland start at 50.
std::int64_t residents_by_code(std::string_view code) {
  if (is_of_any_size(code) || code.substr(0, 3) == "S00") {
    return 0;
  }
  return is_large_area(code) ? kResidentsByLargeCode : kResidentsByCode;
}

/// Without a population no unit can be withheld for having few residents: all must be known to have enough.
void require_known_size(const Policy& policy, std::span<const std::string> codes, std::int64_t assured) {
  const std::int64_t minimum = policy.fields().minimum_residents;
  if (assured >= minimum) {
    return;
  }
  const auto is_known = [minimum](const std::string& code) { return residents_by_code(code) >= minimum; };
  const auto unknown = std::find_if_not(codes.begin(), codes.end(), is_known);
  if (unknown == codes.end()) {
    return;
  }
  const std::string least = std::to_string(minimum);
  throw DisclosureError("unit = " + *unknown + ": must be known to have at least " + least +
                        " residents or addresses in the " + std::string(to_string(policy.fields().tier)) +
                        " tier, and no population is given; give one (population), or state assured_residents = " +
                        least + " where you know that every area has as many");
}

}  // namespace

void require_window(const Policy& policy, std::int64_t start_day, std::int64_t end_day) {
  require(end_day >= start_day, "window end", end_day, "on or after its start");
  const MinimumWindow minimum = policy.fields().minimum_window;
  if (minimum == MinimumWindow::any) {
    return;
  }
  const unsigned months = minimum == MinimumWindow::quarter ? 3 : 12;
  const sys_days start{days(start_day)};
  const sys_days end{days(end_day)};
  const sys_days wider_start = period_start(start, months);
  const sys_days wider_end = period_end(end, months);
  if (start == wider_start && end == wider_end) {
    return;
  }
  std::string message = "window = " + iso_day(start) + " to " + iso_day(end) + ": must be whole calendar ";
  message.append(to_string(minimum)).append("s under this policy of the ").append(to_string(policy.fields().tier));
  message.append(" tier, such as ").append(iso_day(wider_start)).append(" to ").append(iso_day(wider_end));
  throw DisclosureError(message);
}

void require_geography(const Policy& policy, std::span<const std::string> codes, const KnownResidents& residents) {
  const std::span<const double> known = residents.of_units;
  require(known.empty() || known.size() == codes.size(), "residents", known.size(), "none, or one for each unit");
  require_no_small_areas(policy, codes);
  for (std::size_t i = 0; i < codes.size() && policy.fields().tier == Tier::open; ++i) {
    const bool is_large = !is_of_any_size(codes[i]) || (!known.empty() && known[i] >= kPublicUnitResidents);
    if (!is_large) {
      refuse_unit(codes[i], "its code does not say what it is, and it is not known to have 5000 residents");
    }
  }
  if (known.empty()) {
    require_known_size(policy, codes, residents.assured);
  }
}

void require_no_small_areas(const Policy& policy, std::span<const std::string> codes) {
  if (policy.fields().tier != Tier::open) {
    return;
  }
  const auto small = std::find_if(codes.begin(), codes.end(),
                                  [](const std::string& code) { return is_service_code(code) && is_small_area(code); });
  if (small != codes.end()) {
    refuse_unit(*small, "its code is that of an output area, a lower-layer super output area or a data zone");
  }
}

}  // namespace libprofile::disclosure
