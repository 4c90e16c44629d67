// SPDX-License-Identifier: MIT
/// @file
/// Inputs of a profile: a lattice with incidents put into its squares, and the synthetic partnership.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "libprofile/profile/problem_profile.hpp"
#include "libprofile/publish/page.hpp"
#include "libprofile/publish/write_profile.hpp"
#include "libprofile/records/time.hpp"
#include "libprofile/sample/partnership.hpp"

#include "support/publish_document.hpp"
#include "support/scratch_folder.hpp"

namespace libprofile::testing {

/// Incidents of one kind in one square.
struct Events {
  std::uint32_t unit = 0;
  int count = 1;
  std::string category = "theft";
  int month = 1;
  /// All of one person; empty: nobody is known.
  std::string person = {};
};

inline std::int32_t code_in(records::Coded& column, const std::string& value) {
  if (value.empty()) {
    return records::kAbsent;
  }
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    if (column.values[i] == value) {
      return static_cast<std::int32_t>(i);
    }
  }
  column.values.push_back(value);
  return static_cast<std::int32_t>(column.values.size() - 1);
}

/// Incidents at different places well inside their squares of a kilometre, on the 15th of their month of 2024. There is
/// a column of persons where an event names one.
inline records::Incidents incidents_of(const std::vector<Events>& events, std::uint32_t side) {
  records::Incidents incidents;
  bool has_persons = false;
  for (const Events& event : events) {
    has_persons = has_persons || !event.person.empty();
    const std::string month = (event.month < 10 ? "0" : "") + std::to_string(event.month);
    const auto day = *records::parse_time_span("2024-" + month + "-15");
    for (int k = 0; k < event.count; ++k) {
      incidents.xy.push_back(1000.0 * (event.unit % side) + 103.0 + 37.0 * (k % 20));
      incidents.xy.push_back(1000.0 * (event.unit / side) + 107.0 + 41.0 * (k / 20 % 20));
      incidents.start_s.push_back(day.start_s);
      incidents.end_s.push_back(day.end_s);
      incidents.category.codes.push_back(code_in(incidents.category, event.category));
      incidents.person.codes.push_back(code_in(incidents.person, event.person));
    }
  }
  if (!has_persons) {
    incidents.person = {};
  }
  return incidents;
}

/// side × side squares of a kilometre with 1,000 residents each, in districts D1 (even) and D2 (odd).
inline profile::Inputs lattice_inputs(const std::vector<Events>& events, std::uint32_t side = 3) {
  profile::Inputs inputs;
  inputs.areas = square_areas({.side = side});
  inputs.areas.population.assign(inputs.areas.size(), 1000.0);
  inputs.incidents = incidents_of(events, side);
  inputs.crs = "EPSG:27700";
  return inputs;
}

/// Options whose results do not depend on the clock.
inline profile::Options year_2024() {
  profile::Options options;
  options.window = profile::Window{"2024-01-01", "2024-12-31"};
  options.created_utc = "2025-01-02T03:04:05Z";
  return options;
}

inline profile::Inputs sample_inputs(const sample::Partnership& partnership) {
  profile::Inputs inputs;
  inputs.incidents = sample::to_records(partnership);
  inputs.areas = partnership.place.areas;
  inputs.premises = sample::to_register(partnership);
  inputs.crs = "EPSG:27700";
  return inputs;
}

/// Every page of a document.
inline std::vector<publish::Page> all_pages(const disclosure::Protected<publish::Document>& document) {
  std::vector<publish::Page> pages;
  for (const auto audience : {publish::Audience::analyst, publish::Audience::outreach, publish::Audience::licensing,
                              publish::Audience::open}) {
    pages.push_back(publish::render_page(document, audience));
  }
  return pages;
}

/// The bytes of every file of a folder by relative path.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(folder).string()] = read_bytes(entry.path());
    }
  }
  return files;
}

/// Sets SOURCE_DATE_EPOCH while it lives, which files of a release take their dates from.
class FixedClock {
 public:
  FixedClock() { setenv("SOURCE_DATE_EPOCH", "1735787045", 1); }
  ~FixedClock() { unsetenv("SOURCE_DATE_EPOCH"); }
  FixedClock(const FixedClock&) = delete;
  FixedClock& operator=(const FixedClock&) = delete;
};

/// A whole release: the bytes of every file, by path.
inline std::map<std::string, std::string> release_of(const disclosure::Protected<publish::Document>& document) {
  const FixedClock clock;
  const ScratchFolder scratch;
  publish::write_profile(document, all_pages(document), scratch.path() / "release");
  return files_below(scratch.path() / "release");
}

}  // namespace libprofile::testing
