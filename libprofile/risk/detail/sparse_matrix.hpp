// SPDX-License-Identifier: MIT
/// @file
/// The sparse matrices of models of smooth risk.
#pragma once

#include <Eigen/SparseCore>

namespace libprofile::risk::detail {

/// Compressed by columns; both triangles are stored.
using SparseMatrix = Eigen::SparseMatrix<double>;

}  // namespace libprofile::risk::detail
