// SPDX-License-Identifier: MIT
#include "libprofile/publish/detail/how.hpp"

namespace libprofile::publish::detail {

const std::vector<How>& all_hows() {
  static const std::vector<How> all{
      {"names", "Names and codes", "As given with the areas, the register or the code list; nothing is counted.",
       "records"},
      {"counts", "Counts",
       "Records (or persons, each once in an area and category) are counted, then rounded or withheld by the gate so "
       "that they still add up. Everything else on the page is made from what the gate let through.",
       "methods/controlled_rounding"},
      {"ranges", "What a count can mean",
       "All true counts that round to the printed one: up to the base less one below and above it.", "disclosure"},
      {"residents", "Residents", "The number given for each area, as given.", "methods/rates"},
      {"rates", "Rates", "The printed count over the residents of the area, for every 1,000 of them.", "methods/rates"},
      {"intervals", "Intervals",
       "From the lower limit of the smallest count that the printed one can mean to the upper limit of the largest, "
       "each with 95 % by the Poisson distribution: as if events fell independently of each other.",
       "methods/rates"},
      {"smoothed", "Smoothed rates",
       "The rate drawn towards the mean of all areas, the more the fewer residents; what rounding adds to the spread "
       "of "
       "counts is taken off.",
       "methods/empirical_bayes"},
      {"hotspots", "Areas with their neighbours",
       "Gi*: the smoothed rates of an area and of those that touch it together, against an even spread; q allows for "
       "how many areas are looked at.",
       "methods/getis_ord"},
      {"tiers", "Tiers",
       "How likely it is that the area is among the tenth with the highest rates (counts, where residents are not "
       "known), from its printed count: A from 80 in 100 on, B from 50, C from 20. An area with too few to be ranked "
       "has none. What the areas around have is said beside it and does not change the tier.",
       "methods/problem_profile"},
      {"risks", "Times the rate of all",
       "The area’s own rate over that of all areas (its count over their mean, where residents are not known), drawn "
       "towards the mean by the spread of all; the "
       "chance that it lies above comes from the same distribution. Rounding is allowed for: a printed "
       "count stands for all that may have been rounded to it, and what rounding adds is not taken for areas that "
       "differ.",
       "methods/poisson_gamma"},
      {"ranks", "Ranks",
       "Rates of all areas are drawn together many times from what is known of each; the range holds the area’s rank "
       "in 95 of 100 draws, and the chance of the highest tenth is the share of draws in which it is there. Areas with "
       "too few are not ranked.",
       "methods/poisson_gamma"},
      {"sureness", "How sure",
       "In words, by the width of the interval: known well where its upper end is at most twice the lower, roughly up "
       "to four times.",
       "pages"},
      {"clusters", "Clusters", "Areas with many counts close together, by DBSCAN on the middles of areas.",
       "methods/dbscan"},
      {"months", "Months", "What began in the month, rounded so that months add up.", "methods/problem_profile"},
      {"week", "Parts of the week",
       "Quarters of days, the same in every profile. What may have happened in several hours is shared over them; the "
       "sums of each part go through the gate. Each "
       "stands beside what the same number, spread evenly over the hours of the window, would give it, with an "
       "interval that includes rounding.",
       "methods/aoristic"},
      {"plan", "Plan by team",
       "Expected in an area is its printed count by week; in hours of a plan, as much of it as they have of all whose "
       "hour is known, each quarter of a day by how many of its six hours they are. Of all rounds that ways and hours "
       "allow, those that cover most under the rules.",
       "methods/outreach_plan"},
      {"shades", "Shades of the map", "Tiers, or classes of rates around the rate of all areas; grey where too few.",
       "pages"},
      {"persons", "Persons", "Different persons, each once in every attribute, rounded so that they add up.",
       "methods/people"},
      {"premises", "Premises",
       "Premises of the type in the register, rounded; those whose type is never mapped are left out.",
       "methods/premises_type_risk"},
      {"types", "Rates of premises types",
       "What is counted within the radius of a premises, each once and shared where several stand near, over the "
       "premises of the type, with an interval that includes rounding.",
       "methods/premises_type_risk"},
      {"flags", "Flags of premises types",
       "High or low where the whole interval lies on one side of the mean of all types: more or fewer than if "
       "incidents "
       "fell independently of each other.",
       "methods/premises_type_risk"},
      {"matched", "Types against their surroundings",
       "What is counted for each premises of a type, over that for other types with as many premises around, put "
       "together over "
       "the kinds of surroundings (Mantel and Haenszel). The interval comes from how kinds differ: where only one has "
       "anything to compare there is none.",
       "methods/matched_background"},
      {"distances", "How far from the nearest premises",
       "Everything that is counted, once for each type, by how far the nearest premises of the type is, rounded so "
       "that "
       "the distances of a type add up to all; over the land that lies as far, with an interval that includes "
       "rounding. "
       "Nothing of a type where a number would be about one business, or where another number would give it away.",
       "methods/distance_decay"},
      {"funnel", "Funnel",
       "What chance gives around the mean for so many premises or residents, at 95 and 99.8 %. Incidents that come in "
       "clusters (one place has incident after incident, one evening has many) vary more than if each fell "
       "independently "
       "of the others: for premises types the limits are wider by as much as released numbers of types by area vary "
       "more. Where those are of one area alone, or withheld, incidents are taken as independent.",
       "methods/funnel"},
      {"steadied", "Steadied rates of types",
       "The rate drawn towards the mean of all types, the more the fewer premises.", "methods/empirical_bayes"},
      {"concentration", "Concentration",
       "From released bands of how much premises have: the share at the busiest tenth, what equal premises would "
       "give by chance in the same bands, and the Gini coefficient.",
       "methods/concentration"},
      {"quality", "Data quality", "Rows of each source by what became of them, and shares of rounded rows.",
       "methods/problem_profile"},
      {"files", "Files",
       "Every file of the folder, with its rows and the numbers in them counted; sizes in classes, which tell no more "
       "than rows do.",
       "outputs"},
      {"verdicts", "Verdicts",
       "By rule, file by file: a table or layer passes where its counts are rounded as the policy asks and rows "
       "that are withheld hold no number; words are for a person to read.",
       "outputs"},
      {"withheld", "What is withheld", "By the rules of the policy, before anything is computed.", "disclosure"},
      {"audit", "What can be worked out",
       "For every number the least and the most that it can be, from all tables together, by linear programs. A "
       "release in which a number is certainly small, or has too few possible values, is refused.",
       "methods/audit"},
      {"changes", "Changes", "Released counts of this release beside those of the last in the ledger.",
       "methods/ledger"},
      {"methods", "Methods", "As they stand in the manifest beside this page.", "outputs"},
  };
  return all;
}

}  // namespace libprofile::publish::detail
