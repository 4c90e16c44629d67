// SPDX-License-Identifier: MIT
#include "libprofile/geography/detail/weight_rows.hpp"

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile::geography;

TEST_CASE("more links than memory is meant for are refused with what to change", "[geography][edges]") {
  detail::LinkCount found;
  found.add(kMostLinks);
  CHECK_THROWS_WITH(found.add(1),
                    "links: must be at most 500000000: take a smaller radius, fewer neighbours or fewer "
                    "places");
}
