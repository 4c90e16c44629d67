// SPDX-License-Identifier: MIT
/// @file
/// Sparse symmetric matrices that are factorised many times with one pattern.
#pragma once

#include <cstddef>
#include <vector>

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

namespace libprofile::risk::detail {

/// Compressed by columns; both triangles are stored.
using SparseMatrix = Eigen::SparseMatrix<double>;

/// An order of rows in which the factor of a matrix of this pattern stays sparse: `order[new] = old`.
///
/// Method: approximate minimum degree, Amestoy, Davis and Duff (1996), SIAM J. Matrix Anal. Appl. 17.
[[nodiscard]] std::vector<std::size_t> fill_reducing_order(const SparseMatrix& pattern);

/// L D Lᵀ of a positive definite matrix whose rows already stand in a good order.
class SparseCholesky {
 public:
  /// Finds the pattern of L.
  explicit SparseCholesky(const SparseMatrix& pattern) { factor_.analyzePattern(pattern); }

  /// Factorises a matrix of that pattern. False where it is not positive definite.
  [[nodiscard]] bool factorise(const SparseMatrix& matrix);

  [[nodiscard]] double log_determinant() const;
  [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& right) const { return factor_.solve(right); }

  /// Standard normal numbers -> a draw whose covariance is the inverse of the matrix.
  [[nodiscard]] Eigen::VectorXd colour(const Eigen::VectorXd& white) const;

  /// The diagonal of the inverse, without the rest of it.
  ///
  /// Method: Takahashi, Fagan and Chin (1973); Erisman and Tinney (1975), Commun. ACM 18, pages 177-179.
  [[nodiscard]] Eigen::VectorXd inverse_diagonal() const;

 private:
  Eigen::SimplicialLDLT<SparseMatrix, Eigen::Lower, Eigen::NaturalOrdering<int>> factor_;
};

}  // namespace libprofile::risk::detail
