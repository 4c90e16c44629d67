// SPDX-License-Identifier: MIT
#include "libprofile/geography/weights_algebra.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/detail/grouping.hpp"
#include "libprofile/geography/detail/weight_rows.hpp"

namespace libprofile::geography {
namespace {

using Row = std::vector<std::uint32_t>;
using RowView = std::span<const std::uint32_t>;

/// Row by row: `combine(a, b, out)` writes the links of two ascending rows.
template <class Combine>
Weights combined(const Weights& first, const Weights& second, Combine&& combine) {
  require(first.size() == second.size(), "second.size()", second.size(),
          "the number of places of the first (" + std::to_string(first.size()) + ")");
  return detail::binary_weights(first.size(), [&](std::size_t i, Row& row) {
    combine(first.neighbours_of(i), second.neighbours_of(i), std::back_inserter(row));
  });
}

/// Marks places that were reached; a new round forgets them without touching the memory.
class Reached {
 public:
  explicit Reached(std::size_t n) : round_of_(n, 0) {}

  void begin() { ++round_; }
  /// True the first time in a round.
  bool mark(std::uint32_t i) {
    const bool is_new = round_of_[i] != round_;
    round_of_[i] = round_;
    return is_new;
  }

 private:
  std::vector<std::uint32_t> round_of_;
  std::uint32_t round_ = 0;
};

/// Breadth first from i, `order` rounds; adds the last round, or all of them, to the row.
void add_reached(const Weights& weights, const HigherOrderOptions& options, std::uint32_t i, Reached& reached,
                 Row& row) {
  reached.begin();
  reached.mark(i);
  row.push_back(i);
  std::size_t round_begin = 0;
  for (std::int32_t step = 0; step < options.order && round_begin < row.size(); ++step) {
    const std::size_t round_end = row.size();
    for (std::size_t k = round_begin; k < round_end; ++k) {
      for (const std::uint32_t j : weights.neighbours_of(row[k])) {
        if (reached.mark(j)) {
          row.push_back(j);
        }
      }
    }
    round_begin = round_end;
  }
  const std::size_t keep_from = options.lower == LowerOrders::include ? 1 : round_begin;
  row.erase(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(keep_from));
}

}  // namespace

Weights united(const Weights& first, const Weights& second) {
  return combined(first, second,
                  [](RowView a, RowView b, auto out) { std::set_union(a.begin(), a.end(), b.begin(), b.end(), out); });
}

Weights intersected(const Weights& first, const Weights& second) {
  return combined(first, second, [](RowView a, RowView b, auto out) {
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), out);
  });
}

Weights difference(const Weights& first, const Weights& second) {
  return combined(first, second, [](RowView a, RowView b, auto out) {
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), out);
  });
}

Weights symmetric_difference(const Weights& first, const Weights& second) {
  return combined(first, second, [](RowView a, RowView b, auto out) {
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), out);
  });
}

Weights symmetrised(const Weights& weights) {
  Weights reversed;
  reversed.offsets.assign(weights.size() + 1, 0);
  for (const std::uint32_t j : weights.neighbours) {
    ++reversed.offsets[j + std::size_t{1}];
  }
  std::partial_sum(reversed.offsets.begin(), reversed.offsets.end(), reversed.offsets.begin());
  reversed.neighbours.resize(weights.links());
  std::vector<std::size_t> next(reversed.offsets.begin(), reversed.offsets.end() - 1);
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    for (const std::uint32_t j : weights.neighbours_of(i)) {
      reversed.neighbours[next[j]++] = i;
    }
  }
  return united(weights, reversed);
}

Weights without_self(const Weights& weights) {
  Weights result;
  result.offsets.reserve(weights.offsets.size());
  result.neighbours.reserve(weights.links());
  result.values.reserve(weights.links());
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      if (weights.neighbours[k] != i) {
        result.neighbours.push_back(weights.neighbours[k]);
        result.values.push_back(weights.values[k]);
      }
    }
    result.offsets.push_back(result.neighbours.size());
  }
  return result;
}

void validate(const HigherOrderOptions& options) {
  require(options.order >= 1, "order", options.order, "at least 1");
}

Weights higher_order(const Weights& weights, const HigherOrderOptions& options) {
  validate(options);
  return detail::binary_weights_with(
      weights.size(), [&] { return Reached(weights.size()); },
      [&](std::size_t i, Row& row, Reached& reached) {
        add_reached(weights, options, static_cast<std::uint32_t>(i), reached, row);
      });
}

Weights block(std::span<const std::int32_t> group) {
  const std::int32_t last = group.empty() ? -1 : *std::max_element(group.begin(), group.end());
  std::vector<std::int32_t> present(group.begin(), group.end());
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  const auto rank = [&](std::int32_t number) {
    return static_cast<std::uint32_t>(std::lower_bound(present.begin(), present.end(), number) - present.begin());
  };
  if (last < 0) {
    Weights none;
    none.offsets.assign(group.size() + 1, 0);
    return none;
  }
  const detail::Groups groups = detail::group_by(
      group.size(), present.size(), [&](std::size_t i) { return group[i] < 0 ? detail::kUngrouped : rank(group[i]); });
  std::uint64_t links = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::uint64_t places = groups.items_of(g).size();
    links += places == 0 ? 0 : places * (places - 1);
  }
  require(links <= kMostLinks, "links", static_cast<std::size_t>(links),
          "at most " + std::to_string(kMostLinks) + ": use smaller groups");
  return detail::binary_weights(group.size(), [&](std::size_t i, Row& row) {
    if (group[i] >= 0) {
      const RowView same = groups.items_of(rank(group[i]));
      std::copy_if(same.begin(), same.end(), std::back_inserter(row), [i](std::uint32_t j) { return j != i; });
    }
  });
}

}  // namespace libprofile::geography
