// SPDX-License-Identifier: MIT
/// @file
/// A synthetic partnership as a folder of files that the agencies might have sent.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample {

/// One file of the folder.
struct NamedFile {
  /// Relative to the folder.
  std::string name;
  std::string bytes;
};

/// Every file of the folder, in ascending order of name.
///
/// `profile.toml`, `truth.json`, `areas.geojson` (RFC 7946), `population.csv`, `premises.csv`, `victims.csv`,
/// `offenders.csv`, `episodes.csv`, `contacts.csv`, and `incidents/<agency>.csv` for five agencies, each with column
/// names, date forms and coordinates of its own. Takes memory for all the bytes: about 160 an incident.
[[nodiscard]] std::vector<NamedFile> files(const Partnership& partnership);

/// Writes them so that the folder is whole or absent.
///
/// @throws InputError  as `core::AtomicFolder`. With `IfPresent::replace`, a folder without `truth.json` is refused.
void write_partnership(const Partnership& partnership, const std::filesystem::path& folder,
                       core::IfPresent if_present = core::IfPresent::refuse);

}  // namespace libprofile::sample
