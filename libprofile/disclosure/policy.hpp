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

/// What protects counts: controlled rounding of all of them, or withholding of small ones.
enum class Method { rounding, suppression };

/// "rounding", "suppression".
[[nodiscard]] std::string_view to_string(Method method);

/// @throws InvalidArgument  for another name.
[[nodiscard]] Method method_from(std::string_view name);

/// Whether counts of 0 are shown by a policy that withholds small ones.
enum class Zeros { shown, withheld };

/// "shown", "withheld".
[[nodiscard]] std::string_view to_string(Zeros zeros);

/// @throws InvalidArgument  for another name.
[[nodiscard]] Zeros zeros_from(std::string_view name);

/// The fields of a policy, with the values of the partner tier. Each may be made stricter than the floor of its tier,
/// never laxer: higher (`dominance`: lower).
struct PolicyFields {
  Tier tier = Tier::partner;
  /// Fewest distinct persons (or records, where the input counts records) in a cell. At least 0. With suppression,
  /// counts below it are withheld.
  std::int64_t threshold = 5;
  /// Fewest distinct premises in a premises cell. At least 0.
  std::int64_t premises_threshold = 3;
  /// Largest share of a cell that one contributor may have, in (0, 1].
  double dominance = 0.5;
  /// Rounding base, 1 to 1,000; 1 leaves counts as they are. With suppression, what is shown is rounded to the nearest
  /// multiple, each number for itself.
  std::int64_t base = 5;
  /// Fewest residents of a unit that is shown. At least 0.
  std::int64_t minimum_residents = 100;
  MinimumWindow minimum_window = MinimumWindow::quarter;
  Method method = Method::rounding;
  /// The fields below belong to suppression; with rounding they stay as they are here.
  Zeros zeros = Zeros::shown;
  /// What counts over all areas are rounded to, a multiple of `base`; 0 for `base`.
  std::int64_t total_base = 0;
  /// Largest share of a cell that its two largest contributors may have together, in (0, 1].
  double pair_dominance = 1.0;
  /// A cell is withheld where all contributors but the two largest hold less than this share of what the largest
  /// holds: the second could work out the largest. In [0, 1].
  double p_ratio = 0.0;

  friend bool operator==(const PolicyFields&, const PolicyFields&) = default;
};

/// The floor of a tier, which is also its preset: internal lets everything pass, partner and public as
/// docs/disclosure.md gives them.
[[nodiscard]] PolicyFields tier_floor(Tier tier);

/// The fields of a preset: "internal", "partner", "public" are the floors of their tiers; "dfe_cin", "nhs_hes",
/// "opensafely", "ons_10_5" and "acro" withhold small counts as those bodies publish that they do, at the strictest
/// tier whose floors they hold. docs/disclosure.md gives the sources.
///
/// @throws InvalidArgument  for another name.
[[nodiscard]] PolicyFields preset_fields(std::string_view name);

/// A frozen policy that holds the floors of its tier.
class Policy {
 public:
  /// The preset of the partner tier.
  Policy();

  /// As `preset_fields`.
  [[nodiscard]] static Policy preset(std::string_view name);

  /// @throws InvalidArgument  where a field is outside its documented range, or two fields contradict each other.
  /// @throws DisclosureError  where a field is laxer than the floor of its tier, naming the field, its value and the
  ///                          floor.
  explicit Policy(const PolicyFields& fields);

  [[nodiscard]] const PolicyFields& fields() const { return fields_; }

  /// One line "name = value" a field, in the order of `PolicyFields`, numbers in their shortest decimal form; `method`
  /// and what follows it only with suppression.
  [[nodiscard]] std::string canonical_text() const;

  /// SHA-256 over the canonical text, in hexadecimal: equal policies have equal hashes.
  [[nodiscard]] std::string hash() const;

  /// What counts of persons are rounded to: the smallest multiple of `base` that is at least `threshold`, so that no
  /// released count lies between 1 and `threshold` - 1. 1 where nothing is rounded.
  ///
  /// @throws DisclosureError  with suppression: what takes a rounding base cannot protect by withholding.
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
