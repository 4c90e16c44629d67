// SPDX-License-Identifier: MIT
/// @file
/// The data-quality part of a document, from protected lists.
#pragma once

#include "libprofile/disclosure/protect_list.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::profile::detail {

/// Protected twins of the lists in `quality_tables.hpp`.
struct ProtectedQuality {
  disclosure::ProtectedList incidents;
  disclosure::ProtectedList premises;
  disclosure::ProtectedList snapped;
  disclosure::ProtectedList rows;
  disclosure::ProtectedList without_place;
  disclosure::ProtectedList without_category;
  disclosure::ProtectedList without_person;
};

/// The rounded count of a label; 0 where the list does not have it.
[[nodiscard]] std::int64_t count_of(const disclosure::ProtectedList& list, std::string_view label);

/// What became of the rows of victims or offenders, which have no place of their own.
[[nodiscard]] publish::SourceQuality people_quality(std::string source, const disclosure::ProtectedList& rows);

[[nodiscard]] publish::DataQuality make_quality(const ProtectedQuality& quality,
                                                const disclosure::ProtectedList& months);

}  // namespace libprofile::profile::detail
