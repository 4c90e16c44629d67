// SPDX-License-Identifier: MIT
#include "libprofile/geography/weights_files.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/geography/contiguity.hpp"
#include "libprofile/geography/distance_weights.hpp"
#include "libprofile/geography/weights_transforms.hpp"

#include "support/geography_real_data.hpp"
#include "support/random_points.hpp"
#include "support/scratch_folder.hpp"
#include "support/weights_by_definition.hpp"

using namespace libprofile;
using geography::format_weights;
using geography::IdentifiedWeights;
using geography::parse_weights;
using geography::PlanarView;
using geography::Weights;
using geography::WeightsFormat;
using testing::Links;
using testing::links_of;

namespace {

using Ids = std::vector<std::string>;

IdentifiedWeights gal(std::string_view text, const Ids& ids = {}) {
  return parse_weights(text, WeightsFormat::gal, "w.gal", ids);
}

IdentifiedWeights gwt(std::string_view text, const Ids& ids = {}) {
  return parse_weights(text, WeightsFormat::gwt, "w.gwt", ids);
}

bool same(const Weights& a, const Weights& b) {
  return a.offsets == b.offsets && a.neighbours == b.neighbours && a.values == b.values;
}

}  // namespace

TEST_CASE("GAL with either header, any identifiers, islands with a line or without", "[geography][hand]") {
  const auto plain = gal("3\n1 1\n2\n2 2\n1 3\n3 1\n2\n");
  CHECK(links_of(plain.weights) == Links{{0, 1}, {1, 0}, {1, 2}, {2, 1}});
  CHECK(plain.ids == Ids{"1", "2", "3"});
  const auto named = gal("0 4 my areas.shp CODE\r\nE01 0\r\n\r\nE02 1\r\nE04\r\nE03 0\nE04 1\nE02");
  CHECK(links_of(named.weights) == Links{{1, 3}, {3, 1}});
  CHECK(named.ids == Ids{"E01", "E02", "E03", "E04"});
  CHECK(gal("3\n1 1\n2\n2 0\n3 1\n1\n", {"3", "2", "1"}).weights.neighbours == std::vector<std::uint32_t>{2, 1});
}

TEST_CASE("GWT with values, and islands that have no line", "[geography][hand]") {
  const auto numbers = gwt("0 4 unknown id\n3 1 14.5\n1 3 1e-3\n");
  CHECK(numbers.ids == Ids{"1", "2", "3", "4"});
  CHECK(links_of(numbers.weights) == Links{{0, 2}, {2, 0}});
  CHECK(numbers.weights.values == std::vector<double>{0.001, 14.5});
  CHECK(gwt("2\nb a 1\na b 0\n").ids == Ids{"b", "a"});
  CHECK(geography::islands(gwt("3\nb a 1\n", {"a", "b", "c"}).weights) == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("what breaks a format is named with file, line and rule", "[geography][edges]") {
  using Catch::Contains;
  CHECK_THROWS_WITH(gal(""), Contains("w.gal") && Contains("number of places"));
  CHECK_THROWS_WITH(gal("x\n"), Contains("w.gal, line 1: \"x\": must be the number of places"));
  CHECK_THROWS_WITH(gal("1 2\n"), Contains("line 1"));
  CHECK_THROWS_WITH(gal("2\n1 1\n2\n"), Contains("ends after 1 places"));
  CHECK_THROWS_WITH(gal("1\n1 2\n2\n"), Contains("line 3: has 1 neighbours: the line before says 2"));
  CHECK_THROWS_WITH(gal("1\n1 0\n2 0\n"), Contains("line 3: more places"));
  CHECK_THROWS_WITH(gal("2\n1 0\n1 0\n"), Contains("line 3: the place stands there twice"));
  CHECK_THROWS_WITH(gal("2\n1 1\n7\n2 0\n"), Contains("line 3: a neighbour that is no place"));
  CHECK_THROWS_WITH(gal("2\n1 2\n2 2\n2 0\n"), Contains("line 3: the link stands on line 3 already"));
  CHECK_THROWS_WITH(gal("2\n1 0\n2 0\n", {"1", "3"}), Contains("not among ids"));
  CHECK_THROWS_WITH(gal("2\n1 0\n2 0\n", {"1"}), Contains("ids has 1"));
  CHECK_THROWS_WITH(gwt("2\n1 2\n"), Contains("line 2: has 2 words"));
  CHECK_THROWS_WITH(gwt("2\n1 2 one\n"), Contains("line 2: \"one\": must be the value"));
  CHECK_THROWS_WITH(gwt("2\n1 2 inf\n"), Contains("finite"));
  CHECK_THROWS_WITH(gwt("2\na b 1\nc a 1\n"), Contains("line 3: more places"));
  CHECK_THROWS_WITH(gwt("3\na b 1\n"), Contains("does not name islands"));
  CHECK_THROWS_WITH(gwt("4000000000\n1 2 1\n"), Contains("does not name islands"));
  CHECK_THROWS_WITH(gwt("2\n1 2 1\n2 1 1\n1 2 1\n"), Contains("line 4: the link stands on line 2 already"));
  CHECK_THROWS_AS(geography::read_weights("no-such-file.gal"), InputError);
  CHECK_THROWS_WITH(geography::read_weights("weights.csv"), Contains(".gal or .gwt"));
}

TEST_CASE("identifiers that a file cannot hold, and values that GAL cannot, are refused", "[geography][edges]") {
  const Weights two = gal("2\n1 1\n2\n2 0\n").weights;
  CHECK_THROWS_WITH(format_weights(two, WeightsFormat::gal, Ids{"a b", "c"}), Catch::Contains("white space"));
  CHECK_THROWS_WITH(format_weights(two, WeightsFormat::gal, Ids{"a", "a"}), Catch::Contains("different"));
  CHECK_THROWS_WITH(format_weights(two, WeightsFormat::gal, Ids{"a"}), Catch::Contains("number of places"));
  Weights halves = two;
  halves.values = {0.5};
  CHECK_THROWS_WITH(format_weights(halves, WeightsFormat::gal), Catch::Contains("write GWT"));
  CHECK(format_weights({}, WeightsFormat::gal) == "0\n");
  CHECK(gal("0\n").weights.size() == 0);
  CHECK(gwt("0\n").weights.size() == 0);
}

TEST_CASE("weights written and read again are the same, to the bit", "[geography][property]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto xy_m = testing::random_points(seed, seed % 30, 100.0);
    const Weights binary = geography::distance_band(PlanarView(xy_m), {.radius_m = 15.0});
    Weights weights = binary;
    const core::Philox random(seed, core::Stream::testing);
    for (std::uint32_t k = 0; k < weights.links(); ++k) {
      weights.values[k] = 1e-3 / random.uniform(k, 9, 0);
    }
    Ids ids;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      ids.push_back("E0" + std::to_string(7 * i));
    }
    REQUIRE(same(gal(format_weights(binary, WeightsFormat::gal)).weights, binary));
    REQUIRE(same(gwt(format_weights(weights, WeightsFormat::gwt)).weights, weights));
    const auto back = gwt(format_weights(weights, WeightsFormat::gwt, ids), ids);
    REQUIRE((same(back.weights, weights) && back.ids == ids));
    REQUIRE(gal(format_weights(binary, WeightsFormat::gal, ids)).ids == ids);
  }
}

TEST_CASE("a file is written whole, and not over another", "[geography][edges]") {
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "near.GAL";
  const Weights two = gal("2\n1 1\n2\n2 0\n").weights;
  geography::write_weights(two, path);
  CHECK(same(geography::read_weights(path).weights, two));
  CHECK_THROWS_AS(geography::write_weights(two, path), InputError);
  CHECK_NOTHROW(geography::write_weights(two, path, {}, {.if_present = core::IfPresent::replace}));
  CHECK_THROWS_AS(geography::write_weights(two, folder.path() / "absent" / "near.gwt"), InputError);
}

TEST_CASE("Columbus's GAL file has the queen neighbours of its outlines", "[geography][golden]") {
  // columbus.gal of GeoDa's sample data (Anselin 1988; with libpysal 4.14, BSD 3-Clause): 236 links.
  const auto path = testing::real_data("classics/columbus/columbus.gal");
  const auto outlines = testing::real_data("classics/columbus/columbus.shp");
  if (!path || !outlines) {
    WARN("skipped: no ../shared/data beside the project, nor LIBPROFILE_REAL_DATA");
    return;
  }
  const auto columbus = geography::read_weights(*path);
  CHECK(columbus.weights.links() == 236);
  CHECK(same(columbus.weights, geography::queen(testing::read_shapefile(*outlines))));
}
