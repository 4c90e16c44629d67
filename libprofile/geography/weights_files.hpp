// SPDX-License-Identifier: MIT
/// @file
/// Weights in the files that GeoDa and others read: GAL and GWT.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/geography/weights.hpp"

namespace libprofile::geography {

enum class WeightsFormat {
  gal,  ///< Who is whose neighbour, without values: a line "id count", then a line of neighbours.
  gwt,  ///< A line "id neighbour value" for each link.
};

/// Weights, and the identifier of each place, one of which no two share.
struct IdentifiedWeights {
  Weights weights;
  std::vector<std::string> ids;
};

/// The format that a path's ending says, in capitals or not.
///
/// @throws InvalidArgument  for any other ending.
[[nodiscard]] WeightsFormat weights_format(const std::filesystem::path& path);

/// Reads a file of at most 4 GB.
///
/// A file of k-nearest or distance weights from GeoDa has the distance where a value should be: values are taken as
/// they stand. A link that stands twice is an error; one whose value is 0 is kept.
/// @param ids  The places in their order. Empty: as in the file for GAL. GWT does not name islands: its places are 1 to
///             n where the header's n is that and each identifier is one of those numbers, otherwise those that have
///             links, in order of first appearance, which must be n.
/// @throws InputError  where the file cannot be read or breaks its format, naming path, line and rule.
/// @throws InvalidArgument  for an ending that is neither, or ids that repeat.
/// Time O(bytes log bytes).
/// Source: Anselin (2003), GeoDa 0.9 User's Guide, appendix; the header may be "n" or "0 n file column".
[[nodiscard]] IdentifiedWeights read_weights(const std::filesystem::path& path, std::span<const std::string> ids = {});

/// The same from memory; `name` stands in messages.
[[nodiscard]] IdentifiedWeights parse_weights(std::string_view text, WeightsFormat format, std::string_view name,
                                              std::span<const std::string> ids = {});

/// The bytes of a file, with shortest digits that read back as the same values. Lines end in a line feed.
///
/// @param ids  One a place, without white space, no two the same. Empty: 1 to n.
/// @throws InvalidArgument  for ids that break this, or values other than 1 in GAL, which has no room for them.
[[nodiscard]] std::string format_weights(const Weights& weights, WeightsFormat format,
                                         std::span<const std::string> ids = {});

/// Writes the file, whole or not at all.
///
/// @throws InvalidArgument  as `format_weights` and `weights_format`.
/// @throws InputError  where it cannot be written, or is there and `write` does not replace.
void write_weights(const Weights& weights, const std::filesystem::path& path, std::span<const std::string> ids = {},
                   const core::WriteOptions& write = {});

}  // namespace libprofile::geography
