// SPDX-License-Identifier: MIT
/// @file
/// Children, offenders, episodes of being missing and contacts: tokens and codes, nobody.
#pragma once

#include <array>
#include <cstdint>

#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample::detail {

/// Children [first[d], first[d + 1]) are those of district d.
[[nodiscard]] std::array<std::uint32_t, kDistricts + 1> first_victims(std::uint32_t victims);

[[nodiscard]] Victims make_victims(const Place& place, const Sizes& counts, std::uint64_t seed);

[[nodiscard]] Offenders make_offenders(const Place& place, const Sizes& counts, std::uint64_t seed);

/// Three in ten children were missing; how often has a heavy tail (Pareto, exponent 1.2, at most 60).
[[nodiscard]] Episodes make_episodes(const Place& place, const Victims& victims, std::uint64_t seed);

/// Every month has the same number of contacts, of which 1.25 % become referrals.
[[nodiscard]] Contacts make_contacts(const Sizes& counts, std::uint64_t seed);

}  // namespace libprofile::sample::detail
