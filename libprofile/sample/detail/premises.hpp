// SPDX-License-Identifier: MIT
/// @file
/// The register of premises: in parades of a few, each with a leading type.
#pragma once

#include <cstdint>

#include "libprofile/sample/detail/lattice.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

[[nodiscard]] Premises make_premises(const Lattice& lattice, const Place& place, std::uint32_t count,
                                     std::uint64_t seed);

}  // namespace libprofile::sample::detail
