// SPDX-License-Identifier: MIT
#include "libprofile/profile/require_release.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/disclosure/release_rules.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/distinct_places.hpp"
#include "libprofile/profile/detail/release.hpp"
#include "libprofile/profile/detail/swapped.hpp"

namespace libprofile::profile {
namespace {

// Days since 1970-01-01 of local dates.
std::int64_t day_of(std::int64_t utc_s) {
  return records::to_london(utc_s) / core::kSecondsPerDay;
}

}  // namespace

void detail::require_release(const geography::AreaSet& areas, const Selection& selection, const Options& options) {
  const disclosure::Policy& policy = options.policy;
  disclosure::require_window(policy, day_of(selection.window.start_s), day_of(selection.window.end_s - 1));
  disclosure::require_geography(policy, areas.codes,
                                {.of_units = areas.population, .assured = options.assured_residents});
  if (counted(selection, options.counts) < policy.fields().threshold) {
    throw DisclosureError(std::string(options.counts == geography::CountOf::persons ? "persons" : "incidents") +
                          ": fewer than the policy's threshold of " + std::to_string(policy.fields().threshold) +
                          " are counted, so nothing can be released");
  }
}

void require_release(const Inputs& inputs, const Options& options) {
  validate(options);
  const geography::PointLocator locator(inputs.areas.polygons);
  geography::DistinctPlaces places = geography::distinct_places(geography::PlanarView(inputs.incidents.xy));
  detail::require_release(inputs.areas, detail::select_incidents(inputs, std::move(places), locator, options), options);
  if (inputs.premises && !inputs.premises->xy.empty()) {
    const auto unit = locator.locate(geography::PlanarView(inputs.premises->xy));
    detail::refuse_swapped(inputs.premises->xy, unit, locator, inputs.premises_sources, "premises");
  }
}

}  // namespace libprofile::profile
