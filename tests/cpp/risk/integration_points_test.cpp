// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/hyperparameter_fits.hpp"
#include "libprofile/risk/detail/scaled_icar.hpp"
#include "libprofile/risk/detail/spatial_model.hpp"

using namespace libprofile::risk::detail;
using libprofile::geography::Weights;

namespace {

constexpr std::size_t kSide = 24;

/// A square of places with four neighbours each.
Weights square() {
  Weights weights;
  for (std::size_t i = 0; i < kSide * kSide; ++i) {
    const std::size_t x = i % kSide;
    const std::size_t y = i / kSide;
    const auto add = [&](bool exists, std::size_t j) {
      if (exists) {
        weights.neighbours.push_back(static_cast<std::uint32_t>(j));
      }
    };
    add(y > 0, i - kSide);
    add(x > 0, i - 1);
    add(x + 1 < kSide, i + 1);
    add(y + 1 < kSide, i + kSide);
    weights.offsets.push_back(weights.neighbours.size());
  }
  weights.values.assign(weights.neighbours.size(), 1.0);
  return weights;
}

/// The scaled model on that square, counts of a wave with as much noise.
struct Model {
  NeighbourhoodGraph graph = neighbourhood_graph(square());
  CountData data;
  FieldFamily family;

  explicit Model(std::uint32_t seed) {
    const auto n = static_cast<Eigen::Index>(graph.size());
    data = {Eigen::VectorXd(n), Eigen::VectorXd::Constant(n, 12.0), Eigen::MatrixXd::Ones(n, 1),
            Eigen::VectorXd::Zero(1)};
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0.0, 0.3);
    for (Eigen::Index i = 0; i < n; ++i) {
      const std::size_t place = graph.order[static_cast<std::size_t>(i)];
      const double wave = 0.4 * std::sin(0.3 * static_cast<double>(place % kSide)) +
                          0.4 * std::cos(0.25 * static_cast<double>(place / kSide));
      data.count[i] = std::poisson_distribution<int>(12.0 * std::exp(wave + normal(random)))(random);
    }
    SparseMatrix precision = scaled_icar(graph).precision;
    precision.diagonal().array() += 1e-10;
    family.field = [precision](const NeighbourhoodGraph&, const Hyperparameters& at) {
      const double deviation = std::exp(at[0]);
      return LatentField{.loading = deviation * std::sqrt(share_from(at[1])),
                         .residual_variance = deviation * deviation * share_from(-at[1]),
                         .precision = precision,
                         .constraint = Constraint::parts_sum_to_zero};
    };
    family.log_prior = [](const Hyperparameters& at) {
      return log_deviation_prior(at[0], 1.0, 0.01) + log_uniform_share_prior(at[1]);
    };
  }
};

struct Summary {
  double mean;
  double deviation;
};

Summary summary(const std::vector<PosteriorPoint>& points, std::size_t k) {
  double mean = 0.0;
  double square = 0.0;
  for (const PosteriorPoint& point : points) {
    mean += point.weight * point.at[k];
    square += point.weight * point.at[k] * point.at[k];
  }
  return {mean, std::sqrt(square - mean * mean)};
}

}  // namespace

TEST_CASE("the top is where no neighbour is higher", "[risk][property]") {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    const Model model(seed);
    const Evaluator evaluate(model.data, model.family, model.graph);
    const Top top = find_top(evaluate);
    const auto density = [&](const Eigen::Vector2d& at) { return evaluate({at}, top.outlook)[0].log_density; };
    for (Eigen::Index k = 0; k < 2; ++k) {
      const Eigen::Vector2d step = Eigen::Vector2d::Unit(k) / std::sqrt(top.precision(k, k));
      const double gradient = 0.5 * (density(top.at + step) - density(top.at - step));
      const double curvature = density(top.at + step) + density(top.at - step) - 2.0 * density(top.at);
      // In standard deviations: within a fifth of the top, and as curved as said.
      CHECK(std::abs(gradient) < 0.2);
      CHECK(curvature == Approx(-1.0).margin(0.15));
    }
  }
}

TEST_CASE("where Newton's method begins does not tell in a fit", "[risk][property]") {
  const Model model(5);
  const Evaluator evaluate(model.data, model.family, model.graph);
  const Top top = find_top(evaluate);
  const std::vector<Eigen::Vector2d> points{top.at, top.at + Eigen::Vector2d(0.1, -0.3),
                                            top.at + Eigen::Vector2d(-0.5, 1.0)};
  const auto from_near = evaluate(points, top.outlook);
  const auto from_plain = evaluate(points, {});
  for (std::size_t k = 0; k < points.size(); ++k) {
    CHECK(from_near[k].log_density == Approx(from_plain[k].log_density).margin(2e-3));
    CHECK((from_near[k].fit.log_risk - from_plain[k].fit.log_risk).cwiseAbs().maxCoeff() < 1e-6);
  }
}

TEST_CASE("slopes and curvatures of fits foretell others nearby", "[risk][property]") {
  const Model model(6);
  const Evaluator evaluate(model.data, model.family, model.graph);
  const Top top = find_top(evaluate);
  const Eigen::Vector2d moved = top.at + Eigen::Vector2d(0.05, 0.1);
  const std::vector<Mode> starts = top.outlook.starts(moved);
  const LaplaceFit fit = evaluate({moved}, {})[0].fit;
  REQUIRE(starts.size() == 3);
  std::vector<double> wrong;
  for (const Mode& start : starts) {
    wrong.push_back((log_risk_of(model.data, start) - fit.log_risk).cwiseAbs().maxCoeff());
  }
  CHECK(wrong[1] < 0.5 * wrong[0]);
  CHECK(wrong[2] < 0.2 * wrong[0]);
}

TEST_CASE("nine points say of the hyperparameters what a grid says", "[risk][oracle]") {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    const Model model(seed);
    const auto grid = integration_points(model.data, model.family, model.graph, Integration::grid);
    const auto nine = integration_points(model.data, model.family, model.graph, Integration::composite);
    CHECK(nine.size() == 9);
    CHECK(grid.size() > 20);
    for (std::size_t k = 0; k < 2; ++k) {
      const Summary fine = summary(grid, k);
      const Summary coarse = summary(nine, k);
      INFO("seed " << seed << ", hyperparameter " << k << ": " << fine.mean << " ± " << fine.deviation << " and "
                   << coarse.mean << " ± " << coarse.deviation);
      // The share is skewed on so small a map; nine points are taken above 5,000 places.
      CHECK(std::abs(coarse.mean - fine.mean) < (k == 0 ? 0.1 : 0.35) * fine.deviation);
      CHECK(coarse.deviation == Approx(fine.deviation).epsilon(k == 0 ? 0.15 : 0.4));
    }
  }
}

TEST_CASE("points do not depend on the number of threads", "[risk][property]") {
  const Model model(4);
  const auto with = [&](int threads) {
    const libprofile::core::ThreadLimit limit(threads);
    std::vector<double> all;
    for (const PosteriorPoint& point :
         integration_points(model.data, model.family, model.graph, Integration::composite)) {
      all.insert(all.end(), {point.at[0], point.at[1], point.weight, point.variance.sum(), point.shift.sum()});
    }
    return all;
  };
  CHECK(with(1) == with(2));
  CHECK(with(1) == with(8));
}
