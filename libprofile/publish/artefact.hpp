// SPDX-License-Identifier: MIT
/// @file
/// What a manifest says about a file that was written.
#pragma once

#include <cstdint>
#include <string>

namespace libprofile::publish {

struct Artefact {
  /// Relative to the profile's folder, with forward slashes.
  std::string path;
  std::int64_t bytes;
  /// Lower-case hexadecimal.
  std::string sha256;

  friend bool operator==(const Artefact&, const Artefact&) = default;
};

/// Where the digest of a file stands for SACRO's viewer. It follows from the file, so that no manifest lists it.
[[nodiscard]] inline std::string checksum_path(const std::string& path) {
  return "checksums/" + path + ".txt";
}

}  // namespace libprofile::publish
