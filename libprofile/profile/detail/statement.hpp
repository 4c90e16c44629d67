// SPDX-License-Identifier: MIT
/// @file
/// What a profile says of how it was made, without any count.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/disclosure/protected.hpp"
#include "libprofile/profile/detail/analysis.hpp"
#include "libprofile/profile/options.hpp"
#include "libprofile/records/time.hpp"

namespace libprofile::profile::detail {

/// The parts of a manifest that hold no count, and what reports need of the policy.
struct Statement {
  std::string title;
  std::string tier;
  std::string marking;
  std::string policy_hash;
  std::string key_fingerprint;
  std::string window_start;
  std::string window_end;
  /// Empty where the policy lets any window out.
  std::string next_window_start;
  std::string next_window_end;
  std::string valid_until;
  std::string created_utc;
  std::optional<publish::Manifest::Sharing> sharing;
  std::string crs;
  std::vector<std::string> transformations;
  std::string partition;
  std::string vintage;
  std::vector<std::string> code_lists;
  /// Names of the sources, and keyed digests of what was read from each.
  std::vector<std::string> sources;
  std::vector<std::string> input_hmacs;
  std::string counted;
  std::vector<publish::Manifest::Method> methods;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> repaired_areas;
  std::vector<std::string> repaired_on_lattice;
  std::vector<std::string> limits;
  ListedCategories listed = ListedCategories::all;
  std::int64_t base = 1;
  std::int64_t premises_base = 1;
  std::int64_t threshold = 0;
};

/// When the profile is made: "2026-01-01T00:00:00Z", as given, of SOURCE_DATE_EPOCH, or now.
[[nodiscard]] std::string created_utc(const Options& options);

/// Sets the first window of the same length that overlaps nothing of this one: whole quarters or years, as this one is.
void add_next_window(Statement& statement, const disclosure::Policy& policy);

[[nodiscard]] Statement make_statement(const Inputs& inputs, const Options& options, const AnalysisOptions& analysis,
                                       const records::TimeSpan& window);

/// What ties of the rounding are broken under: derived from the key that is given, or from the seed.
[[nodiscard]] core::Key rounding_key(const Options& options);

/// HMAC-SHA-256 of the accepted records: places to the centimetre, times, and the text of every code.
[[nodiscard]] std::string input_hmac(const records::Incidents& incidents, const core::Key& key);
[[nodiscard]] std::string input_hmac(const records::PremisesRegister& premises, const core::Key& key);
[[nodiscard]] std::string input_hmac(const records::People& people, const core::Key& key);

}  // namespace libprofile::profile::detail

namespace libprofile::disclosure {

template <>
struct is_publicly_known<profile::detail::Statement> : std::true_type {};

}  // namespace libprofile::disclosure
