// SPDX-License-Identifier: MIT
#include "libprofile/risk/indicator_role.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/risk/bym2.hpp"
#include "libprofile/risk/leroux.hpp"
#include "libprofile/risk/neighbourhood_score.hpp"

using namespace libprofile;
using namespace libprofile::risk;

namespace {

/// Everything in `risk` that takes columns which explain or score places.
void for_each_way_in(const std::string& name, IndicatorRole role, const auto& check) {
  const std::vector<double> counts{3.0, 5.0, 2.0, 4.0};
  const std::vector<double> expected(4, 3.0);
  const std::vector<double> column{0.1, 0.4, 0.2, 0.3};
  geography::Weights weights;
  weights.offsets = {0, 1, 3, 5, 6};
  weights.neighbours = {1, 0, 2, 1, 3, 2};
  weights.values.assign(6, 1.0);
  const Covariates covariates{column, 1, {name}, {role}};
  check([&] { static_cast<void>(bym2(counts, expected, weights, covariates)); });
  check([&] { static_cast<void>(leroux(counts, expected, weights, covariates)); });
  const Indicator indicator{name, role, 1.0, counts, expected};
  check([&] { static_cast<void>(neighbourhood_score({&indicator, 1})); });
}

}  // namespace

TEST_CASE("every model and score refuses a protected characteristic by its role", "[risk][hand]") {
  for_each_way_in("x0", IndicatorRole::protected_characteristic, [](const auto& call) {
    CHECK_THROWS_AS(call(), InvalidArgument);
    CHECK_THROWS_WITH(call(), Catch::Contains("'x0' has the role protected_characteristic") &&
                                  Catch::Contains("Equality Act 2010, section 4"));
  });
}

TEST_CASE("every model and score refuses a protected characteristic by its name", "[risk][hand]") {
  for (const char* const name : {"ethnicity", "share_white", "mean age", "pct_disabled", "IC1"}) {
    for_each_way_in(name, IndicatorRole::exposure, [name](const auto& call) {
      CHECK_THROWS_AS(call(), InputError);
      CHECK_THROWS_WITH(call(), Catch::Contains("column '" + std::string(name) + "' holds a protected characteristic"));
    });
  }
}

TEST_CASE("what is none passes every model and score", "[risk][edges]") {
  for_each_way_in("stops", IndicatorRole::exposure, [](const auto& call) { CHECK_NOTHROW(call()); });
}

TEST_CASE("names and roles of covariates are one a column, or none", "[risk][edges]") {
  const std::vector<double> counts{3.0, 5.0};
  const std::vector<double> expected(2, 3.0);
  geography::Weights weights;
  weights.offsets.assign(3, 0);
  const std::vector<double> column{0.1, 0.4};
  CHECK_THROWS_AS(bym2(counts, expected, weights, {column, 1, {"a", "b"}}), InvalidArgument);
  CHECK_THROWS_AS(bym2(counts, expected, weights, {column, 1, {}, {IndicatorRole::harm, IndicatorRole::harm}}),
                  InvalidArgument);
}
