// SPDX-License-Identifier: MIT
#include <string_view>

#include "libprofile/sample/partnership.hpp"

namespace libprofile::sample {
namespace {

template <class Names>
std::vector<std::string> texts(const Names& names) {
  return {names.begin(), names.end()};
}

template <class Value, class Names>
records::Coded coded(const std::vector<Value>& column, const Names& names) {
  records::Coded result;
  result.values = texts(names);
  result.codes.reserve(column.size());
  for (const Value value : column) {
    result.codes.push_back(static_cast<std::int32_t>(value));
  }
  return result;
}

}  // namespace

records::Incidents to_records(const Partnership& partnership) {
  const Incidents& rows = partnership.incidents;
  records::Incidents result;
  result.xy = rows.xy_m;
  result.start_s = rows.start_s;
  result.end_s = rows.end_s;
  result.category = coded(rows.category, kCategoryNames);
  result.agency = coded(rows.agency, kAgencyNames);
  result.origin = coded(rows.origin, kOriginNames);
  result.person.codes.assign(rows.victim.begin(), rows.victim.end());
  result.person.values.reserve(partnership.victims.size());
  for (const Token& token : partnership.victims.token) {
    result.person.values.emplace_back(token.begin(), token.end());
  }
  return result;
}

records::PremisesRegister to_register(const Partnership& partnership) {
  records::PremisesRegister result;
  result.xy = partnership.premises.xy_m;
  for (const PremisesKind& kind : kPremisesKinds) {
    result.type.values.emplace_back(kind.code);
  }
  result.type.codes.assign(partnership.premises.kind.begin(), partnership.premises.kind.end());
  return result;
}

}  // namespace libprofile::sample
