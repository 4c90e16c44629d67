// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/derive.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/disclosure/publicly_known.hpp"

#include "support/rounding_by_definition.hpp"

using namespace libprofile;
using disclosure::derive;
using disclosure::Policy;
using disclosure::ProtectedCount;
using testing::test_key;

TEST_CASE("a function of protected values gives a protected value under their policy", "[disclosure][hand]") {
  const auto count = disclosure::protect_scalar("rows", 23, Policy(), test_key());
  const auto other = disclosure::protect_scalar("others", 11, Policy(), test_key());
  const auto sum =
      derive([](const ProtectedCount& a, const ProtectedCount& b) { return *a.count + *b.count; }, count, other);
  CHECK(sum.value() == 35);
  CHECK(sum.policy() == Policy());
  static_assert(std::is_same_v<decltype(sum), const disclosure::Protected<std::int64_t>>);
}

TEST_CASE("outlines join protected values on either side", "[disclosure][hand]") {
  const auto count = disclosure::protect_scalar("rows", 23, Policy(), test_key());
  geography::AreaSet areas;
  areas.codes = {"a", "b"};
  const auto before =
      derive([](const geography::AreaSet& a, const ProtectedCount& c) { return a.codes[1] + std::to_string(*c.count); },
             areas, count);
  CHECK(before.value() == "b25");
}

TEST_CASE("values under different policies do not mix", "[disclosure][edges]") {
  const auto partner = disclosure::protect_scalar("rows", 23, Policy(), test_key());
  const auto open = disclosure::protect_scalar("rows", 23, Policy::preset("public"), test_key());
  const auto first = [](const ProtectedCount& a, const ProtectedCount&) { return a; };
  CHECK_THROWS_AS(derive(first, partner, open), DisclosureError);
  CHECK_THROWS_WITH(derive(first, open, partner), Catch::Contains("protect both under one policy"));
}

TEST_CASE("an error of the function passes through", "[disclosure][edges]") {
  const auto count = disclosure::protect_scalar("rows", 23, Policy(), test_key());
  CHECK_THROWS_AS(derive([](const ProtectedCount&) -> int { throw InvalidArgument("no"); }, count), InvalidArgument);
}
