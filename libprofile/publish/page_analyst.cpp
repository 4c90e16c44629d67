// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>

#include "libprofile/publish/detail/chart.hpp"
#include "libprofile/publish/detail/html.hpp"
#include "libprofile/publish/detail/page_parts.hpp"
#include "libprofile/publish/detail/summary.hpp"
#include "libprofile/publish/detail/tables.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {
namespace {

constexpr std::size_t kMostRows = 15;

/// Units with reliable rates, by lower limit, most first: those whose excess is surest. Ties by code.
std::vector<std::uint32_t> surest(const View& view) {
  const auto& neighbourhoods = view.document.neighbourhoods;
  std::vector<std::uint32_t> units;
  for (std::uint32_t i = 0; i < neighbourhoods.size(); ++i) {
    if (neighbourhoods[i].reliability == Reliability::ok && std::isfinite(neighbourhoods[i].rate_per_1000.lower)) {
      units.push_back(i);
    }
  }
  const std::size_t shown = std::min(kMostRows, units.size());
  std::partial_sort(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(shown), units.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      const double first = neighbourhoods[a].rate_per_1000.lower;
                      const double second = neighbourhoods[b].rate_per_1000.lower;
                      return first != second ? first > second : a < b;
                    });
  units.resize(shown);
  return units;
}

std::string top_areas_chart(const View& view) {
  const auto units = surest(view);
  const auto above = static_cast<std::size_t>(std::count_if(
      view.document.neighbourhoods.begin(), view.document.neighbourhoods.end(), [&](const Neighbourhood& n) {
        return n.reliability == Reliability::ok && n.rate_per_1000.lower > view.rate_per_1000;
      }));
  IntervalChart chart{capitalised(how_many(above, "area has", "areas have")) +
                          " a rate clearly above that of all areas together" +
                          (units.size() < above ? "; the " + std::to_string(units.size()) + " surest" : ""),
                      "Area",
                      "Per 1,000 residents [95 % interval]",
                      "",
                      {},
                      view.rate_per_1000,
                      "all areas " + rate_text(view.rate_per_1000),
                      "rates"};
  for (const std::uint32_t unit : units) {
    chart.rows.push_back({view.document.areas.names[unit], "#" + view.document.areas.codes[unit],
                          view.document.neighbourhoods[unit].rate_per_1000, ""});
  }
  return interval_chart(chart);
}

std::string coordinates_text(const SourceQuality& source) {
  if (!std::isfinite(source.share_on_1_m)) {
    return {};
  }
  return capitalised(source.source) + ": of 100 coordinates " + decimal(100.0 * source.share_on_1_m, 0) +
         " lie on whole metres, " + decimal(100.0 * source.share_on_10_m, 0) + " on tens and " +
         decimal(100.0 * source.share_on_100_m, 0) + " on hundreds of metres; " +
         decimal(100.0 * source.share_on_top_points, 0) + " of 100 records lie on the ten most used points.";
}

/// "7,630 records without a usable place and 340 outside the areas, 7,970 together". Empty where it is withheld.
std::string on_no_map(const View& view) {
  const auto& without = view.document.without_place;
  if (!without) {
    return {};
  }
  const std::int64_t outside = outside_areas(view.document);
  return count_text(without, view.base()) + " records without a usable place and " + count_text(outside, view.base()) +
         " outside the areas" + (*without > 0 && outside > 0 ? ", " + grouped(*without + outside) + " together" : "");
}

/// "June and July 2018 (275)".
std::string months_with(const View& view, std::int64_t count) {
  std::vector<std::string> names;
  for (const MonthCount& month : view.document.months) {
    if (month.count == count) {
      names.push_back(std::string(month_name(month.month)) + " " + std::to_string(month.year));
    }
  }
  const std::string number = " (" + count_text(count, view.base()) + ")";
  return names.size() > 3 ? how_many(names.size(), "month") + number : enumerated(names) + number;
}

}  // namespace

std::string months_finding(const View& view) {
  const std::string what = counts_persons(view.document) ? "Different persons" : "Incidents";
  std::int64_t most = -1;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const MonthCount& month : view.document.months) {
    if (month.count) {
      most = std::max(most, *month.count);
      least = std::min(least, *month.count);
    }
  }
  if (most < 0) {
    return "The number of every month is withheld";
  }
  if (most - least < 2 * view.base()) {
    return what + " by month: no month differs from another by more than rounding can make";
  }
  return what + " by month: most in " + months_with(view, most) + ", fewest in " + months_with(view, least);
}

std::string months_add_up(const View& view) {
  return counts_persons(view.document)
             ? "A month counts each person once, whatever the area and category; the areas count a person once in each "
               "area and category, over the whole window. So months and areas add up differently, and neither sum is a "
               "number of different persons."
             : "";
}

void add_analyst_parts(Parts& parts, const View& view) {
  const auto& document = view.document;
  add_map(parts, view, MapOf::areas);
  parts.text["total"] = count_text(document.total, view.base());
  parts.text["total_range"] = count_range_text(document.total, view.base());
  parts.text["on_no_map"] = on_no_map(view);
  parts.text["overall_rate"] = std::isfinite(view.rate_per_1000) ? rate_text(view.rate_per_1000) : "";
  parts.html["month_chart"] = month_chart({months_finding(view), document.months, view.base()});
  parts.html["top_areas"] = top_areas_chart(view);
  parts.html["premises_chart"] = premises_chart(view);
  parts.html["type_by_group"] = type_by_group_table(view);
  parts.html["concentration"] = concentration_table(view);
  parts.html["clusters"] = cluster_table(view);
  add_people_parts(parts, view);
  parts.html["sources"] = source_table(view);
  parts.html["completeness"] = completeness_table(view);
  for (const SourceQuality& source : document.quality.sources) {
    parts.lists["coordinates"].push_back(coordinates_text(source));
  }
  std::erase(parts.lists["coordinates"], std::string());
}

}  // namespace libprofile::publish::detail
