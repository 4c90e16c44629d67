// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "libprofile/clusters/hdbscan.hpp"
#include "libprofile/clusters/hdbscan_range.hpp"
#include "libprofile/core/error.hpp"

#include "arrays.hpp"
#include "interruptible.hpp"
#include "module.hpp"

namespace libprofile::bindings {
namespace {

clusters::ClusterSelection selection_from(const std::string& name) {
  if (name == "excess_of_mass") {
    return clusters::ClusterSelection::excess_of_mass;
  }
  require(name == "leaf", "selection", name, "\"excess_of_mass\" or \"leaf\"");
  return clusters::ClusterSelection::leaf;
}

/// One field of every cluster.
template <class T, class Field>
py::array_t<T> column(const clusters::CondensedTree& tree, Field&& field) {
  std::vector<T> values;
  values.reserve(tree.clusters.size());
  for (const clusters::CondensedCluster& cluster : tree.clusters) {
    values.push_back(field(cluster));
  }
  return as_array(std::move(values));
}

py::dict to_dict(clusters::HdbscanResult&& found) {
  using Cluster = clusters::CondensedCluster;
  py::dict result;
  result["labels"] = as_array(std::move(found.labels));
  result["probabilities"] = as_array(std::move(found.probabilities));
  result["outlier_scores"] = as_array(std::move(found.outlier_scores));
  result["persistence"] = as_array(std::move(found.persistence));
  result["cluster_of_label"] = as_array(std::move(found.cluster_of_label));
  result["parent"] = column<std::int32_t>(found.tree, [](const Cluster& c) { return c.parent; });
  result["birth_density"] = column<double>(found.tree, [](const Cluster& c) { return c.birth_density; });
  result["death_density"] = column<double>(found.tree, [](const Cluster& c) { return c.death_density; });
  result["size"] = column<std::uint32_t>(found.tree, [](const Cluster& c) { return c.size; });
  result["stability"] = column<double>(found.tree, [](const Cluster& c) { return c.stability; });
  result["cluster_of_point"] = as_array(std::move(found.tree.cluster_of_point));
  result["density_of_point"] = as_array(std::move(found.tree.density_of_point));
  return result;
}

clusters::HdbscanOptions options_from(std::int32_t min_cluster_size, const std::string& selection,
                                      bool allow_single_cluster, double selection_epsilon_m) {
  return {.min_cluster_size = min_cluster_size,
          .selection = selection_from(selection),
          .single_cluster = allow_single_cluster ? clusters::SingleCluster::allow : clusters::SingleCluster::refuse,
          .selection_epsilon_m = selection_epsilon_m};
}

py::dict hdbscan(const InputArray<double>& points, std::int32_t min_cluster_size, std::int32_t min_points,
                 const std::string& selection, bool allow_single_cluster, double selection_epsilon_m, int n_jobs,
                 const py::object& progress) {
  const auto view = as_points(points, "points");
  auto options = options_from(min_cluster_size, selection, allow_single_cluster, selection_epsilon_m);
  options.min_points = min_points;
  return to_dict(interruptible([&] { return clusters::hdbscan(view, options); }, n_jobs, progress));
}

py::list hdbscan_range(const InputArray<double>& points, const InputArray<std::int32_t>& min_points,
                       std::int32_t min_cluster_size, const std::string& selection, bool allow_single_cluster,
                       double selection_epsilon_m, int n_jobs, const py::object& progress) {
  const auto view = as_points(points, "points");
  const auto numbers = as_span(min_points, "min_points");
  const auto options = options_from(min_cluster_size, selection, allow_single_cluster, selection_epsilon_m);
  auto found = interruptible([&] { return clusters::hdbscan_range(view, numbers, options); }, n_jobs, progress);
  py::list results;
  for (clusters::HdbscanResult& one : found) {
    results.append(to_dict(std::move(one)));
  }
  return results;
}

}  // namespace

void bind_hdbscan(py::module_& module) {
  const clusters::HdbscanOptions defaults;
  module.def("hdbscan", &hdbscan, py::arg("points"), py::kw_only(),
             py::arg("min_cluster_size") = defaults.min_cluster_size, py::arg("min_points") = defaults.min_points,
             py::arg("selection") = "excess_of_mass", py::arg("allow_single_cluster") = false,
             py::arg("selection_epsilon_m") = defaults.selection_epsilon_m, py::arg("n_jobs") = -1,
             py::arg("progress") = py::none());
  module.def("hdbscan_range", &hdbscan_range, py::arg("points"), py::kw_only(), py::arg("min_points"),
             py::arg("min_cluster_size") = defaults.min_cluster_size, py::arg("selection") = "excess_of_mass",
             py::arg("allow_single_cluster") = false, py::arg("selection_epsilon_m") = defaults.selection_epsilon_m,
             py::arg("n_jobs") = -1, py::arg("progress") = py::none());
}

}  // namespace libprofile::bindings
