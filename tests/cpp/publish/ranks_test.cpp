// SPDX-License-Identifier: MIT
/// @file
/// How sure the order of areas is, in words and as a picture.
#include "libprofile/publish/detail/ranks.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "libprofile/publish/detail/render.hpp"

#include "support/page_text.hpp"
#include "support/sample_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::between;
using testing::has;

namespace {

AreaRisk ranked(std::int64_t best, std::int64_t worst, double p_top) {
  return {{1.5, 1.2, 1.9}, 0.9, 0.1, best, worst, p_top};
}

}  // namespace

TEST_CASE("chances and ranks in words", "[publish][hand]") {
  CHECK(detail::likelihood_word(0.97) == "almost certainly");
  CHECK(detail::likelihood_word(0.8) == "probably");
  CHECK(detail::likelihood_word(0.5) == "more likely than not");
  CHECK(detail::likelihood_word(0.2) == "possibly");
  CHECK(detail::likelihood_word(0.0) == "probably not");
  CHECK(detail::in_hundred(0.874) == "87");
  CHECK(detail::in_hundred(1.0) == "over 99");
  CHECK(detail::in_hundred(0.0) == "under 1");
  CHECK(detail::in_hundred(std::nan("")) == "–");
  CHECK(detail::rank_text(ranked(3, 3, 1.0)) == "3");
  CHECK(detail::rank_text(ranked(3, 1200, 1.0)) == "3 to 1,200");
  CHECK(detail::rank_text({}) == "–");
}

TEST_CASE("the outreach page shows ranges of ranks, and what they allow to say", "[publish][hand]") {
  const auto document = testing::sample_document();
  const std::string html = detail::render(document, Audience::outreach);
  CHECK(has(html, "How sure is the order?"));
  CHECK(has(html, "class=\"rank-range\""));
  const auto view = detail::make_view(document);
  const std::string place = detail::place_in_order(view, view.tier_units[0].front());
  CHECK(has(html, place));
  CHECK(has(place, "among the highest tenth"));
}

TEST_CASE("advice follows the width of the ranges", "[publish][property]") {
  auto document = testing::sample_document();
  const auto advice = [&](std::int64_t best, std::int64_t worst) {
    document.risks.assign(document.areas.size(), ranked(best, worst, 0.9));
    document.risks.front().relative_risk.value += 1.0;
    return detail::rank_advice(detail::make_view(document));
  };
  CHECK(has(advice(1, 2), "known well"));
  CHECK(has(advice(1, static_cast<std::int64_t>(document.areas.size()) / 9), "known roughly"));
  CHECK(has(advice(1, static_cast<std::int64_t>(document.areas.size())), "hardly known"));
}

TEST_CASE("where nothing tells areas apart the page says so", "[publish][edges]") {
  auto document = testing::sample_document();
  CHECK(detail::all_areas_alike(detail::make_view(document)).empty());
  CHECK_FALSE(has(detail::render(document, Audience::analyst), "nothing here tells the rate of one area"));
  for (AreaRisk& risk : document.risks) {
    risk.relative_risk = {1.0, 0.9, 1.1};
  }
  CHECK(has(detail::render(document, Audience::analyst), "nothing here tells the rate of one area"));
  CHECK(has(detail::rank_advice(detail::make_view(document)), "no more than chance and rounding"));
}

TEST_CASE("without ranks there is no picture of them", "[publish][edges]") {
  auto document = testing::sample_document();
  document.risks.clear();
  const std::string html = detail::render(document, Audience::outreach);
  CHECK_FALSE(has(html, "How sure is the order?"));
  CHECK_FALSE(has(html, "Rank of its rate"));
  document.risks.assign(document.areas.size(), {});
  CHECK(detail::rank_chart(detail::make_view(document)).empty());
  CHECK(detail::rank_advice(detail::make_view(document)).empty());
}
