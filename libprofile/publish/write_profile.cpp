// SPDX-License-Identifier: MIT
#include "libprofile/publish/write_profile.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <utility>

#include "libprofile/core/atomic_write.hpp"
#include "libprofile/core/digest.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/disclosure/derive.hpp"
#include "libprofile/publish/data_quality.hpp"
#include "libprofile/publish/detail/check_layer.hpp"
#include "libprofile/publish/detail/csv_text.hpp"
#include "libprofile/publish/detail/geojson_text.hpp"
#include "libprofile/publish/detail/geopackage_bytes.hpp"
#include "libprofile/publish/detail/manifest_text.hpp"
#include "libprofile/publish/detail/profile_target.hpp"
#include "libprofile/publish/detail/readers_of.hpp"
#include "libprofile/publish/layers.hpp"
#include "libprofile/publish/manifest.hpp"
#include "libprofile/publish/outreach_files.hpp"
#include "libprofile/publish/results.hpp"
#include "libprofile/publish/sign_page.hpp"
#include "libprofile/publish/tables.hpp"

namespace libprofile::publish {
namespace {

namespace fs = std::filesystem;
using ProtectedLayers = disclosure::Protected<std::vector<Layer>>;

constexpr const char* kDataQualityFile = "data-quality.json";
constexpr const char* kResultsFile = "results.json";

/// A file of the profile: where it goes and how its bytes are made.
struct Task {
  std::string path;
  std::function<std::string()> make;
};

std::string layer_path(const Layer& layer) {
  return "layers/" + layer.name + ".geojson";
}
std::string table_path(const Layer& table) {
  return "tables/" + table.name + ".csv";
}

/// Text of the geometries of layers, once for each set of outlines that they share.
class SharedGeometries {
 public:
  explicit SharedGeometries(const std::vector<Layer>& layers) {
    for (const Layer& layer : layers) {
      if (find(layer) == texts_.end()) {
        texts_.emplace_back(layer.geometry.get(), detail::geojson_geometries(*layer.geometry));
      }
    }
  }

  [[nodiscard]] const std::vector<std::string>& of(const Layer& layer) const { return find(layer)->second; }

 private:
  using Texts = std::vector<std::pair<const Outlines*, std::vector<std::string>>>;

  [[nodiscard]] Texts::const_iterator find(const Layer& layer) const {
    return std::find_if(texts_.begin(), texts_.end(), [&](const auto& t) { return t.first == layer.geometry.get(); });
  }

  Texts texts_;
};

std::vector<OutputResult> check_all(const disclosure::Protected<Document>& document, const ProtectedLayers& layers,
                                    const ProtectedLayers& tables, const std::vector<Page>& pages) {
  const disclosure::Policy& policy = layers.policy();
  std::vector<OutputResult> results;
  OutputResult package{.path = "layers.gpkg", .type = "custom", .status = Status::pass, .reasons = {}};
  for (const Layer& layer : layers.value()) {
    results.push_back(detail::check_layer(layer, policy, layer_path(layer)));
    package.status = std::max(package.status, results.back().status);
    package.rows = package.rows.value_or(0) + results.back().rows.value_or(0);
    package.numbers = package.numbers.value_or(0) + results.back().numbers.value_or(0);
    package.withheld_rows = package.withheld_rows.value_or(0) + results.back().withheld_rows.value_or(0);
    for (const std::string& reason : results.back().reasons) {
      package.reasons.push_back(layer.name + ": " + reason);
    }
  }
  results.push_back(std::move(package));
  for (const Layer& table : tables.value()) {
    results.push_back(detail::check_layer(table, policy, table_path(table)));
  }
  for (const Page& page : pages) {
    results.push_back(check_page(policy, page.file_name()));
  }
  for (const std::string& path : plan_files(document.value())) {
    results.push_back(check_page(policy, path));
  }
  results.push_back(check_page(policy, kSignPage));
  results.push_back(check_data_quality(document, kDataQualityFile));
  results.push_back(check_manifest(policy, kManifestFile));
  return results;
}

/// Writes files into `folder`, several at a time.
std::vector<Artefact> write_all(const std::vector<Task>& tasks, core::AtomicFolder& folder) {
  std::vector<Artefact> artefacts(tasks.size());
  core::parallel_for(
      tasks.size(),
      [&](std::size_t i) {
        const std::string bytes = tasks[i].make();
        folder.write(tasks[i].path, bytes);
        artefacts[i] = {tasks[i].path, static_cast<std::int64_t>(bytes.size()), core::to_hex(core::sha256(bytes))};
      },
      1);
  std::sort(artefacts.begin(), artefacts.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return artefacts;
}

/// The slowest first, so that no thread is left waiting for it.
std::vector<Task> tasks_of(const disclosure::Protected<Document>& document, const ProtectedLayers& layers,
                           const ProtectedLayers& tables, const SharedGeometries& geometries,
                           const std::vector<Page>& pages) {
  std::vector<Task> tasks{{"layers.gpkg", [&] { return detail::geopackage_bytes(layers.value()); }}};
  for (const Layer& layer : layers.value()) {
    tasks.push_back({layer_path(layer), [&] { return detail::geojson_text(layer, geometries.of(layer)); }});
  }
  for (const Page& page : pages) {
    tasks.push_back({page.file_name(), [&] { return page.html(); }});
  }
  for (const Layer& table : tables.value()) {
    tasks.push_back({table_path(table), [&] { return detail::csv_text(table); }});
  }
  for (const std::string& path : plan_files(document.value())) {
    tasks.push_back({path, [&document, path] { return plan_file(document, path); }});
  }
  tasks.push_back({kDataQualityFile, [&] { return data_quality_json(document); }});
  return tasks;
}

std::vector<Artefact> write_contents(const disclosure::Protected<Document>& document, const std::vector<Page>& pages,
                                     const std::optional<disclosure::LedgerPlace>& ledger, core::AtomicFolder& folder) {
  const auto all_layers = disclosure::derive([](const Document& d) { return layers(d); }, document);
  const auto all_tables = disclosure::derive([](const Document& d) { return tables(d); }, document);
  const SharedGeometries geometries(all_layers.value());
  std::vector<Artefact> artefacts = write_all(tasks_of(document, all_layers, all_tables, geometries, pages), folder);
  const std::vector<OutputResult> results = check_all(document, all_layers, all_tables, pages);
  const Page sign = render_sign_page(document, {artefacts, results, ledger});
  std::vector<Artefact> last = write_all({{sign.file_name(), [&] { return sign.html(); }},
                                          {kResultsFile, [&] { return results_json(document, results); }}},
                                         folder);
  std::move(last.begin(), last.end(), std::back_inserter(artefacts));
  std::sort(artefacts.begin(), artefacts.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return artefacts;
}

/// The digest of each file in a file of its own, as SACRO's viewer looks for it.
void write_checksums(std::vector<Artefact> files, core::AtomicFolder& folder) {
  core::parallel_for(
      files.size(), [&](std::size_t i) { folder.write(checksum_path(files[i].path), files[i].sha256); }, 1);
}

core::WriteOptions folder_options(const fs::path& target, const disclosure::Policy& policy, Existing existing) {
  const bool replaces = detail::require_writable_target(target, existing) == detail::Occupancy::profile;
  return {.if_present = replaces ? core::IfPresent::replace : core::IfPresent::refuse,
          .readers = detail::readers_of(policy),
          .marker = kManifestFile};
}

}  // namespace

struct PreparedProfile::Folder {
  core::AtomicFolder folder;
};

PreparedProfile::PreparedProfile(const disclosure::Protected<Document>& document, const std::vector<Page>& pages,
                                 const fs::path& directory, const WriteProfileOptions& options) {
  const fs::path target = core::resolved_folder(directory);
  const core::WriteOptions how = folder_options(target, document.policy(), options.existing);
  folder_ = std::unique_ptr<Folder>(new Folder{core::AtomicFolder(target, how)});
  artefacts_ = write_contents(document, pages, options.ledger, folder_->folder);
  const std::string manifest = detail::manifest_text(document, artefacts_, options.ledger);
  folder_->folder.write(kManifestFile, manifest);
  manifest_sha256_ = core::to_hex(core::sha256(manifest));
  if (document.policy().fields().tier != disclosure::Tier::internal) {
    std::vector<Artefact> files = artefacts_;
    files.push_back({kManifestFile, static_cast<std::int64_t>(manifest.size()), manifest_sha256_});
    write_checksums(std::move(files), folder_->folder);
  }
}

PreparedProfile::~PreparedProfile() = default;

void PreparedProfile::commit() {
  folder_->folder.commit();
}

std::vector<Artefact> write_profile(const disclosure::Protected<Document>& document, const std::vector<Page>& pages,
                                    const fs::path& directory, const WriteProfileOptions& options) {
  PreparedProfile prepared(document, pages, directory, options);
  prepared.commit();
  return prepared.artefacts();
}

}  // namespace libprofile::publish
