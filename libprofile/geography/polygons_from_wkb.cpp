// SPDX-License-Identifier: MIT
#include "libprofile/geography/polygons_from_wkb.hpp"

#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"

namespace libprofile::geography {
namespace {

constexpr std::size_t kGeometriesPerTask = 64;
constexpr std::uint32_t kPolygon = 3;
constexpr std::uint32_t kMultiPolygon = 6;
constexpr std::uint32_t kExtendedZ = 0x80000000U;
constexpr std::uint32_t kExtendedM = 0x40000000U;
constexpr std::uint32_t kExtendedSrid = 0x20000000U;

/// What is wrong with one geometry, without its area's code.
struct Malformed {
  std::string_view reason;
};

/// What a geometry begins with.
struct Head {
  std::uint32_t kind = 0;
  std::uint32_t dimensions = 2;
};

/// Reads numbers of either byte order and stops at the end of the bytes.
class Reader {
 public:
  explicit Reader(WkbView bytes) : bytes_(bytes) {}

  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

  Head head() {
    const std::uint8_t order = take(1)[0];
    if (order > 1) {
      throw Malformed{"is not well-known binary"};
    }
    swap_ = (order == 1) != (std::endian::native == std::endian::little);
    const std::uint32_t type = integer();
    Head head;
    head.dimensions += (type & kExtendedZ) != 0 ? 1U : 0U;
    head.dimensions += (type & kExtendedM) != 0 ? 1U : 0U;
    if ((type & kExtendedSrid) != 0) {
      integer();
    }
    const std::uint32_t iso = type & ~(kExtendedZ | kExtendedM | kExtendedSrid);
    head.kind = iso % 1000;
    const std::uint32_t thousands = iso / 1000;
    if (thousands > 3) {
      throw Malformed{"is not well-known binary"};
    }
    if (thousands > 0) {
      head.dimensions = thousands == 3 ? 4 : 3;
    }
    return head;
  }

  std::uint32_t integer() {
    std::uint32_t value = 0;
    std::memcpy(&value, take(4).data(), 4);
    return swap_ ? __builtin_bswap32(value) : value;
  }

  /// The coordinates of `count` vertices, checked to be there.
  WkbView vertices(std::uint32_t count, std::uint32_t dimensions) {
    return take(std::size_t{count} * dimensions * sizeof(double));
  }

  [[nodiscard]] double coordinate(WkbView vertices, std::size_t i) const {
    std::uint64_t bits = 0;
    std::memcpy(&bits, vertices.data() + i * sizeof(double), sizeof(double));
    return std::bit_cast<double>(swap_ ? __builtin_bswap64(bits) : bits);
  }

 private:
  WkbView take(std::size_t count) {
    if (count > bytes_.size()) {
      throw Malformed{"is truncated"};
    }
    const WkbView taken = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return taken;
  }

  WkbView bytes_;
  bool swap_ = false;
};

/// Where the next polygon, ring and vertex go.
struct Position {
  std::uint64_t polygons = 0;
  std::uint64_t rings = 0;
  std::uint64_t vertices = 0;
};

/// Measures a geometry, or with `out` also copies it there.
class Walker {
 public:
  Walker(Position start, Polygons* out) : at_(start), out_(out) {}

  Position walk(WkbView bytes) {
    if (bytes.empty()) {
      throw Malformed{"has no geometry"};
    }
    const std::uint64_t before = at_.polygons;
    Reader reader(bytes);
    const Head head = reader.head();
    if (head.kind == kPolygon) {
      polygon(reader, head.dimensions);
    } else if (head.kind == kMultiPolygon) {
      const std::uint32_t parts = reader.integer();
      for (std::uint32_t part = 0; part < parts; ++part) {
        const Head part_head = reader.head();
        if (part_head.kind != kPolygon) {
          throw Malformed{"has a part that is not a polygon"};
        }
        polygon(reader, part_head.dimensions);
      }
    } else {
      throw Malformed{"is not a polygon or multipolygon"};
    }
    if (!reader.at_end()) {
      throw Malformed{"is followed by bytes that are not its own"};
    }
    if (at_.polygons == before) {
      throw Malformed{"has an empty geometry"};
    }
    return at_;
  }

 private:
  void polygon(Reader& reader, std::uint32_t dimensions) {
    const std::uint32_t rings = reader.integer();
    const std::uint64_t before = at_.rings;
    for (std::uint32_t i = 0; i < rings; ++i) {
      ring(reader, dimensions, i);
    }
    if (at_.rings == before) {
      return;
    }
    ++at_.polygons;
    if (out_ != nullptr) {
      out_->polygon_rings[at_.polygons] = static_cast<std::uint32_t>(at_.rings);
    }
  }

  void ring(Reader& reader, std::uint32_t dimensions, std::uint32_t number) {
    const std::uint32_t count = reader.integer();
    const WkbView vertices = reader.vertices(count, dimensions);
    if (count == 0 && number == 0) {
      return;
    }
    if (count < 4) {
      throw Malformed{"has a ring of fewer than four vertices"};
    }
    const std::size_t last = std::size_t{count - 1} * dimensions;
    const auto same = [&](std::size_t axis) {
      return reader.coordinate(vertices, axis) == reader.coordinate(vertices, last + axis);
    };
    if (!same(0) || !same(1)) {
      throw Malformed{"has a ring that is not closed"};
    }
    if (out_ != nullptr) {
      double* xy = out_->xy.data() + 2 * at_.vertices;
      for (std::size_t v = 0; v < count; ++v) {
        *xy++ = reader.coordinate(vertices, v * dimensions);
        *xy++ = reader.coordinate(vertices, v * dimensions + 1);
      }
    }
    at_.vertices += count;
    ++at_.rings;
    if (out_ != nullptr) {
      out_->ring_vertices[at_.rings] = static_cast<std::uint32_t>(at_.vertices);
    }
  }

  Position at_;
  Polygons* out_;
};

std::string area_name(std::span<const std::string> codes, std::size_t i) {
  return codes.empty() ? "area in row " + std::to_string(i + 1) : "area " + codes[i];
}

std::vector<Position> measure(std::span<const WkbView> geometries, std::span<const std::string> codes) {
  std::vector<Position> starts(geometries.size() + 1);
  core::parallel_for(
      geometries.size(),
      [&](std::size_t i) {
        try {
          starts[i + 1] = Walker({}, nullptr).walk(geometries[i]);
        } catch (const Malformed& malformed) {
          throw GeometryError(area_name(codes, i) + " " + std::string(malformed.reason) +
                              ": give each area one polygon or multipolygon");
        }
      },
      kGeometriesPerTask);
  for (std::size_t i = 0; i < geometries.size(); ++i) {
    starts[i + 1].polygons += starts[i].polygons;
    starts[i + 1].rings += starts[i].rings;
    starts[i + 1].vertices += starts[i].vertices;
  }
  if (starts.back().vertices > 0x7FFFFFFFU) {
    throw GeometryError("the areas have more than 2147483647 vertices: use generalised outlines");
  }
  return starts;
}

}  // namespace

Polygons polygons_from_wkb(std::span<const WkbView> geometries, std::span<const std::string> codes) {
  require(codes.empty() || codes.size() == geometries.size(), "codes", codes.size(), "as many as geometries");
  const std::vector<Position> starts = measure(geometries, codes);
  Polygons polygons;
  polygons.area_polygons.resize(geometries.size() + 1);
  polygons.polygon_rings.resize(starts.back().polygons + 1);
  polygons.ring_vertices.resize(starts.back().rings + 1);
  polygons.xy.resize(2 * starts.back().vertices);
  core::parallel_for(
      geometries.size(),
      [&](std::size_t i) {
        const Position end = Walker(starts[i], &polygons).walk(geometries[i]);
        polygons.area_polygons[i + 1] = static_cast<std::uint32_t>(end.polygons);
      },
      kGeometriesPerTask);
  return polygons;
}

}  // namespace libprofile::geography
