// SPDX-License-Identifier: MIT
/// @file
/// Running a hidden test case of the same executable in a process of its own, to kill it or to take its rights away.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace libprofile::testing {

/// Name of the environment variable that tells the child where to work.
inline constexpr const char* kChildFolder = "LIBPROFILE_TEST_CHILD_FOLDER";

/// Starts the hidden test case `name`. `file_limit_bytes` above 0 limits the size of every file that it writes.
inline pid_t start_child(const std::string& name, const std::filesystem::path& folder, rlim_t file_limit_bytes = 0) {
  setenv(kChildFolder, folder.c_str(), 1);
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const pid_t child = fork();
  if (child == 0) {
    if (file_limit_bytes > 0) {
      const rlimit limit{file_limit_bytes, file_limit_bytes};
      setrlimit(RLIMIT_FSIZE, &limit);
      signal(SIGXFSZ, SIG_IGN);
    }
    execl(self.c_str(), self.c_str(), name.c_str(), "-o", "/dev/null", static_cast<char*>(nullptr));
    _exit(127);
  }
  unsetenv(kChildFolder);
  return child;
}

/// The exit status of a child, or minus the signal that ended it.
inline int wait_for(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace libprofile::testing
