// SPDX-License-Identifier: MIT
#include "libprofile/geography/largest_in_margins.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <tuple>
#include <utility>

#include "libprofile/geography/detail/radix_sort.hpp"

namespace libprofile::geography {
namespace {

struct Entry {
  std::int32_t contributor;
  std::int32_t unit;
  std::int32_t category;

  friend bool operator==(const Entry&, const Entry&) = default;
  friend bool operator<(const Entry& a, const Entry& b) {
    return std::tie(a.unit, a.category) < std::tie(b.unit, b.category);
  }
};

// Counted records of known contributors, by contributor.
std::vector<Entry> entries_of(const CountColumns& columns, std::span<const std::int32_t> contributor) {
  std::vector<Entry> entries;
  entries.reserve(columns.unit.size());
  std::int32_t last = 0;
  for (std::size_t i = 0; i < columns.unit.size(); ++i) {
    const std::int32_t category = columns.category.empty() ? 0 : columns.category[i];
    if (columns.unit[i] >= 0 && category >= 0 && contributor[i] >= 0) {
      entries.push_back({contributor[i], columns.unit[i], category});
      last = std::max(last, contributor[i]);
    }
  }
  detail::radix_sort(entries, detail::bits_of(static_cast<std::uint64_t>(last)),
                     [](const Entry& entry) { return static_cast<std::uint32_t>(entry.contributor); });
  return entries;
}

// The most of one contributor in each node of one level.
class LargestOfLevel {
 public:
  // node_of_unit: empty where everything is one node.
  LargestOfLevel(std::size_t nodes, std::span<const std::uint32_t> node_of_unit)
      : node_of_unit_(node_of_unit), largest_(nodes, 0) {}

  // All entries of one contributor.
  void add(std::span<const Entry> entries) {
    nodes_.clear();
    for (const Entry& entry : entries) {
      nodes_.push_back(node_of_unit_.empty() ? 0 : node_of_unit_[static_cast<std::size_t>(entry.unit)]);
    }
    std::sort(nodes_.begin(), nodes_.end());
    std::int64_t run = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      run = i > 0 && nodes_[i] == nodes_[i - 1] ? run + 1 : 1;
      largest_[nodes_[i]] = std::max(largest_[nodes_[i]], run);
    }
  }

  [[nodiscard]] std::vector<std::int64_t> take() { return std::move(largest_); }

 private:
  std::span<const std::uint32_t> node_of_unit_;
  std::vector<std::int64_t> largest_;
  std::vector<std::uint32_t> nodes_;
};

// Where the entries of the contributor at `begin` end.
std::size_t end_of_contributor(const std::vector<Entry>& entries, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < entries.size() && entries[end].contributor == entries[begin].contributor) {
    ++end;
  }
  return end;
}

}  // namespace

std::vector<std::vector<std::int64_t>> largest_in_margins(const CountColumns& columns, const AreaSet& units,
                                                          CountOf count_of) {
  const auto contributor = columns.contributor.empty() ? columns.person : columns.contributor;
  if (contributor.empty()) {
    return {};
  }
  std::vector<std::uint32_t> self(units.size());
  for (std::uint32_t unit = 0; unit < self.size(); ++unit) {
    self[unit] = unit;
  }
  std::vector<LargestOfLevel> levels;
  levels.emplace_back(units.size(), self);
  for (const Level& level : units.levels) {
    levels.emplace_back(level.codes.size(), level.group_of_unit);
  }
  levels.emplace_back(1, std::span<const std::uint32_t>());

  std::vector<Entry> entries = entries_of(columns, contributor);
  for (std::size_t begin = 0; begin < entries.size();) {
    const std::size_t end = end_of_contributor(entries, begin);
    std::span<Entry> own = std::span(entries).subspan(begin, end - begin);
    if (count_of == CountOf::persons) {
      // Each cell of a person once.
      std::sort(own.begin(), own.end());
      own = own.first(static_cast<std::size_t>(std::unique(own.begin(), own.end()) - own.begin()));
    }
    for (LargestOfLevel& level : levels) {
      level.add(own);
    }
    begin = end;
  }
  std::vector<std::vector<std::int64_t>> largest;
  for (LargestOfLevel& level : levels) {
    largest.push_back(level.take());
  }
  return largest;
}

}  // namespace libprofile::geography
