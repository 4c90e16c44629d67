// SPDX-License-Identifier: MIT
#include "libprofile/profile/read_policy.hpp"

#include <cstdint>
#include <optional>

namespace libprofile::profile {
namespace {

void set_if(std::optional<std::int64_t> value, std::int64_t& field) {
  field = value.value_or(field);
}

}  // namespace

disclosure::Policy read_policy(TomlTable& file, const std::string& tier) {
  disclosure::PolicyFields fields = disclosure::Policy::preset(tier).fields();
  std::optional<TomlTable> table = file.table("policy");
  if (!table) {
    return disclosure::Policy(fields);
  }
  set_if(table->integer("threshold"), fields.threshold);
  set_if(table->integer("premises_threshold"), fields.premises_threshold);
  set_if(table->integer("base"), fields.base);
  set_if(table->integer("minimum_residents"), fields.minimum_residents);
  fields.dominance = table->number("dominance").value_or(fields.dominance);
  if (const std::optional<std::string> window = table->text("minimum_window")) {
    fields.minimum_window = disclosure::minimum_window_from(*window);
  }
  table->finish();
  return disclosure::Policy(fields);
}

}  // namespace libprofile::profile
