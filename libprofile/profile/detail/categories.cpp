// SPDX-License-Identifier: MIT
#include "libprofile/profile/detail/categories.hpp"

#include <algorithm>

#include "libprofile/core/error.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::profile::detail {
namespace {

// Names that records have, and whether some record has none.
struct Occurring {
  std::vector<std::string> names;
  bool has_absent = false;
};

Occurring occurring(const records::Coded& source) {
  std::vector<char> is_used(source.values.size(), 0);
  Occurring found;
  for (const std::int32_t code : source.codes) {
    if (code == records::kAbsent) {
      found.has_absent = true;
    } else {
      is_used[static_cast<std::size_t>(code)] = 1;
    }
  }
  for (std::size_t i = 0; i < is_used.size(); ++i) {
    if (is_used[i] != 0) {
      found.names.push_back(source.values[i]);
    }
  }
  if (found.has_absent) {
    found.names.emplace_back(kNotStated);
  }
  std::sort(found.names.begin(), found.names.end());
  found.names.erase(std::unique(found.names.begin(), found.names.end()), found.names.end());
  return found;
}

void require_known(const std::vector<std::string>& wanted, const std::vector<std::string>& known) {
  for (const std::string& name : wanted) {
    if (!std::binary_search(known.begin(), known.end(), name)) {
      throw InvalidArgument("categories: no incident has the category \"" + name + "\"; " +
                            records::did_you_mean(name, known));
    }
  }
}

std::int32_t code_of(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::lower_bound(names.begin(), names.end(), name);
  return found != names.end() && *found == name ? static_cast<std::int32_t>(found - names.begin()) : kOtherCategoryCode;
}

}  // namespace

Categories categories_of(const records::Coded& source, const std::vector<std::string>& wanted) {
  const Occurring found = occurring(source);
  require_known(wanted, found.names);
  if (source.codes.empty()) {
    return {{kIncidents}, {}, 0};
  }
  Categories categories;
  categories.names = wanted.empty() ? found.names : wanted;
  std::sort(categories.names.begin(), categories.names.end());
  categories.names.erase(std::unique(categories.names.begin(), categories.names.end()), categories.names.end());
  for (const std::string& value : source.values) {
    categories.of_source.push_back(code_of(categories.names, value));
  }
  categories.of_absent = found.has_absent ? code_of(categories.names, kNotStated) : kOtherCategoryCode;
  return categories;
}

}  // namespace libprofile::profile::detail
