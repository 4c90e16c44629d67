// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/gdal_session.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

namespace libprofile::io::detail {
namespace {

constexpr std::size_t kMostMessages = 10;
constexpr std::size_t kLongestMessage = 300;

/// Options that keep GDAL from reaching out, from looking around and from leaving files behind.
constexpr std::pair<const char*, const char*> kPinned[] = {
    {"GDAL_DISABLE_READDIR_ON_OPEN", "TRUE"},
    {"GDAL_PAM_ENABLED", "NO"},
    {"GDAL_HTTP_MAX_RETRY", "0"},
    {"GDAL_HTTP_TIMEOUT", "1"},
    {"CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO"},
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"},
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "200"},
    {"OGR_GPKG_INTEGRITY_CHECK", "NO"},
    {"SHAPE_RESTORE_SHX", "NO"},
    {"PROJ_NETWORK", "OFF"},
};

/// One line without control characters: what a driver quotes from a file must not steer a terminal.
std::string printable(const char* text) {
  std::string line(text == nullptr ? "" : text);
  line.resize(std::min(line.size(), kLongestMessage));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return line;
}

void add_distinct(std::vector<std::string>& list, std::string text) {
  if (list.size() < kMostMessages && std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(std::move(text));
  }
}

void CPL_STDCALL keep(CPLErr severity, CPLErrorNum /*number*/, const char* text) {
  auto* messages = static_cast<ErrorCapture::Messages*>(CPLGetErrorHandlerUserData());
  if (severity == CE_Warning) {
    add_distinct(messages->warnings, printable(text));
  } else if (severity == CE_Failure || severity == CE_Fatal) {
    add_distinct(messages->errors, printable(text));
  }
}

}  // namespace

void start_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    for (const auto& [key, value] : kPinned) {
      CPLSetConfigOption(key, value);
    }
    // What no capture is there for is dropped: the library never prints.
    CPLSetErrorHandler(CPLQuietErrorHandler);
    GDALAllRegister();
  });
}

ErrorCapture::ErrorCapture() : messages_(std::make_unique<Messages>()) {
  CPLPushErrorHandlerEx(keep, messages_.get());
}

ErrorCapture::~ErrorCapture() {
  CPLPopErrorHandler();
}

std::string ErrorCapture::first_error() const {
  return failed() ? messages_->errors.front() : std::string();
}

}  // namespace libprofile::io::detail
