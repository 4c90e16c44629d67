// SPDX-License-Identifier: MIT
/// @file
/// An order in which a sparse factor stays sparse.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/risk/detail/sparse_matrix.hpp"

namespace libprofile::risk::detail {

/// An order of rows in which the factor of a matrix of this pattern stays sparse, and columns that stand on the same
/// rows stand together: `order[new] = old`.
///
/// Method: approximate minimum degree, Amestoy, Davis and Duff (1996), SIAM J. Matrix Anal. Appl. 17; then the
/// elimination tree from its leaves.
[[nodiscard]] std::vector<std::size_t> fill_reducing_order(const SparseMatrix& pattern);

}  // namespace libprofile::risk::detail
