// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/levels.hpp"

#include <algorithm>
#include <cstddef>

#include "libprofile/core/error.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr std::uint32_t kUnseen = 0xFFFFFFFFU;

Level make_level(const ParentColumn& parent, const std::vector<std::string>& units,
                 std::span<const std::uint32_t> order) {
  Level level;
  level.name = parent.level;
  level.codes = parent.codes;
  std::sort(level.codes.begin(), level.codes.end());
  level.codes.erase(std::unique(level.codes.begin(), level.codes.end()), level.codes.end());
  level.names = level.codes;
  std::vector<char> is_named(level.codes.size(), 0);
  for (const std::uint32_t unit : order) {
    const std::string& code = parent.codes[unit];
    if (code.empty()) {
      throw InvalidArgument("area " + units[unit] + " has no " + parent.level + ": every area needs one");
    }
    const auto group = std::lower_bound(level.codes.begin(), level.codes.end(), code) - level.codes.begin();
    level.group_of_unit.push_back(static_cast<std::uint32_t>(group));
    if (!parent.names.empty() && is_named[group] == 0 && !parent.names[unit].empty()) {
      level.names[group] = parent.names[unit];
      is_named[group] = 1;
    }
  }
  return level;
}

void check_nesting(const Level& inner, const Level& outer) {
  std::vector<std::uint32_t> outer_of(inner.codes.size(), kUnseen);
  for (std::size_t unit = 0; unit < inner.group_of_unit.size(); ++unit) {
    std::uint32_t& seen = outer_of[inner.group_of_unit[unit]];
    const std::uint32_t here = outer.group_of_unit[unit];
    if (seen != kUnseen && seen != here) {
      throw InvalidArgument(inner.name + " " + inner.codes[inner.group_of_unit[unit]] + " lies in two of " +
                            outer.name + ", " + outer.codes[std::min(seen, here)] + " and " +
                            outer.codes[std::max(seen, here)] +
                            ": each must lie in one, and levels be given nearest first");
    }
    seen = here;
  }
}

}  // namespace

std::vector<Level> make_levels(const AreaColumns& columns, std::span<const std::uint32_t> order) {
  std::vector<Level> levels;
  for (const ParentColumn& parent : columns.parents) {
    levels.push_back(make_level(parent, columns.codes, order));
    if (levels.size() > 1) {
      check_nesting(levels[levels.size() - 2], levels.back());
    }
  }
  return levels;
}

}  // namespace libprofile::geography::detail
