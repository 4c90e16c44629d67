// SPDX-License-Identifier: MIT
/// @file
/// Names of persons as they are typed: which are refused, and which are, or look like, one.
#pragma once

#include <string_view>

namespace libprofile::disclosure::detail {

/// Throws `InvalidArgument` unless `name` is a name (`require_name`) with a letter or digit, whose letters do not mix
/// scripts: Latin letters stand beside none but Chinese, Japanese and Korean ones, as in the "highly restrictive" level
/// of Unicode Technical Standard 39.
void require_person(std::string_view name, std::string_view what);

/// Whether two names are one person's, or look so: only letters and digits count, in the compatibility decomposition of
/// Unicode (NFKD), without case, accents and what cannot be seen; Cyrillic and Greek letters, and digits, that look
/// like Latin letters are taken as those.
///
/// Depends on the version of Unicode that the library was built with: for new entries only, never for those that stand.
[[nodiscard]] bool same_person(std::string_view a, std::string_view b);

}  // namespace libprofile::disclosure::detail
