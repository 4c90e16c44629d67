// SPDX-License-Identifier: MIT
/// @file
/// GDAL as this library uses it: quiet, without network, writing nothing beside its inputs.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace libprofile::io::detail {

/// Registers GDAL's drivers and pins its configuration, once per process. Cheap afterwards; safe from any thread.
void start_gdal();

/// Keeps what GDAL reports on this thread while it lives, instead of printing it.
class ErrorCapture {
 public:
  ErrorCapture();
  ~ErrorCapture();
  ErrorCapture(const ErrorCapture&) = delete;
  ErrorCapture& operator=(const ErrorCapture&) = delete;

  [[nodiscard]] bool failed() const { return !messages_->errors.empty(); }

  /// The first failure in one line of printable text, or empty.
  [[nodiscard]] std::string first_error() const;

  /// Distinct warnings, at most ten.
  [[nodiscard]] const std::vector<std::string>& warnings() const { return messages_->warnings; }

  struct Messages {
    std::vector<std::string> errors;
    std::vector<std::string> warnings;
  };

 private:
  std::unique_ptr<Messages> messages_;
};

}  // namespace libprofile::io::detail
