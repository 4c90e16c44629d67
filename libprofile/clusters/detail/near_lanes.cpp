// SPDX-License-Identifier: MIT
#include "libprofile/clusters/detail/near_lanes.hpp"

#include <cstring>
#include <limits>

#include "libprofile/core/instruction_set.hpp"

namespace libprofile::clusters::detail {
namespace {

/// Eight numbers that compilers keep in vector registers, as wide as the instruction set has them.
using Eight [[gnu::vector_size(kLanes * sizeof(double))]] = double;

LIBPROFILE_INLINE void load(const LaneValues& from, Eight& to) {
  std::memcpy(&to, from.data(), sizeof(to));
}

LIBPROFILE_INLINE void store(const Eight& from, LaneValues& to) {
  std::memcpy(to.data(), &from, sizeof(from));
}

template <class WeightOf>
LIBPROFILE_INLINE void add_near_body(const Others& others, std::size_t begin, std::size_t end, double radius_squared,
                                     Surroundings& at, WeightOf&& weight_of) {
  Eight x;
  Eight y;
  Eight sum;
  load(at.x, x);
  load(at.y, y);
  load(at.sum, sum);
  const Eight none{};
  const Eight reach = none + radius_squared;
  for (std::size_t k = begin; k < end; ++k) {
    const Eight dx = others.x[k] - x;
    const Eight dy = others.y[k] - y;
    sum += dx * dx + dy * dy <= reach ? none + weight_of(k) : none;
  }
  store(sum, at.sum);
}

LIBPROFILE_INLINE void add_near_any(const Others& others, std::size_t begin, std::size_t end, double radius_squared,
                                    Surroundings& at) {
  if (others.weight == nullptr) {
    add_near_body(others, begin, end, radius_squared, at, [](std::size_t) { return 1.0; });
  } else {
    add_near_body(others, begin, end, radius_squared, at, [&](std::size_t k) { return others.weight[k]; });
  }
}

LIBPROFILE_INLINE void find_nearest_any(const Others& others, const std::int32_t* labels, std::size_t begin,
                                        std::size_t end, Nearest& at) {
  Eight x;
  Eight y;
  Eight nearest;
  Eight found;
  load(at.x, x);
  load(at.y, y);
  load(at.distance, nearest);
  load(at.label, found);
  const Eight none{};
  const Eight unlabelled = none + std::numeric_limits<double>::infinity();
  for (std::size_t k = begin; k < end; ++k) {
    if (labels[k] < 0) {
      continue;
    }
    const Eight label = none + static_cast<double>(labels[k]);
    const Eight dx = others.x[k] - x;
    const Eight dy = others.y[k] - y;
    const Eight distance = dx * dx + dy * dy;
    // Each comparison serves one choice only: compilers keep such choices in vector registers.
    const Eight before = nearest;
    nearest = distance < nearest ? distance : nearest;
    const Eight kept = nearest == before ? found : unlabelled;
    const Eight offered = distance == nearest ? label : unlabelled;
    found = offered < kept ? offered : kept;
  }
  store(nearest, at.distance);
  store(found, at.label);
}

void add_near_baseline(const Others& o, std::size_t b, std::size_t e, double r, Surroundings& at) {
  add_near_any(o, b, e, r, at);
}
LIBPROFILE_AVX2 void add_near_avx2(const Others& o, std::size_t b, std::size_t e, double r, Surroundings& at) {
  add_near_any(o, b, e, r, at);
}
LIBPROFILE_AVX512 void add_near_avx512(const Others& o, std::size_t b, std::size_t e, double r, Surroundings& at) {
  add_near_any(o, b, e, r, at);
}

void find_nearest_baseline(const Others& o, const std::int32_t* l, std::size_t b, std::size_t e, Nearest& at) {
  find_nearest_any(o, l, b, e, at);
}
LIBPROFILE_AVX2 void find_nearest_avx2(const Others& o, const std::int32_t* l, std::size_t b, std::size_t e,
                                       Nearest& at) {
  find_nearest_any(o, l, b, e, at);
}
LIBPROFILE_AVX512 void find_nearest_avx512(const Others& o, const std::int32_t* l, std::size_t b, std::size_t e,
                                           Nearest& at) {
  find_nearest_any(o, l, b, e, at);
}

}  // namespace

AddNear* add_near() {
  return core::choose(add_near_baseline, add_near_avx2, add_near_avx512);
}

FindNearest* find_nearest() {
  return core::choose(find_nearest_baseline, find_nearest_avx2, find_nearest_avx512);
}

}  // namespace libprofile::clusters::detail
