// SPDX-License-Identifier: MIT
#include "libprofile/profile/require_release.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/problem_profile.hpp"

#include "support/profile_inputs.hpp"

using namespace libprofile;
using profile::require_release;

namespace {

/// A lattice whose transpose lies elsewhere: 3 x 3 squares, 500 km east of the origin.
profile::Inputs inputs_in_the_east() {
  profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}, {.unit = 4, .count = 60}});
  for (std::size_t i = 0; i < inputs.areas.polygons.xy.size(); i += 2) {
    inputs.areas.polygons.xy[i] += 500'000.0;
  }
  for (std::size_t i = 0; i < inputs.incidents.xy.size(); i += 2) {
    inputs.incidents.xy[i] += 500'000.0;
  }
  return inputs;
}

void swap_points(std::vector<double>& xy, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    std::swap(xy[2 * i], xy[2 * i + 1]);
  }
}

}  // namespace

TEST_CASE("a source with easting and northing swapped is named with its remedy", "[profile][hand]") {
  profile::Inputs inputs = inputs_in_the_east();
  inputs.incident_sources = {{"incidents 1 (police.csv)", 40, "type x = \"E\", y = \"N\""},
                             {"incidents 2 (school.csv)", 100, "type x = \"East\", y = \"North\""}};
  CHECK_NOTHROW(require_release(inputs, testing::year_2024()));
  swap_points(inputs.incidents.xy, 40, 100);
  CHECK_THROWS_AS(require_release(inputs, testing::year_2024()), CrsError);
  CHECK_THROWS_WITH(require_release(inputs, testing::year_2024()),
                    Catch::StartsWith("incidents 2 (school.csv): x and y are swapped") &&
                        Catch::EndsWith("type x = \"East\", y = \"North\""));
  CHECK_THROWS_AS(profile::problem_profile(inputs, testing::year_2024()), CrsError);
}

TEST_CASE("premises are looked at too", "[profile][hand]") {
  profile::Inputs inputs = inputs_in_the_east();
  inputs.premises = records::PremisesRegister{inputs.incidents.xy, {std::vector<std::int32_t>(100, 0), {"P05"}}};
  CHECK_NOTHROW(require_release(inputs, testing::year_2024()));
  swap_points(inputs.premises->xy, 0, 100);
  CHECK_THROWS_WITH(require_release(inputs, testing::year_2024()), Catch::StartsWith("premises: x and y are swapped"));
  CHECK_THROWS_AS(profile::problem_profile(inputs, testing::year_2024()), CrsError);
}

TEST_CASE("points elsewhere, few points and points that fit both ways are no swap", "[profile][edges]") {
  SECTION("outside either way") {
    profile::Inputs inputs = inputs_in_the_east();
    inputs.incident_sources = {{"near", 40, ""}, {"far", 100, ""}};
    for (std::size_t i = 80; i < 200; ++i) {
      inputs.incidents.xy[i] += 77'000.0;
    }
    CHECK_NOTHROW(require_release(inputs, testing::year_2024()));
  }
  SECTION("fewer than ten") {
    profile::Inputs inputs = inputs_in_the_east();
    inputs.incident_sources = {{"many", 91, ""}, {"few", 100, ""}};
    swap_points(inputs.incidents.xy, 91, 100);
    CHECK_NOTHROW(require_release(inputs, testing::year_2024()));
  }
  SECTION("a tenth in the right place") {
    profile::Inputs inputs = inputs_in_the_east();
    swap_points(inputs.incidents.xy, 10, 100);
    CHECK_NOTHROW(require_release(inputs, testing::year_2024()));
  }
  SECTION("no places") {
    profile::Inputs inputs = inputs_in_the_east();
    inputs.incidents.xy.clear();
    CHECK_THROWS_AS(require_release(inputs, testing::year_2024()), DisclosureError);
  }
}

TEST_CASE("what a profile refuses before it counts is refused here", "[profile][edges]") {
  const profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  profile::Options options = testing::year_2024();
  CHECK_NOTHROW(require_release(inputs, options));
  options.window = profile::Window{"2024-01-15", "2024-04-14"};
  CHECK_THROWS_AS(require_release(inputs, options), DisclosureError);
  options = testing::year_2024();
  options.assured_residents = -1;
  CHECK_THROWS_AS(require_release(inputs, options), InvalidArgument);
  CHECK_THROWS_AS(require_release(testing::lattice_inputs({{.unit = 0, .count = 4}}), testing::year_2024()),
                  DisclosureError);
}

TEST_CASE("the public tier is refused without a key, and its seed is told only with one", "[profile][edges]") {
  profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}, {.unit = 4, .count = 60}});
  inputs.areas.population.assign(9, 5000.0);
  profile::Options options = testing::year_2024();
  options.seed = 20261128;
  options.policy = disclosure::Policy::preset("public");
  CHECK_THROWS_AS(require_release(inputs, options), DisclosureError);
  CHECK_THROWS_WITH(profile::problem_profile(inputs, options),
                    Catch::StartsWith("key: must be given in the public tier") && Catch::Contains("/dev/urandom"));
  options.key = core::Key(std::vector<std::uint8_t>(32, 7));
  CHECK_NOTHROW(require_release(inputs, options));
  CHECK(profile::problem_profile(inputs, options).value().manifest.seed == options.seed);
}

TEST_CASE("no file of a release without a key holds the seed that its ties follow from", "[profile][property]") {
  const profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}, {.unit = 4, .count = 60}});
  profile::Options options = testing::year_2024();
  options.seed = 20261128;
  const auto files_with_seed = [&] {
    std::size_t found = 0;
    for (const auto& [path, bytes] : testing::release_of(profile::problem_profile(inputs, options))) {
      found += bytes.find("20261128") == std::string::npos ? 0U : 1U;
    }
    return found;
  };
  CHECK(files_with_seed() == 0);
  options.key = core::Key(std::vector<std::uint8_t>(32, 7));
  CHECK(files_with_seed() > 0);
}

TEST_CASE("a population of other codes than the areas' is refused before anything is made", "[profile][edges]") {
  profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  inputs.areas.population.assign(9, std::nan(""));
  CHECK_THROWS_WITH(require_release(inputs, testing::year_2024()),
                    Catch::StartsWith("residents: are known for none of the 9 areas"));
  inputs.areas.population[0] = 10.0;
  CHECK_THROWS_WITH(require_release(inputs, testing::year_2024()), Catch::Contains("the sum over everything"));
  CHECK_THROWS_AS(profile::problem_profile(inputs, testing::year_2024()), DisclosureError);
}

TEST_CASE("areas of unknown size need an assurance, which the limits then say", "[profile][edges]") {
  profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  inputs.areas.population.clear();
  profile::Options options = testing::year_2024();
  CHECK_THROWS_WITH(require_release(inputs, options), Catch::Contains("assured_residents = 100"));
  options.assured_residents = 100;
  const auto document = profile::problem_profile(inputs, options);
  const auto& limits = document.value().manifest.limits;
  CHECK(std::any_of(limits.begin(), limits.end(), [](const std::string& limit) {
    return limit.find("assures that every neighbourhood has at least 100") != std::string::npos;
  }));
}

TEST_CASE("the vintage stands in the manifest, and its absence among the limits", "[profile][hand]") {
  const profile::Inputs inputs = testing::lattice_inputs({{.unit = 0, .count = 40}});
  profile::Options options = testing::year_2024();
  const auto says_unknown = [](const disclosure::Protected<publish::Document>& document) {
    const auto& limits = document.value().manifest.limits;
    return std::any_of(limits.begin(), limits.end(),
                       [](const std::string& limit) { return limit.find("vintage") != std::string::npos; });
  };
  CHECK(says_unknown(profile::problem_profile(inputs, options)));
  options.vintage = "2021";
  const auto document = profile::problem_profile(inputs, options);
  CHECK(document.value().manifest.vintage == "2021");
  CHECK_FALSE(says_unknown(document));
}
