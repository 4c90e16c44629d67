// SPDX-License-Identifier: MIT
/// @file
/// What a tier lets out: thresholds, rounding and the floors that nobody can go under.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace libprofile::disclosure {

enum class Tier { internal, partner, open };

/// "internal", "partner", "public".
[[nodiscard]] std::string_view to_string(Tier tier);
[[nodiscard]] Tier tier_from(std::string_view name);

/// Shortest time window that a release may cover.
enum class MinimumWindow { any, quarter, year };

/// The fields of a policy. Thresholds may be raised above the floor of the tier, never lowered.
struct PolicyFields {
  Tier tier = Tier::partner;
  /// Fewest distinct persons (or records, where the input counts records) in a cell. At least 0.
  std::int64_t threshold = 5;
  /// Fewest distinct premises in a premises cell. At least 0.
  std::int64_t premises_threshold = 3;
  /// Largest share of a cell that one contributor may have, in (0, 1].
  double dominance = 0.5;
  /// Rounding base. At least 1; 1 leaves counts as they are.
  std::int64_t base = 5;
  /// Fewest residents of a unit that is shown.
  std::int64_t minimum_residents = 100;
  MinimumWindow minimum_window = MinimumWindow::quarter;

  friend bool operator==(const PolicyFields&, const PolicyFields&) = default;
};

/// A frozen policy that holds the floors of its tier.
class Policy {
 public:
  /// The preset of the partner tier.
  Policy();

  /// "internal", "partner" or "public". @throws InvalidArgument  for another name.
  [[nodiscard]] static Policy preset(std::string_view name);

  /// @throws DisclosureError  where a field is laxer than the floor of its tier, naming the field and the floor.
  explicit Policy(const PolicyFields& fields);

  [[nodiscard]] const PolicyFields& fields() const { return fields_; }
  /// SHA-256 over the canonical text of all fields, in hexadecimal: equal policies have equal hashes.
  [[nodiscard]] std::string hash() const;
  /// Half-width of what a published count can mean: base - 1.
  [[nodiscard]] std::int64_t rounding_band() const { return fields_.base - 1; }

  friend bool operator==(const Policy&, const Policy&) = default;

 private:
  PolicyFields fields_;
};

}  // namespace libprofile::disclosure
