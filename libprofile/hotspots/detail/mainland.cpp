// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/mainland.hpp"

#include <cstdint>
#include <numeric>

namespace libprofile::hotspots::detail {
namespace {

template <class Visit>
void for_each_link(const geography::Weights& weights, Visit visit) {
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      if (weights.neighbours[k] != i && weights.values[k] > 0.0) {
        visit(i, weights.neighbours[k]);
      }
    }
  }
}

/// Whether each place is no island, nor one whose neighbours are all left out. Every link is looked at three times.
std::vector<std::uint8_t> is_on_mainland(const geography::Weights& weights) {
  std::vector<std::size_t> neighbours(weights.size(), 0);
  std::vector<std::size_t> begin(weights.size() + 1, 0);
  for_each_link(weights, [&](std::size_t from, std::size_t to) {
    ++neighbours[from];
    ++begin[to + 1];
  });
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::size_t> linked_from(begin.back());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for_each_link(weights, [&](std::size_t from, std::size_t to) { linked_from[next[to]++] = from; });
  std::vector<std::uint8_t> is_in(weights.size(), 1);
  std::vector<std::size_t> leaving;
  const auto leave = [&](std::size_t i) {
    is_in[i] = 0;
    leaving.push_back(i);
  };
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (neighbours[i] == 0) {
      leave(i);
    }
  }
  while (!leaving.empty()) {
    const std::size_t left = leaving.back();
    leaving.pop_back();
    for (std::size_t k = begin[left]; k < begin[left + 1]; ++k) {
      if (--neighbours[linked_from[k]] == 0) {
        leave(linked_from[k]);
      }
    }
  }
  return is_in;
}

}  // namespace

Mainland mainland_of(const geography::Weights& weights) {
  const std::vector<std::uint8_t> is_in = is_on_mainland(weights);
  Mainland mainland;
  std::vector<std::uint32_t> number(weights.size(), 0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (is_in[i] != 0) {
      number[i] = static_cast<std::uint32_t>(mainland.place.size());
      mainland.place.push_back(i);
    }
  }
  for (const std::size_t i : mainland.place) {
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      if (is_in[weights.neighbours[k]] != 0) {
        mainland.weights.neighbours.push_back(number[weights.neighbours[k]]);
        mainland.weights.values.push_back(weights.values[k]);
      }
    }
    mainland.weights.offsets.push_back(mainland.weights.neighbours.size());
  }
  return mainland;
}

}  // namespace libprofile::hotspots::detail
