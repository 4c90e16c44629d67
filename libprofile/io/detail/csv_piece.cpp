// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/csv_piece.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include "libprofile/core/error.hpp"
#include "libprofile/io/detail/gdal_session.hpp"

namespace libprofile::io::detail {
namespace {

/// A text in memory under a name that GDAL can open.
class MemoryFile {
 public:
  explicit MemoryFile(std::string& text) : name_("/vsimem/libprofile/" + std::to_string(next_++) + ".csv") {
    VSILFILE* file = VSIFileFromMemBuffer(name_.c_str(), reinterpret_cast<GByte*>(text.data()), text.size(), FALSE);
    if (file != nullptr) {
      VSIFCloseL(file);
    }
  }
  ~MemoryFile() { VSIUnlink(name_.c_str()); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] const char* name() const { return name_.c_str(); }

 private:
  inline static std::atomic<std::uint64_t> next_ = 0;
  std::string name_;
};

struct CloseDataset {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using DatasetHandle = std::unique_ptr<void, CloseDataset>;

DatasetHandle open_csv(const char* name) {
  const char* const drivers[] = {"CSV", nullptr};
  const char* const options[] = {"HEADERS=YES", "AUTODETECT_TYPE=NO", "EMPTY_STRING_AS_NULL=NO", nullptr};
  return DatasetHandle(
      GDALOpenEx(name, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_INTERNAL, drivers, options, nullptr));
}

void ignore_unwanted(OGRLayerH layer, std::size_t fields, const std::vector<std::size_t>& wanted) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < fields; ++i) {
    if (!std::binary_search(wanted.begin(), wanted.end(), i)) {
      names.push_back("field_" + std::to_string(i + 1));
    }
  }
  std::vector<const char*> list;
  for (const std::string& name : names) {
    list.push_back(name.c_str());
  }
  list.push_back(nullptr);
  OGR_L_SetIgnoredFields(layer, list.data());
}

/// Appends every array of the layer; returns whether it went through.
bool drain(OGRLayerH layer, std::size_t children, std::vector<ArrowArray>& arrays) {
  const char* options[] = {"INCLUDE_FID=NO", nullptr};
  ArrowArrayStream stream{};
  if (!OGR_L_GetArrowStream(layer, &stream, const_cast<char**>(options))) {
    return false;
  }
  bool is_whole = true;
  while (is_whole) {
    ArrowArray array{};
    is_whole = stream.get_next(&stream, &array) == 0;
    if (!is_whole || array.release == nullptr) {
      break;
    }
    is_whole = static_cast<std::size_t>(array.n_children) == children;
    arrays.push_back(array);
  }
  stream.release(&stream);
  return is_whole;
}

}  // namespace

void release_all(std::vector<ArrowArray>& arrays) noexcept {
  for (ArrowArray& array : arrays) {
    if (array.release != nullptr) {
      array.release(&array);
    }
  }
  arrays.clear();
}

std::vector<ArrowArray> parse_piece(CsvPiece piece, const std::vector<std::size_t>& wanted, const std::string& path) {
  const ErrorCapture capture;
  const MemoryFile file(piece.text);
  const DatasetHandle dataset = open_csv(file.name());
  std::vector<ArrowArray> arrays;
  bool is_whole = dataset != nullptr;
  if (is_whole) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), 0);
    ignore_unwanted(layer, piece.fields, wanted);
    is_whole = drain(layer, wanted.size(), arrays);
  }
  std::size_t rows = 0;
  for (const ArrowArray& array : arrays) {
    rows += static_cast<std::size_t>(array.length);
  }
  if (!is_whole || rows != piece.records) {
    release_all(arrays);
    throw InputError(path + ", rows " + std::to_string(piece.first_record + 1) + " to " +
                     std::to_string(piece.first_record + piece.records) +
                     ": GDAL cannot make out the records; check their quotation marks" +
                     (capture.failed() ? " (" + capture.first_error() + ")" : ""));
  }
  return arrays;
}

}  // namespace libprofile::io::detail
