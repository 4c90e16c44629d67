// SPDX-License-Identifier: MIT
#include "libprofile/publish/verify.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include "libprofile/core/digest.hpp"
#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/read_file.hpp"
#include "libprofile/publish/artefact.hpp"
#include "libprofile/publish/detail/json_document.hpp"
#include "libprofile/publish/manifest.hpp"

namespace libprofile::publish {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_manifest(const fs::path& path, const std::string& why) {
  throw InputError(path.string() + ": is no manifest of a profile: " + why +
                   ": give the folder that libprofile profile wrote");
}

bool stays_inside(const fs::path& path) {
  return !path.empty() && path.is_relative() && path == path.lexically_normal() && *path.begin() != "..";
}

std::vector<Artefact> artefacts_of(const std::string& text, const fs::path& path) {
  const auto json = detail::Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("artefacts") || !json["artefacts"].is_array()) {
    fail_manifest(path, "it is not JSON with a list of artefacts");
  }
  std::vector<Artefact> artefacts;
  for (const auto& entry : json["artefacts"]) {
    const bool is_complete = entry.is_object() && entry.contains("path") && entry["path"].is_string() &&
                             entry.contains("bytes") && entry["bytes"].is_number_integer() &&
                             entry.contains("sha256") && entry["sha256"].is_string();
    if (!is_complete || !stays_inside(entry["path"].get<std::string>())) {
      fail_manifest(path, "artefact " + std::to_string(artefacts.size() + 1) +
                              " has no path inside the folder, bytes and sha256");
    }
    artefacts.push_back({entry["path"], entry["bytes"], entry["sha256"]});
  }
  return artefacts;
}

/// Of a text that `artefacts_of` took.
std::string valid_until_of(const std::string& text) {
  const auto json = detail::Json::parse(text);
  const auto found = json.find("valid_until");
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

enum class State { matching, missing, changed };

State state_of(const fs::path& directory, const Artefact& artefact) {
  const fs::path path = directory / artefact.path;
  std::error_code error;
  if (fs::symlink_status(path, error).type() != fs::file_type::regular) {
    return State::missing;
  }
  const std::string bytes = core::read_file(path);
  const bool is_same =
      static_cast<std::int64_t>(bytes.size()) == artefact.bytes && core::to_hex(core::sha256(bytes)) == artefact.sha256;
  return is_same ? State::matching : State::changed;
}

/// Whether a file that holds the digest of another is absent or says what it should.
bool is_checksum_right(const fs::path& directory, const std::string& path, const std::string& sha256) {
  const fs::path file = directory / checksum_path(path);
  std::error_code error;
  const auto type = fs::symlink_status(file, error).type();
  return type == fs::file_type::not_found || (type == fs::file_type::regular && core::read_file(file) == sha256);
}

/// Everything in the folder that is not a folder and not known.
std::vector<std::string> extra_files(const fs::path& directory, const std::set<std::string>& known) {
  std::vector<std::string> extra;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_directory() && !entry.is_symlink()) {
      continue;
    }
    const std::string path = entry.path().lexically_relative(directory).generic_string();
    if (entry.is_symlink() || known.count(path) == 0) {
      extra.push_back(path);
    }
  }
  std::sort(extra.begin(), extra.end());
  return extra;
}

}  // namespace

Verification verify(const fs::path& directory) {
  const fs::path manifest_path = directory / kManifestFile;
  if (std::error_code error; !fs::exists(directory, error)) {
    throw InputError(directory.string() + ": no such folder");
  }
  if (std::error_code error; !fs::is_directory(directory, error)) {
    throw InputError(directory.string() + ": is no folder; name the folder that a profile was written to");
  }
  if (std::error_code error; !fs::exists(manifest_path, error)) {
    throw InputError(directory.string() + ": is not a profile's folder: it has no " + kManifestFile);
  }
  const std::string manifest = core::read_file(manifest_path);
  std::vector<Artefact> artefacts = artefacts_of(manifest, manifest_path);
  std::sort(artefacts.begin(), artefacts.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  std::vector<State> states(artefacts.size());
  core::parallel_for(
      artefacts.size(), [&](std::size_t i) { states[i] = state_of(directory, artefacts[i]); }, 1);

  Verification result;
  result.manifest_sha256 = core::to_hex(core::sha256(manifest));
  result.valid_until = valid_until_of(manifest);
  std::set<std::string> known{kManifestFile};
  for (std::size_t i = 0; i < artefacts.size(); ++i) {
    auto& list = states[i] == State::matching  ? result.matching
                 : states[i] == State::missing ? result.missing
                                               : result.changed;
    list.push_back(artefacts[i].path);
    known.insert(artefacts[i].path);
  }
  artefacts.push_back({kManifestFile, static_cast<std::int64_t>(manifest.size()), result.manifest_sha256});
  for (const Artefact& artefact : artefacts) {
    known.insert(checksum_path(artefact.path));
    if (!is_checksum_right(directory, artefact.path, artefact.sha256)) {
      result.changed.push_back(checksum_path(artefact.path));
    }
  }
  result.extra = extra_files(directory, known);
  return result;
}

}  // namespace libprofile::publish
