// SPDX-License-Identifier: MIT
#include "libprofile/geography/weights_files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <fstream>
#include <iterator>

#include "libprofile/core/error.hpp"
#include "libprofile/core/file_error.hpp"
#include "libprofile/geography/detail/id_index.hpp"

namespace libprofile::geography {
namespace {

constexpr std::uintmax_t kMostBytes = std::uintmax_t{1} << 32;

std::string read_whole(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) {
    core::fail_file(path, "read", error.value());
  }
  if (bytes > kMostBytes) {
    throw InputError(path.string() + ": has " + std::to_string(bytes) + " bytes: must be at most 4 GB");
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(bytes), '\0');
  if (!file.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    core::fail_file(path, "read", errno == 0 ? EIO : errno);
  }
  return text;
}

void append_number(std::string& text, double value) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text.append(digits.data(), end);
}

std::string gal_text(const Weights& weights, std::span<const std::string> ids) {
  require(std::all_of(weights.values.begin(), weights.values.end(), [](double value) { return value == 1.0; }),
          "weights.values", std::string_view("not all 1"), "all 1 for GAL, which has no room for others: write GWT");
  std::string text = std::to_string(weights.size()) + "\n";
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto row = weights.neighbours_of(i);
    text += ids[i] + " " + std::to_string(row.size()) + "\n";
    for (std::size_t k = 0; k < row.size(); ++k) {
      text += (k == 0 ? "" : " ") + ids[row[k]];
    }
    text += "\n";
  }
  return text;
}

std::string gwt_text(const Weights& weights, std::span<const std::string> ids) {
  std::string text = "0 " + std::to_string(weights.size()) + " unknown id\n";
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (std::size_t k = weights.offsets[i]; k < weights.offsets[i + 1]; ++k) {
      text += ids[i] + " " + ids[weights.neighbours[k]] + " ";
      append_number(text, weights.values[k]);
      text += "\n";
    }
  }
  return text;
}

}  // namespace

WeightsFormat weights_format(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  require(ending == ".gal" || ending == ".gwt", "path", std::string_view(path.native()),
          "the name of a .gal or .gwt file");
  return ending == ".gal" ? WeightsFormat::gal : WeightsFormat::gwt;
}

IdentifiedWeights read_weights(const std::filesystem::path& path, std::span<const std::string> ids) {
  const WeightsFormat format = weights_format(path);
  return parse_weights(read_whole(path), format, path.string(), ids);
}

std::string format_weights(const Weights& weights, WeightsFormat format, std::span<const std::string> ids) {
  detail::require_ids(ids, weights.size());
  std::vector<std::string> names(ids.begin(), ids.end());
  for (std::size_t i = names.size(); i < weights.size(); ++i) {
    names.push_back(std::to_string(i + 1));
  }
  return format == WeightsFormat::gal ? gal_text(weights, names) : gwt_text(weights, names);
}

void write_weights(const Weights& weights, const std::filesystem::path& path, std::span<const std::string> ids,
                   const core::WriteOptions& write) {
  core::write_file_atomically(path, format_weights(weights, weights_format(path), ids), write);
}

}  // namespace libprofile::geography
