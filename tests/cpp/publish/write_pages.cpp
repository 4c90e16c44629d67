// SPDX-License-Identifier: MIT
/// @file
/// Writes the five pages of the sample document into a folder: `write_pages DIR [AREAS [DISTRICTS]]`. What the browser
/// tests open. Prints bytes and milliseconds of each.

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "libprofile/publish/detail/render.hpp"
#include "libprofile/publish/detail/sign_words.hpp"

#include "support/sample_document.hpp"

namespace {

using namespace libprofile;

/// What a folder of some files in every state would say.
publish::SignFacts some_facts() {
  using publish::Status;
  publish::SignFacts facts;
  for (const auto& [path, status] : {std::pair{"layers/neighbourhoods.geojson", Status::pass},
                                     {"layers/premises_types_by_area.geojson", Status::fail},
                                     {"tables/counts.csv", Status::pass},
                                     {publish::kSignPage, Status::review},
                                     {"manifest.json", Status::review}}) {
    facts.results.push_back({.path = path, .type = "custom", .status = status, .reasons = {"to be read by a person"}});
    facts.files.push_back({path, 123'456, {}});
  }
  facts.results[2].rows = facts.results[2].numbers = facts.results[2].withheld_rows = 1234;
  facts.ledger = {"R2", std::string(64, '0')};
  facts.ledger->since = disclosure::SinceLast{
      .release = "R1", .window = {17'167, 17'531}, .total_then = 1200, .total_now = 1300, .compared = 40};
  return facts;
}

/// Rounds of every kind: four stops, one, and one where little is known; past midnight too.
publish::OutreachPlan some_plan() {
  publish::OutreachPlan plan;
  plan.bands = {{"Friday 18:00 to 22:00", 114, 4, "2019-01-18"}, {"Saturday 21:00 to 03:00", 141, 6, {}}};
  plan.until_utc = "2019-03-31T22:59:59Z";
  const auto add = [&plan](std::uint32_t team, std::uint32_t band, std::uint32_t stops) {
    for (std::uint32_t stop = 1; stop <= stops; ++stop) {
      const double arrives_h = (stop - 1) * 1.15;
      plan.visits.push_back({.team = team,
                             .stop = stop,
                             .band = band,
                             .unit = team * 9 + stop,
                             .arrives_h = arrives_h,
                             .leaves_h = arrives_h + 0.5 + 0.05 * team,
                             .expected = 0.7 / stop,
                             .is_reserved = stop == team});
    }
  };
  add(1, 0, 4);
  add(2, 0, 3);
  add(3, 1, 1);
  plan.teams = 3;
  plan.team_hours = 4.0;
  plan.reserved_share = 0.2;
  plan.expected = 2.8;
  plan.bound = 2.9;
  plan.expected_in_all = 9.5;
  plan.cost_of_ways = 0.2;
  plan.cost_of_floors = 0.0;
  plan.cost_of_reserve = 0.3;
  plan.reserved_visits = plan.reserved_target = 2;
  plan.candidates = 30;
  return plan;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "write_pages DIR [AREAS [DISTRICTS]]\n";
    return 2;
  }
  testing::SampleDocumentOptions options;
  options.areas = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : options.areas;
  options.districts = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : options.districts;
  publish::Document document = testing::sample_document(options);
  document.outreach = some_plan();
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  using publish::Audience;
  for (const Audience audience : {Audience::analyst, Audience::outreach, Audience::licensing, Audience::open}) {
    const auto start = std::chrono::steady_clock::now();
    const std::string html = publish::detail::render(document, audience);
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    std::ofstream(folder / publish::report_file_name(audience), std::ios::binary) << html;
    std::cout << publish::report_file_name(audience) << ' ' << html.size() << " bytes " << taken.count() << " ms\n";
  }
  std::ofstream(folder / publish::kSignPage, std::ios::binary)
      << publish::detail::render_sign(document, disclosure::Policy(), some_facts());
  return 0;
}
