// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/scaled_icar.hpp"

#include <cassert>
#include <cmath>

#include "libprofile/risk/detail/sparse_cholesky.hpp"

namespace libprofile::risk::detail {
namespace {

/// The last place of each part: the cheapest to hold fixed in the factor's order.
std::vector<std::size_t> last_places(const NeighbourhoodGraph& graph) {
  std::vector<std::size_t> last(graph.part_size.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    last[graph.part[i]] = i;
  }
  return last;
}

/// The Laplacian with one place of each part held at zero: its row and column become those of the identity.
SparseMatrix grounded(const NeighbourhoodGraph& graph, const std::vector<std::size_t>& ground) {
  SparseMatrix matrix = graph.laplacian;
  for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
    const auto j = static_cast<std::size_t>(column);
    for (SparseMatrix::InnerIterator entry(matrix, column); entry; ++entry) {
      const auto i = static_cast<std::size_t>(entry.row());
      if (ground[graph.part[j]] == j || ground[graph.part[j]] == i) {
        entry.valueRef() = i == j ? 1.0 : 0.0;
      }
    }
  }
  return matrix;
}

/// Variances of the unscaled autoregression where each part sums to zero; 1 for islands.
///
/// With S the covariance where one place is held at zero, (I - 11ᵀ/n) S (I - 11ᵀ/n) is that where the sum is held.
Eigen::VectorXd centred_variances(const NeighbourhoodGraph& graph, const std::vector<std::size_t>& ground,
                                  const SparseCholesky& factor) {
  Eigen::VectorXd variance = factor.inverse_diagonal();
  Eigen::VectorXd others = Eigen::VectorXd::Ones(variance.size());
  for (const std::size_t place : ground) {
    variance[static_cast<Eigen::Index>(place)] = 0.0;
    others[static_cast<Eigen::Index>(place)] = 0.0;
  }
  const Eigen::VectorXd sums = factor.solve(others);
  std::vector<double> total(graph.part_size.size(), 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    total[graph.part[i]] += sums[static_cast<Eigen::Index>(i)];
  }
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    const auto n = static_cast<double>(graph.part_size[graph.part[i]]);
    variance[row] += total[graph.part[i]] / (n * n) - 2.0 * sums[row] / n;
    variance[row] = graph.is_island(i) ? 1.0 : variance[row];
  }
  return variance;
}

std::vector<double> geometric_means(const NeighbourhoodGraph& graph, const Eigen::VectorXd& variance) {
  std::vector<double> means(graph.part_size.size(), 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    means[graph.part[i]] += std::log(variance[static_cast<Eigen::Index>(i)]);
  }
  for (std::size_t part = 0; part < means.size(); ++part) {
    means[part] = std::exp(means[part] / static_cast<double>(graph.part_size[part]));
  }
  return means;
}

SparseMatrix scaled(const NeighbourhoodGraph& graph, const std::vector<double>& scales) {
  SparseMatrix matrix = graph.laplacian;
  for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
    const auto j = static_cast<std::size_t>(column);
    for (SparseMatrix::InnerIterator entry(matrix, column); entry; ++entry) {
      entry.valueRef() = graph.is_island(j) ? 1.0 : entry.value() * scales[graph.part[j]];
    }
  }
  return matrix;
}

}  // namespace

ScaledIcar scaled_icar(const NeighbourhoodGraph& graph) {
  const std::vector<std::size_t> ground = last_places(graph);
  const SparseMatrix matrix = grounded(graph, ground);
  SparseCholesky factor(graph.factor_pattern);
  [[maybe_unused]] const bool is_definite = factor.factorise(matrix);
  assert(is_definite);
  const Eigen::VectorXd variance = centred_variances(graph, ground, factor);
  ScaledIcar icar;
  icar.scales = geometric_means(graph, variance);
  icar.precision = scaled(graph, icar.scales);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    icar.trace_of_covariance += variance[static_cast<Eigen::Index>(i)] / icar.scales[graph.part[i]];
  }
  // Kirchhoff: the eigenvalues of a Laplacian that are not zero multiply to n times its determinant with a place held.
  icar.log_determinant = factor.log_determinant();
  for (std::size_t part = 0; part < icar.scales.size(); ++part) {
    const auto n = static_cast<double>(graph.part_size[part]);
    icar.log_determinant += std::log(n) + (n - 1.0) * std::log(icar.scales[part]);
  }
  return icar;
}

}  // namespace libprofile::risk::detail
