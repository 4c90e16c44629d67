// SPDX-License-Identifier: MIT
#include "libprofile/publish/csv.hpp"

#include "libprofile/publish/detail/csv_text.hpp"
#include "libprofile/publish/detail/readers_of.hpp"

namespace libprofile::publish {

std::string csv(const disclosure::Protected<Layer>& table) {
  return detail::csv_text(table.value());
}

void write_csv(const disclosure::Protected<Layer>& table, const std::filesystem::path& path) {
  detail::write_artefact(path, csv(table), table.policy());
}

}  // namespace libprofile::publish
