// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include <Eigen/Eigenvalues>

#include "libprofile/risk/detail/hyperparameter_fits.hpp"

namespace libprofile::risk::detail {
namespace {

using Eigen::Matrix2d;
using Eigen::Vector2d;

/// Points whose density is below e to the minus this, relative to the top, are left out.
constexpr double kDepth = 6.0;

/// Columns: steps of one standard deviation along the axes of the posterior.
Matrix2d axes_of(const Matrix2d& precision) {
  const Eigen::SelfAdjointEigenSolver<Matrix2d> solver(precision);
  Matrix2d axes = solver.eigenvectors() * solver.eigenvalues().cwiseInverse().cwiseSqrt().asDiagonal();
  for (Eigen::Index k = 0; k < 2; ++k) {
    const double largest = axes.col(k).cwiseAbs().maxCoeff();
    axes.col(k) *= largest == axes.col(k).maxCoeff() ? 1.0 : -1.0;
  }
  return axes;
}

std::vector<PosteriorPoint> on_grid(const Evaluator& evaluate, const Top& top, const Matrix2d& axes) {
  using Node = std::pair<int, int>;
  constexpr int kFarthestNode = 12;
  std::map<Node, Evaluated> found;
  std::vector<Node> wave{{0, 0}};
  double highest = -std::numeric_limits<double>::infinity();
  while (!wave.empty()) {
    std::vector<Vector2d> points;
    for (const auto& [i, j] : wave) {
      points.emplace_back(top.at + axes * Vector2d(i, j));
    }
    std::vector<Evaluated> evaluated = evaluate(points, top.outlook);
    for (const Evaluated& at : evaluated) {
      highest = std::max(highest, at.log_density);
    }
    std::vector<Node> next;
    for (std::size_t k = 0; k < wave.size(); ++k) {
      const auto [i, j] = wave[k];
      const bool goes_on = evaluated[k].log_density > highest - kDepth;
      found.emplace(wave[k], std::move(evaluated[k]));
      for (const Node& node : {Node{i - 1, j}, Node{i + 1, j}, Node{i, j - 1}, Node{i, j + 1}}) {
        const bool is_near = std::abs(node.first) <= kFarthestNode && std::abs(node.second) <= kFarthestNode;
        if (goes_on && is_near && found.count(node) == 0) {
          next.push_back(node);
        }
      }
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    std::erase_if(next, [&](const Node& node) { return found.count(node) != 0; });
    wave = std::move(next);
  }
  std::vector<Evaluated> kept;
  std::vector<double> weights;
  for (auto& [node, at] : found) {
    if (at.log_density > highest - kDepth) {
      weights.push_back(std::exp(at.log_density - highest));
      kept.push_back(std::move(at));
    }
  }
  return evaluate.complete(std::move(kept), weights);
}

std::vector<PosteriorPoint> on_circle(const Evaluator& evaluate, const Top& top, const Matrix2d& axes) {
  constexpr double kScale = 1.1;
  const double radius = kScale * std::sqrt(2.0);
  std::vector<Vector2d> points{top.at};
  constexpr int kOnCircle = 8;
  for (int k = 0; k < kOnCircle; ++k) {
    const double angle = 2.0 * M_PI * k / kOnCircle;
    points.emplace_back(top.at + axes * Vector2d(radius * std::cos(angle), radius * std::sin(angle)));
  }
  std::vector<Evaluated> evaluated = evaluate(points, top.outlook);
  // Exact for the mean and the variance of a normal posterior.
  const double on_circle = std::exp(kScale * kScale) / (kScale * kScale * kOnCircle);
  const double in_middle = 1.0 - 1.0 / (kScale * kScale);
  std::vector<double> weights;
  for (std::size_t k = 0; k < points.size(); ++k) {
    const double height = std::exp(evaluated[k].log_density - evaluated[0].log_density);
    weights.push_back((k == 0 ? in_middle : on_circle) * height);
  }
  return evaluate.complete(std::move(evaluated), weights);
}

}  // namespace

std::vector<PosteriorPoint> integration_points(const CountData& data, const FieldFamily& family,
                                               const NeighbourhoodGraph& graph, Integration integration) {
  const Evaluator evaluate(data, family, graph);
  const Top top = find_top(evaluate);
  const Matrix2d axes = axes_of(top.precision);
  std::vector<PosteriorPoint> points =
      integration == Integration::grid ? on_grid(evaluate, top, axes) : on_circle(evaluate, top, axes);
  double sum = 0.0;
  for (const PosteriorPoint& point : points) {
    sum += point.weight;
  }
  for (PosteriorPoint& point : points) {
    point.weight /= sum;
  }
  return points;
}

}  // namespace libprofile::risk::detail
