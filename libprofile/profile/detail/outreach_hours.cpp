// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/outreach_hours.hpp"

#include <algorithm>
#include <span>

#include "libprofile/geography/counting.hpp"
#include "libprofile/records/aoristic.hpp"

namespace libprofile::profile::detail {
namespace {

constexpr double kMoreThanHalf = 0.5 + 1e-9;
/// A day without an hour would lie in "other hours" by its length alone.
constexpr std::int64_t kKnownToTheHour_s = 12 * 3600;
/// Events whose hours are worked out at once: 168 numbers each.
constexpr std::size_t kAtOnce = 4096;

/// The row of one event from its shares of the hours of the week.
std::int32_t row_of(std::span<const double> shares, const std::vector<OutreachBand>& bands) {
  double others = 0.0;
  for (const double share : shares) {
    others += share;
  }
  for (std::size_t band = 0; band < bands.size(); ++band) {
    double inside = 0.0;
    for (std::uint32_t hour = 0; hour < shares.size(); ++hour) {
      inside += bands[band].holds(hour) ? shares[hour] : 0.0;
    }
    if (inside > kMoreThanHalf) {
      return static_cast<std::int32_t>(band);
    }
    others -= inside;
  }
  return static_cast<std::int32_t>(bands.size() + (others > kMoreThanHalf ? 0 : 1));
}

}  // namespace

disclosure::ListTable count_outreach_hours(const records::Incidents& incidents, const Selection& selection,
                                           const Outreach& outreach, geography::CountOf count_of) {
  disclosure::ListTable table;
  table.name = "outreach hours";
  for (const OutreachBand& band : outreach.bands) {
    table.labels.push_back(to_string(band));
  }
  table.labels.emplace_back(kOtherHours);
  table.labels.emplace_back(kHourNotKnown);
  std::vector<std::int32_t> rows;
  for (std::size_t first = 0; first < selection.row.size(); first += kAtOnce) {
    const std::size_t end = std::min(first + kAtOnce, selection.row.size());
    std::vector<std::int64_t> start_s;
    std::vector<std::int64_t> end_s;
    for (std::size_t i = first; i < end; ++i) {
      start_s.push_back(incidents.start_s[selection.row[i]]);
      end_s.push_back(incidents.end_s[selection.row[i]]);
    }
    const records::Aoristic hours = records::aoristic(start_s, end_s);
    for (std::size_t i = 0; i < end - first; ++i) {
      const bool is_known = end_s[i] - start_s[i] <= kKnownToTheHour_s;
      rows.push_back(is_known ? row_of(std::span(hours.weights).subspan(i * hours.bins, hours.bins), outreach.bands)
                              : static_cast<std::int32_t>(outreach.bands.size() + 1));
    }
  }
  table.counts = geography::count_by_group(rows, table.labels.size(),
                                           count_of == geography::CountOf::persons
                                               ? std::span<const std::int32_t>(selection.person)
                                               : std::span<const std::int32_t>());
  return table;
}

}  // namespace libprofile::profile::detail
