// SPDX-License-Identifier: MIT
/// @file
/// A13: looks for planted identifiers in files and file names, in every encoding that software is known to write.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace libprofile::testing {

/// A planted value that was found: where, and how it was written.
struct CanaryFound {
  std::string path;
  std::string canary;
  std::string encoding;
};

/// One way to write a value, and the bytes.
struct Encoded {
  std::string encoding;
  std::string bytes;
};

/// UTF-8 as it is, in capitals and in small letters, without spaces, reversed; UTF-16 of both byte orders; hexadecimal;
/// base 64 at each of the three offsets; percent-encoded in full and as in a URL; JSON, HTML and quoted-printable
/// escapes.
///
/// @param canary  ASCII, at least 6 characters: shorter ones are found by chance.
[[nodiscard]] std::vector<Encoded> encodings_of(std::string_view canary);

/// Where the canaries are in a text.
[[nodiscard]] std::vector<CanaryFound> scan_text(std::string_view name, std::string_view text,
                                                 const std::vector<std::string>& canaries);

/// The same for every file below a folder, whose name counts as text too.
[[nodiscard]] std::vector<CanaryFound> scan_folder(const std::filesystem::path& folder,
                                                   const std::vector<std::string>& canaries);

}  // namespace libprofile::testing
