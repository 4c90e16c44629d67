// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/sparse_cholesky.hpp"

#include <Eigen/OrderingMethods>

namespace libprofile::risk::detail {
namespace {

/// The inverse on the pattern of L: its diagonal, and below it one number for each number of L.
struct SelectedInverse {
  Eigen::VectorXd diagonal;
  std::vector<double> below;
};

/// Column j of the inverse on the pattern of L, from the columns to its right, which are done.
///
/// z = -(inverse among the rows of the column) l. That submatrix lies in the columns of those rows: where l has rows
/// i < r, L has (r, i) too. `at` and `product` are scratch of zeros, one a row, and are left so.
void take_column(const SparseMatrix& factor, Eigen::Index j, SelectedInverse& inverse, std::vector<double>& at,
                 std::vector<double>& product) {
  const int* begin = factor.outerIndexPtr();
  const int* row = factor.innerIndexPtr();
  const double* value = factor.valuePtr();
  for (int e = begin[j]; e < begin[j + 1]; ++e) {
    at[static_cast<std::size_t>(row[e])] = value[e];
  }
  for (int e = begin[j]; e < begin[j + 1]; ++e) {
    const int i = row[e];
    double sum = inverse.diagonal[i] * value[e];
    for (int below = begin[i]; below < begin[i + 1]; ++below) {
      const auto r = static_cast<std::size_t>(row[below]);
      if (at[r] != 0.0) {
        const double z = inverse.below[static_cast<std::size_t>(below)];
        sum += z * at[r];
        product[r] += z * value[e];
      }
    }
    product[static_cast<std::size_t>(i)] += sum;
  }
  for (int e = begin[j]; e < begin[j + 1]; ++e) {
    const auto i = static_cast<std::size_t>(row[e]);
    inverse.below[static_cast<std::size_t>(e)] = -product[i];
    inverse.diagonal[j] += value[e] * product[i];
    at[i] = 0.0;
    product[i] = 0.0;
  }
}

}  // namespace

std::vector<std::size_t> fill_reducing_order(const SparseMatrix& pattern) {
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> new_of_old;
  Eigen::AMDOrdering<int>()(pattern.selfadjointView<Eigen::Lower>(), new_of_old);
  std::vector<std::size_t> order(static_cast<std::size_t>(pattern.rows()));
  for (Eigen::Index k = 0; k < pattern.rows(); ++k) {
    order[static_cast<std::size_t>(k)] = static_cast<std::size_t>(new_of_old.indices()[k]);
  }
  return order;
}

bool SparseCholesky::factorise(const SparseMatrix& matrix) {
  factor_.factorize(matrix);
  return factor_.info() == Eigen::Success && (factor_.vectorD().array() > 0.0).all();
}

double SparseCholesky::log_determinant() const {
  return factor_.vectorD().array().log().sum();
}

Eigen::VectorXd SparseCholesky::colour(const Eigen::VectorXd& white) const {
  const Eigen::VectorXd scaled = white.array() / factor_.vectorD().array().sqrt();
  return factor_.matrixU().solve(scaled);
}

Eigen::VectorXd SparseCholesky::inverse_diagonal() const {
  const SparseMatrix& factor = factor_.matrixL().nestedExpression();
  SelectedInverse inverse{factor_.vectorD().cwiseInverse(),
                          std::vector<double>(static_cast<std::size_t>(factor.nonZeros()), 0.0)};
  std::vector<double> at(static_cast<std::size_t>(factor.rows()), 0.0);
  std::vector<double> product = at;
  for (Eigen::Index j = factor.cols() - 1; j >= 0; --j) {
    take_column(factor, j, inverse, at, product);
  }
  return inverse.diagonal;
}

}  // namespace libprofile::risk::detail
