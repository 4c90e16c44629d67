// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/sharing_rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/records/code_lists.hpp"
#include "libprofile/records/field_uses.hpp"
#include "libprofile/records/schema.hpp"

namespace libprofile::profile::detail {
namespace {

using disclosure::Tier;
using records::Kind;
using Effect = SharingRule::Effect;

constexpr std::string_view kAllFields = "all";
constexpr std::array kKinds = {Kind::incident, Kind::premises, Kind::victim, Kind::offender};

std::vector<std::string> make_shared_fields() {
  std::vector<std::string> plain{std::string(kAllFields)};
  std::vector<std::string> of_table;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    for (const records::Field& field : records::fields(kKinds[i])) {
      std::string name(field.name);
      of_table.push_back(shared_tables()[i] + "." + name);
      if (std::find(plain.begin(), plain.end(), name) == plain.end()) {
        plain.push_back(std::move(name));
      }
    }
  }
  plain.insert(plain.end(), of_table.begin(), of_table.end());
  return plain;
}

/// "victims.sex" as table and field; a field alone has no table.
std::pair<std::string_view, std::string_view> parts_of(std::string_view pattern) {
  const std::size_t dot = pattern.find('.');
  return dot == std::string_view::npos ? std::pair(std::string_view(), pattern)
                                       : std::pair(pattern.substr(0, dot), pattern.substr(dot + 1));
}

/// Whether two names of fields can mean the same field of the same table.
bool fields_meet(std::string_view a, std::string_view b) {
  if (a == kAllFields || b == kAllFields) {
    return true;
  }
  const auto [table_a, field_a] = parts_of(a);
  const auto [table_b, field_b] = parts_of(b);
  return field_a == field_b && (table_a.empty() || table_b.empty() || table_a == table_b);
}

template <class T>
const T* first_shared(const std::vector<T>& a, const std::vector<T>& b) {
  const auto found =
      std::find_if(a.begin(), a.end(), [&b](const T& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
  return found == a.end() ? nullptr : &*found;
}

const std::string* first_meeting_field(const SharingRule& a, const SharingRule& b) {
  for (const std::string& one : a.fields) {
    for (const std::string& other : b.fields) {
      if (fields_meet(one, other)) {
        return one == kAllFields ? &other : &one;
      }
    }
  }
  return nullptr;
}

/// What both rules speak of on the same day: "agency 'police', field 'start', purpose 'outreach'"; empty where nothing.
std::string common_use(const SharingRule& a, const SharingRule& b) {
  if (a.until < b.from || b.until < a.from) {
    return {};
  }
  const std::string* agency = first_shared(a.agencies, b.agencies);
  const std::string* purpose = first_shared(a.purposes, b.purposes);
  const Tier* tier = first_shared(a.tiers, b.tiers);
  const std::string* field = first_meeting_field(a, b);
  if (agency == nullptr || purpose == nullptr || tier == nullptr || field == nullptr) {
    return {};
  }
  return "agency '" + *agency + "', field '" + *field + "', purpose '" + *purpose + "', the " +
         std::string(disclosure::to_string(*tier)) + " tier, from " + std::max(a.from, b.from) + " to " +
         std::min(a.until, b.until);
}

void require_agreement(const SharingPolicy& policy, const SharingRule& a, const SharingRule& b) {
  if (a.effect == b.effect && (a.effect == Effect::refuse || a.handling == b.handling)) {
    return;
  }
  const std::string use = common_use(a, b);
  if (use.empty()) {
    return;
  }
  const std::string how = a.effect != b.effect ? ": one allows and the other refuses "
                                               : ": they differ in handling codes (" + handling_text(a.handling) +
                                                     " and " + handling_text(b.handling) + ") for ";
  throw InputError(policy.file() + ", " + a.where() + " and " + b.where() + how + use +
                   "; keep one of the two, or part their agencies, fields, purposes, tiers or days");
}

}  // namespace

const std::vector<std::string>& shared_fields() {
  static const std::vector<std::string> fields = make_shared_fields();
  return fields;
}

bool is_shared_field(std::string_view name) {
  const std::vector<std::string>& known = shared_fields();
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool names_field(std::string_view pattern, std::string_view table, std::string_view field) {
  const auto [of_table, name] = parts_of(pattern);
  return pattern == kAllFields || (name == field && (of_table.empty() || of_table == table));
}

const std::string& all_handling() {
  static const std::string codes("\00012345CP", 8);
  return codes;
}

std::string why_never(char handling, Tier tier) {
  const bool is_own = handling == '4' || handling == '5';
  const bool is_limited = is_own || handling == '1' || handling == '3' || handling == 'C';
  if ((tier == Tier::partner && is_own) || (tier == Tier::open && is_limited)) {
    const auto& list = records::code_list(handling == 'C' ? "handling_3x5x2" : "handling_5x5x5");
    return std::string(records::find_code(list, std::string_view(&handling, 1))->label);
  }
  return {};
}

void require_consistent(const SharingPolicy& policy) {
  const std::vector<SharingRule>& rules = policy.rules();
  for (const std::string& agency : policy.agencies()) {
    const bool has_rule = std::any_of(rules.begin(), rules.end(), [&](const SharingRule& rule) {
      return std::find(rule.agencies.begin(), rule.agencies.end(), agency) != rule.agencies.end();
    });
    if (!has_rule) {
      throw InputError(policy.file() + ", [agreement] agencies: '" + agency +
                       "' has no rule; write [[allow]] or [[refuse]] for it, or take it out");
    }
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t j = i + 1; j < rules.size(); ++j) {
      require_agreement(policy, rules[i], rules[j]);
    }
  }
}

}  // namespace libprofile::profile::detail

namespace libprofile::profile {

const std::vector<std::string>& shared_tables() {
  static const std::vector<std::string> tables{"incidents", "premises", "victims", "offenders"};
  return tables;
}

std::string handling_text(std::string_view codes) {
  std::string text;
  for (const char code : codes) {
    text += text.empty() ? "" : ", ";
    text += code == records::kNoHandling ? std::string("none") : std::string(1, code);
  }
  return text;
}

}  // namespace libprofile::profile
