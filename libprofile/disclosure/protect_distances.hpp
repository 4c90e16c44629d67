// SPDX-License-Identifier: MIT
/// @file
/// The gate for incidents by how far the nearest premises of a type is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/policy.hpp"
#include "libprofile/disclosure/protect_premises.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/disclosure/protected_count.hpp"

namespace libprofile::disclosure {

/// All incidents by type and band of distance, each once a type.
struct DistanceTable {
  /// Those of the premises that were released, in their order.
  std::vector<std::string> types{};
  /// From near to far; the last holds what lies beyond all others.
  std::vector<std::string> bands{};
  /// So many bands lie within the radius in which incidents are given to premises.
  std::size_t inner = 0;
  /// So many bands together reach the radius: `inner`, or one more; all of them where the radius lies beyond.
  std::size_t outer = 0;
  /// Whether no more lie within the radius than are given to premises. Not so where a person counts once in each
  /// category here, and once over all of them there.
  bool all_within_are_near = true;
  /// Row-major (type, band). Every row has the same sum: all incidents.
  std::vector<std::int64_t> incidents{};
  /// Row-major (type, band but the last): the incidents of the premises that is the nearest of most.
  std::vector<std::int64_t> largest{};
  /// Row-major (type, band but the last): square kilometres of land, from the register and the areas alone; NaN where
  /// not known.
  std::vector<double> land_km2{};
  /// Row-major (type, type, band): the farthest band of the second type in which an incident lies that is in this band
  /// of the first or in a nearer one. What the second type has up to there holds what the first has up to here.
  std::vector<std::uint8_t> reach{};
  /// Row-major (type, band but the last): between what the bands up to this one must lie together, by numbers that were
  /// released before and are known to be a part of them or to hold them all.
  std::vector<std::int64_t> least{};
  std::vector<std::int64_t> most{};
  /// All incidents, as an earlier table of the release gave them.
  std::int64_t pinned_total = 0;
};

/// Incidents by distance as they may leave.
struct ProtectedDistances {
  std::vector<std::string> types{};
  std::vector<std::string> bands{};
  /// Row-major (type, band). Of a type all are withheld, or none: then they add up to the total.
  std::vector<ProtectedCount> incidents{};
  ProtectedCount total{};
  /// Row-major (type, band but the last), to two significant figures; NaN where withheld or not known.
  std::vector<double> land_km2{};
  std::int64_t base = 1;
};

/// Lets incidents by distance out under a policy: each type a list of its own, rounded to `policy.rounding_base()` so
/// that it adds up to the total that was released before.
///
/// Whoever has the register knows of some numbers that one is part of another: incidents given to a type lie within the
/// radius of its premises, what lies near clubs that all stand beside pubs lies near pubs, an area can lie wholly
/// within reach of a type. Rounded apart, the part may be released above the whole, and both are then known to be
/// nearly the same. A type is withheld whole
/// * where its premises or the incidents near them are;
/// * where one premises is the nearest of more than `dominance` of a band's incidents: the band would be about one
///   business;
/// * where its incidents near premises are released above its bands up to the radius, where those are 0 beside premises
///   with an incident, or where its bands within the radius are released above the incidents near premises of all
///   types;
/// * where its bands up to some distance are released below `least` or above `most`;
/// * where its bands up to some distance are released above those of another type that hold them, and that type is not
///   withheld.
/// So what is released could itself be true. Under a base of 1 nothing is withheld for what is released beside it.
///
/// As every type has all incidents, no type follows from others.
///
/// @param premises  As released, of the same types in the same order.
/// @throws InvalidArgument  for lengths that do not fit, labels that repeat, negative counts, types that are not those
///                          of `premises`, a largest above its band, or a row that does not add up to about the pinned
///                          total.
[[nodiscard]] Protected<ProtectedDistances> protect_distances(const DistanceTable& table,
                                                              const ProtectedPremises& premises, const Policy& policy,
                                                              const core::Key& key);

}  // namespace libprofile::disclosure
