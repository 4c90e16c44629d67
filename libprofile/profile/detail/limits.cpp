// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/limits.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "libprofile/publish/register_date.hpp"

namespace libprofile::profile::detail {
namespace {

std::string residents_limit(const geography::AreaSet& areas, const Options& options) {
  if (areas.population.empty()) {
    return "No residents were given: counts are not related to how many people live in a neighbourhood, and "
           "no neighbourhood was withheld for having few." +
           (options.assured_residents > 0 ? " Whoever made the profile assures that every neighbourhood has at least " +
                                                std::to_string(options.assured_residents) + " residents or addresses."
                                          : std::string());
  }
  return "Rates relate incidents to residents, not to the people who pass through: town centres look high.";
}

// How many neighbourhoods have unknown residents, which everybody can see from the areas.
std::optional<std::string> unknown_residents_limit(const Inputs& inputs, const disclosure::Policy& policy) {
  const auto& residents = inputs.areas.population;
  const auto unknown =
      std::count_if(residents.begin(), residents.end(), [](double value) { return std::isnan(value); });
  if (unknown == 0) {
    return std::nullopt;
  }
  return "Residents are not known for " + std::to_string(unknown) + " of " + std::to_string(residents.size()) +
         " neighbourhoods: they have no rate" +
         (policy.fields().minimum_residents > 0 ? ", and their counts are withheld." : ".");
}

std::optional<std::string> premises_limit(const Inputs& inputs, const Options& options) {
  const std::int64_t base = options.policy.rounding_base();
  const std::int64_t premises_base = options.policy.premises_rounding_base();
  if (!inputs.premises || base == premises_base) {
    return std::nullopt;
  }
  return "Numbers of premises are rounded to multiples of " + std::to_string(premises_base) +
         ", all other numbers to multiples of " + std::to_string(base) + ".";
}

// Records of persons that the window does not choose among.
std::optional<std::string> undated_limit(const char* whom, const std::optional<records::People>& people) {
  if (!people || !people->referral_s.empty()) {
    return std::nullopt;
  }
  return std::string(whom) +
         " are not limited to the window: their records have no date that is used, so every record" +
         " given counts, whenever it was made.";
}

}  // namespace

std::vector<std::string> limits(const Options& options, const Inputs& inputs) {
  std::vector<std::string> limits{
      "Recorded incidents are not all incidents: a place that reports more looks as if it had more.",
      "A pattern around a type of premises is a correlation, not evidence against any premises."};
  if (options.vintage.empty()) {
    limits.emplace_back(
        "The vintage of the areas is not recorded: compare with another profile only if both have the same.");
  }
  if (!options.key) {
    limits.emplace_back(
        "No key file was given: ties of the rounding follow from a seed, which is not told here but could be guessed, "
        "and "
        "the inputs carry no digest.");
  }
  if (options.counts == geography::CountOf::records) {
    limits.emplace_back("Records are counted, not persons: one person may be in many of them.");
  }
  limits.push_back(residents_limit(inputs.areas, options));
  for (const auto& limit : {unknown_residents_limit(inputs, options.policy), premises_limit(inputs, options),
                            undated_limit("Victims", inputs.victims), undated_limit("Offenders", inputs.offenders)}) {
    if (limit) {
      limits.push_back(*limit);
    }
  }
  return limits;
}

std::string register_limit(const Statement& statement) {
  publish::Manifest manifest;
  manifest.methods = statement.methods;
  manifest.window_start = statement.window_start;
  manifest.window_end = statement.window_end;
  if (publish::register_date(manifest).empty()) {
    return "When the register of premises was made is not recorded: premises that opened or closed since are counted "
           "wrongly.";
  }
  std::string old = publish::register_outside_window(manifest);
  if (old.empty()) {
    return "The register of premises is of " + publish::register_date(manifest) + ".";
  }
  old.front() = 'T';
  return old + ".";
}

}  // namespace libprofile::profile::detail
