// SPDX-License-Identifier: MIT
#include "libprofile/io/expand_paths.hpp"

#include <algorithm>
#include <system_error>

#include <fnmatch.h>

#include "libprofile/core/error.hpp"
#include "libprofile/io/detail/address.hpp"

namespace libprofile::io {
namespace {

namespace fs = std::filesystem;

bool is_pattern(const std::string& text) {
  return text.find_first_of("*?[") != std::string::npos;
}

/// Every path that the parts [at, end) of a pattern match below `folder`.
void descend(const fs::path& folder, fs::path::const_iterator at, const fs::path::const_iterator& end,
             std::vector<std::string>& found) {
  const std::string part = at->string();
  ++at;
  const bool is_last = at == end;
  if (!is_pattern(part)) {
    const fs::path next = folder / part;
    if (!is_last) {
      descend(next, at, end, found);
    } else if (fs::exists(next)) {
      found.push_back(next.string());
    }
    return;
  }
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder.empty() ? "." : folder, error)) {
    const fs::path name = entry.path().filename();
    if (fnmatch(part.c_str(), name.c_str(), FNM_PERIOD) != 0) {
      continue;
    }
    if (is_last) {
      found.push_back((folder / name).string());
    } else if (entry.is_directory(error)) {
      descend(folder / name, at, end, found);
    }
  }
}

std::vector<std::string> expand(const std::string& pattern, const fs::path& base) {
  const fs::path absolute = fs::path(pattern).is_absolute() ? fs::path(pattern) : base / pattern;
  if (!is_pattern(pattern)) {
    return {absolute.string()};
  }
  std::vector<std::string> found;
  const fs::path relative = absolute.relative_path();
  descend(absolute.root_path(), relative.begin(), relative.end(), found);
  if (found.empty()) {
    throw InputError(pattern + ": no file matches, in " + (base.empty() ? "the current folder" : base.string()));
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<std::string> expand_paths(const std::vector<std::string>& patterns, const fs::path& base) {
  std::vector<std::string> paths;
  for (const std::string& pattern : patterns) {
    if (!detail::scheme(pattern).empty() && !fs::exists(base / pattern)) {
      paths.push_back(pattern);
      continue;
    }
    for (std::string& path : expand(pattern, base)) {
      paths.push_back(std::move(path));
    }
  }
  return paths;
}

}  // namespace libprofile::io
