// SPDX-License-Identifier: MIT
#include <filesystem>
#include <string>
#include <type_traits>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/publish/csv.hpp"
#include "libprofile/publish/data_quality.hpp"
#include "libprofile/publish/geojson.hpp"
#include "libprofile/publish/geopackage.hpp"
#include "libprofile/publish/manifest.hpp"
#include "libprofile/publish/page.hpp"
#include "libprofile/publish/results.hpp"
#include "libprofile/publish/write_profile.hpp"

using namespace libprofile::publish;
using libprofile::disclosure::Protected;
using Path = std::filesystem::path;
using Pages = std::vector<Page>;

namespace {

/// Whether `function` takes a protected value of `Value` before `Rest`, and the plain value does not compile.
template <class Function, class Value, class... Rest>
constexpr bool takes_only_protected =
    std::is_invocable_v<Function, Protected<Value>, Rest...> && !std::is_invocable_v<Function, Value, Rest...> &&
    !std::is_invocable_v<Function, Value&, Rest...> && !std::is_convertible_v<Value, Protected<Value>> &&
    !std::is_constructible_v<Protected<Value>, Value>;

}  // namespace

TEST_CASE("nothing that skipped the gate can be written: such a call does not compile", "[publish][attack]") {
  STATIC_REQUIRE(takes_only_protected<decltype(geojson), Layer>);
  STATIC_REQUIRE(takes_only_protected<decltype(write_geojson), Layer, Path>);
  STATIC_REQUIRE(takes_only_protected<decltype(write_layers), std::vector<Layer>, Path>);
  STATIC_REQUIRE(takes_only_protected<decltype(geopackage), std::vector<Layer>>);
  STATIC_REQUIRE(takes_only_protected<decltype(write_geopackage), std::vector<Layer>, Path>);
  STATIC_REQUIRE(takes_only_protected<decltype(csv), Layer>);
  STATIC_REQUIRE(takes_only_protected<decltype(write_csv), Layer, Path>);
  STATIC_REQUIRE(takes_only_protected<decltype(manifest_json), Document, std::vector<Artefact>>);
  STATIC_REQUIRE(takes_only_protected<decltype(data_quality_json), Document>);
  STATIC_REQUIRE(takes_only_protected<decltype(check_output), Layer, std::string>);
  STATIC_REQUIRE(takes_only_protected<decltype(write_profile), Document, Pages, Path, WriteProfileOptions>);
  STATIC_REQUIRE(takes_only_protected<decltype(render_page), Document, Audience>);
}

TEST_CASE("a page cannot be made from text", "[publish][attack]") {
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Page, std::string, std::string>);
  STATIC_REQUIRE_FALSE(std::is_default_constructible_v<Page>);
}
