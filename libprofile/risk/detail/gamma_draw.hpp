// SPDX-License-Identifier: MIT
/// @file
/// Random numbers of a gamma distribution.
#pragma once

#include <cstddef>

#include "libprofile/core/random.hpp"

namespace libprofile::risk::detail {

/// A draw of the gamma distribution of this shape (above 0) and rate 1, for an item and a replicate.
///
/// Method: Marsaglia and Tsang (2000), ACM Trans. Math. Softw. 26, pages 363-372.
[[nodiscard]] double gamma_draw(double shape, const core::Philox& random, std::size_t item, std::size_t replicate);

}  // namespace libprofile::risk::detail
