// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/people_homes.hpp"

#include <algorithm>
#include <unordered_map>

#include "libprofile/profile/detail/area_level.hpp"
#include "libprofile/profile/detail/people_tables.hpp"

namespace libprofile::profile::detail {
namespace {

/// Every code of an area, and of a group of the levels below and at `level`, with the group of `level` that it lies in.
std::unordered_map<std::string, std::size_t> districts_by_code(const geography::AreaSet& areas, std::size_t level) {
  std::unordered_map<std::string, std::size_t> district;
  const std::vector<std::uint32_t>& of_unit = areas.levels[level].group_of_unit;
  for (std::size_t unit = 0; unit < areas.size(); ++unit) {
    district.emplace(areas.codes[unit], of_unit[unit]);
    for (std::size_t below = 0; below <= level; ++below) {
      district.emplace(areas.levels[below].codes[areas.levels[below].group_of_unit[unit]], of_unit[unit]);
    }
  }
  return district;
}

}  // namespace

bool may_show_districts(const geography::AreaSet& areas, const disclosure::Policy& policy) {
  const auto level = area_level(areas);
  if (!level || areas.population.empty()) {
    return level.has_value();
  }
  std::vector<double> residents(areas.levels[*level].codes.size(), 0.0);
  for (std::size_t unit = 0; unit < areas.size(); ++unit) {
    residents[areas.levels[*level].group_of_unit[unit]] += areas.population[unit];
  }
  const auto minimum = static_cast<double>(policy.fields().minimum_residents);
  return minimum <= 0.0 ||
         std::all_of(residents.begin(), residents.end(), [minimum](double count) { return count >= minimum; });
}

Homes homes_of(const std::vector<std::string>& home_areas, const geography::AreaSet& areas) {
  const std::size_t level = *area_level(areas);
  Homes homes;
  homes.labels = areas.levels[level].codes;
  const std::size_t elsewhere = homes.labels.size();
  homes.labels.emplace_back(kElsewhere);
  const auto district = districts_by_code(areas, level);
  for (const std::string& code : home_areas) {
    const auto found = district.find(code);
    homes.of_value.push_back(found == district.end() ? elsewhere : found->second);
  }
  return homes;
}

}  // namespace libprofile::profile::detail
