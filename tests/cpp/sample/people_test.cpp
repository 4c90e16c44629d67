// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/sample/partnership.hpp"

using namespace libprofile::sample;

namespace {

double share_of(const std::vector<std::uint8_t>& column, std::uint8_t code) {
  return static_cast<double>(std::count(column.begin(), column.end(), code)) / static_cast<double>(column.size());
}

}  // namespace

TEST_CASE("shares of children are the documented ones", "[sample][property]") {
  const Victims victims = partnership({.size = 4, .seed = GENERATE(0U, 1U, 2U, 3U, 4U)}).victims;
  REQUIRE(victims.size() == 4'800);
  CHECK(share_of(victims.sex, 0) == Approx(0.97).margin(0.01));
  CHECK(share_of(victims.referral_source, 0) == Approx(0.23).margin(0.025));
  CHECK(share_of(victims.risk_band, kBlank) == Approx(0.80).margin(0.025));
  CHECK(share_of(victims.model, kBlank) == Approx(0.31).margin(0.025));
  CHECK(share_of(victims.age_band, 1) > share_of(victims.age_band, 2));
  CHECK(share_of(victims.age_band, 2) > share_of(victims.age_band, 0));
}

TEST_CASE("88 open cases lie in the first district and nowhere else", "[sample][hand]") {
  const Victims victims = partnership({.seed = 3}).victims;
  std::size_t open = 0;
  for (std::size_t i = 0; i < victims.size(); ++i) {
    const bool is_open = victims.case_status[i] == 0;
    REQUIRE_FALSE((is_open && victims.district[i] != 0));
    open += is_open ? 1 : 0;
  }
  CHECK(open == 88);
}

TEST_CASE("tokens are hexadecimal and no two people share one", "[sample][property]") {
  const Partnership made = partnership({.size = 2, .seed = 1});
  std::set<Token> tokens(made.victims.token.begin(), made.victims.token.end());
  tokens.insert(made.offenders.token.begin(), made.offenders.token.end());
  CHECK(tokens.size() == made.victims.size() + made.offenders.size());
  for (const Token& token : tokens) {
    REQUIRE(std::all_of(token.begin(), token.end(),
                        [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }));
  }
}

TEST_CASE("children live in their district, where children live", "[sample][property]") {
  const Partnership made = partnership({.seed = 1});
  const auto& district = made.place.areas.levels.back().group_of_unit;
  for (std::size_t i = 0; i < made.victims.size(); ++i) {
    REQUIRE(district[made.victims.home_unit[i]] == made.victims.district[i]);
    REQUIRE(made.place.areas.under_18[made.victims.home_unit[i]] > 0.0);
  }
}

TEST_CASE("episodes have a heavy tail, and no child is missing twice at once", "[sample][property]") {
  const Episodes episodes = partnership({.seed = GENERATE(0U, 1U, 2U, 3U, 4U)}).episodes;
  std::vector<std::size_t> spells(1'200, 0);
  for (std::size_t k = 0; k < episodes.size(); ++k) {
    ++spells[episodes.victim[k]];
    REQUIRE(episodes.end_s[k] > episodes.start_s[k]);
    if (k > 0 && episodes.victim[k] == episodes.victim[k - 1]) {
      REQUIRE(episodes.start_s[k] >= episodes.end_s[k - 1]);
    }
    REQUIRE_FALSE((episodes.is_interview_held[k] != 0 && episodes.is_interview_offered[k] == 0));
  }
  std::sort(spells.begin(), spells.end(), std::greater<>());
  const auto missing = static_cast<std::size_t>(std::count_if(spells.begin(), spells.end(), [](auto n) { return n; }));
  CHECK(missing > 300);
  CHECK(missing < 420);
  // Half of the children who were missing were so once; a few were very often.
  CHECK(spells[missing / 2] == 1);
  CHECK(spells.front() >= 15);
  CHECK(spells.front() <= 60);
}

TEST_CASE("every month has 800 contacts and ten referrals, 23 % of those from schools", "[sample][hand]") {
  const Contacts contacts = partnership({.seed = 5}).contacts;
  std::uint32_t from_schools = 0;
  for (std::size_t month = 0; month < 12; ++month) {
    std::uint32_t contacts_made = 0;
    std::uint32_t referrals = 0;
    for (std::size_t source = 0; source < kReferralSources.size(); ++source) {
      contacts_made += contacts.contacts[month][source];
      referrals += contacts.referrals[month][source];
    }
    CHECK(contacts_made == 800);
    CHECK(referrals == 10);
    from_schools += contacts.referrals[month][0];
  }
  CHECK(from_schools / 120.0 == Approx(0.23).margin(0.01));
}
