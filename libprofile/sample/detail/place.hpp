// SPDX-License-Identifier: MIT
/// @file
/// Neighbourhoods with codes, names, wards, districts and residents, and points inside them.
#pragma once

#include <cstdint>
#include <vector>

#include "libprofile/sample/detail/draws.hpp"
#include "libprofile/sample/detail/lattice.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

/// Codes are of the form of the Office for National Statistics, in numbers that it has not issued: E01 9....., wards
/// E05 9....., districts E08 9......
[[nodiscard]] Place make_place(const Lattice& lattice, std::uint64_t seed);

/// For each unit, its district in [0, kDistricts).
[[nodiscard]] const std::vector<std::uint32_t>& districts(const Place& place);

/// True inside the outline of `unit` and at least 2 m from it.
[[nodiscard]] bool is_well_inside(const Place& place, std::uint32_t unit, double x_m, double y_m);

/// A point to 1 m, uniform over what is well inside `unit`.
[[nodiscard]] Vertex point_in(const Place& place, std::uint32_t unit, Draws& draws);

/// A point to 1 m, uniform over the disc around `centre` and well inside `unit`; `centre` itself where that is hard.
[[nodiscard]] Vertex point_near(const Place& place, std::uint32_t unit, Vertex centre, double radius_m, Draws& draws);

}  // namespace libprofile::sample::detail
