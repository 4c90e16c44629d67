// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/delaunay.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "libprofile/core/progress.hpp"
#include "libprofile/geography/detail/predicates.hpp"

namespace libprofile::geography::detail {
namespace {

using Half = std::uint32_t;

constexpr std::size_t kPlacesPerStep = 4096;

/// Directed halves of edges: half h begins at a place, and the other half is h ^ 1. Around each place its halves form a
/// ring, anticlockwise.
class Triangulation {
 public:
  explicit Triangulation(PlanarView places) : places_(places) {
    from_.reserve(6 * places.size());
    next_.reserve(6 * places.size());
    previous_.reserve(6 * places.size());
    token_.begin(places.size() / kPlacesPerStep + 1);
  }

  /// Triangulates the places [begin, end), at least two. Returns the hull's halves that begin at the first place with
  /// the hull on the right, and at the last with the hull on the left.
  std::pair<Half, Half> build(std::uint32_t begin, std::uint32_t end);

  [[nodiscard]] std::vector<Side> sides() const;

 private:
  [[nodiscard]] static Half other(Half h) { return h ^ 1U; }
  [[nodiscard]] std::uint32_t to(Half h) const { return from_[other(h)]; }
  /// The next half around the face on the left.
  [[nodiscard]] Half left_next(Half h) const { return previous_[other(h)]; }

  [[nodiscard]] Point at(std::uint32_t place) const { return {places_.x(place), places_.y(place)}; }
  [[nodiscard]] bool is_left(std::uint32_t place, Half h) const {
    return orientation(at(place), at(from_[h]), at(to(h))) > 0;
  }
  [[nodiscard]] bool is_right(std::uint32_t place, Half h) const {
    return orientation(at(place), at(to(h)), at(from_[h])) > 0;
  }
  [[nodiscard]] bool circle_holds(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t place) const {
    return in_circle_perturbed(at(a), at(b), at(c), at(place)) > 0;
  }

  Half add(std::uint32_t begin, std::uint32_t end);
  /// Joins the rings of two places, or cuts one in two.
  void splice(Half a, Half b);
  /// An edge from the end of `a` to the beginning of `b`, both on the same face on their left.
  Half connect(Half a, Half b);
  void remove(Half h);

  std::pair<Half, Half> build_three(std::uint32_t begin);
  std::pair<Half, Half> merge(std::pair<Half, Half> left, std::pair<Half, Half> right);
  /// Zips the two halves together upwards from their lower common tangent.
  void zip(Half base);
  Half left_candidate(Half base);
  Half right_candidate(Half base);
  [[nodiscard]] std::uint32_t apex(Half h) const;

  PlanarView places_;
  core::CancellationToken token_ = core::current_cancellation();
  std::vector<std::uint32_t> from_;
  std::vector<Half> next_;
  std::vector<Half> previous_;
};

Half Triangulation::add(std::uint32_t begin, std::uint32_t end) {
  const auto h = static_cast<Half>(from_.size());
  from_.insert(from_.end(), {begin, end});
  next_.insert(next_.end(), {h, other(h)});
  previous_.insert(previous_.end(), {h, other(h)});
  return h;
}

void Triangulation::splice(Half a, Half b) {
  std::swap(next_[a], next_[b]);
  previous_[next_[a]] = a;
  previous_[next_[b]] = b;
}

Half Triangulation::connect(Half a, Half b) {
  const Half after = left_next(a);
  const Half h = add(to(a), from_[b]);
  splice(h, after);
  splice(other(h), b);
  return h;
}

void Triangulation::remove(Half h) {
  splice(h, previous_[h]);
  splice(other(h), previous_[other(h)]);
  from_[h] = kNoCorner;
  from_[other(h)] = kNoCorner;
}

std::pair<Half, Half> Triangulation::build_three(std::uint32_t begin) {
  const Half a = add(begin, begin + 1);
  const Half b = add(begin + 1, begin + 2);
  splice(other(a), b);
  const int turn = orientation(at(begin), at(begin + 1), at(begin + 2));
  if (turn == 0) {
    return {a, other(b)};
  }
  const Half c = connect(b, a);
  return turn > 0 ? std::pair(a, other(b)) : std::pair(other(c), c);
}

std::pair<Half, Half> Triangulation::build(std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t n = end - begin;
  if (n == 2) {
    const Half h = add(begin, begin + 1);
    return {h, other(h)};
  }
  if (n == 3) {
    return build_three(begin);
  }
  const std::uint32_t middle = begin + n / 2;
  const auto left = build(begin, middle);
  const auto right = build(middle, end);
  if (n > kPlacesPerStep && n <= 2 * kPlacesPerStep) {
    token_.throw_if_cancelled();
    token_.advance();
  }
  return merge(left, right);
}

std::pair<Half, Half> Triangulation::merge(std::pair<Half, Half> left, std::pair<Half, Half> right) {
  Half inner_left = left.second;
  Half inner_right = right.first;
  while (true) {
    if (is_left(from_[inner_right], inner_left)) {
      inner_left = left_next(inner_left);
    } else if (is_right(from_[inner_left], inner_right)) {
      inner_right = next_[other(inner_right)];
    } else {
      break;
    }
  }
  const Half base = connect(other(inner_right), inner_left);
  if (from_[inner_left] == from_[left.first]) {
    left.first = other(base);
  }
  if (from_[inner_right] == from_[right.second]) {
    right.second = base;
  }
  zip(base);
  return {left.first, right.second};
}

Half Triangulation::left_candidate(Half base) {
  Half candidate = next_[other(base)];
  if (is_right(to(candidate), base)) {
    while (circle_holds(to(base), from_[base], to(candidate), to(next_[candidate]))) {
      const Half following = next_[candidate];
      remove(candidate);
      candidate = following;
    }
  }
  return candidate;
}

Half Triangulation::right_candidate(Half base) {
  Half candidate = previous_[base];
  if (is_right(to(candidate), base)) {
    while (circle_holds(to(base), from_[base], to(candidate), to(previous_[candidate]))) {
      const Half following = previous_[candidate];
      remove(candidate);
      candidate = following;
    }
  }
  return candidate;
}

void Triangulation::zip(Half base) {
  while (true) {
    const Half left = left_candidate(base);
    const Half right = right_candidate(base);
    const bool has_left = is_right(to(left), base);
    const bool has_right = is_right(to(right), base);
    if (!has_left && !has_right) {
      return;
    }
    if (!has_left || (has_right && circle_holds(to(left), from_[left], from_[right], to(right)))) {
      base = connect(right, other(base));
    } else {
      base = connect(other(base), other(left));
    }
  }
}

std::uint32_t Triangulation::apex(Half h) const {
  const std::uint32_t place = to(next_[h]);
  return is_left(place, h) ? place : kNoCorner;
}

std::vector<Side> Triangulation::sides() const {
  std::vector<Side> sides;
  sides.reserve(3 * places_.size());
  for (Half h = 0; h < from_.size(); h += 2) {
    if (from_[h] != kNoCorner) {
      sides.push_back({from_[h], to(h), apex(h), apex(other(h))});
    }
  }
  return sides;
}

}  // namespace

std::vector<Side> delaunay(PlanarView places) {
  if (places.size() < 2) {
    return {};
  }
  Triangulation triangulation(places);
  static_cast<void>(triangulation.build(0, static_cast<std::uint32_t>(places.size())));
  return triangulation.sides();
}

}  // namespace libprofile::geography::detail
