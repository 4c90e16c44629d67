// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/number_sets.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "libprofile/clusters/labels.hpp"

namespace libprofile::clusters::detail {

std::vector<std::int32_t> number_sets(std::vector<std::uint32_t> first_id, const std::vector<std::uint32_t>& root_of) {
  std::vector<std::uint32_t> roots;
  for (std::uint32_t item = 0; item < root_of.size(); ++item) {
    std::uint32_t& of_set = first_id[root_of[item]];
    of_set = std::min(of_set, first_id[item]);
    if (root_of[item] == item) {
      roots.push_back(item);
    }
  }
  std::erase_if(roots, [&](std::uint32_t root) { return first_id[root] == kNoId; });
  std::sort(roots.begin(), roots.end(), [&](std::uint32_t a, std::uint32_t b) { return first_id[a] < first_id[b]; });
  std::vector<std::int32_t> label(root_of.size(), kNoise);
  for (std::size_t rank = 0; rank < roots.size(); ++rank) {
    label[roots[rank]] = static_cast<std::int32_t>(rank);
  }
  // A root is the least item of its set: it has its label before the others ask for it.
  for (std::size_t item = 0; item < label.size(); ++item) {
    label[item] = label[root_of[item]];
  }
  return label;
}

std::vector<std::int32_t> number_sets(std::vector<std::uint32_t> first_id, UnionFind& sets) {
  std::vector<std::uint32_t> root_of(first_id.size());
  for (std::uint32_t item = 0; item < root_of.size(); ++item) {
    root_of[item] = sets.find(item);
  }
  return number_sets(std::move(first_id), root_of);
}

}  // namespace libprofile::clusters::detail
