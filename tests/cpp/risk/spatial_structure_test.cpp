// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>
#include <vector>

#include <Eigen/Dense>
#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/detail/mixing_prior.hpp"
#include "libprofile/risk/detail/scaled_icar.hpp"
#include "libprofile/risk/detail/sparse_cholesky.hpp"
#include "libprofile/risk/detail/spatial_model.hpp"

#include "support/scottish_lip_cancer.hpp"

using namespace libprofile::risk::detail;
using libprofile::geography::Weights;
namespace support = libprofile::testing;

namespace {

Weights weights_of(const std::vector<std::vector<std::uint32_t>>& lists) {
  Weights weights;
  for (const auto& list : lists) {
    weights.neighbours.insert(weights.neighbours.end(), list.begin(), list.end());
    weights.values.resize(weights.neighbours.size(), 1.0);
    weights.offsets.push_back(weights.neighbours.size());
  }
  return weights;
}

/// Places joined at random: several parts, and now and then an island.
Weights random_map(std::uint32_t seed, std::size_t n) {
  std::mt19937 random(seed);
  std::vector<std::vector<std::uint32_t>> lists(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    for (std::uint32_t j = i + 1; j < n; ++j) {
      if (random() % n < 2) {
        lists[i].push_back(j);
        lists[j].push_back(i);
      }
    }
  }
  return weights_of(lists);
}

/// Eigenvalues of the scaled precision that are zero, one for each part with neighbours.
bool is_zero(double eigenvalue) {
  return eigenvalue < 1e-9;
}

struct Dense {
  Eigen::MatrixXd covariance;
  Eigen::VectorXd eigenvalues;
};

/// The covariance of the autoregression: the generalised inverse of its precision.
Dense dense(const SparseMatrix& precision) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver{Eigen::MatrixXd(precision)};
  const Eigen::VectorXd inverse = solver.eigenvalues().unaryExpr([](double q) { return is_zero(q) ? 0.0 : 1.0 / q; });
  return {solver.eigenvectors() * inverse.asDiagonal() * solver.eigenvectors().transpose(), solver.eigenvalues()};
}

}  // namespace

TEST_CASE("two neighbours: the variance of each around their sum of zero is a quarter", "[risk][hand]") {
  const auto graph = neighbourhood_graph(weights_of({{1}, {0}}));
  const auto icar = scaled_icar(graph);
  CHECK(icar.scales.at(0) == Approx(0.25));
  CHECK(icar.trace_of_covariance == Approx(2.0));
  // Eigenvalues of 0.25 (1 -1; -1 1): 0 and 0.5.
  CHECK(icar.log_determinant == Approx(std::log(0.5)));
}

TEST_CASE("the scale of the Scottish map is that of R-INLA", "[risk][golden]") {
  // Stan example-models (BSD-3), knitr/car-iar-poisson/fit_scotland_bym2.R: 0.4853175, by inla.qinv on the Laplacian
  // with its diagonal raised by 1e-8 of the largest, which takes some units off the seventh digit.
  const auto icar = scaled_icar(neighbourhood_graph(support::scottish_neighbours()));
  REQUIRE(icar.scales.size() == 1);
  CHECK(icar.scales[0] == Approx(0.4853175).margin(5e-7));
}

TEST_CASE("scales, trace and determinant agree with dense matrices on maps in several parts", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const auto graph = neighbourhood_graph(random_map(seed, 2 + seed % 23));
    const auto icar = scaled_icar(graph);
    const Dense expected = dense(icar.precision);
    INFO("seed " << seed);
    std::vector<double> log_sum(graph.part_size.size(), 0.0);
    for (std::size_t i = 0; i < graph.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      log_sum[graph.part[i]] += std::log(expected.covariance(row, row));
    }
    for (const double sum : log_sum) {
      CHECK(sum == Approx(0.0).margin(1e-8));
    }
    CHECK(icar.trace_of_covariance == Approx(expected.covariance.trace()));
    double log_determinant = 0.0;
    for (const double q : expected.eigenvalues) {
      log_determinant += is_zero(q) ? 0.0 : std::log(q);
    }
    CHECK(icar.log_determinant == Approx(log_determinant).margin(1e-8));
  }
}

TEST_CASE("the diagonal of an inverse, solutions and determinants agree with dense matrices", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    SparseMatrix matrix = neighbourhood_graph(random_map(seed, 1 + seed % 40)).laplacian;
    std::mt19937 random(seed);
    for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
      matrix.coeffRef(i, i) += 0.01 + static_cast<double>(random() % 1000) / 100.0;
    }
    SparseCholesky factor(std::make_shared<const Supernodes>(supernodes(matrix)));
    REQUIRE(factor.factorise(matrix));
    const Eigen::MatrixXd inverse = Eigen::MatrixXd(matrix).inverse();
    CHECK((factor.inverse_diagonal() - inverse.diagonal()).cwiseAbs().maxCoeff() < 1e-10);
    CHECK(factor.log_determinant() == Approx(std::log(Eigen::MatrixXd(matrix).determinant())).epsilon(1e-9));
    // Colouring e_k for every k gives the columns of a square root of the inverse.
    Eigen::MatrixXd root(matrix.rows(), matrix.rows());
    for (Eigen::Index k = 0; k < matrix.rows(); ++k) {
      root.col(k) = factor.colour(Eigen::VectorXd::Unit(matrix.rows(), k));
    }
    CHECK((root * root.transpose() - inverse).cwiseAbs().maxCoeff() < 1e-10);
  }
}

TEST_CASE("a matrix that is not positive definite is said to be", "[risk][edges]") {
  const auto graph = neighbourhood_graph(weights_of({{1}, {0}}));
  const SparseMatrix negative = -1.0 * graph.laplacian;
  SparseCholesky factor(graph.factor_pattern);
  CHECK_FALSE(factor.factorise(negative));
}

TEST_CASE("one-sided weights and neighbours that are no place are refused", "[risk][edges]") {
  CHECK_THROWS_WITH(neighbourhood_graph(weights_of({{1}, {}})), Catch::Contains("must be symmetric"));
  CHECK_THROWS_AS(neighbourhood_graph(weights_of({{7}})), libprofile::InvalidArgument);
}

TEST_CASE("links to itself and of weight zero make no neighbour", "[risk][edges]") {
  Weights weights = weights_of({{0, 1}, {0, 1}});
  CHECK(neighbourhood_graph(weights).part_size == std::vector<std::size_t>{2});
  weights.values = {1.0, 0.0, 0.0, 1.0};
  CHECK(neighbourhood_graph(weights).part_size == std::vector<std::size_t>{1, 1});
}

TEST_CASE("the distance from independence agrees with dense determinants", "[risk][oracle]") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const auto graph = neighbourhood_graph(random_map(seed, 2 + seed % 23));
    const auto icar = scaled_icar(graph);
    const Eigen::MatrixXd covariance = dense(icar.precision).covariance;
    const auto identity = Eigen::MatrixXd::Identity(covariance.rows(), covariance.cols());
    for (const double logit : {-2.0, 0.0, 1.5, 4.0}) {
      const double share = share_from(logit);
      const Eigen::MatrixXd mixed = (1.0 - share) * identity + share * covariance;
      const double excess =
          share * (covariance.trace() - static_cast<double>(graph.size())) - std::log(mixed.determinant());
      INFO("seed " << seed << ", logit " << logit);
      CHECK(distance_from_independence(graph, icar, logit) == Approx(std::sqrt(std::max(0.0, excess))).margin(1e-6));
    }
  }
}

TEST_CASE("the penalised prior is a density with two thirds below a half", "[risk][property]") {
  const auto graph = neighbourhood_graph(support::scottish_neighbours());
  const auto prior = penalised_mixing_prior(graph, scaled_icar(graph));
  constexpr double kStep = 0.01;
  double below = 0.0;
  double above = 0.0;
  for (double logit = -20.0 + 0.5 * kStep; logit < 200.0; logit += kStep) {
    (logit < 0.0 ? below : above) += kStep * std::exp(prior(logit));
  }
  CHECK(below == Approx(2.0 / 3.0).epsilon(0.003));
  CHECK(below + above == Approx(1.0).epsilon(0.005));
}

TEST_CASE("where all places are islands the penalised prior is uniform", "[risk][edges]") {
  const auto graph = neighbourhood_graph(weights_of({{}, {}, {}}));
  CHECK(penalised_mixing_prior(graph, scaled_icar(graph))(0.7) == log_uniform_share_prior(0.7));
}
