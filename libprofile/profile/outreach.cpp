// SPDX-License-Identifier: MIT
#include "libprofile/profile/outreach.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "libprofile/core/error.hpp"

namespace libprofile::profile {
namespace {

constexpr std::uint32_t kDay = 24;
constexpr std::uint32_t kWeek = 7 * kDay;
constexpr std::array<std::string_view, 7> kDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};
constexpr std::size_t kAbbreviation = 3;

std::optional<std::uint32_t> hour_from(std::string_view text) {
  std::uint32_t hour = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hour);
  const bool is_hour = error == std::errc() && end == text.data() + text.size() && text.size() <= 2 && hour <= kDay;
  return is_hour ? std::optional(hour) : std::nullopt;
}

std::string clock(std::uint32_t hour) {
  std::string text = std::to_string(hour) + ":00";
  return hour < 10 ? text.insert(0, 1, '0') : text;
}

}  // namespace

bool OutreachBand::holds(std::uint32_t hour_of_week) const {
  return (hour_of_week + kWeek - first_hour) % kWeek < hours;
}

OutreachBand outreach_band_from(std::string_view text) {
  const auto refuse = [&] { require(false, "bands", text, "a day and whole hours, such as \"Fri 18-22\""); };
  const auto day = std::find_if(kDays.begin(), kDays.end(), [&](std::string_view name) {
    return text.substr(0, kAbbreviation) == name.substr(0, 3);
  });
  const std::size_t dash = text.find('-');
  if (day == kDays.end() || text.size() < 7 || text[kAbbreviation] != ' ' || dash == text.npos) {
    refuse();
  }
  const auto from = hour_from(text.substr(kAbbreviation + 1, dash - kAbbreviation - 1));
  const auto to = hour_from(text.substr(dash + 1));
  if (!from || !to || *from == kDay || *from == *to) {
    refuse();
  }
  const auto first = static_cast<std::uint32_t>(day - kDays.begin()) * kDay + *from;
  return {first, *to > *from ? *to - *from : *to + kDay - *from};
}

std::vector<OutreachBand> outreach_bands_from(const std::vector<std::string>& texts) {
  std::vector<OutreachBand> bands;
  bands.reserve(texts.size());
  for (const std::string& text : texts) {
    bands.push_back(outreach_band_from(text));
  }
  return bands;
}

std::string to_string(const OutreachBand& band) {
  const std::uint32_t from = band.first_hour % kDay;
  const std::uint32_t to = from + band.hours;
  return std::string(kDays.at(band.first_hour / kDay)) + " " + clock(from) + " to " + clock(to > kDay ? to - kDay : to);
}

void validate(const Outreach& outreach) {
  require(!outreach.bands.empty(), "outreach: bands", outreach.bands.size(), "at least one");
  std::array<bool, kWeek> is_taken{};
  for (const OutreachBand& band : outreach.bands) {
    require(band.first_hour < kWeek && band.hours >= 1 && band.hours <= kDay, "outreach: hours of a band",
            std::size_t{band.hours}, "1 to 24, of a week of 168");
    for (std::uint32_t hour = 0; hour < band.hours; ++hour) {
      bool& taken = is_taken.at((band.first_hour + hour) % kWeek);
      require(!taken, "outreach: bands", std::string_view(to_string(band)), "without an hour of another band");
      taken = true;
    }
  }
  require(outreach.teams >= 1 && outreach.teams <= 1'000, "outreach: teams", outreach.teams, "1 to 1,000");
  require(outreach.hours > 0.0 && outreach.hours <= kDay, "outreach: hours", outreach.hours, "above 0, at most 24");
  require(outreach.visit_hours >= 0.05 && outreach.visit_hours <= outreach.hours, "outreach: visit_hours",
          outreach.visit_hours, "at least 0.05, at most the hours of a team");
  require(outreach.reserved_share >= 0.0 && outreach.reserved_share <= 1.0, "outreach: reserved_share",
          outreach.reserved_share, "0 to 1");
  require(outreach.speed_km_h > 0.0 && std::isfinite(outreach.speed_km_h), "outreach: speed_km_h", outreach.speed_km_h,
          "above 0");
  require(outreach.detour >= 1.0 && std::isfinite(outreach.detour), "outreach: detour", outreach.detour, "1 or more");
  require(outreach.most_areas >= 1, "outreach: most_areas", outreach.most_areas, "at least 1");
}

}  // namespace libprofile::profile
