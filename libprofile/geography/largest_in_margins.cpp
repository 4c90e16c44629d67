// SPDX-License-Identifier: MIT
#include "libprofile/geography/largest_in_margins.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <tuple>

namespace libprofile::geography {
namespace {

struct Entry {
  std::int32_t contributor;
  std::int32_t unit;
  std::int32_t category;

  friend bool operator==(const Entry&, const Entry&) = default;
  friend bool operator<(const Entry& a, const Entry& b) {
    return std::tie(a.contributor, a.unit, a.category) < std::tie(b.contributor, b.unit, b.category);
  }
};

// Counted records of known contributors, by contributor; where persons are counted, each cell of a person once.
std::vector<Entry> entries_of(const CountColumns& columns, std::span<const std::int32_t> contributor,
                              CountOf count_of) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < columns.unit.size(); ++i) {
    const std::int32_t category = columns.category.empty() ? 0 : columns.category[i];
    if (columns.unit[i] >= 0 && category >= 0 && contributor[i] >= 0) {
      entries.push_back({contributor[i], columns.unit[i], category});
    }
  }
  std::sort(entries.begin(), entries.end());
  if (count_of == CountOf::persons) {
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  }
  return entries;
}

// The longest run of one contributor's entries in each node of one level.
std::vector<std::int64_t> largest_of_level(const std::vector<Entry>& entries, std::size_t nodes,
                                           const std::vector<std::uint32_t>& node_of_unit) {
  std::vector<std::pair<std::int32_t, std::uint32_t>> places;
  places.reserve(entries.size());
  for (const Entry& entry : entries) {
    places.emplace_back(entry.contributor, node_of_unit[static_cast<std::size_t>(entry.unit)]);
  }
  std::sort(places.begin(), places.end());
  std::vector<std::int64_t> largest(nodes, 0);
  std::int64_t run = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    run = i > 0 && places[i] == places[i - 1] ? run + 1 : 1;
    largest[places[i].second] = std::max(largest[places[i].second], run);
  }
  return largest;
}

}  // namespace

std::vector<std::vector<std::int64_t>> largest_in_margins(const CountColumns& columns, const AreaSet& units,
                                                          CountOf count_of) {
  const auto contributor = columns.contributor.empty() ? columns.person : columns.contributor;
  if (contributor.empty()) {
    return {};
  }
  const std::vector<Entry> entries = entries_of(columns, contributor, count_of);
  std::vector<std::uint32_t> self(units.size());
  for (std::uint32_t unit = 0; unit < self.size(); ++unit) {
    self[unit] = unit;
  }
  std::vector<std::vector<std::int64_t>> largest;
  largest.push_back(largest_of_level(entries, units.size(), self));
  for (const Level& level : units.levels) {
    largest.push_back(largest_of_level(entries, level.codes.size(), level.group_of_unit));
  }
  largest.push_back(largest_of_level(entries, 1, std::vector<std::uint32_t>(units.size(), 0)));
  return largest;
}

}  // namespace libprofile::geography
