// SPDX-License-Identifier: MIT
/// @file
/// What agencies agreed on: whose fields may be used, for which purpose, in which tier, and until when.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "libprofile/disclosure/policy.hpp"

namespace libprofile::profile {

/// Tables of a profile whose fields an agreement speaks of: "incidents", "premises", "victims", "offenders".
[[nodiscard]] const std::vector<std::string>& shared_tables();

/// One rule: every combination of what it lists is allowed, or refused, from its first day to its last.
struct SharingRule {
  enum class Effect { allow, refuse };

  Effect effect = Effect::allow;
  std::vector<std::string> agencies;
  /// Fields of the schema: "start" in every table, "victims.sex" in one, "all".
  std::vector<std::string> fields;
  std::vector<std::string> purposes;
  std::vector<disclosure::Tier> tiers;
  /// First and last day, both included: "2024-04-01".
  std::string from;
  std::string until;
  /// Handling codes of incidents that it covers: 1 to 5 (5x5x5), P and C (3x5x2), `records::kNoHandling` for none. A
  /// rule that does not say covers none, 2 and P.
  std::string handling;
  /// Where it stands in the file.
  std::uint32_t line = 0;

  /// "line 12".
  [[nodiscard]] std::string where() const { return "line " + std::to_string(line); }
};

/// An agreement as a frozen value. What no rule allows is refused.
class SharingPolicy {
 public:
  /// Reads the text of a TOML file; docs/sharing.md describes it.
  ///
  /// @param file  What messages call it.
  /// @throws InputError  naming file, line and key, with the remedy, for what is no TOML, a key, agency, purpose, field
  ///     or tier that is not known, days in the wrong order, an agency without a rule, two rules of which one refuses
  ///     what the other allows or that differ in handling codes for the same use, a handling code that no agreement can
  ///     let into a tier (4 and 5 into any but internal; 1, 3 and C into public), and more than a thousand rules.
  [[nodiscard]] static SharingPolicy from_text(std::string_view text, const std::string& file);

  /// @throws InputError  as above, and for a file that cannot be read or is larger than a megabyte.
  [[nodiscard]] static SharingPolicy from_file(const std::filesystem::path& path);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const std::string& title() const { return title_; }
  [[nodiscard]] const std::vector<std::string>& agencies() const { return agencies_; }
  [[nodiscard]] const std::vector<std::string>& purposes() const { return purposes_; }
  /// In the order of their lines.
  [[nodiscard]] const std::vector<SharingRule>& rules() const { return rules_; }

  /// Everything that it says, whatever the file's name, spacing, comments and order of rules.
  [[nodiscard]] std::string canonical_text() const;

 private:
  SharingPolicy() = default;

  std::string file_;
  std::string title_;
  std::vector<std::string> agencies_;
  std::vector<std::string> purposes_;
  std::vector<SharingRule> rules_;
};

/// "none", "2", "P" with commas between them.
[[nodiscard]] std::string handling_text(std::string_view codes);

}  // namespace libprofile::profile
