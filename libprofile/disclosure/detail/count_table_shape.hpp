// SPDX-License-Identifier: MIT
/// @file
/// What the gate asks of every count table.
#pragma once

#include "libprofile/geography/count_table.hpp"

namespace libprofile::disclosure::detail {

/// @throws InvalidArgument  where lengths do not fit, or a unit, category or level has a name that stands for a sum.
void require_shape(const geography::CountTable& table);

}  // namespace libprofile::disclosure::detail
