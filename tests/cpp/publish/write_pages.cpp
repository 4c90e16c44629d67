// SPDX-License-Identifier: MIT
/// @file
/// Writes the four pages of the sample document into a folder: `write_pages DIR [AREAS [DISTRICTS]]`. What the browser
/// tests open. Prints bytes and milliseconds of each.

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "libprofile/publish/detail/render.hpp"

#include "support/sample_document.hpp"

int main(int argc, char** argv) {
  using namespace libprofile;
  if (argc < 2) {
    std::cerr << "write_pages DIR [AREAS [DISTRICTS]]\n";
    return 2;
  }
  testing::SampleDocumentOptions options;
  options.areas = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : options.areas;
  options.districts = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : options.districts;
  const publish::Document document = testing::sample_document(options);
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
  return 0;
}
