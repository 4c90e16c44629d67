// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/outreach_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <string_view>

#include "libprofile/core/error.hpp"

namespace libprofile::profile::detail {
namespace {

using Units = std::vector<std::uint32_t>;

/// Areas in reserve that are considered for each visit that they may get.
constexpr std::size_t kReserveAVisit = 3;

/// The first `most` units for which `is_in` holds, highest value first, then by code.
Units highest(std::size_t units, std::size_t most, const std::function<bool(std::uint32_t)>& is_in,
              const std::function<double(std::uint32_t)>& value) {
  Units found;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    if (is_in(unit)) {
      found.push_back(unit);
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](auto a, auto b) { return value(a) > value(b); });
  found.resize(std::min(found.size(), most));
  return found;
}

/// Says which rows name no area, and never what they hold instead: it may be a person, or where one lives.
[[noreturn]] void refuse_visits(const geography::AreaSet& areas, const std::vector<std::string>& visits) {
  const std::set<std::string_view> all(areas.codes.begin(), areas.codes.end());
  const auto is_other = [&](const std::string& code) { return !all.contains(code); };
  const auto first = std::find_if(visits.begin(), visits.end(), is_other);
  const auto others = std::count_if(visits.begin(), visits.end(), is_other);
  throw InputError("outreach: visits, row " + std::to_string(first - visits.begin() + 1) + ": not the code of an area" +
                   (others > 1 ? ", nor are " + std::to_string(others - 1) + " more" : "") +
                   "; give each visit the code, as the areas have it, of the area that it was in");
}

/// By area, whether a team has been there; everywhere, where nobody recorded it.
std::vector<bool> visited(const geography::AreaSet& areas, const Outreach& outreach) {
  std::vector<bool> found(areas.size(), !outreach.visited);
  if (!outreach.visited) {
    return found;
  }
  const std::set<std::string_view> codes(outreach.visited->begin(), outreach.visited->end());
  std::size_t known = 0;
  for (std::size_t unit = 0; unit < areas.size(); ++unit) {
    found[unit] = codes.contains(areas.codes[unit]);
    known += found[unit] ? 1 : 0;
  }
  if (known < codes.size()) {
    refuse_visits(areas, *outreach.visited);
  }
  return found;
}

double count_of(const KnownAreas& known, std::uint32_t unit) {
  return static_cast<double>(known.rows[unit].count.value_or(-1));
}

/// Areas in tiers, the surest first, of those as sure the ones with the most; then others with the most.
Units most_expected(const KnownAreas& known, std::size_t most) {
  const std::size_t areas = known.rows.size();
  const auto by_count = [&](bool in_tiers) {
    return highest(
        areas, areas,
        [&](auto unit) { return known.hotspots[unit].tier.empty() != in_tiers && count_of(known, unit) > 0.0; },
        [&](auto unit) { return count_of(known, unit); });
  };
  Units found = by_count(true);
  std::stable_sort(found.begin(), found.end(),
                   [&](auto a, auto b) { return known.risks[a].p_top > known.risks[b].p_top; });
  const Units others = by_count(false);
  found.insert(found.end(), others.begin(), others.end());
  found.resize(std::min(found.size(), most));
  return found;
}

/// Where nobody has been, then other areas in reserve.
Units least_known(const KnownAreas& known, const std::vector<bool>& is_visited, const std::vector<bool>& is_reserve,
                  std::size_t most) {
  const auto rate = [&](std::uint32_t unit) {
    const double smoothed = known.rows[unit].smoothed_per_1000;
    return std::isfinite(smoothed) ? smoothed : -1.0;
  };
  Units found = highest(
      is_visited.size(), most, [&](auto unit) { return !is_visited[unit]; }, rate);
  const Units others = highest(
      is_visited.size(), most - found.size(), [&](auto unit) { return is_visited[unit] && is_reserve[unit]; }, rate);
  found.insert(found.end(), others.begin(), others.end());
  return found;
}

/// As many of each group as its floor asks for.
Units promised(const KnownAreas& known, std::size_t floor) {
  const geography::Level& level = known.areas.levels.front();
  Units found;
  for (std::uint32_t group = 0; group < level.codes.size(); ++group) {
    const Units held = highest(
        known.rows.size(), floor, [&](auto unit) { return level.group_of_unit[unit] == group; },
        [&](auto unit) { return count_of(known, unit); });
    found.insert(found.end(), held.begin(), held.end());
  }
  return found;
}

}  // namespace

double most_visits(const Outreach& outreach) {
  constexpr double kMostInARound = 10.0;
  return static_cast<double>(outreach.teams) *
         std::min(kMostInARound, std::floor(outreach.hours / outreach.visit_hours + 1e-9));
}

Candidates outreach_candidates(const KnownAreas& known, const Outreach& outreach) {
  const std::vector<bool> is_visited = visited(known.areas, outreach);
  Candidates found;
  for (std::size_t unit = 0; unit < known.rows.size(); ++unit) {
    found.is_reserve.push_back(known.rows[unit].reliability != publish::Reliability::ok || !is_visited[unit]);
  }
  const auto reserved = static_cast<std::size_t>(std::ceil(outreach.reserved_share * most_visits(outreach) - 1e-9));
  std::set<std::uint32_t> units;
  const auto add = [&units](const Units& more) { units.insert(more.begin(), more.end()); };
  add(most_expected(known, outreach.most_areas));
  add(least_known(known, is_visited, found.is_reserve, kReserveAVisit * reserved));
  if (outreach.floor > 0) {
    add(promised(known, outreach.floor));
  }
  found.units.assign(units.begin(), units.end());
  return found;
}

}  // namespace libprofile::profile::detail
