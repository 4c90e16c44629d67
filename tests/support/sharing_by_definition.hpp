// SPDX-License-Identifier: MIT
/// @file
/// Agreements on sharing written out use by use: what a rule covers, and when two rules contradict each other.
#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "libprofile/disclosure/policy.hpp"

namespace libprofile::testing {

/// A rule of a small world: two agencies, two purposes, three tiers, days 1 to 6 of January 2025.
struct SmallRule {
  bool allows = true;
  std::vector<std::string> agencies;
  std::vector<std::string> fields;
  std::vector<std::string> purposes;
  std::vector<std::string> tiers;
  int from = 1;
  int until = 6;
  /// "2", "P", "none": what every tier may have.
  std::vector<std::string> handling;
};

inline const std::vector<std::pair<std::string, std::string>>& small_fields() {
  static const std::vector<std::pair<std::string, std::string>> fields{{"incidents", "start"},   {"incidents", "x"},
                                                                       {"incidents", "marking"}, {"premises", "x"},
                                                                       {"victims", "sex"},       {"offenders", "sex"}};
  return fields;
}

/// Agency, table, field, purpose, tier, day.
using SmallUse = std::tuple<std::string, std::string, std::string, std::string, std::string, int>;

inline std::set<SmallUse> uses_by_definition(const SmallRule& rule) {
  std::set<SmallUse> uses;
  for (const auto& [table, field] : small_fields()) {
    bool is_named = false;
    for (const std::string& name : rule.fields) {
      is_named = is_named || name == "all" || name == field || name == table + "." + field;
    }
    for (const auto& agency : rule.agencies) {
      for (const auto& purpose : rule.purposes) {
        for (const auto& tier : rule.tiers) {
          for (int day = rule.from; is_named && day <= rule.until; ++day) {
            uses.insert({agency, table, field, purpose, tier, day});
          }
        }
      }
    }
  }
  return uses;
}

/// Two rules speak of one use: one allows and one refuses, or both allow it under other handling codes.
inline bool contradict_by_definition(const std::vector<SmallRule>& rules) {
  std::map<SmallUse, std::set<std::pair<bool, std::set<std::string>>>> said;
  for (const SmallRule& rule : rules) {
    const std::set<std::string> codes =
        rule.allows ? std::set<std::string>(rule.handling.begin(), rule.handling.end()) : std::set<std::string>();
    for (const SmallUse& use : uses_by_definition(rule)) {
      said[use].insert({rule.allows, codes});
      if (said[use].size() > 1) {
        return true;
      }
    }
  }
  return false;
}

/// Incidents are covered where a rule allows their use and their handling code; all else where a rule allows the use.
inline bool covered_by_definition(const std::vector<SmallRule>& rules, const SmallUse& use,
                                  const std::string& handling) {
  for (const SmallRule& rule : rules) {
    if (rule.allows && uses_by_definition(rule).count(use) > 0) {
      bool has_code = std::get<1>(use) != "incidents";
      for (const std::string& code : rule.handling) {
        has_code = has_code || code == handling;
      }
      if (has_code) {
        return true;
      }
    }
  }
  return false;
}

/// One or two different members of a list.
inline std::vector<std::string> some_of(const std::vector<std::string>& all, std::mt19937& draw) {
  std::vector<std::string> some{all[draw() % all.size()]};
  const std::string& other = all[draw() % all.size()];
  if (draw() % 2 == 0 && other != some.front() && other != "all" && some.front() != "all") {
    some.push_back(other);
  }
  return some;
}

inline std::vector<SmallRule> random_rules(unsigned seed) {
  std::mt19937 draw(seed);
  std::vector<SmallRule> rules(1 + draw() % 3);
  for (SmallRule& rule : rules) {
    rule.allows = draw() % 4 != 0;
    rule.agencies = some_of({"a", "b"}, draw);
    rule.fields = some_of({"start", "x", "sex", "victims.sex", "premises.x", "all"}, draw);
    rule.purposes = some_of({"p", "q"}, draw);
    rule.tiers = some_of({"internal", "partner", "public"}, draw);
    rule.from = static_cast<int>(1 + draw() % 6);
    rule.until = rule.from + static_cast<int>(draw() % static_cast<unsigned>(7 - rule.from));
    if (rule.allows) {
      rule.handling = some_of({"none", "2", "P"}, draw);
    }
  }
  // Every agency has a rule, as an agreement asks; this one speaks of nothing else that is looked at.
  rules.push_back({true, {"a", "b"}, {"marking"}, {"p"}, {"internal"}, 1, 6, {"none"}});
  return rules;
}

inline std::string list_of(const std::vector<std::string>& names) {
  std::string text = "[";
  for (const std::string& name : names) {
    text += "\"" + name + "\", ";
  }
  return text + "]";
}

inline std::string agreement_of(const std::vector<SmallRule>& rules) {
  std::string text = "[agreement]\ntitle = \"small\"\nagencies = [\"a\", \"b\"]\npurposes = [\"p\", \"q\"]\n";
  for (const SmallRule& rule : rules) {
    text += rule.allows ? "[[allow]]\n" : "[[refuse]]\n";
    text += "agency = " + list_of(rule.agencies) + "\nfield = " + list_of(rule.fields) +
            "\npurpose = " + list_of(rule.purposes) + "\ntier = " + list_of(rule.tiers) + "\nfrom = 2025-01-0" +
            std::to_string(rule.from) + "\nuntil = 2025-01-0" + std::to_string(rule.until) + "\n";
    text += rule.allows ? "handling = " + list_of(rule.handling) + "\n" : "";
  }
  return text;
}

}  // namespace libprofile::testing
