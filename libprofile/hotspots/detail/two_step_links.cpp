// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/detail/two_step_links.hpp"

#include <cstddef>
#include <cstdint>
#include <numeric>

#include "libprofile/core/parallel.hpp"

namespace libprofile::hotspots::detail {
namespace {

geography::Weights transposed(const geography::Weights& weights) {
  geography::Weights result;
  result.offsets.assign(weights.size() + 1, 0);
  for (const std::uint32_t j : weights.neighbours) {
    ++result.offsets[j + 1];
  }
  std::partial_sum(result.offsets.begin(), result.offsets.end(), result.offsets.begin());
  result.neighbours.resize(weights.links());
  result.values.resize(weights.links());
  std::vector<std::size_t> next(result.offsets.begin(), result.offsets.end() - 1);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      const std::size_t at = next[weights.neighbours[k]]++;
      result.neighbours[at] = static_cast<std::uint32_t>(i);
      result.values[at] = weights.values[k];
    }
  }
  return result;
}

/// One row of WᵀW at a time, in a dense row that is cleared after use.
class RowMaker {
 public:
  RowMaker(const geography::Weights& weights, const geography::Weights& reverse)
      : weights_(weights), reverse_(reverse), row_(weights.size(), 0.0) {}

  void write(std::size_t j, TwoStepLinks& links, double& squares) {
    const auto from = reverse_.neighbours_of(j);
    for (std::size_t k = 0; k < from.size(); ++k) {
      add(reverse_.values_of(j)[k], from[k]);
    }
    links.diagonal[j] = row_[j];
    row_[j] = 0.0;
    for (const std::uint32_t i : touched_) {
      links.rows[j] += row_[i];
      squares += row_[i] * row_[i];
      row_[i] = 0.0;
    }
    touched_.clear();
  }

 private:
  void add(double weight, std::size_t from) {
    const auto to = weights_.neighbours_of(from);
    for (std::size_t k = 0; k < to.size(); ++k) {
      if (row_[to[k]] == 0.0) {
        touched_.push_back(to[k]);
      }
      row_[to[k]] += weight * weights_.values_of(from)[k];
    }
  }

  const geography::Weights& weights_;
  const geography::Weights& reverse_;
  std::vector<double> row_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace

TwoStepLinks two_step_links(const geography::Weights& weights) {
  const std::size_t n = weights.size();
  const geography::Weights reverse = transposed(weights);
  TwoStepLinks links;
  links.diagonal.assign(n, 0.0);
  links.rows.assign(n, 0.0);
  std::vector<double> squares(n, 0.0);
  core::parallel_blocks(n, core::kBlock, [&](std::size_t begin, std::size_t end) {
    RowMaker maker(weights, reverse);
    for (std::size_t j = begin; j < end; ++j) {
      maker.write(j, links, squares[j]);
    }
  });
  const auto sum = [n](auto&& term) { return core::deterministic_sum(n, term); };
  links.pairs.total = sum([&](std::size_t j) { return links.rows[j]; });
  links.pairs.squares = sum([&](std::size_t j) { return squares[j]; });
  links.pairs.rows = sum([&](std::size_t j) { return links.rows[j] * links.rows[j]; });
  links.total = links.pairs.total + sum([&](std::size_t j) { return links.diagonal[j]; });
  return links;
}

}  // namespace libprofile::hotspots::detail
