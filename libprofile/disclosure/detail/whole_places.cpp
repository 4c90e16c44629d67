// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/whole_places.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace libprofile::disclosure::detail {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Range {
  double least = 0.0;
  double most = 0.0;
};

/// A sum of ranges, of which one can be taken out again although the most of others is infinite.
struct RangeSum {
  double least = 0.0;
  double most = 0.0;
  std::size_t unlimited = 0;

  void add(const Range& range) {
    least += range.least;
    if (std::isinf(range.most)) {
      ++unlimited;
    } else {
      most += range.most;
    }
  }

  [[nodiscard]] Range all() const { return {least, unlimited > 0 ? kInfinity : most}; }

  [[nodiscard]] Range without(const Range& range) const {
    const bool is_unlimited = std::isinf(range.most);
    const bool others_are = unlimited > (is_unlimited ? 1U : 0U);
    return {least - range.least, others_are ? kInfinity : most - (is_unlimited ? 0.0 : range.most)};
  }
};

/// By level and node.
using ColumnRanges = std::vector<std::vector<Range>>;

Range narrowed(const Range& a, const Range& b) {
  return {std::max(a.least, b.least), std::min(a.most, b.most)};
}

Range own_range(std::int64_t shown, std::int64_t band) {
  if (shown == kWithheld) {
    return {0.0, kInfinity};
  }
  return {static_cast<double>(std::max<std::int64_t>(0, shown - band + 1)), static_cast<double>(shown + band - 1)};
}

std::vector<RangeSum> sums_below(const AuditedTree& audited, const ColumnRanges& ranges, std::size_t level) {
  std::vector<RangeSum> sums(audited.tree.sizes[level]);
  for (std::size_t node = 0; node < audited.tree.sizes[level - 1]; ++node) {
    sums[audited.tree.parents[level - 1][node]].add(ranges[level - 1][node]);
  }
  return sums;
}

/// What each node can be by itself and by all that is below it.
ColumnRanges from_below(const AuditedTree& audited, std::size_t column, std::int64_t band) {
  ColumnRanges ranges(audited.tree.levels());
  for (std::size_t level = 0; level < audited.tree.levels(); ++level) {
    const std::vector<RangeSum> sums = level > 0 ? sums_below(audited, ranges, level) : std::vector<RangeSum>{};
    for (std::size_t node = 0; node < audited.tree.sizes[level]; ++node) {
      const Range own = own_range(audited.shown({level, node, column}), band);
      ranges[level].push_back(level > 0 ? narrowed(own, sums[node].all()) : own);
    }
  }
  return ranges;
}

/// The same by what is above it and beside it as well.
void narrow_from_above(const AuditedTree& audited, ColumnRanges& ranges) {
  for (std::size_t level = audited.tree.levels() - 1; level > 0; --level) {
    const std::vector<RangeSum> sums = sums_below(audited, ranges, level);
    for (std::size_t node = 0; node < ranges[level - 1].size(); ++node) {
      Range& range = ranges[level - 1][node];
      const std::size_t parent = audited.tree.parents[level - 1][node];
      const Range others = sums[parent].without(range);
      const Range& whole = ranges[level][parent];
      range = narrowed(range, {whole.least - others.most, whole.most - others.least});
    }
  }
}

bool is_possible(const ColumnRanges& ranges) {
  return std::all_of(ranges.begin(), ranges.end(), [](const std::vector<Range>& level) {
    return std::all_of(level.begin(), level.end(), [](const Range& range) { return range.least <= range.most; });
  });
}

bool are_whole(const AuditedTree& audited) {
  for (const std::vector<std::int64_t>& level : audited.table->shown) {
    for (std::size_t first = 0; first < level.size(); first += audited.width) {
      for (std::size_t cell = first + 1; cell < first + audited.width; ++cell) {
        if ((level[cell] == kWithheld) != (level[first] == kWithheld)) {
          return false;
        }
      }
    }
  }
  return true;
}

}  // namespace

std::optional<std::vector<Limits>> limits_of_whole_places(const AuditedTree& audited) {
  if (!audited.table->known.empty() || !adds_up(audited) || !are_whole(audited)) {
    return std::nullopt;
  }
  std::vector<std::size_t> first_cell{0};
  for (const std::vector<std::int64_t>& level : audited.table->shown) {
    first_cell.push_back(first_cell.back() + level.size());
  }
  std::vector<Limits> limits(first_cell.back());
  for (std::size_t column = 0; column < audited.width; ++column) {
    if (!is_possible(from_below(audited, column, 1))) {
      return std::nullopt;
    }
    ColumnRanges ranges = from_below(audited, column, audited.table->band);
    narrow_from_above(audited, ranges);
    for (std::size_t level = 0; level < ranges.size(); ++level) {
      for (std::size_t node = 0; node < ranges[level].size(); ++node) {
        limits[first_cell[level] + node * audited.width + column] = {ranges[level][node].least,
                                                                     ranges[level][node].most, true};
      }
    }
  }
  return limits;
}

}  // namespace libprofile::disclosure::detail
