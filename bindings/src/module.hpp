// SPDX-License-Identifier: MIT
/// @file
/// The parts of the extension module, in the order of the flow: a type is bound before what returns it.
#pragma once

#include <pybind11/pybind11.h>

namespace libprofile::bindings {

void bind_core(pybind11::module_& module);
void bind_records(pybind11::module_& module);
void bind_geography(pybind11::module_& module);
void bind_crosswalk(pybind11::module_& module);
void bind_weights(pybind11::module_& module);
void bind_nearest_neighbours(pybind11::module_& module);
void bind_hotspots(pybind11::module_& module);
void bind_kernel_density(pybind11::module_& module);
void bind_spatial_risk(pybind11::module_& module);
void bind_surfaces(pybind11::module_& module);
void bind_global_statistics(pybind11::module_& module);
void bind_evaluate(pybind11::module_& module);
void bind_local_statistics(pybind11::module_& module);
void bind_clusters(pybind11::module_& module);
void bind_cluster_tools(pybind11::module_& module);
void bind_optics(pybind11::module_& module);
void bind_nearest_neighbour_hierarchy(pybind11::module_& module);
void bind_space_time_dbscan(pybind11::module_& module);
void bind_hdbscan(pybind11::module_& module);
void bind_concentration(pybind11::module_& module);
void bind_outreach_plan(pybind11::module_& module);
void bind_premises(pybind11::module_& module);
void bind_rates(pybind11::module_& module);
void bind_risk(pybind11::module_& module);
void bind_shrinkage(pybind11::module_& module);
void bind_time(pybind11::module_& module);
void bind_disclosure(pybind11::module_& module);
void bind_hierarchies(pybind11::module_& module);
void bind_aoristic(pybind11::module_& module);
void bind_audit(pybind11::module_& module);
void bind_fidelity(pybind11::module_& module);
void bind_ledger(pybind11::module_& module);
void bind_publish(pybind11::module_& module);
void bind_sample(pybind11::module_& module);
void bind_sharing(pybind11::module_& module);
void bind_profile(pybind11::module_& module);

}  // namespace libprofile::bindings
