// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/predicates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "libprofile/geography/detail/expansion.hpp"

namespace libprofile::geography::detail {
namespace {

constexpr double kEpsilon = 1.1102230246251565e-16;  // 2^-53

int sign_of(double value) {
  return value > 0.0 ? 1 : (value < 0.0 ? -1 : 0);
}

/// A vector between two points, exactly.
struct ExactVector {
  Expansion x;
  Expansion y;

  ExactVector(Point from, Point to) : x(Expansion::difference(to.x, from.x)), y(Expansion::difference(to.y, from.y)) {}
  [[nodiscard]] Expansion squared() const { return x * x + y * y; }
  [[nodiscard]] Expansion cross(const ExactVector& other) const { return x * other.y - y * other.x; }
};

int in_circle_exactly(Point a, Point b, Point c, Point p) {
  const ExactVector pa(p, a);
  const ExactVector pb(p, b);
  const ExactVector pc(p, c);
  return (pa.squared() * pb.cross(pc) + pb.squared() * pc.cross(pa) + pc.squared() * pa.cross(pb)).sign();
}

bool is_same(Point a, Point b) {
  return a.x == b.x && a.y == b.y;
}

bool is_before(Point a, Point b) {
  return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

}  // namespace

int in_circle(Point a, Point b, Point c, Point p) {
  constexpr double kErrorBound = (10.0 + 96.0 * kEpsilon) * kEpsilon;
  const double ax = a.x - p.x;
  const double ay = a.y - p.y;
  const double bx = b.x - p.x;
  const double by = b.y - p.y;
  const double cx = c.x - p.x;
  const double cy = c.y - p.y;
  const double a2 = ax * ax + ay * ay;
  const double b2 = bx * bx + by * by;
  const double c2 = cx * cx + cy * cy;
  const double determinant = a2 * (bx * cy - cx * by) + b2 * (cx * ay - ax * cy) + c2 * (ax * by - bx * ay);
  const double size = a2 * (std::abs(bx * cy) + std::abs(cx * by)) + b2 * (std::abs(cx * ay) + std::abs(ax * cy)) +
                      c2 * (std::abs(ax * by) + std::abs(bx * ay));
  if (std::abs(determinant) > kErrorBound * size) {
    return sign_of(determinant);
  }
  return in_circle_exactly(a, b, c, p);
}

int in_circle_perturbed(Point a, Point b, Point c, Point p) {
  if (const int side = in_circle(a, b, c, p); side != 0) {
    return side;
  }
  if (is_same(p, a) || is_same(p, b) || is_same(p, c)) {
    return 0;
  }
  // Raising one point by a little changes the determinant by that times the triangle of the other three.
  struct Raised {
    Point point;
    int effect;
  };
  std::array<Raised, 4> raised = {
      {{a, orientation(b, c, p)}, {b, orientation(c, a, p)}, {c, orientation(a, b, p)}, {p, -orientation(a, b, c)}}};
  std::sort(raised.begin(), raised.end(),
            [](const Raised& one, const Raised& other) { return is_before(other.point, one.point); });
  const auto decisive = std::find_if(raised.begin(), raised.end(), [](const Raised& one) { return one.effect != 0; });
  return decisive == raised.end() ? 0 : decisive->effect;
}

int angle_sign(Point a, Point b, Point p) {
  const double x = (a.x - p.x) * (b.x - p.x);
  const double y = (a.y - p.y) * (b.y - p.y);
  const double dot = x + y;
  if (std::abs(dot) > 8.0 * kEpsilon * (std::abs(x) + std::abs(y))) {
    return sign_of(dot);
  }
  const ExactVector pa(p, a);
  const ExactVector pb(p, b);
  return (pa.x * pb.x + pa.y * pb.y).sign();
}

int compare_distances(Point a, Point b, Point c) {
  const auto squared = [](Point from, Point to) {
    const double x = to.x - from.x;
    const double y = to.y - from.y;
    return x * x + y * y;
  };
  const double first = squared(a, b);
  const double second = squared(a, c);
  if (std::abs(first - second) > 8.0 * kEpsilon * (first + second)) {
    return sign_of(first - second);
  }
  return (ExactVector(a, b).squared() - ExactVector(a, c).squared()).sign();
}

}  // namespace libprofile::geography::detail
