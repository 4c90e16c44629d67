// SPDX-License-Identifier: MIT
#include "libprofile/publish/manifest.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libprofile/publish/data_quality.hpp"

#include "support/publish_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using nlohmann::ordered_json;

TEST_CASE("the manifest says what the document and the policy say", "[publish][hand]") {
  const auto document = testing::protected_document();
  const auto json = ordered_json::parse(manifest_json(document, {{"b.csv", 2, "bb"}, {"a.csv", 1, "aa"}}));
  CHECK(json["title"] == "Recorded incidents, a place in the sea");
  CHECK(json["marking"] == "OFFICIAL-SENSITIVE");
  CHECK(json["window"] ==
        ordered_json({{"start", "2018-01-01"}, {"end", "2018-12-31"}, {"time_zone", "Europe/London"}}));
  CHECK(json["next_window"] == ordered_json({{"start", "2019-01-01"}, {"end", "2019-12-31"}}));
  CHECK(json["policy"]["tier"] == "partner");
  CHECK(json["policy"]["threshold"] == 5);
  CHECK(json["policy"]["minimum_window"] == "quarter");
  CHECK(json["policy_hash"] == disclosure::Policy().hash());
  CHECK(json["inputs"][0]["hmac_sha256"] == "00ff");
  CHECK(json["methods"][0]["parameters"]["permutations"] == "999");
  CHECK(json["seed"] == 7);
  CHECK(json["repaired_areas"] == ordered_json({"U02"}));
  CHECK(json["repaired_on_lattice"] == ordered_json({{"count", 2}, {"codes", {"U00", "U03"}}}));
  CHECK(json["artefacts"][0] == ordered_json({{"path", "a.csv"}, {"bytes", 1}, {"sha256", "aa"}}));
  CHECK(json["artefacts"][1]["path"] == "b.csv");
}

TEST_CASE("what has no value is absent from the manifest, not null", "[publish][edges]") {
  const auto document = testing::protected_document();
  const std::string text = manifest_json(document, {});
  CHECK(text.find("null") == std::string::npos);
  const auto json = ordered_json::parse(text);
  CHECK_FALSE(json.contains("vintage"));
  CHECK_FALSE(json.contains("key_fingerprint"));
  CHECK(json["artefacts"].empty());
  CHECK(text.back() == '\n');
}

TEST_CASE("data quality says what each source lost, and null where a share cannot be said", "[publish][hand]") {
  const auto document = testing::protected_document();
  const auto json = ordered_json::parse(data_quality_json(document));
  CHECK(json["tier"] == "partner");
  const auto& source = json["sources"][0];
  CHECK(source["rows_read"] == 4000);
  CHECK(source["rejected"][0] == ordered_json({{"rule", "month exists"}, {"rows", 100}}));
  CHECK(source["snapped"]["share_on_1_m"] == 0.5);
  CHECK(source["snapped"]["share_on_10_m"].is_null());
  CHECK(json["outlines"] == ordered_json({{"repaired", {"U02"}}, {"repaired_on_lattice", {"U00", "U03"}}}));
  CHECK(json["months_without_records"] == ordered_json({"2018-07"}));
  CHECK(json["completeness"][0] ==
        ordered_json({{"agency", "police"}, {"field", "category"}, {"month", "2018-01"}, {"share", 0.75}}));
}
