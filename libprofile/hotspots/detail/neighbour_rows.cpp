// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/neighbour_rows.hpp"

#include <algorithm>
#include <atomic>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {

NeighbourRows::NeighbourRows(const geography::Weights& weights) : rows_(&weights), is_equal_(weights.size(), 1) {
  std::atomic<bool> is_clean = true;
  core::parallel_blocks(weights.size(), core::kBlock, [&](std::size_t begin, std::size_t end) {
    bool clean = true;
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
        clean &= weights.neighbours[k] != i && weights.values[k] != 0.0;
      }
    }
    if (!clean) {
      is_clean = false;
    }
  });
  if (!is_clean) {
    leave_out(weights);
    rows_ = &kept_;
  }
  core::parallel_for(size(), [&](std::size_t i) {
    const auto w = values_of(i);
    is_equal_[i] = std::all_of(w.begin(), w.end(), [&](double value) { return value == w.front(); }) ? 1 : 0;
  });
  for (std::size_t i = 0; i < size(); ++i) {
    greatest_degree_ = std::max(greatest_degree_, degree(i));
  }
}

void NeighbourRows::leave_out(const geography::Weights& weights) {
  kept_.offsets.reserve(weights.offsets.size());
  kept_.neighbours.reserve(weights.links());
  kept_.values.reserve(weights.links());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      if (weights.neighbours[k] != i && weights.values[k] != 0.0) {
        kept_.neighbours.push_back(weights.neighbours[k]);
        kept_.values.push_back(weights.values[k]);
      }
    }
    kept_.offsets.push_back(kept_.neighbours.size());
  }
}

}  // namespace libprofile::hotspots::detail
