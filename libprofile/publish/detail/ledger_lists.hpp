// SPDX-License-Identifier: MIT
/// @file
/// Months, persons and premises of a profile as lists of a release.
#pragma once

#include <vector>

#include "libprofile/disclosure/release.hpp"
#include "libprofile/publish/document.hpp"

namespace libprofile::publish::detail {

/// Every count that the document publishes beside those of areas by category. Lists without numbers are left out.
///
/// Months of records add up to the counts; months of persons are a measure of their own, since a person of two months
/// is counted in both. Each attribute of persons is a measure of its own.
[[nodiscard]] std::vector<disclosure::ReleaseList> ledger_lists(const Document& document);

}  // namespace libprofile::publish::detail
