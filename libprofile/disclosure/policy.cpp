// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/policy.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"

namespace libprofile::disclosure {
namespace {

constexpr std::array kTiers{std::pair{Tier::internal, std::string_view("internal")},
                            std::pair{Tier::partner, std::string_view("partner")},
                            std::pair{Tier::open, std::string_view("public")}};

constexpr std::array kWindows{std::pair{MinimumWindow::any, std::string_view("any")},
                              std::pair{MinimumWindow::quarter, std::string_view("quarter")},
                              std::pair{MinimumWindow::year, std::string_view("year")}};

constexpr std::array kMethods{std::pair{Method::rounding, std::string_view("rounding")},
                              std::pair{Method::suppression, std::string_view("suppression")}};

constexpr std::array kZeros{std::pair{Zeros::shown, std::string_view("shown")},
                            std::pair{Zeros::withheld, std::string_view("withheld")}};

template <class Number>
std::string shortest(Number value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

void require_ranges(const PolicyFields& fields) {
  constexpr std::int64_t kLargestBase = 1000;
  require(fields.threshold >= 0 && fields.threshold <= kLargestBase, "threshold", fields.threshold, "in 0 to 1000");
  require(fields.premises_threshold >= 0 && fields.premises_threshold <= kLargestBase, "premises_threshold",
          fields.premises_threshold, "in 0 to 1000");
  require(fields.dominance > 0.0 && fields.dominance <= 1.0, "dominance", fields.dominance, "above 0 and at most 1");
  require(fields.base >= 1 && fields.base <= kLargestBase, "base", fields.base, "in 1 to 1000");
  require(fields.minimum_residents >= 0, "minimum_residents", fields.minimum_residents, "at least 0");
  require(fields.total_base >= 0 && fields.total_base <= kLargestBase, "total_base", fields.total_base, "in 0 to 1000");
  require(fields.pair_dominance > 0.0 && fields.pair_dominance <= 1.0, "pair_dominance", fields.pair_dominance,
          "above 0 and at most 1");
  require(fields.p_ratio >= 0.0 && fields.p_ratio <= 1.0, "p_ratio", fields.p_ratio, "in 0 to 1");
}

/// Fields of suppression say nothing to rounding, which shows every 0 and hides every contributor.
void require_no_suppression(const PolicyFields& fields) {
  constexpr std::string_view kRule = "left out with method = rounding; it is a rule of method = suppression";
  require(fields.zeros == Zeros::shown, "zeros", to_string(fields.zeros), kRule);
  require(fields.total_base == 0, "total_base", fields.total_base, kRule);
  require(fields.pair_dominance == 1.0, "pair_dominance", fields.pair_dominance, kRule);
  require(fields.p_ratio == 0.0, "p_ratio", fields.p_ratio, kRule);
}

/// Rules of suppression that cannot all be kept.
void require_consistent(const PolicyFields& fields) {
  if (fields.method == Method::rounding) {
    require_no_suppression(fields);
    return;
  }
  const std::int64_t least = fields.zeros == Zeros::shown ? 2 : 1;
  require(fields.threshold >= least, "threshold", fields.threshold,
          "at least 2 with method = suppression (1 with zeros = withheld): else nothing would be withheld");
  require(fields.total_base == 0 || fields.total_base % fields.base == 0, "total_base", fields.total_base,
          "0, or a multiple of base: what is rounded more coarsely must not be finer elsewhere");
  require(std::max(fields.base, fields.total_base) <= 2 * fields.threshold,
          fields.total_base > fields.base ? "total_base" : "base", std::max(fields.base, fields.total_base),
          "at most twice the threshold: else a count that is not withheld would be shown as 0");
}

void require_floor(bool holds, std::string_view name, const std::string& value, std::string_view comparison,
                   const std::string& floor, Tier tier) {
  if (holds) {
    return;
  }
  std::string message;
  message.append(name).append(" = ").append(value).append(": must be ").append(comparison).append(" ").append(floor);
  message.append(", the floor of the ").append(to_string(tier)).append(" tier");
  throw DisclosureError(message);
}

void require_at_least(std::string_view name, std::int64_t value, std::int64_t floor, Tier tier) {
  require_floor(value >= floor, name, shortest(value), "at least", shortest(floor), tier);
}

void require_rounding(const PolicyFields& fields) {
  if (fields.method == Method::suppression) {
    throw DisclosureError(
        "method = suppression: protects tables of counts by area and category only; lists, premises, persons, cross "
        "tables and whole profiles need method = rounding, such as the preset partner");
  }
}

/// The smallest multiple of `base` that is at least `threshold`, and at least one base.
std::int64_t raised(std::int64_t base, std::int64_t threshold) {
  return base * std::max<std::int64_t>(1, (threshold + base - 1) / base);
}

}  // namespace

std::string_view to_string(Method method) {
  return kMethods[static_cast<std::size_t>(method)].second;
}

Method method_from(std::string_view name) {
  const auto* found = std::find_if(kMethods.begin(), kMethods.end(), [&](const auto& m) { return m.second == name; });
  require(found != kMethods.end(), "method", name, "one of rounding, suppression");
  return found->first;
}

std::string_view to_string(Zeros zeros) {
  return kZeros[static_cast<std::size_t>(zeros)].second;
}

Zeros zeros_from(std::string_view name) {
  const auto* found = std::find_if(kZeros.begin(), kZeros.end(), [&](const auto& z) { return z.second == name; });
  require(found != kZeros.end(), "zeros", name, "one of shown, withheld");
  return found->first;
}

std::string_view to_string(Tier tier) {
  return kTiers[static_cast<std::size_t>(tier)].second;
}

Tier tier_from(std::string_view name) {
  const auto* found = std::find_if(kTiers.begin(), kTiers.end(), [&](const auto& tier) { return tier.second == name; });
  require(found != kTiers.end(), "tier", name, "one of internal, partner, public");
  return found->first;
}

std::string_view to_string(MinimumWindow window) {
  return kWindows[static_cast<std::size_t>(window)].second;
}

MinimumWindow minimum_window_from(std::string_view name) {
  const auto* found = std::find_if(kWindows.begin(), kWindows.end(), [&](const auto& w) { return w.second == name; });
  require(found != kWindows.end(), "minimum_window", name, "one of any, quarter, year");
  return found->first;
}

PolicyFields tier_floor(Tier tier) {
  switch (tier) {
    case Tier::internal:
      return {.tier = tier,
              .threshold = 0,
              .premises_threshold = 0,
              .dominance = 1.0,
              .base = 1,
              .minimum_residents = 0,
              .minimum_window = MinimumWindow::any};
    case Tier::partner:
      return {};
    case Tier::open:
      return {.tier = tier,
              .threshold = 10,
              .premises_threshold = 5,
              .dominance = 0.5,
              .base = 10,
              .minimum_residents = 1000,
              .minimum_window = MinimumWindow::year};
  }
  throw InvalidArgument("tier: must be internal, partner or public");
}

Policy::Policy() : Policy(tier_floor(Tier::partner)) {}

Policy Policy::preset(std::string_view name) {
  return Policy(preset_fields(name));
}

Policy::Policy(const PolicyFields& fields) : fields_(fields) {
  require_ranges(fields);
  require_consistent(fields);
  const Tier tier = fields.tier;
  const PolicyFields floor = tier_floor(tier);
  require_at_least("threshold", fields.threshold, floor.threshold, tier);
  require_at_least("premises_threshold", fields.premises_threshold, floor.premises_threshold, tier);
  require_floor(fields.dominance <= floor.dominance, "dominance", shortest(fields.dominance), "at most",
                shortest(floor.dominance), tier);
  require_at_least("base", fields.base, floor.base, tier);
  require_at_least("minimum_residents", fields.minimum_residents, floor.minimum_residents, tier);
  require_floor(fields.minimum_window >= floor.minimum_window, "minimum_window",
                std::string(to_string(fields.minimum_window)), "at least", std::string(to_string(floor.minimum_window)),
                tier);
}

std::string Policy::canonical_text() const {
  std::string text;
  const auto add = [&text](std::string_view name, std::string_view value) {
    text.append(name).append(" = ").append(value).append("\n");
  };
  add("tier", to_string(fields_.tier));
  add("threshold", shortest(fields_.threshold));
  add("premises_threshold", shortest(fields_.premises_threshold));
  add("dominance", shortest(fields_.dominance));
  add("base", shortest(fields_.base));
  add("minimum_residents", shortest(fields_.minimum_residents));
  add("minimum_window", to_string(fields_.minimum_window));
  if (fields_.method == Method::suppression) {
    add("method", to_string(fields_.method));
    add("zeros", to_string(fields_.zeros));
    add("total_base", shortest(fields_.total_base));
    add("pair_dominance", shortest(fields_.pair_dominance));
    add("p_ratio", shortest(fields_.p_ratio));
  }
  return text;
}

std::string Policy::hash() const {
  return core::to_hex(core::sha256(canonical_text()));
}

std::int64_t Policy::rounding_base() const {
  require_rounding(fields_);
  return raised(fields_.base, fields_.threshold);
}

std::int64_t Policy::premises_rounding_base() const {
  require_rounding(fields_);
  return raised(fields_.base, fields_.premises_threshold);
}

}  // namespace libprofile::disclosure
