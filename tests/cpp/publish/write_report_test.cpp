// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "libprofile/core/error.hpp"
#include "libprofile/publish/report.hpp"

#include "support/publish_document.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using namespace libprofile::publish;
namespace fs = std::filesystem;

namespace {

/// The mode of a report under a policy, written while others may read by umask.
mode_t mode_of_report(const std::string& policy, const fs::path& path) {
  const auto document = testing::protected_document({}, disclosure::Policy::preset(policy));
  const mode_t before = umask(022);
  write_report(document, Audience::analyst, path);
  umask(before);
  CHECK(testing::read_bytes(path) == report(document, Audience::analyst));
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a report of the internal tier is for its owner alone, the others follow the umask", "[publish][hand]") {
  const testing::ScratchFolder folder;
  CHECK(mode_of_report("internal", folder.path() / "internal.html") == 0600);
  CHECK(mode_of_report("partner", folder.path() / "partner.html") == 0644);
}

TEST_CASE("a report of the internal tier takes the place of one that others may read", "[publish][edges]") {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "report.html";
  CHECK(mode_of_report("partner", path) == 0644);
  CHECK(mode_of_report("internal", path) == 0600);
  CHECK(folder.entries() == 1);
}

TEST_CASE("a report that cannot be written is an error that names it", "[publish][edges]") {
  const testing::ScratchFolder folder;
  CHECK_THROWS_WITH(
      write_report(testing::protected_document(), Audience::outreach, folder.path() / "absent" / "report.html"),
      Catch::Contains("absent/report.html: cannot be written: no such folder"));
}
