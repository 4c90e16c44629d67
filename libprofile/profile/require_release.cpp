// SPDX-License-Identifier: MIT
#include "libprofile/profile/require_release.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/units.hpp"
#include "libprofile/disclosure/release_rules.hpp"
#include "libprofile/geography/assign.hpp"
#include "libprofile/geography/distinct_places.hpp"
#include "libprofile/profile/detail/gate.hpp"
#include "libprofile/profile/detail/release.hpp"
#include "libprofile/profile/detail/statement.hpp"
#include "libprofile/profile/detail/swapped.hpp"

namespace libprofile::profile {
namespace {

// Days since 1970-01-01 of local dates.
std::int64_t day_of(std::int64_t utc_s) {
  return records::to_london(utc_s) / core::kSecondsPerDay;
}

// What anybody may read is rounded under a secret, never under a seed that could be guessed.
void require_key(const Options& options) {
  if (options.policy.fields().tier == disclosure::Tier::open && !options.key) {
    throw DisclosureError(
        "key: must be given in the public tier, since without one ties of the rounding follow from the seed, which "
        "could be guessed; make one (head -c 32 /dev/urandom > profile.key && chmod 600 profile.key), keep it secret, "
        "and "
        "give key = \"profile.key\"");
  }
}

// A population of other codes than those of the areas says nothing of any.
void require_some_residents(const geography::AreaSet& areas, const disclosure::Policy& policy) {
  const auto is_known = [](double residents) { return !std::isnan(residents); };
  if (policy.fields().minimum_residents > 0 && !areas.population.empty() &&
      std::none_of(areas.population.begin(), areas.population.end(), is_known)) {
    throw DisclosureError("residents: are known for none of the " + std::to_string(areas.size()) +
                          " areas, so all would be withheld; check that the population is given by the codes of these "
                          "areas");
  }
}

}  // namespace

void detail::require_total(const disclosure::ProtectedTable& counts) {
  if (!counts.total().count) {
    throw DisclosureError(
        "counts: the sum over everything is withheld, so nothing can be released; too few residents are known, or most "
        "records are of one person (count persons)");
  }
}

void detail::require_sharing(const Inputs& inputs, const Options& options) {
  if (options.sharing) {
    const auto made = records::parse_time_span(created_utc(options));
    profile::require_shared(*options.sharing, inputs.uses, options.policy.fields().tier,
                            records::format_date(made ? made->start_s : 0));
  }
}

void detail::require_release(const geography::AreaSet& areas, const Selection& selection, const Options& options) {
  const disclosure::Policy& policy = options.policy;
  disclosure::require_window(policy, day_of(selection.window.start_s), day_of(selection.window.end_s - 1));
  disclosure::require_geography(policy, areas.codes,
                                {.of_units = areas.population, .assured = options.assured_residents});
  require_some_residents(areas, policy);
  require_key(options);
  if (counted(selection, options.counts) < policy.fields().threshold) {
    throw DisclosureError(std::string(options.counts == geography::CountOf::persons ? "persons" : "incidents") +
                          ": fewer than the policy's threshold of " + std::to_string(policy.fields().threshold) +
                          " are counted, so nothing can be released");
  }
}

void require_release(const Inputs& inputs, const Options& options) {
  validate(options);
  detail::require_sharing(inputs, options);
  const geography::PointLocator locator(inputs.areas.polygons);
  geography::DistinctPlaces places = geography::distinct_places(geography::PlanarView(inputs.incidents.xy));
  const detail::Selection selection = detail::select_incidents(inputs, std::move(places), locator, options);
  detail::require_release(inputs.areas, selection, options);
  const core::Key key = detail::rounding_key(options);
  detail::require_total(
      disclosure::protect(detail::count_incidents(inputs.areas, selection, options), options.policy, key).value());
  if (inputs.premises && !inputs.premises->xy.empty()) {
    const auto unit = locator.locate(geography::PlanarView(inputs.premises->xy));
    detail::refuse_swapped(inputs.premises->xy, unit, locator, inputs.premises_sources, "premises");
  }
}

}  // namespace libprofile::profile
