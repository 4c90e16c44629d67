// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/people_groups.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>

#include "libprofile/profile/detail/categories.hpp"
#include "libprofile/profile/detail/people_tables.hpp"

namespace libprofile::profile::detail {
namespace {

struct Class {
  std::string label;
  /// Sizes of groups, both included.
  std::int64_t from;
  std::int64_t to;
};

constexpr std::int64_t kAnySize = INT64_MAX;

std::vector<Class> fine_classes() {
  return {
      {"group of 1", 1, 1}, {"group of 2 or 3", 2, 3}, {"group of 4 or 5", 4, 5}, {"group of 6 or more", 6, kAnySize}};
}

std::vector<Class> coarse_classes() {
  return {{"group of 1", 1, 1}, {"group of 2 or more", 2, kAnySize}};
}

/// Whether one group is more of a class than the policy allows.
bool is_dominated(const std::map<std::string, std::int64_t>& size_of_group, const Class& one,
                  const disclosure::Policy& policy) {
  std::int64_t persons = 0;
  std::int64_t largest = 0;
  for (const auto& [group, size] : size_of_group) {
    if (size >= one.from && size <= one.to) {
      persons += size;
      largest = std::max(largest, size);
    }
  }
  return persons > policy.rounding_base() &&
         static_cast<double>(largest) > policy.fields().dominance * static_cast<double>(persons);
}

}  // namespace

disclosure::ListTable persons_by_group_size(const std::vector<std::string>& group, const std::string& kind,
                                            const disclosure::Policy& policy) {
  std::map<std::string, std::int64_t> size_of_group;
  for (const std::string& one : group) {
    if (one != kNotStated && one != kDiffers) {
      ++size_of_group[one];
    }
  }
  for (const std::vector<Class>& classes : {fine_classes(), coarse_classes()}) {
    const auto dominated = [&](const Class& one) { return is_dominated(size_of_group, one, policy); };
    if (policy.fields().dominance < 1.0 && std::any_of(classes.begin(), classes.end(), dominated)) {
      continue;
    }
    disclosure::ListTable table;
    table.name = kind + " by group size";
    for (const Class& one : classes) {
      std::int64_t persons = 0;
      for (const auto& [name, size] : size_of_group) {
        persons += size >= one.from && size <= one.to ? size : 0;
      }
      table.labels.push_back(one.label);
      table.counts.push_back(persons);
    }
    table.labels.insert(table.labels.end(), {kDiffers, kNotStated});
    table.counts.push_back(std::count(group.begin(), group.end(), kDiffers));
    table.counts.push_back(std::count(group.begin(), group.end(), kNotStated));
    return table;
  }
  return {};
}

}  // namespace libprofile::profile::detail
