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

/// @throws InvalidArgument  for another name.
[[nodiscard]] Tier tier_from(std::string_view name);

/// Shortest time window that a release may cover. `quarter` and `year` are calendar quarters and years.
enum class MinimumWindow { any, quarter, year };

/// "any", "quarter", "year".
[[nodiscard]] std::string_view to_string(MinimumWindow window);

/// @throws InvalidArgument  for another name.
[[nodiscard]] MinimumWindow minimum_window_from(std::string_view name);

/// The fields of a policy, with the values of the partner tier. Each may be made stricter than the floor of its tier,
/// never laxer: higher (`dominance`: lower).
struct PolicyFields {
  Tier tier = Tier::partner;
  /// Fewest distinct persons (or records, where the input counts records) in a cell. At least 0.
  std::int64_t threshold = 5;
  /// Fewest distinct premises in a premises cell. At least 0.
  std::int64_t premises_threshold = 3;
  /// Largest share of a cell that one contributor may have, in (0, 1].
  double dominance = 0.5;
  /// Rounding base, 1 to 1,000; 1 leaves counts as they are.
  std::int64_t base = 5;
  /// Fewest residents of a unit that is shown. At least 0.
  std::int64_t minimum_residents = 100;
  MinimumWindow minimum_window = MinimumWindow::quarter;

  friend bool operator==(const PolicyFields&, const PolicyFields&) = default;
};

/// The floor of a tier, which is also its preset: internal lets everything pass, partner and public as
/// docs/disclosure.md gives them.
[[nodiscard]] PolicyFields tier_floor(Tier tier);

/// A frozen policy that holds the floors of its tier.
class Policy {
 public:
  /// The preset of the partner tier.
  Policy();

  /// "internal", "partner" or "public". @throws InvalidArgument  for another name.
  [[nodiscard]] static Policy preset(std::string_view name);

  /// @throws InvalidArgument  where a field is outside its documented range.
  /// @throws DisclosureError  where a field is laxer than the floor of its tier, naming the field, its value and the
  ///                          floor.
  explicit Policy(const PolicyFields& fields);

  [[nodiscard]] const PolicyFields& fields() const { return fields_; }

  /// One line "name = value" a field, in the order of `PolicyFields`, numbers in their shortest decimal form.
  [[nodiscard]] std::string canonical_text() const;

  /// SHA-256 over the canonical text, in hexadecimal: equal policies have equal hashes.
  [[nodiscard]] std::string hash() const;

  /// What counts of persons are rounded to: the smallest multiple of `base` that is at least `threshold`, so that no
  /// released count lies between 1 and `threshold` - 1. 1 where nothing is rounded.
  [[nodiscard]] std::int64_t rounding_base() const;

  /// The same for counts of premises, from `premises_threshold`.
  [[nodiscard]] std::int64_t premises_rounding_base() const;

  /// How far a released count of persons may lie from the true one: `rounding_base()` - 1.
  [[nodiscard]] std::int64_t rounding_band() const { return rounding_base() - 1; }

  friend bool operator==(const Policy&, const Policy&) = default;

 private:
  PolicyFields fields_;
};

}  // namespace libprofile::disclosure
