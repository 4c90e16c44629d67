// SPDX-License-Identifier: MIT
#include "libprofile/profile/sharing.hpp"

#include <algorithm>
#include <string_view>

#include "libprofile/core/error.hpp"
#include "libprofile/profile/detail/sharing_rules.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::profile {
namespace {

using disclosure::Tier;
using records::FieldUse;
using Effect = SharingRule::Effect;

constexpr std::string_view kIncidents = "incidents";
/// Uses that one message names beside the first.
constexpr std::size_t kMostNamed = 8;

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What of a use a rule speaks of. Where all but the handling code agree, the rule decides.
struct Match {
  bool agency_and_field;
  bool purpose;
  bool tier;
  bool day;
  bool handling;

  [[nodiscard]] bool decides() const { return agency_and_field && purpose && tier && day; }
};

Match match(const SharingRule& rule, const std::string& table, const FieldUse& use, const std::string& purpose,
            Tier tier, const std::string& day) {
  const bool names_field = std::any_of(rule.fields.begin(), rule.fields.end(), [&](const std::string& pattern) {
    return detail::names_field(pattern, table, use.field);
  });
  return {is_among(rule.agencies, use.agency) && names_field, is_among(rule.purposes, purpose),
          std::find(rule.tiers.begin(), rule.tiers.end(), tier) != rule.tiers.end(),
          rule.from <= day && day <= rule.until,
          table != kIncidents || rule.handling.find(use.handling) != std::string::npos};
}

std::string tiers_text(const SharingRule& rule) {
  std::string text;
  for (const Tier tier : rule.tiers) {
    text += (text.empty() ? "" : ", ") + std::string(disclosure::to_string(tier));
  }
  return text;
}

std::string purposes_text(const SharingRule& rule) {
  std::string text;
  for (const std::string& purpose : rule.purposes) {
    text += (text.empty() ? "'" : ", '") + purpose + "'";
  }
  return text;
}

/// How near a rule that allows comes to covering a use, and why it does not: the nearest one is told.
struct NearMiss {
  int nearness = 0;
  std::string why = "no rule allows it";

  void consider(int how_near, std::string reason) {
    if (how_near > nearness) {
      nearness = how_near;
      why = std::move(reason);
    }
  }
};

void consider(NearMiss& miss, const SharingRule& rule, const Match& m, const FieldUse& use) {
  if (!m.agency_and_field) {
    return;
  }
  if (m.decides()) {
    miss.consider(4, "the rule of " + rule.where() + " allows handling codes " + handling_text(rule.handling) +
                         ", and there are records with " + handling_text(std::string_view(&use.handling, 1)));
  } else if (m.purpose && m.tier) {
    miss.consider(3, "the rule of " + rule.where() + " allows it from " + rule.from + " to " + rule.until);
  } else if (m.purpose) {
    miss.consider(2, "the rule of " + rule.where() + " allows it in other tiers: " + tiers_text(rule));
  } else {
    miss.consider(1, "the rule of " + rule.where() + " allows it for other purposes: " + purposes_text(rule));
  }
}

std::string described(const std::string& table, const FieldUse& use) {
  return "agency '" + use.agency + "', field '" + use.field + "' of " + table;
}

/// A use that is not covered.
struct Refused {
  std::string table;
  FieldUse use;
  std::string why;
};

void fail(const Sharing& sharing, const std::vector<Refused>& refused, Tier tier, const std::string& day) {
  const Refused& first = refused.front();
  std::string message = sharing.policy.file() + ": " + described(first.table, first.use) + ", purpose '" +
                        sharing.purpose + "', the " + std::string(disclosure::to_string(tier)) + " tier on " + day +
                        ": " + first.why +
                        "; leave the field or the records out, or agree on it and write it into the policy";
  std::vector<std::string> others;
  for (const Refused& one : refused) {
    const std::string name = described(one.table, one.use);
    if (name != described(first.table, first.use) && !is_among(others, name)) {
      others.push_back(name);
    }
  }
  for (std::size_t i = 0; i < std::min(others.size(), kMostNamed); ++i) {
    message += (i == 0 ? "; nor are covered: " : "; ") + others[i];
  }
  if (others.size() > kMostNamed) {
    message += " and " + std::to_string(others.size() - kMostNamed) + " more";
  }
  throw DisclosureError(message);
}

/// A record's agency, or that of its table.
FieldUse with_agency(const Sharing& sharing, const std::string& table, FieldUse use) {
  if (use.agency.empty()) {
    const auto given = sharing.agencies.find(table);
    if (given == sharing.agencies.end()) {
      throw DisclosureError(sharing.policy.file() + ": records of " + table +
                            " name no agency, so nobody knows whose agreement covers them; say whose they are: under "
                            "[sharing], agencies = { " +
                            table + " = \"...\" }");
    }
    use.agency = given->second;
  }
  return use;
}

}  // namespace

void validate(const Sharing& sharing) {
  const SharingPolicy& policy = sharing.policy;
  const auto require_known = [&](const std::string& what, const std::string& name,
                                 const std::vector<std::string>& known) {
    if (!is_among(known, name)) {
      throw InvalidArgument(what + " = '" + name + "': is not known to " + policy.file() + "; " +
                            records::did_you_mean(name, known));
    }
  };
  require_known("purpose", sharing.purpose, policy.purposes());
  for (const auto& [table, agency] : sharing.agencies) {
    require_known("table of agencies", table, shared_tables());
    require_known("agency of " + table, agency, policy.agencies());
  }
}

std::optional<std::string> why_not_covered(const SharingPolicy& policy, const std::string& table, const FieldUse& use,
                                           const std::string& purpose, Tier tier, const std::string& day) {
  if (!is_among(policy.agencies(), use.agency)) {
    return "the agency is not in the agreement";
  }
  NearMiss miss;
  bool is_allowed = false;
  for (const SharingRule& rule : policy.rules()) {
    const Match m = match(rule, table, use, purpose, tier, day);
    if (rule.effect == Effect::allow) {
      is_allowed = is_allowed || (m.decides() && m.handling);
      consider(miss, rule, m, use);
    } else if (m.decides()) {
      return "the rule of " + rule.where() + " refuses it";
    }
  }
  return is_allowed ? std::nullopt : std::optional(miss.why);
}

void require_shared(const Sharing& sharing, const UsesByTable& uses, Tier tier, const std::string& day) {
  validate(sharing);
  if (uses.count(std::string(kIncidents)) == 0) {
    throw InvalidArgument(
        "uses: must tell which fields the incidents hold (records::field_uses), since there is an "
        "agreement on sharing");
  }
  std::vector<Refused> refused;
  for (const auto& [table, fields] : uses) {
    for (const FieldUse& given : fields) {
      const FieldUse use = with_agency(sharing, table, given);
      if (auto why = why_not_covered(sharing.policy, table, use, sharing.purpose, tier, day)) {
        refused.push_back({table, use, std::move(*why)});
      }
    }
  }
  if (!refused.empty()) {
    fail(sharing, refused, tier, day);
  }
}

}  // namespace libprofile::profile
