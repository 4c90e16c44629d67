// SPDX-License-Identifier: MIT
/// @file
/// Which clusters of a condensed tree are answers.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/clusters/condensed_tree.hpp"
#include "libprofile/clusters/hdbscan.hpp"

namespace libprofile::clusters::detail {

/// 1 for each cluster that is chosen; no chosen one lies in another.
[[nodiscard]] std::vector<std::uint8_t> select_clusters(const CondensedTree& tree, const HdbscanOptions& options);

}  // namespace libprofile::clusters::detail
