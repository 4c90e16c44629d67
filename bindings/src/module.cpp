// SPDX-License-Identifier: MIT
#include "module.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of libprofile. Use the package libprofile instead.";
  using namespace libprofile::bindings;
  bind_core(module);
  bind_records(module);
  bind_geography(module);
  bind_weights(module);
  bind_crosswalk(module);
  bind_nearest_neighbours(module);
  bind_hotspots(module);
  bind_kernel_density(module);
  bind_surfaces(module);
  bind_global_statistics(module);
  bind_evaluate(module);
  bind_local_statistics(module);
  bind_clusters(module);
  bind_cluster_tools(module);
  bind_optics(module);
  bind_nearest_neighbour_hierarchy(module);
  bind_space_time_dbscan(module);
  bind_hdbscan(module);
  bind_risk(module);
  bind_rates(module);
  bind_shrinkage(module);
  bind_spatial_risk(module);
  bind_concentration(module);
  bind_time(module);
  bind_premises(module);
  bind_outreach_plan(module);
  bind_disclosure(module);
  bind_hierarchies(module);
  bind_aoristic(module);
  bind_audit(module);
  bind_fidelity(module);
  bind_ledger(module);
  bind_publish(module);
  bind_sample(module);
  bind_sharing(module);
  bind_profile(module);
}
