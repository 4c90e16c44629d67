// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <utility>

#include "libprofile/publish/detail/sign_words.hpp"
#include "libprofile/publish/detail/words.hpp"

namespace libprofile::publish::detail {

std::string_view what_file_is(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kFiles{
      {{"layers/neighbourhoods.geojson", "counts and rates of areas, for maps"},
       {"layers/hotspots.geojson", "areas with more than expected, for maps"},
       {"layers/clusters.geojson", "groups of such areas, for maps"},
       {"layers/premises_types_by_area.geojson", "premises types by area, for maps"},
       {"layers.gpkg", "all layers in one file"},
       {"tables/counts.csv", "every count of areas by category"},
       {"tables/premises_types.csv", "premises types over everything"},
       {"tables/premises_comparisons.csv", "premises types against chance and surroundings"},
       {"tables/premises_steadied.csv", "steadied rates of premises types"},
       {"tables/premises_bands.csv", "premises by how many incidents they have"},
       {"tables/premises_surroundings.csv", "premises by how many others stand around"},
       {"tables/premises_distances.csv", "incidents by distance from premises of a type"},
       {"tables/victims.csv", "victims by one attribute at a time"},
       {"tables/offenders.csv", "offenders by one attribute at a time"},
       {"layers/risks.geojson", "where each area lies among all, for maps"},
       {"layers/outreach_plan.geojson", "areas to visit, for maps"},
       {"tables/outreach_plan.csv", "areas to visit, by team"},
       {"tables/outreach_hours.csv", "counts by hours of the week"},
       {"tables/outreach_totals.csv", "what the plan covers, and what its rules cost"},
       {"outreach-plan.kml", "areas to visit, for maps on phones"},
       {"outreach-plan.gpx", "ways between them, for phones"},
       {"outreach-plan.ics", "times to visit, for calendars"},
       {"data-quality.json", "what the records lacked"},
       {"manifest.json", "how it was made, and the digest of every file"},
       {"report-analyst.html", "page for analysts"},
       {"report-outreach.html", "page for outreach"},
       {"report-licensing.html", "page for licensing"},
       {"report-public.html", "page for the public"}}};
  if (path == kSignPage) {
    return "this page";
  }
  const auto found =
      std::find_if(kFiles.begin(), kFiles.end(), [path](const auto& file) { return file.first == path; });
  return found == kFiles.end() ? "another file" : found->second;
}

std::string_view verdict_word(Status status) {
  switch (status) {
    case Status::pass:
      return "passes";
    case Status::review:
      return "to be read";
    case Status::fail:
      return "fails";
  }
  return "fails";
}

std::string range_in_words(std::int64_t count, std::int64_t base) {
  const std::int64_t least = std::max<std::int64_t>(0, count - base + 1);
  const std::int64_t most = count + base - 1;
  return grouped(least) + " to " + grouped(most) + ", " +
         how_many(static_cast<std::size_t>(most - least + 1), "value", "values");
}

}  // namespace libprofile::publish::detail
