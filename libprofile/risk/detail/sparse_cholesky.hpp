// SPDX-License-Identifier: MIT
/// @file
/// Sparse symmetric matrices that are factorised many times with one pattern.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <Eigen/Core>

#include "libprofile/risk/detail/supernodes.hpp"

namespace libprofile::risk::detail {

/// L Lᵀ of a positive definite matrix whose rows already stand in a good order, in dense blocks of columns.
///
/// Method: multifrontal, Duff and Reid (1983), ACM Trans. Math. Softw. 9, pages 302-325; Liu (1992), SIAM Review 34,
/// pages 82-109.
class SparseCholesky {
 public:
  /// `pattern` is that of all matrices to come.
  explicit SparseCholesky(std::shared_ptr<const Supernodes> pattern);

  /// Factorises a matrix of that pattern. False where it is not positive definite.
  [[nodiscard]] bool factorise(const SparseMatrix& matrix);

  [[nodiscard]] double log_determinant() const;
  /// One solution a column: together they read the factor once.
  [[nodiscard]] Eigen::MatrixXd solve(const Eigen::MatrixXd& right) const;

  /// Standard normal numbers -> a draw whose covariance is the inverse of the matrix; one a column.
  [[nodiscard]] Eigen::MatrixXd colour(const Eigen::MatrixXd& white) const;

  /// The diagonal of the inverse, without the rest of it.
  ///
  /// Method: Takahashi, Fagan and Chin (1973); Erisman and Tinney (1975), Commun. ACM 18, pages 177-179; block by block
  /// from the root of the tree.
  [[nodiscard]] Eigen::VectorXd inverse_diagonal() const;

 private:
  using Block = Eigen::Map<Eigen::MatrixXd>;
  using ConstBlock = Eigen::Map<const Eigen::MatrixXd>;

  [[nodiscard]] Block block(std::size_t s);
  [[nodiscard]] ConstBlock block(std::size_t s) const;
  /// Puts the columns of the matrix into the block, and what the children leave over; `rest` has the rows below.
  void assemble(const SparseMatrix& matrix, std::size_t s, std::vector<Eigen::MatrixXd>& rests);

  std::shared_ptr<const Supernodes> nodes_;
  /// Where each supernode's block begins in `values_`: rows() times columns, by columns.
  std::vector<std::size_t> begin_;
  std::vector<double> values_;
};

}  // namespace libprofile::risk::detail
