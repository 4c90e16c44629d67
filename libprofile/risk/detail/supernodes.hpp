// SPDX-License-Identifier: MIT
/// @file
/// Which columns of a Cholesky factor stand on the same rows, so that they are dense blocks.
#pragma once

#include <cstddef>
#include <vector>

#include "libprofile/risk/detail/sparse_matrix.hpp"

namespace libprofile::risk::detail {

/// A run of columns of the factor with one pattern: its own rows, and the same rows below.
struct Supernode {
  int first = 0;
  int columns = 0;
  /// Rows below the run, rising.
  std::vector<int> below;
  /// The supernode of the first row below, or -1; it takes what this one leaves over.
  int parent = -1;
  /// Where each row below stands in the parent: its own columns first, then its rows below.
  std::vector<int> in_parent;
  /// Supernodes whose parent this is.
  std::vector<int> children;

  [[nodiscard]] int rows() const { return columns + static_cast<int>(below.size()); }
};

/// Children before parents.
using Supernodes = std::vector<Supernode>;

/// The supernodes of a pattern. Runs are joined where few zeros are stored for it.
///
/// Method: Liu (1990), SIAM J. Matrix Anal. Appl. 11, pages 134-172; Ashcraft and Grimes (1989), ACM Trans. Math.
/// Softw. 15, pages 291-309, for joining.
[[nodiscard]] Supernodes supernodes(const SparseMatrix& pattern);

/// The elimination tree: the first row below the diagonal of each column of the factor, or -1.
[[nodiscard]] std::vector<int> elimination_tree(const SparseMatrix& pattern);

}  // namespace libprofile::risk::detail
