// SPDX-License-Identifier: MIT
#include "libprofile/hotspots/relative_risk.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/core/random.hpp"
#include "libprofile/hotspots/detail/density_rows.hpp"
#include "libprofile/hotspots/detail/mask_mass.hpp"
#include "libprofile/hotspots/detail/point_rows.hpp"
#include "libprofile/hotspots/detail/surface_points.hpp"

namespace libprofile::hotspots {
namespace {

using geography::PlanarView;
using geography::RasterFrame;

constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();
/// Shares of a cell's density that differ by less are equal: rounding.
constexpr double kTie = 1e-12;

KernelDensityOptions density_options(const RelativeRiskOptions& options) {
  return {.bandwidth_m = options.bandwidth_m,
          .cell_m = options.cell_m,
          .kernel = options.kernel,
          .extent = options.extent,
          .edge_correction = options.edge_correction,
          .truncation_sd = options.truncation_sd};
}

std::vector<double> joined(PlanarView a, PlanarView b) {
  std::vector<double> xy_m(a.xy_m().begin(), a.xy_m().end());
  xy_m.insert(xy_m.end(), b.xy_m().begin(), b.xy_m().end());
  return xy_m;
}

/// The two groups on their ground, with sums of kernel shapes a cell.
class Groups {
 public:
  Groups(const RelativeRiskOptions& options, const RasterFrame& frame) : options_(options), frame_(frame) {}

  /// Σ w K(d / h) without constant.
  [[nodiscard]] std::vector<double> sums(PlanarView points, std::span<const double> weights) const {
    const double reach = detail::reach_m(options_.kernel, options_.bandwidth_m, options_.truncation_sd);
    return detail::density_rows(detail::point_rows({points, weights, {}, reach}, frame_), frame_, options_.kernel,
                                options_.bandwidth_m, options_.truncation_sd);
  }

 private:
  const RelativeRiskOptions& options_;
  const RasterFrame& frame_;
};

/// All points in an order of their own, by place.
std::vector<double> in_order(std::vector<double> xy_m) {
  std::vector<std::pair<double, double>> points(xy_m.size() / 2);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = {xy_m[2 * i], xy_m[2 * i + 1]};
  }
  std::sort(points.begin(), points.end());
  for (std::size_t i = 0; i < points.size(); ++i) {
    xy_m[2 * i] = points[i].first;
    xy_m[2 * i + 1] = points[i].second;
  }
  return xy_m;
}

/// `cases` of the points, every such set equally likely: the start of a Fisher–Yates shuffle.
std::vector<double> relabelled(const std::vector<double>& xy_m, std::size_t cases, const core::Philox& random,
                               std::uint32_t replicate) {
  std::vector<std::uint32_t> order(xy_m.size() / 2);
  std::iota(order.begin(), order.end(), 0U);
  std::vector<double> drawn(2 * cases);
  for (std::size_t i = 0; i < cases; ++i) {
    const auto left = static_cast<std::uint32_t>(order.size() - i);
    std::swap(order[i], order[i + random.below(left, static_cast<std::uint32_t>(i), replicate, 0)]);
    drawn[2 * i] = xy_m[2 * order[i]];
    drawn[2 * i + 1] = xy_m[2 * order[i] + 1];
  }
  return drawn;
}

/// Given the total at a cell, the log ratio rises with the cases' share of it: shares are compared.
std::vector<double> simulated_p(const Groups& groups, const detail::GroundPoints& cases,
                                const detail::GroundPoints& controls, const std::vector<double>& case_sums,
                                const std::vector<double>& all_sums, const RelativeRiskOptions& options) {
  const core::Philox random(options.seed, core::Stream::relative_risk);
  const auto xy_m = in_order(joined(cases.points(), controls.points()));
  std::vector<std::int32_t> above(all_sums.size(), 0);
  std::vector<std::int32_t> below(all_sums.size(), 0);
  for (std::int32_t s = 0; s < options.simulations; ++s) {
    const auto drawn = relabelled(xy_m, cases.points().size(), random, static_cast<std::uint32_t>(s));
    const auto sums = groups.sums(PlanarView(drawn), {});
    core::parallel_for(sums.size(), [&](std::size_t cell) {
      const double tie = kTie * all_sums[cell];
      above[cell] += sums[cell] >= case_sums[cell] - tie ? 1 : 0;
      below[cell] += sums[cell] <= case_sums[cell] + tie ? 1 : 0;
    });
  }
  std::vector<double> p(all_sums.size(), kNotGiven);
  for (std::size_t cell = 0; cell < p.size(); ++cell) {
    if (all_sums[cell] > 0.0) {
      p[cell] = std::min(1.0, 2.0 * (std::min(above[cell], below[cell]) + 1.0) / (options.simulations + 1.0));
    }
  }
  return p;
}

/// Writes log ratio, z and p of one cell from the two groups' sums there.
void compare(RelativeRisk& result, std::size_t cell, std::pair<double, double> sums, std::pair<double, double> weights,
             double roughness) {
  const auto [f, g] = sums;
  const auto [n, m] = weights;
  if (f + g <= 0.0) {
    return;
  }
  result.log_ratio[cell] = std::log(f / n) - std::log(g / m);
  if (f > 0.0 && g > 0.0) {
    const double sd = std::sqrt(roughness * (1.0 / n + 1.0 / m) * (n + m) / (f + g));
    result.z[cell] = result.log_ratio[cell] / sd;
    result.p[cell] = std::erfc(std::abs(result.z[cell]) / std::sqrt(2.0));
  }
}

}  // namespace

void validate(const RelativeRiskOptions& options) {
  validate(density_options(options));
  require(options.simulations >= 0 && options.simulations <= 1'000'000, "simulations", options.simulations,
          "from 0 to 1000000");
}

RelativeRisk relative_risk(PlanarView cases, PlanarView controls, std::span<const double> case_weights,
                           std::span<const double> control_weights, const RelativeRiskOptions& options,
                           std::span<const std::uint8_t> mask) {
  validate(options);
  detail::check_points(cases, case_weights);
  detail::check_points(controls, control_weights);
  require(options.simulations == 0 || (case_weights.empty() && control_weights.empty()), "simulations",
          options.simulations, "0 beside weights: labels of weighted points cannot be exchanged");
  RelativeRisk result;
  result.frame = density_frame(PlanarView(joined(cases, controls)), density_options(options));
  const std::size_t cells = result.frame.cells();
  require(mask.empty() || mask.size() == cells, "mask.size()", mask.size(), "the number of cells of the raster");
  for (auto* column : {&result.log_ratio, &result.z, &result.p}) {
    column->assign(cells, kNotGiven);
  }
  // Points elsewhere are in neither group, so that densities over the ground are what is compared.
  const detail::GroundPoints case_ground(cases, case_weights, result.frame, mask, true);
  const detail::GroundPoints control_ground(controls, control_weights, result.frame, mask, true);
  const double n = detail::weight_inside(cases, case_weights, result.frame, mask);
  const double m = detail::weight_inside(controls, control_weights, result.frame, mask);
  const Groups groups(options, result.frame);
  const bool is_comparable = n > 0.0 && m > 0.0;
  const auto f = groups.sums(case_ground.points(), case_ground.weights());
  const auto g = groups.sums(control_ground.points(), control_ground.weights());
  const bool corrects = options.edge_correction == EdgeCorrection::mask_mass;
  const auto mass = corrects ? detail::mask_mass(result.frame, mask, density_options(options)) : std::vector<double>{};
  const double roughness = kernel_roughness(options.kernel) / kernel_constant(options.kernel);
  std::vector<double> all(cells, 0.0);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (is_comparable && (mask.empty() || mask[cell] != 0)) {
      all[cell] = f[cell] + g[cell];
      compare(result, cell, {f[cell], g[cell]}, {n, m}, corrects ? roughness / mass[cell] : roughness);
    }
  }
  if (options.simulations > 0) {
    result.p_simulated = simulated_p(groups, case_ground, control_ground, f, all, options);
  }
  return result;
}

}  // namespace libprofile::hotspots
