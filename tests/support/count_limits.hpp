// SPDX-License-Identifier: MIT
/// @file
/// What a table of counts says of each of them: limits passed up and down all sums until none moves.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libprofile/geography/area_set.hpp"
#include "libprofile/geography/count_table.hpp"

namespace libprofile::testing {

using Rows = std::vector<std::vector<std::string>>;
/// Level and code of a unit or a group.
using Node = std::pair<std::string, std::string>;

/// The group that each unit and each group is in; of the highest, everything.
inline std::map<Node, Node> parents_of(const geography::AreaSet& areas) {
  std::map<Node, Node> above;
  for (std::size_t unit = 0; unit < areas.size(); ++unit) {
    Node node{"neighbourhood", areas.codes[unit]};
    for (const geography::Level& level : areas.levels) {
      const Node group{areas.levels.size() == 1 ? "district" : level.name, level.codes[level.group_of_unit[unit]]};
      above[node] = group;
      node = group;
    }
    above[node] = {"all", "all"};
  }
  return above;
}

/// What tables/counts.csv would hold of raw counts: level, unit, no name, category, count.
inline Rows exact_rows(const geography::CountTable& counts, const geography::AreaSet& areas) {
  const auto above = parents_of(areas);
  std::map<std::array<std::string, 3>, std::int64_t> sums;
  for (std::size_t unit = 0; unit < counts.units.size(); ++unit) {
    for (std::size_t category = 0; category < counts.categories.size(); ++category) {
      for (Node node{"neighbourhood", counts.units[unit]}; !node.first.empty();) {
        sums[{node.first, node.second, counts.categories[category]}] += counts.at(unit, category);
        sums[{node.first, node.second, "all"}] += counts.at(unit, category);
        node = node.first == "all" ? Node() : above.at(node);
      }
    }
  }
  Rows rows{{"level", "unit", "name", "category", "count"}};
  for (const auto& [key, sum] : sums) {
    rows.push_back({key[0], key[1], "", key[2], std::to_string(sum)});
  }
  return rows;
}

/// Rows of tables/counts.csv (level, unit, name, category, count), as an attacker reads them.
class CountLimits {
 public:
  CountLimits(const Rows& rows, const geography::AreaSet& areas, double base) {
    const auto above = parents_of(areas);
    for (std::size_t row = 1; row < rows.size(); ++row) {
      const std::size_t at = place(rows[row][0], rows[row][1], rows[row][3]);
      if (!rows[row][4].empty()) {
        const double shown = std::stod(rows[row][4]);
        least_[at] = std::max(0.0, shown - base + 1.0);
        most_[at] = shown + base - 1.0;
      }
    }
    for (const auto& [key, at] : place_) {
      const auto& [level, unit, category] = key;
      if (category != "all") {
        parts_[place_.at({level, unit, "all"})][0].push_back(at);
      }
      if (level != "all") {
        const auto& [level_above, group] = above.at({level, unit});
        parts_[place_.at({level_above, group, category})][1].push_back(at);
      }
    }
  }

  void pass_on() {
    while (pass_on_once()) {
    }
  }

  [[nodiscard]] std::size_t numbers() const { return least_.size(); }

  [[nodiscard]] double fewest_values() const {
    double fewest = std::numeric_limits<double>::infinity();
    for (std::size_t at = 0; at < least_.size(); ++at) {
      fewest = std::min(fewest, most_[at] - least_[at] + 1.0);
    }
    return fewest;
  }

  /// Numbers with fewer values than `base`.
  [[nodiscard]] std::size_t narrowed(double base) const {
    return count_where([&](double least, double most) { return most - least + 1.0 < base; });
  }

  [[nodiscard]] std::size_t certainly_few(double threshold) const {
    return count_where([&](double least, double most) { return least >= 1.0 && most < threshold; });
  }

  /// Whether every limit holds what another table of the same records says.
  [[nodiscard]] bool all_hold(const Rows& exact) {
    for (std::size_t row = 1; row < exact.size(); ++row) {
      const std::size_t at = place(exact[row][0], exact[row][1], exact[row][3]);
      const double count = std::stod(exact[row][4]);
      if (count < least_[at] || count > most_[at]) {
        return false;
      }
    }
    return true;
  }

 private:
  template <class Is>
  [[nodiscard]] std::size_t count_where(Is is) const {
    std::size_t found = 0;
    for (std::size_t at = 0; at < least_.size(); ++at) {
      found += is(least_[at], most_[at]) ? 1 : 0;
    }
    return found;
  }

  /// Of a number, by level, unit and category: new, with nothing known of it, where it was not asked for before.
  std::size_t place(const std::string& level, const std::string& unit, const std::string& category) {
    const auto [found, is_new] = place_.try_emplace({level, unit, category}, least_.size());
    if (is_new) {
      least_.push_back(0.0);
      most_.push_back(std::numeric_limits<double>::infinity());
    }
    return found->second;
  }

  bool pass_on_once() {
    bool has_moved = false;
    const auto narrow = [&](std::size_t at, double least, double most) {
      has_moved = has_moved || least > least_[at] || most < most_[at];
      least_[at] = std::max(least_[at], least);
      most_[at] = std::min(most_[at], most);
    };
    for (const auto& [sum, ways] : parts_) {
      for (const std::vector<std::size_t>& parts : ways) {
        if (parts.empty()) {
          continue;
        }
        double least = 0.0;
        double most = 0.0;
        for (const std::size_t part : parts) {
          least += least_[part];
          most += most_[part];
        }
        narrow(sum, least, most);
        for (const std::size_t part : parts) {
          const double others_most = std::isinf(most) ? std::numeric_limits<double>::infinity() : most - most_[part];
          narrow(part, least_[sum] - others_most, most_[sum] - (least - least_[part]));
        }
      }
    }
    return has_moved;
  }

  std::map<std::array<std::string, 3>, std::size_t> place_;
  std::vector<double> least_;
  std::vector<double> most_;
  /// Of each sum: its parts by category, and by area.
  std::map<std::size_t, std::array<std::vector<std::size_t>, 2>> parts_;
};

}  // namespace libprofile::testing
