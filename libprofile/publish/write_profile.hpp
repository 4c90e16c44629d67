// SPDX-License-Identifier: MIT
/// @file
/// A profile's folder, written whole or not at all.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libprofile/disclosure/ledger.hpp"
#include "libprofile/disclosure/protected.hpp"
#include "libprofile/publish/artefact.hpp"
#include "libprofile/publish/document.hpp"
#include "libprofile/publish/page.hpp"

namespace libprofile::publish {

/// What to do with a folder that is already there. An empty one is always used.
enum class Existing { refuse, replace };

struct WriteProfileOptions {
  /// `replace` swaps the old folder for the new one in one step, and only where every file in the old one is named in
  /// its manifest: nothing that somebody else put there is lost. Default: refuse.
  Existing existing = Existing::refuse;

  /// Where the profile stands in a ledger, for its manifest; none: in no ledger.
  std::optional<disclosure::LedgerPlace> ledger = {};
};

/// A profile that is written in full under its hidden name, until `commit` gives it its own.
///
/// Between the two its manifest has a digest that a ledger can hold, and nobody has the profile yet.
class PreparedProfile {
 public:
  /// @throws  as `write_profile`.
  PreparedProfile(const disclosure::Protected<Document>& document, const std::vector<Page>& pages,
                  const std::filesystem::path& directory, const WriteProfileOptions& options = {});
  /// Removes what was not committed.
  ~PreparedProfile();
  PreparedProfile(const PreparedProfile&) = delete;
  PreparedProfile& operator=(const PreparedProfile&) = delete;

  /// In order of path, without the manifest.
  [[nodiscard]] const std::vector<Artefact>& artefacts() const { return artefacts_; }

  /// Of the manifest, in hexadecimal.
  [[nodiscard]] const std::string& manifest_sha256() const { return manifest_sha256_; }

  /// Call it once. @throws InputError  where the target appeared meanwhile or the folder cannot be renamed.
  void commit();

 private:
  struct Folder;
  std::unique_ptr<Folder> folder_;
  std::vector<Artefact> artefacts_;
  std::string manifest_sha256_;
};

/// Writes `layers/*.geojson`, `layers.gpkg`, `tables/*.csv`, the pages, `data-quality.json`, then the page for whoever
/// signs and `results.json`, then `manifest.json`, and the digest of each of them below `checksums/` (not in the
/// internal tier).
///
/// Everything goes to a sibling `.<name>.partial-…` first; each file and folder is synced; then the sibling is renamed.
/// When anything fails, the sibling is removed and what was at `directory` is untouched. A sibling that a killed
/// process left is removed by the next run. In the internal tier files have mode 0600 and folders 0700, else what the
/// umask says.
///
/// @param pages  Rendered from the same document, each audience at most once.
/// @returns The artefacts in order of path; the manifest is not among them.
/// @throws InvalidArgument  for a document that is not valid.
/// @throws InputError  where the folder is not empty, its parent absent or read-only, or the disk full, with the
/// remedy.
/// @throws Cancelled  when the current token was cancelled; nothing is left behind.
/// Same document and pages: the same bytes in every file, for any number of threads.
std::vector<Artefact> write_profile(const disclosure::Protected<Document>& document, const std::vector<Page>& pages,
                                    const std::filesystem::path& directory, const WriteProfileOptions& options = {});

}  // namespace libprofile::publish
