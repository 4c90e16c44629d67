// SPDX-License-Identifier: MIT
#include "libprofile/publish/csv.hpp"

#include "libprofile/publish/detail/access_of.hpp"
#include "libprofile/publish/detail/csv_text.hpp"
#include "libprofile/publish/write_file.hpp"

namespace libprofile::publish {

std::string csv(const disclosure::Protected<Layer>& table) {
  return detail::csv_text(table.value());
}

void write_csv(const disclosure::Protected<Layer>& table, const std::filesystem::path& path) {
  write_file_atomically(path, csv(table), detail::access_of(table.policy()));
}

}  // namespace libprofile::publish
