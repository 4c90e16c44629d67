// SPDX-License-Identifier: MIT
#include "support/canary_scan.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace libprofile::testing {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::string with_case(std::string_view text, bool is_upper) {
  std::string changed(text);
  for (char& c : changed) {
    if (is_upper && c >= 'a' && c <= 'z') {
      c = static_cast<char>(c - 'a' + 'A');
    } else if (!is_upper && c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return changed;
}

/// Each byte written as `before`, two hexadecimal digits, `after`.
std::string escaped(std::string_view text, std::string_view before, std::string_view after) {
  std::string all;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    all.append(before).append({kDigits[byte >> 4U], kDigits[byte & 15U]}).append(after);
  }
  return all;
}

/// Escapes only what is neither letter nor digit.
std::string escaped_in_part(std::string_view text, std::string_view before) {
  std::string all;
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    all += is_plain ? std::string(1, c) : with_case(escaped(std::string_view(&c, 1), before, ""), true);
  }
  return all;
}

std::string utf16(std::string_view text, bool is_big_endian) {
  std::string wide;
  for (const char c : text) {
    wide += is_big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  }
  return wide;
}

/// The characters of base 64 that depend on the text alone when `offset` bytes come before it.
std::string base64_core(std::string_view text, std::size_t offset) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes = std::string(offset, '\0') + std::string(text);
  bytes.resize(bytes.size() / 3 * 3);
  std::string all;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t j) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i + j])); };
    const unsigned word = at(0) << 16U | at(1) << 8U | at(2);
    for (const unsigned shift : {18U, 12U, 6U, 0U}) {
      all += kAlphabet[word >> shift & 63U];
    }
  }
  return all.substr(offset == 0 ? 0 : 4);
}

std::string without_spaces(std::string_view text) {
  std::string all(text);
  all.erase(std::remove(all.begin(), all.end(), ' '), all.end());
  return all;
}

}  // namespace

std::vector<Encoded> encodings_of(std::string_view canary) {
  const std::string plain(canary);
  std::vector<Encoded> all{{"as it is", plain},
                           {"capitals", with_case(plain, true)},
                           {"small letters", with_case(plain, false)},
                           {"without spaces", without_spaces(plain)},
                           {"reversed", std::string(plain.rbegin(), plain.rend())},
                           {"UTF-16, little-endian", utf16(plain, false)},
                           {"UTF-16, big-endian", utf16(plain, true)},
                           {"hexadecimal", escaped(plain, "", "")},
                           {"hexadecimal, capitals", with_case(escaped(plain, "", ""), true)},
                           {"percent-encoded in full", escaped(plain, "%", "")},
                           {"percent-encoded", escaped_in_part(plain, "%")},
                           {"quoted-printable", escaped_in_part(plain, "=")},
                           {"JSON escapes", escaped(plain, "\\u00", "")},
                           {"HTML escapes", escaped(plain, "&#x", ";")}};
  for (const std::size_t offset : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
    all.push_back({"base 64", base64_core(plain, offset)});
  }
  return all;
}

std::vector<CanaryFound> scan_text(std::string_view name, std::string_view text,
                                   const std::vector<std::string>& canaries) {
  std::vector<CanaryFound> found;
  for (const std::string& canary : canaries) {
    for (const Encoded& encoded : encodings_of(canary)) {
      if (text.find(encoded.bytes) != std::string_view::npos) {
        found.push_back({std::string(name), canary, encoded.encoding});
      }
    }
  }
  return found;
}

std::vector<CanaryFound> scan_folder(const std::filesystem::path& folder, const std::vector<std::string>& canaries) {
  std::vector<CanaryFound> found;
  const auto add = [&found](std::vector<CanaryFound> more) { found.insert(found.end(), more.begin(), more.end()); };
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    add(scan_text(name, name, canaries));
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      add(scan_text(name, bytes, canaries));
    }
  }
  return found;
}

}  // namespace libprofile::testing
