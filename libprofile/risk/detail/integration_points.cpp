// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include <Eigen/Eigenvalues>

#include "libprofile/core/parallel.hpp"
#include "libprofile/risk/detail/risk_posterior.hpp"

namespace libprofile::risk::detail {
namespace {

using Eigen::Matrix2d;
using Eigen::Vector2d;

/// Beyond these a standard deviation or a share is zero or everything, and nothing changes any more.
constexpr double kFarthest = 12.0;
/// Points whose density is below e to the minus this, relative to the top, are left out.
constexpr double kDepth = 6.0;

Vector2d within_reach(const Vector2d& at) {
  return at.cwiseMax(-kFarthest).cwiseMin(kFarthest);
}

struct Evaluated {
  Hyperparameters at{};
  double log_density = 0.0;
  LaplaceFit fit;
};

/// Fits at hyperparameters, several at once.
class Evaluator {
 public:
  Evaluator(const CountData& data, const FieldFamily& family, const NeighbourhoodGraph& graph)
      : data_(data), family_(family), graph_(graph) {}

  [[nodiscard]] std::vector<Evaluated> operator()(const std::vector<Vector2d>& points,
                                                  const std::optional<Mode>& start) const {
    std::vector<Evaluated> results(points.size());
    core::parallel_for(
        points.size(),
        [&](std::size_t k) {
          const Hyperparameters at{points[k][0], points[k][1]};
          const LatentField field = family_.field(graph_, at);
          GaussianPosterior posterior(data_, field, graph_);
          results[k] = {at, family_.log_prior(at), laplace(data_, field, posterior, start)};
          results[k].log_density += results[k].fit.log_density;
        },
        1);
    return results;
  }

  /// What the marginals need beyond the fit: variances, which cost more than the fit.
  [[nodiscard]] std::vector<PosteriorPoint> complete(std::vector<Evaluated>&& evaluated,
                                                     const std::vector<double>& weights) const {
    std::vector<PosteriorPoint> points(evaluated.size());
    core::parallel_for(
        points.size(), [&](std::size_t k) { points[k] = complete(std::move(evaluated[k]), weights[k]); }, 1);
    return points;
  }

 private:
  [[nodiscard]] PosteriorPoint complete(Evaluated&& evaluated, double weight) const {
    PosteriorPoint point;
    point.at = evaluated.at;
    point.weight = weight;
    point.fit = std::move(evaluated.fit);
    const LatentField field = family_.field(graph_, point.at);
    GaussianPosterior posterior(data_, field, graph_);
    const auto factorise = [&] {
      const Eigen::ArrayXd stiffening = 1.0 + field.residual_variance * point.fit.fitted.array();
      posterior.factorise(point.fit.fitted.array() / stiffening);
      return stiffening;
    };
    factorise();
    polish(data_, field, posterior, point.fit);
    const Eigen::ArrayXd stiffening = factorise();
    point.variance = field.residual_variance / stiffening + posterior.variance().array() / (stiffening * stiffening);
    const Eigen::VectorXd pull = -0.5 * point.fit.fitted.cwiseProduct(point.variance);
    const Mode moved = solve_linear(data_, field, posterior, point.fit.fitted, pull);
    point.shift = log_risk_of(data_, field, moved) - point.variance.cwiseProduct(pull);
    point.coefficient_mean = point.fit.mode.coefficients + moved.coefficients;
    point.coefficient_covariance = posterior.coefficient_covariance();
    return point;
  }

  const CountData& data_;
  const FieldFamily& family_;
  const NeighbourhoodGraph& graph_;
};

/// The top of the posterior of hyperparameters: what it is there, and minus its curvature.
struct Top {
  Vector2d at;
  Matrix2d precision;
  Mode mode;
};

/// The middle, then the two neighbours on each axis, then the four corners.
constexpr std::array<std::pair<double, double>, 9> kStencil{
    {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}}};
constexpr std::size_t kCross = 5;

/// How far apart the points of the stencil are: the curvature is that of the posterior's middle, not of its very top.
constexpr double kStencilStep = 0.4;

std::vector<Vector2d> stencil(const Vector2d& middle, std::size_t begin, std::size_t end) {
  std::vector<Vector2d> points;
  for (std::size_t k = begin; k < end; ++k) {
    points.emplace_back(middle + kStencilStep * Vector2d(kStencil[k].first, kStencil[k].second));
  }
  return points;
}

struct Slope {
  Vector2d gradient;
  /// Minus the curvature; its diagonal alone while the corners are not known.
  Matrix2d precision = Matrix2d::Zero();
};

Slope slope_of(const std::vector<Evaluated>& cross) {
  const auto f = [&cross](std::size_t k) { return cross[k].log_density; };
  Slope slope;
  slope.gradient = Vector2d(f(2) - f(1), f(4) - f(3)) / (2.0 * kStencilStep);
  constexpr double kSquare = kStencilStep * kStencilStep;
  slope.precision(0, 0) = -(f(2) - 2.0 * f(0) + f(1)) / kSquare;
  slope.precision(1, 1) = -(f(4) - 2.0 * f(0) + f(3)) / kSquare;
  return slope;
}

double twist_of(const std::vector<Evaluated>& corners) {
  const auto f = [&corners](std::size_t k) { return corners[k].log_density; };
  return -(f(3) - f(2) - f(1) + f(0)) / (4.0 * kStencilStep * kStencilStep);
}

bool is_curved(const Matrix2d& precision) {
  constexpr double kLeast = 1e-3;
  return precision(0, 0) > kLeast && precision.determinant() > kLeast * precision.trace();
}

/// Newton's step, or the step to the best point of the cross where the surface is not curved.
Vector2d step_of(const Slope& slope, const std::vector<Evaluated>& cross) {
  if (is_curved(slope.precision)) {
    return slope.precision.ldlt().solve(slope.gradient);
  }
  std::size_t best = 0;
  for (std::size_t k = 1; k < kCross; ++k) {
    best = cross[k].log_density > cross[best].log_density ? k : best;
  }
  return kStencilStep * Vector2d(kStencil[best].first, kStencil[best].second);
}

/// Climbs by steps on the surface through five points, at most one and a half long, until a step is a tenth of a
/// standard deviation; the four corners then say how the two hyperparameters depend on one another.
Top find_top(const Evaluator& evaluate) {
  constexpr double kLongest = 1.5;
  constexpr double kNear = 0.01;
  constexpr int kMostRounds = 60;
  Vector2d middle(std::log(0.3), 0.0);
  std::optional<Mode> start;
  Slope slope;
  for (int round = 0; round < kMostRounds; ++round) {
    const std::vector<Evaluated> cross = evaluate(stencil(middle, 0, kCross), start);
    start = cross[0].fit.mode;
    slope = slope_of(cross);
    const Vector2d step = step_of(slope, cross);
    if (step.dot(slope.precision * step) < kNear) {
      break;
    }
    middle = within_reach(middle + step * std::min(1.0, kLongest / step.norm()));
  }
  const double twist = twist_of(evaluate(stencil(middle, kCross, kStencil.size()), start));
  Matrix2d precision = slope.precision;
  precision(0, 1) = precision(1, 0) = twist;
  if (!is_curved(precision)) {
    precision = precision.diagonal().cwiseMax(1.0).asDiagonal();
  }
  const Vector2d step = precision.ldlt().solve(slope.gradient);
  return {within_reach(middle + step * std::min(1.0, kStencilStep / std::max(step.norm(), 1e-12))), precision, *start};
}

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
    std::vector<Evaluated> evaluated = evaluate(points, top.mode);
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
  std::vector<Evaluated> evaluated = evaluate(points, top.mode);
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
