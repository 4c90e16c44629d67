// SPDX-License-Identifier: MIT
#include "libprofile/io/detail/proj_operation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include <proj.h>

#include "libprofile/core/error.hpp"

namespace libprofile::io::detail {
namespace {

struct Free {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
  void operator()(PJ* object) const { proj_destroy(object); }
  void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
  void operator()(PJ_OPERATION_FACTORY_CONTEXT* factory) const { proj_operation_factory_context_destroy(factory); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

/// A context of this call's own, silent and offline. Opening one costs a look at PROJ's database.
Owned<PJ_CONTEXT> make_context() {
  Owned<PJ_CONTEXT> context(proj_context_create());
  proj_log_level(context.get(), PJ_LOG_NONE);
  proj_context_set_enable_network(context.get(), 0);
  return context;
}

/// The horizontal part of a compound or bound system.
Owned<PJ> horizontal(PJ_CONTEXT* context, Owned<PJ> system) {
  for (int depth = 0; depth < 3 && system != nullptr; ++depth) {
    const PJ_TYPE type = proj_get_type(system.get());
    if (type == PJ_TYPE_COMPOUND_CRS) {
      system.reset(proj_crs_get_sub_crs(context, system.get(), 0));
    } else if (type == PJ_TYPE_BOUND_CRS) {
      system.reset(proj_get_source_crs(context, system.get()));
    }
  }
  return system;
}

/// A code, a definition or WKT. PROJ also searches by part of a name ("foo" finds Amersfoort): a typing error must not.
bool is_unambiguous(const std::string& crs) {
  return crs.find_first_of(":[") != std::string::npos || crs.starts_with('+');
}

Owned<PJ> create(PJ_CONTEXT* context, const std::string& crs, const std::string& role) {
  if (crs.empty()) {
    throw CrsError(role +
                   " is not given; type crs = \"EPSG:4326\" for longitude and latitude, crs = \"EPSG:27700\" for " +
                   "British National Grid");
  }
  Owned<PJ> system(is_unambiguous(crs) ? proj_create(context, crs.c_str()) : nullptr);
  if (system == nullptr || proj_is_crs(system.get()) == 0) {
    throw CrsError(role + " = \"" + crs.substr(0, 60) +
                   "\": is not a reference system that PROJ knows; type a code such as " +
                   "\"EPSG:4326\" or \"EPSG:27700\"");
  }
  return system;
}

bool is_in_degrees(PJ_TYPE type) {
  return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
}

bool has_metre_axes(PJ_CONTEXT* context, PJ* system) {
  const Owned<PJ> axes(proj_crs_get_coordinate_system(context, system));
  double to_metres = 0.0;
  return axes != nullptr &&
         proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &to_metres, nullptr, nullptr,
                               nullptr) != 0 &&
         to_metres == 1.0;
}

std::optional<Bounds> area_of_use(PJ_CONTEXT* context, PJ* system) {
  Bounds bounds{};
  const bool is_known =
      proj_get_area_of_use(context, system, &bounds.x_min, &bounds.y_min, &bounds.x_max, &bounds.y_max, nullptr) != 0;
  // PROJ says -1000 for "not known".
  if (!is_known || bounds.x_min < -180.0 || bounds.x_min > bounds.x_max) {
    return std::nullopt;
  }
  return bounds;
}

/// Asks PROJ, which takes some 15 ms.
Operation best_operation(const std::string& from, const std::string& to) {
  const Owned<PJ_CONTEXT> context = make_context();
  const Owned<PJ> source = create(context.get(), from, "crs");
  const Owned<PJ> target = create(context.get(), to, "crs");
  const Owned<PJ_OPERATION_FACTORY_CONTEXT> factory(proj_create_operation_factory_context(context.get(), nullptr));
  proj_operation_factory_context_set_grid_availability_use(context.get(), factory.get(),
                                                           PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
  proj_operation_factory_context_set_spatial_criterion(context.get(), factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  const Owned<PJ_OBJ_LIST> list(proj_create_operations(context.get(), source.get(), target.get(), factory.get()));
  Owned<PJ> best(list != nullptr && proj_list_get_count(list.get()) > 0 ? proj_list_get(context.get(), list.get(), 0)
                                                                        : nullptr);
  Owned<PJ> usual(best == nullptr ? nullptr : proj_normalize_for_visualization(context.get(), best.get()));
  const char* pipeline =
      usual == nullptr ? nullptr : proj_as_proj_string(context.get(), usual.get(), PJ_PROJ_5, nullptr);
  if (pipeline == nullptr) {
    throw CrsError("PROJ knows no way from \"" + from.substr(0, 60) + "\" to \"" + to.substr(0, 60) +
                   "\"; transform the file with another tool first");
  }
  Operation operation;
  operation.pipeline = pipeline;
  operation.description = proj_get_name(best.get());
  const double accuracy = proj_coordoperation_get_accuracy(context.get(), best.get());
  operation.accuracy_m = accuracy < 0.0 ? std::numeric_limits<double>::quiet_NaN() : accuracy;
  return operation;
}

}  // namespace

SystemInfo look_up(const std::string& crs, const std::string& role) {
  const Owned<PJ_CONTEXT> context = make_context();
  Owned<PJ> whole = create(context.get(), crs, role);
  SystemInfo info;
  info.area_of_use_deg = area_of_use(context.get(), whole.get());
  const char* authority = proj_get_id_auth_name(whole.get(), 0);
  const char* code = proj_get_id_code(whole.get(), 0);
  const char* name = proj_get_name(whole.get());
  info.id = authority != nullptr && code != nullptr ? std::string(authority) + ":" + code
            : name == nullptr                       ? crs
                                                    : name;
  const Owned<PJ> system = horizontal(context.get(), std::move(whole));
  const PJ_TYPE type = system == nullptr ? PJ_TYPE_UNKNOWN : proj_get_type(system.get());
  info.is_in_degrees = is_in_degrees(type);
  info.is_metric = type == PJ_TYPE_PROJECTED_CRS && has_metre_axes(context.get(), system.get());
  if (!info.is_in_degrees && type != PJ_TYPE_PROJECTED_CRS) {
    throw CrsError(role + " = \"" + info.id +
                   "\": is neither in degrees nor a plane; type a code such as \"EPSG:4326\"");
  }
  return info;
}

Operation choose_operation(const std::string& from, const std::string& to) {
  // A profile asks for the same pair several times. What PROJ knows is taken to stay as long as the process.
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string>, Operation> chosen;
  const std::lock_guard lock(mutex);
  const auto pair = std::pair(from, to);
  auto found = chosen.find(pair);
  if (found == chosen.end()) {
    found = chosen.emplace(pair, best_operation(from, to)).first;
  }
  return found->second;
}

void transform(const Operation& operation, std::span<double> xy) {
  const Owned<PJ_CONTEXT> context = make_context();
  const Owned<PJ> pipeline(proj_create(context.get(), operation.pipeline.c_str()));
  if (pipeline == nullptr) {
    throw CrsError(operation.description + ": PROJ cannot run this operation");
  }
  constexpr std::size_t kStride = 2 * sizeof(double);
  const std::size_t n = xy.size() / 2;
  proj_trans_generic(pipeline.get(), PJ_FWD, xy.data(), kStride, n, xy.data() + 1, kStride, n, nullptr, 0, 0, nullptr,
                     0, 0);
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(xy[2 * i]) || !std::isfinite(xy[2 * i + 1])) {
      xy[2 * i] = xy[2 * i + 1] = std::numeric_limits<double>::quiet_NaN();
    }
  }
}

std::optional<Bounds> area_of_use_in(const std::string& crs, const SystemInfo& info) {
  if (!info.area_of_use_deg || info.is_in_degrees) {
    return info.area_of_use_deg;
  }
  const Bounds& area = *info.area_of_use_deg;
  constexpr std::size_t kSteps = 20;
  std::vector<double> outline;
  for (std::size_t i = 0; i <= kSteps; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(kSteps);
    const double lon = std::lerp(area.x_min, area.x_max, share);
    const double lat = std::lerp(area.y_min, area.y_max, share);
    outline.insert(outline.end(), {lon, area.y_min, lon, area.y_max, area.x_min, lat, area.x_max, lat});
  }
  transform(choose_operation("EPSG:4326", crs), outline);
  Bounds bounds{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
  for (std::size_t i = 0; i < outline.size(); i += 2) {
    if (std::isnan(outline[i])) {
      return std::nullopt;
    }
    bounds = {std::min(bounds.x_min, outline[i]), std::min(bounds.y_min, outline[i + 1]),
              std::max(bounds.x_max, outline[i]), std::max(bounds.y_max, outline[i + 1])};
  }
  return bounds;
}

}  // namespace libprofile::io::detail
