// SPDX-License-Identifier: MIT
#include "console.hpp"

#include <csignal>
#include <cstdio>
#include <new>
#include <vector>

#include <unistd.h>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::tools {
namespace {

/// What Ctrl-C cancels. Set before the handler is installed, and never destroyed.
const core::CancellationToken& interrupt_token() {
  static const auto* token = new core::CancellationToken(core::CancellationToken::create());
  return *token;
}

/// The first Ctrl-C asks the work to stop; a second one stops the process.
extern "C" void on_interrupt(int signal) {
  interrupt_token().cancel();
  std::signal(signal, SIG_DFL);
}

struct Described {
  Exit exit;
  const char* kind;
  std::string message;
};

Described describe(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Cancelled&) {
    return {Exit::interrupted, "Cancelled", "stopped; nothing was written"};
  } catch (const InvalidArgument& error) {
    return {Exit::forbidden, "InvalidArgument", error.what()};
  } catch (const CrsError& error) {
    return {Exit::forbidden, "CrsError", error.what()};
  } catch (const GeometryError& error) {
    return {Exit::forbidden, "GeometryError", error.what()};
  } catch (const InputError& error) {
    return {Exit::forbidden, "InputError", error.what()};
  } catch (const DisclosureError& error) {
    return {Exit::forbidden, "DisclosureError", error.what()};
  } catch (const std::bad_alloc&) {
    return {Exit::fault, "MemoryError", "not enough memory for this input"};
  } catch (const std::exception& error) {
    return {Exit::fault, "InternalError", std::string("a fault of libprofile, please report it: ") + error.what()};
  } catch (...) {
    return {Exit::fault, "InternalError", "a fault of libprofile, please report it"};
  }
}

void clear_progress() {
  if (isatty(STDERR_FILENO) != 0) {
    std::fputs("\r\x1B[K", stderr);
  }
}

void print(std::FILE* stream, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

/// Whether what was printed arrived: standard output may be a full disk.
bool is_printed(const Settings& settings, const Outcome& outcome) {
  print(stdout, settings.json ? outcome.json.dump(2) + "\n" : outcome.text);
  return std::ferror(stdout) == 0;
}

}  // namespace

int run(const Settings& settings, const std::function<Outcome()>& command) {
  static_cast<void>(interrupt_token());
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  try {
    const core::ThreadLimit threads(settings.threads);
    const core::CancellationScope scope(interrupt_token());
    const Outcome outcome = command();
    clear_progress();
    if (!is_printed(settings, outcome)) {
      throw InputError("standard output: cannot be written to; is its disk full?");
    }
    return static_cast<int>(outcome.exit);
  } catch (...) {
    const std::exception_ptr failure = std::current_exception();
    clear_progress();
    print(stderr, settings.json ? Json{{"error", to_json(failure)}}.dump(2) + "\n"
                                : "libprofile: " + message_of(failure) + "\n");
    return static_cast<int>(describe(failure).exit);
  }
}

core::ProgressCallback progress_line(const Settings& settings) {
  if (settings.quiet || settings.json || isatty(STDERR_FILENO) == 0) {
    return {};
  }
  return [](std::string_view stage, double share) {
    std::fprintf(stderr, "\r\x1B[K%3d %%  %.*s", static_cast<int>(share * 100.0), static_cast<int>(stage.size()),
                 stage.data());
    std::fflush(stderr);
  };
}

void remark(const Settings& settings, const std::vector<std::string>& lines) {
  if (settings.quiet || settings.json) {
    return;
  }
  clear_progress();
  for (const std::string& line : lines) {
    print(stderr, "note: " + line + "\n");
  }
}

void report_failure(const Settings& settings, const std::exception_ptr& failure) {
  if (!settings.json) {
    clear_progress();
    print(stderr, "libprofile: " + message_of(failure) + "\n");
  }
}

Json to_json(const std::exception_ptr& failure) {
  const Described described = describe(failure);
  return {{"kind", described.kind}, {"message", described.message}};
}

std::string message_of(const std::exception_ptr& failure) {
  return describe(failure).message;
}

}  // namespace libprofile::tools
