// SPDX-License-Identifier: MIT
/// @file
/// The ledger under many processes at once, and under processes that are killed.
#include <chrono>
#include <set>
#include <thread>

#include <catch2/catch.hpp>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "libprofile/core/error.hpp"
#include "libprofile/disclosure/ledger.hpp"

#include "support/child_process.hpp"
#include "support/releases.hpp"
#include "support/scratch_folder.hpp"

using namespace libprofile;
using disclosure::Ledger;

namespace {

disclosure::Release release_of(const std::string& stream, int number) {
  const auto seed = static_cast<std::uint32_t>(number);
  return testing::protected_release(testing::counts_of(testing::random_counts(seed, 24, 30), 3, 2),
                                    testing::terms_of(stream, testing::quarter(number)));
}

/// Enters releases of one stream, one quarter after the other, and says after each that it has.
[[noreturn]] void enter_in_child(const std::filesystem::path& path, const std::string& stream, int first, int last) {
  try {
    Ledger ledger(path);
    for (int number = first; number < last; ++number) {
      const std::string id = ledger.enter(release_of(stream, number), stream).id + "\n";
      // The file is on the disk by now: whoever reads this may rely on it.
      const std::filesystem::path said = path.parent_path() / ("said-" + stream);
      std::FILE* const file = std::fopen(said.c_str(), "a");
      std::fputs(id.c_str(), file);
      std::fclose(file);
    }
    _exit(0);
  } catch (const std::exception& error) {
    testing::write_bytes(path.parent_path() / ("failed-" + stream), error.what());
    _exit(1);
  }
}

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("16 processes at once, the first of which makes the file: nothing is lost, nothing forks",
          "[disclosure][property]") {
  constexpr int kProcesses = 16;
  constexpr int kEach = 8;
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  std::vector<pid_t> children;
  for (int process = 0; process < kProcesses; ++process) {
    const pid_t child = fork();
    if (child == 0) {
      // Of one quarter for all, so that every release has to be compared with those of the others.
      enter_in_child(path, "s" + std::to_string(process), 0, kEach);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    CHECK(testing::wait_for(child) == 0);
  }
  const auto summary = Ledger(path).check();
  CHECK(summary.entries == kProcesses * kEach);
  std::set<std::string> said;
  for (int process = 0; process < kProcesses; ++process) {
    const std::string stream = "s" + std::to_string(process);
    INFO(testing::read_bytes(folder.path() / ("failed-" + stream)));
    for (const std::string& id : lines_of(folder.path() / ("said-" + stream))) {
      CHECK(said.insert(id).second);
    }
  }
  CHECK(said.size() == kProcesses * kEach);
  const auto releases = Ledger(path).list();
  for (const auto& release : releases) {
    CHECK(said.count(release.id) == 1);
  }
}

TEST_CASE("a writer that is killed at any moment leaves the ledger whole, with all that it said it had entered",
          "[disclosure][property]") {
  constexpr int kKills = 60;
  const testing::ScratchFolder folder;
  const auto path = folder.path() / "l.ledger";
  const core::Philox random(7, core::Stream::testing);
  std::int64_t before = 0;
  int killed = 0;
  for (std::uint32_t kill_number = 0; kill_number < kKills; ++kill_number) {
    const auto first = static_cast<int>(before);
    const pid_t child = fork();
    if (child == 0) {
      enter_in_child(path, "s", first, first + 1000);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(1000 + random.below(40'000, kill_number, 0, 0)));
    kill(child, SIGKILL);
    killed += testing::wait_for(child) == -SIGKILL ? 1 : 0;
    if (!std::filesystem::exists(path)) {
      continue;
    }
    const auto summary = Ledger(path).check();
    const auto said = lines_of(folder.path() / "said-s");
    INFO(testing::read_bytes(folder.path() / "failed-s"));
    REQUIRE(summary.entries >= before);
    REQUIRE(summary.entries >= static_cast<std::int64_t>(said.size()));
    // At most one was entered and not yet said, each time.
    REQUIRE(summary.entries <= static_cast<std::int64_t>(said.size()) + static_cast<std::int64_t>(kill_number) + 1);
    before = summary.entries;
  }
  CHECK(killed == kKills);
  CHECK(before > 10);
}
