// SPDX-License-Identifier: MIT
/// @file
/// A register of premises that is older or newer than the incidents.
#include "libprofile/publish/register_date.hpp"

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile::publish;
using libprofile::testing::has;

namespace {

Manifest made(const std::string& date) {
  Manifest manifest{};
  manifest.window_start = "2018-01-01";
  manifest.window_end = "2018-12-31";
  manifest.methods.push_back({kPremisesMethod, {{"radius_m", "100"}}, ""});
  if (!date.empty()) {
    manifest.methods.back().parameters.emplace_back(kRegisterDate, date);
  }
  return manifest;
}

}  // namespace

TEST_CASE("a register from before the window is old, and both dates are said", "[publish][hand]") {
  CHECK(register_outside_window(made("2015-06-30")) ==
        "the register of premises is of 30 June 2015, the incidents are of January to December 2018: premises that "
        "opened or closed between are counted wrongly");
  CHECK(has(register_outside_window(made("2017-12")), "is of December 2017,"));
  CHECK(register_age(made("2017-12")) == RegisterAge::older);
  CHECK(register_date(made("2017-12")) == "2017-12");
}

TEST_CASE("a register from after the window is new, and both dates are said", "[publish][hand]") {
  CHECK(register_outside_window(made("2019-03-05")) ==
        "the register of premises is of 5 March 2019, the incidents are of January to December 2018: premises that "
        "opened or closed between are counted wrongly");
  CHECK(has(register_outside_window(made("2021-02")), "is of February 2021,"));
  CHECK(register_age(made("2019-01-01")) == RegisterAge::newer);
}

TEST_CASE("a register of the window, or of no known date, is neither old nor new", "[publish][edges]") {
  for (const char* const date : {"2018-01-01", "2018-01", "2018-06-30", "2018-12-31", "2018-12"}) {
    CHECK(register_outside_window(made(date)).empty());
    CHECK(register_age(made(date)) == RegisterAge::of_the_window);
  }
  CHECK(register_outside_window(made("")).empty());
  CHECK(register_age(made("")) == RegisterAge::not_known);
  CHECK(register_date({}).empty());
}

TEST_CASE("the licensing page says it among the first sentences", "[publish][hand]") {
  auto document = libprofile::testing::sample_document();
  document.manifest.methods.push_back({kPremisesMethod, {{kRegisterDate, "2015-06"}}, ""});
  CHECK(has(detail::render(document, Audience::licensing), "Beware: the register of premises is of June 2015"));
}
