// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/release.hpp"
#include "libprofile/profile/detail/statement.hpp"

namespace libprofile::profile::detail {

void add_next_window(Statement& statement, const disclosure::Policy& policy) {
  if (policy.fields().minimum_window == disclosure::MinimumWindow::any) {
    return;
  }
  const auto next = disclosure::next_window(
      {disclosure::parse_day(statement.window_start), disclosure::parse_day(statement.window_end)});
  statement.next_window_start = disclosure::format_day(next.start_day);
  statement.next_window_end = disclosure::format_day(next.end_day);
}

}  // namespace libprofile::profile::detail
