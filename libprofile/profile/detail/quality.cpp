// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/quality.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

#include "libprofile/profile/detail/quality_tables.hpp"
#include "libprofile/profile/detail/shares.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::ProtectedList;

const std::set<std::string_view>& fates() {
  static const std::set<std::string_view> labels{kCounted,       kDuplicate,    kOutsideWindow,  kWithoutReferral,
                                                 kOtherCategory, kProactive,    kLeftOutByGrade, kWithoutPerson,
                                                 kWithoutPlace,  kOutsideAreas, kNeverMapped};
  return labels;
}

publish::SourceQuality source_quality(std::string name, const ProtectedList& rows) {
  publish::SourceQuality source{};
  source.source = std::move(name);
  source.rows_read = rows.total.count.value_or(0);
  source.accepted = source.rows_read - count_of(rows, kDuplicate);
  source.without_coordinates = count_of(rows, kWithoutPlace);
  source.outside_areas = count_of(rows, kOutsideAreas);
  source.outside_window = count_of(rows, kOutsideWindow);
  source.without_referral = count_of(rows, kWithoutReferral);
  source.proactive = count_of(rows, kProactive);
  source.duplicates = count_of(rows, kDuplicate);
  for (std::size_t i = 0; i < rows.labels.size(); ++i) {
    const std::int64_t count = rows.counts[i].count.value_or(0);
    // That a rule was broken at all says "at least one row", so one that rounds to none is not named.
    if (count > 0 && fates().count(rows.labels[i]) == 0) {
      source.rejected.push_back({rows.labels[i], count});
      source.accepted -= count;
    }
  }
  return source;
}

// "police" of "police\t2024-01".
std::string agency_of(const std::string& label) {
  return label.substr(0, label.rfind('\t'));
}

// Agencies with a month of enough records to say anything: to name another would say that it has at least one.
std::set<std::string> named_agencies(const ProtectedList& rows) {
  std::set<std::string> agencies;
  for (std::size_t i = 0; i < rows.labels.size(); ++i) {
    if (rows.counts[i].reliability == disclosure::Reliability::ok && rows.counts[i].count > 0) {
      agencies.insert(agency_of(rows.labels[i]));
    }
  }
  return agencies;
}

void add_completeness(std::vector<publish::Completeness>& cells, const char* field, const ProtectedList& rows,
                      const ProtectedList& missing) {
  const std::set<std::string> named = named_agencies(rows);
  for (std::size_t i = 0; i < missing.labels.size(); ++i) {
    const std::string& label = rows.labels[i];
    const std::string agency = agency_of(label);
    if (named.count(agency) == 0) {
      continue;
    }
    const bool is_enough = rows.counts[i].reliability == disclosure::Reliability::ok;
    const double complete = is_enough
                                ? share_given(rows.counts[i].count.value_or(0), missing.counts[i].count.value_or(0))
                                : std::numeric_limits<double>::quiet_NaN();
    cells.push_back({agency, field, label.substr(agency.size() + 1), complete});
  }
}

}  // namespace

std::int64_t count_of(const ProtectedList& list, std::string_view label) {
  const auto found = std::find(list.labels.begin(), list.labels.end(), label);
  return found == list.labels.end()
             ? 0
             : list.counts[static_cast<std::size_t>(found - list.labels.begin())].count.value_or(0);
}

publish::SourceQuality people_quality(std::string source, const ProtectedList& rows) {
  publish::SourceQuality quality = source_quality(std::move(source), rows);
  quality.share_on_1_m = quality.share_on_10_m = quality.share_on_100_m = quality.share_on_top_points =
      std::numeric_limits<double>::quiet_NaN();
  return quality;
}

publish::DataQuality make_quality(const ProtectedQuality& quality, const ProtectedList& months) {
  publish::DataQuality result;
  result.sources.push_back(source_quality("incidents", quality.incidents));
  publish::SourceQuality& incidents = result.sources.back();
  const std::int64_t counted = count_of(quality.incidents, kCounted);
  incidents.share_on_1_m = share_of(count_of(quality.snapped, "1 m"), counted);
  incidents.share_on_10_m = share_of(count_of(quality.snapped, "10 m"), counted);
  incidents.share_on_100_m = share_of(count_of(quality.snapped, "100 m"), counted);
  incidents.share_on_top_points = share_of(count_of(quality.snapped, "ten places"), counted);
  if (!quality.premises.labels.empty()) {
    result.sources.push_back(source_quality("premises", quality.premises));
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    auto& premises = result.sources.back();
    premises.share_on_1_m = premises.share_on_10_m = premises.share_on_100_m = premises.share_on_top_points = kUnknown;
  }
  for (std::size_t i = 0; i < months.labels.size(); ++i) {
    if (months.counts[i].count == 0) {
      result.months_without_records.push_back(months.labels[i]);
    }
  }
  add_completeness(result.completeness, "place", quality.rows, quality.without_place);
  add_completeness(result.completeness, "category", quality.rows, quality.without_category);
  add_completeness(result.completeness, "person", quality.rows, quality.without_person);
  std::sort(result.completeness.begin(), result.completeness.end(), [](const auto& a, const auto& b) {
    return std::tie(a.agency, a.field, a.month) < std::tie(b.agency, b.field, b.month);
  });
  return result;
}

}  // namespace libprofile::profile::detail
