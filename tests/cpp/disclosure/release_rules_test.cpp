// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/release_rules.hpp"

#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/core/error.hpp"

using namespace libprofile;
using disclosure::Policy;
using disclosure::require_geography;
using disclosure::require_window;

namespace {

std::int64_t day_of(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  return sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day))
      .time_since_epoch()
      .count();
}

const Policy kInternal = Policy::preset("internal");
const Policy kPartner = Policy::preset("partner");
const Policy kPublic = Policy::preset("public");

}  // namespace

TEST_CASE("the partner tier takes whole calendar quarters, the public tier whole years", "[disclosure][hand]") {
  CHECK_NOTHROW(require_window(kPartner, day_of(2018, 1, 1), day_of(2018, 3, 31)));
  CHECK_NOTHROW(require_window(kPartner, day_of(2018, 4, 1), day_of(2019, 6, 30)));
  CHECK_NOTHROW(require_window(kPublic, day_of(2018, 1, 1), day_of(2018, 12, 31)));
  CHECK_NOTHROW(require_window(kPublic, day_of(2016, 1, 1), day_of(2018, 12, 31)));
  CHECK_THROWS_AS(require_window(kPublic, day_of(2018, 1, 1), day_of(2018, 3, 31)), DisclosureError);
}

TEST_CASE("rolling windows are refused with the nearest window that would do", "[disclosure][edges]") {
  CHECK_THROWS_WITH(
      require_window(kPartner, day_of(2018, 2, 1), day_of(2018, 4, 30)),
      "window = 2018-02-01 to 2018-04-30: must be whole calendar quarters under this policy of the partner "
      "tier, such as 2018-01-01 to 2018-06-30");
  CHECK_THROWS_WITH(require_window(kPublic, day_of(2018, 4, 1), day_of(2019, 3, 31)),
                    Catch::Contains("such as 2018-01-01 to 2019-12-31"));
  CHECK_THROWS_AS(require_window(kPartner, day_of(2018, 1, 1), day_of(2018, 3, 30)), DisclosureError);
  CHECK_THROWS_AS(require_window(kPartner, day_of(2018, 1, 2), day_of(2018, 3, 31)), DisclosureError);
}

TEST_CASE("each of 36 monthly rolling years is refused but those of calendar quarters", "[disclosure][property]") {
  int refused = 0;
  for (int month = 0; month < 36; ++month) {
    const int year = 2015 + month / 12;
    const auto first = static_cast<unsigned>(month % 12 + 1);
    const std::int64_t start = day_of(year, first, 1);
    const std::int64_t end = day_of(year + 1, first, 1) - 1;
    try {
      require_window(kPartner, start, end);
    } catch (const DisclosureError&) {
      ++refused;
    }
  }
  CHECK(refused == 24);
}

TEST_CASE("the internal tier takes any window, none takes one that ends before it starts", "[disclosure][edges]") {
  CHECK_NOTHROW(require_window(kInternal, 17532, 17532));
  CHECK_THROWS_AS(require_window(kInternal, 17532, 17531), InvalidArgument);
  CHECK_THROWS_AS(require_window(kPartner, day_of(1968, 1, 15), day_of(1968, 3, 31)), DisclosureError);
  CHECK_NOTHROW(require_window(kPartner, day_of(1968, 1, 1), day_of(1968, 3, 31)));
}

TEST_CASE("the public tier refuses output areas and takes wards and larger", "[disclosure][hand]") {
  for (const char* code : {"E00000001", "E01007321", "W01000001", "S01006506", "N20000001"}) {
    const std::vector<std::string> codes{"E05000001", code};
    CHECK_THROWS_AS(require_geography(kPublic, codes), DisclosureError);
    CHECK_THROWS_AS(disclosure::require_no_small_areas(kPublic, codes), DisclosureError);
    CHECK_NOTHROW(require_geography(kPartner, codes));
    CHECK_NOTHROW(require_geography(kInternal, codes));
  }
  const std::vector<std::string> large{"E02001509", "E05000977", "E08000018", "W02000001"};
  const std::vector<double> residents(4, 1000.0);
  CHECK_NOTHROW(require_geography(kPublic, large, {.of_units = residents}));
  CHECK_NOTHROW(disclosure::require_no_small_areas(kPublic, large));
  CHECK_NOTHROW(require_geography(kPublic, {}));
}

TEST_CASE("units that only their residents can tell need 5,000 of them at the public tier", "[disclosure][edges]") {
  const std::vector<std::string> codes{"harbour"};
  const std::vector<double> large{5000.0};
  const std::vector<double> small{4999.0};
  const std::vector<double> unknown{std::nan("")};
  const std::vector<double> two{1.0, 2.0};
  CHECK_NOTHROW(require_geography(kPublic, codes, {.of_units = large}));
  CHECK_THROWS_WITH(require_geography(kPublic, codes, {.of_units = small}), Catch::Contains("unit = harbour"));
  CHECK_THROWS_AS(require_geography(kPublic, codes, {.of_units = unknown}), DisclosureError);
  CHECK_THROWS_AS(require_geography(kPublic, codes), DisclosureError);
  CHECK_THROWS_AS(require_geography(kPublic, std::vector<std::string>{"E04000001"}), DisclosureError);
  CHECK_THROWS_AS(require_geography(kPublic, codes, {.of_units = two}), InvalidArgument);
  CHECK_THROWS_WITH(require_geography(kPublic, codes, {.assured = 5000}), Catch::Contains("5000 residents"));
}

TEST_CASE("without a population the public tier takes large areas or an assurance", "[disclosure][edges]") {
  const std::vector<std::string> large{"E02001509", "W02000001", "S02001236", "E06000001", "E07000008", "E08000018",
                                       "E09000001", "E10000003", "E12000003", "W06000001", "S12000005", "N09000001"};
  CHECK_NOTHROW(require_geography(kPublic, large));
  for (const char* ward : {"E05000977", "W05000001", "S13002516", "N08000101"}) {
    const std::vector<std::string> codes{"E08000018", ward};
    CHECK_THROWS_WITH(require_geography(kPublic, codes), Catch::Contains("unit = " + std::string(ward)) &&
                                                             Catch::Contains("public tier") &&
                                                             Catch::Contains("assured_residents = 1000"));
    CHECK_THROWS_AS(require_geography(kPublic, codes, {.assured = 999}), DisclosureError);
    CHECK_NOTHROW(require_geography(kPublic, codes, {.assured = 1000}));
  }
  disclosure::PolicyFields stricter = kPublic.fields();
  stricter.minimum_residents = 1001;
  CHECK_THROWS_AS(require_geography(disclosure::Policy(stricter), large), DisclosureError);
}

TEST_CASE("what the partner tier refuses for its size, the public tier refuses", "[disclosure][property]") {
  const std::vector<std::string> codes{"E00000001", "E01007321", "E02001509", "E04000001", "E05000977",
                                       "E08000018", "W04000001", "S00088956", "S02001236", "cell-1"};
  const auto refuses = [](const Policy& policy, const std::string& code, std::int64_t assured) {
    try {
      require_geography(policy, std::vector<std::string>{code}, {.assured = assured});
    } catch (const DisclosureError&) {
      return true;
    }
    return false;
  };
  for (const std::string& code : codes) {
    for (const std::int64_t assured : {0, 50, 100, 999, 1000, 5000}) {
      CAPTURE(code, assured);
      CHECK((!refuses(kPartner, code, assured) || refuses(kPublic, code, assured)));
    }
  }
}

TEST_CASE("without a population the partner tier takes official codes or an assurance", "[disclosure][edges]") {
  const auto partner = [](std::int64_t minimum) {
    disclosure::PolicyFields fields = kPartner.fields();
    fields.minimum_residents = minimum;
    return disclosure::Policy(fields);
  };
  const std::vector<std::string> cells{"E01007321", "cell-1"};
  CHECK_THROWS_WITH(require_geography(kPartner, cells),
                    Catch::Contains("unit = cell-1") && Catch::Contains("assured_residents = 100"));
  CHECK_THROWS_AS(require_geography(kPartner, cells, {.assured = 99}), DisclosureError);
  CHECK_NOTHROW(require_geography(kPartner, cells, {.assured = 100}));
  const std::vector<double> residents{1.0, std::nan("")};
  CHECK_NOTHROW(require_geography(kPartner, cells, {.of_units = residents}));
  CHECK_NOTHROW(require_geography(kInternal, cells));
  for (const char* code : {"E04000001", "W04000001", "S00088956"}) {
    CHECK_THROWS_AS(require_geography(kPartner, std::vector<std::string>{code}), DisclosureError);
  }
  const std::vector<std::string> official{"E00000001", "E01007321"};
  CHECK_NOTHROW(require_geography(kPartner, official));
  CHECK_THROWS_AS(require_geography(partner(101), official), DisclosureError);
  CHECK_NOTHROW(require_geography(partner(101), official, {.assured = 101}));
  CHECK_NOTHROW(require_geography(kPartner, {}));
}
