// SPDX-License-Identifier: MIT
#include "libprofile/publish/sign_page.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/detail/sign_words.hpp"
#include "libprofile/publish/manifest.hpp"

#include "support/page_text.hpp"
#include "support/publish_document.hpp"

using namespace libprofile;
using namespace libprofile::publish;
using testing::has;

namespace {

OutputResult output(const std::string& path, Status status, std::vector<std::string> reasons) {
  return {.path = path, .type = "custom", .status = status, .reasons = std::move(reasons)};
}

SignFacts some_facts() {
  SignFacts facts;
  facts.files = {{"layers.gpkg", 1'500'000, "aa"}, {"tables/counts.csv", 9'999, "bb"}};
  facts.results = {output("layers.gpkg", Status::pass, {"rounded"}),
                   output("tables/counts.csv", Status::pass, {"rounded"}),
                   output("report-sign.html", Status::review, {"to be read"}),
                   output("manifest.json", Status::review, {"names in words"})};
  facts.results[1].rows = 1234;
  facts.results[1].numbers = 1200;
  facts.results[1].withheld_rows = 34;
  return facts;
}

std::string page_of(const SignFacts& facts, const disclosure::Policy& policy = {}) {
  return render_sign_page(testing::protected_document({}, policy), facts).html();
}

disclosure::LedgerPlace place_with_last() {
  disclosure::LedgerPlace place{"R3", std::string(64, 'a')};
  place.since =
      disclosure::SinceLast{.release = "R2",
                            .window = {disclosure::parse_day("2017-01-01"), disclosure::parse_day("2017-12-31")},
                            .total_then = 120,
                            .total_now = disclosure::kWithheld,
                            .compared = 8,
                            .more = 2,
                            .fewer = 1};
  return place;
}

}  // namespace

TEST_CASE("the page says what leaves, file by file, in classes of size", "[publish][hand]") {
  const std::string html = page_of(some_facts());
  CHECK(has(html, "4 files would leave: 2 pass by rule, 2 are for you to read."));
  CHECK(has(html,
            "<code>tables/counts.csv</code></th><td class=\"t\"><span class=\"verdict pass\">passes</span><td "
            "class=\"t wide\">every count of areas by category<td>1,234<td>1,200<td>34<td>under 10 kB"));
  CHECK(has(html, "all layers in one file<td>–<td>–<td>–<td>1 to 10 MB"));
  CHECK(has(html, "this page<td>–<td>–<td>–<td>–"));
  CHECK(has(html, "<li>report-sign.html: to be read.</li>"));
  CHECK(has(html, "<li>manifest.json: names in words.</li>"));
  CHECK_FALSE(has(html, "rounded.</li>"));
}

TEST_CASE("the page names the window and the next that may leave, and so does its foot", "[publish][hand]") {
  const std::string html = page_of(some_facts());
  CHECK(has(html,
            "This is January to December 2018. The next window of this length that can be released is January to "
            "December 2019, once it has ended."));
  CHECK(has(html, "<dt>Next window</dt><dd>January to December 2019, not before it has ended</dd>"));
}

TEST_CASE("where any window may leave, none is named", "[publish][edges]") {
  const auto document = disclosure::derive(
      [](publish::Document one) {
        one.manifest.next_window_start.clear();
        one.manifest.next_window_end.clear();
        return one;
      },
      testing::protected_document());
  const std::string html = render_sign_page(document, some_facts()).html();
  CHECK_FALSE(has(html, "next window"));
  CHECK_FALSE(has(html, "Next window"));
}

TEST_CASE("sizes come in classes, from their first byte", "[publish][edges]") {
  SignFacts facts = some_facts();
  for (const auto& [bytes, words] : {std::pair{0, "under 10 kB"},
                                     {9'999, "under 10 kB"},
                                     {10'000, "10 to 100 kB"},
                                     {99'999, "10 to 100 kB"},
                                     {100'000, "100 kB to 1 MB"},
                                     {1'000'000, "1 to 10 MB"},
                                     {10'000'000, "over 10 MB"}}) {
    facts.files[0].bytes = bytes;
    CHECK(has(page_of(facts), "all layers in one file<td>–<td>–<td>–<td>" + std::string(words)));
  }
}

TEST_CASE("it says what was withheld by which rule, and what a number can stand for", "[publish][hand]") {
  const std::string text = testing::words(page_of(some_facts()));
  CHECK(has(text, "2 of 9 areas are withheld."));
  CHECK(has(text, "An area with fewer than 100 residents, or where nobody knows how many, is not shown at all."));
  CHECK(has(text, "one person or source makes up more than 50 %"));
  CHECK(has(text, "cannot tell any count closer than to 5 possible values: the narrowest is a printed"));
  CHECK(has(text, "1 to 9, nine values"));
  CHECK(detail::range_in_words(0, 5) == "0 to 4, five values");
  CHECK(detail::range_in_words(20, 10) == "11 to 29, 19 values");
  CHECK(detail::range_in_words(7, 1) == "7 to 7, one value");
}

TEST_CASE("without a ledger it says that nobody compared, with one what has changed", "[publish][hand]") {
  SignFacts facts = some_facts();
  const std::string alone = page_of(facts);
  CHECK(has(alone, "in no ledger, so nobody has compared it"));
  CHECK_FALSE(has(alone, "ledger approve"));
  facts.ledger = {"R1", std::string(64, '0')};
  const std::string first = page_of(facts);
  CHECK(has(first, "This is R1 of its ledger. Nothing of its series was released before it."));
  CHECK(has(first, "libprofile verify FOLDER --ledger LEDGER\n"));
  CHECK(
      has(first,
          "libprofile ledger approve LEDGER R1 --by &quot;YOUR NAME&quot; --folder FOLDER\nlibprofile ledger release"));
  CHECK(has(first, "libprofile ledger withdraw LEDGER R1 --by &quot;YOUR NAME&quot; --reason &quot;WHY&quot;"));
  facts.ledger = place_with_last();
  const std::string text = testing::words(page_of(facts));
  CHECK(has(text, "The release before it in its series is R2, January to December 2017."));
  CHECK(has(text, "Counted over everything, then120"));
  CHECK(has(text, "Counted over everything, nowwithheld"));
  CHECK(has(text, "of these certainly higher now, whatever the rounding did2"));
}

TEST_CASE("the page says until when the profile is valid, and where that was past when it was made",
          "[publish][hand]") {
  const auto in_time = disclosure::derive(
      [](Document one) {
        one.manifest.valid_until = "2019-03-31";
        one.manifest.created_utc = "2019-03-31T23:00:00Z";
        return one;
      },
      testing::protected_document());
  CHECK(has(render_sign_page(in_time, some_facts()).html(), "It is valid until 31 March 2019."));
  const auto late = disclosure::derive(
      [](Document one) {
        one.manifest.created_utc = "2019-04-01T00:00:00Z";
        return one;
      },
      in_time);
  CHECK(has(render_sign_page(late, some_facts()).html(),
            "It was valid until 31 March 2019, which was past when it was made: whoever gets it"));
}

TEST_CASE("what must not leave is not to be signed", "[publish][edges]") {
  SignFacts facts = some_facts();
  const std::string internal = page_of(facts, disclosure::Policy::preset("internal"));
  CHECK(has(internal, "<strong>Do not sign.</strong> This profile was made under the rules of the internal tier."));
  CHECK(has(internal, "Everything: counts are exact."));
  CHECK_FALSE(has(internal, "To release"));
  facts.results[0] = output("layers.gpkg", Status::fail, {"count: 1 values are no multiple of 5"});
  const std::string failed = page_of(facts);
  CHECK(has(failed, "Do not sign.</strong> One file breaks a rule"));
  CHECK(has(failed, "1 fails."));
  CHECK(has(failed, "<li>layers.gpkg: count: 1 values are no multiple of 5.</li>"));
  CHECK_FALSE(has(failed, "ledger release"));
}

TEST_CASE("the agreement that was asked, or that none was, stands on the page, escaped", "[publish][hand]") {
  CHECK(has(page_of(some_facts()), "No agreement on sharing was asked"));
  const auto document = disclosure::derive(
      [](const Document& original) {
        Document copy = original;
        copy.manifest.sharing = Manifest::Sharing{"A <b> agreement", "", "outreach"};
        return copy;
      },
      testing::protected_document());
  const std::string html = render_sign_page(document, some_facts()).html();
  CHECK(has(html, "covered by “A &lt;b&gt; agreement” for the purpose “outreach”"));
  CHECK_FALSE(has(html, "<b> agreement"));
}

TEST_CASE("the page runs no script and asks nothing of any network", "[publish][edges]") {
  const std::string html = page_of(some_facts());
  CHECK_FALSE(has(html, "<script"));
  CHECK_FALSE(has(html, "script-src"));
  CHECK(has(html, "default-src &#39;none&#39;") != has(html, "default-src 'none'"));
  CHECK_FALSE(has(html, "http:"));
  CHECK_FALSE(has(html, "https:"));
  CHECK_FALSE(has(html, "{{"));
}

TEST_CASE("the same document and files give the same page", "[publish][property]") {
  CHECK(page_of(some_facts()) == page_of(some_facts()));
}

TEST_CASE("a manifest gives back what it says of a ledger", "[publish][property]") {
  const auto document = testing::protected_document();
  CHECK_FALSE(ledger_place_of(manifest_json(document, {})));
  CHECK_FALSE(ledger_place_of("{"));
  CHECK_FALSE(ledger_place_of(R"({"ledger": 1})"));
  CHECK_FALSE(ledger_place_of(R"({"ledger": {"release": "R1", "previous": "a", "since": {"release": "R0"}}})"));
  CHECK_FALSE(ledger_place_of(
      R"({"ledger": {"release": "R1", "previous": "a", "since": {"release": "R0", "window": {"start": "x", "end": "y"}}}})"));
}
