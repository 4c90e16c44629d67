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
#include "support/sample_plan.hpp"

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
  document.outreach = testing::sample_plan();
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
