# SPDX-License-Identifier: MIT
"""Groups of incidents that lie close together."""

from libprofile._core import NOISE
from libprofile.clusters._dbscan import Dbscan, dbscan
from libprofile.clusters._guide import ParameterGuide, Stability, parameter_guide, stability
from libprofile.clusters._hdbscan import Hdbscan, HdbscanClusters, hdbscan
from libprofile.clusters._hdbscan_range import HdbscanRange, hdbscan_range
from libprofile.clusters._nearest_neighbour import (
    HierarchicalClusters,
    HierarchyOrder,
    nearest_neighbour_hierarchy,
)
from libprofile.clusters._optics import Optics, OpticsClusters, optics
from libprofile.clusters._points import PointClusters
from libprofile.clusters._space_time_dbscan import (
    SpaceTimeClusters,
    SpaceTimeDbscan,
    space_time_dbscan,
)
from libprofile.clusters._summarise import ClusterSummary, outlines, summarise

__all__ = [
    "NOISE",
    "ClusterSummary",
    "Dbscan",
    "Hdbscan",
    "HdbscanClusters",
    "HdbscanRange",
    "HierarchicalClusters",
    "HierarchyOrder",
    "Optics",
    "OpticsClusters",
    "ParameterGuide",
    "PointClusters",
    "SpaceTimeClusters",
    "SpaceTimeDbscan",
    "Stability",
    "dbscan",
    "hdbscan",
    "hdbscan_range",
    "nearest_neighbour_hierarchy",
    "optics",
    "outlines",
    "parameter_guide",
    "space_time_dbscan",
    "stability",
    "summarise",
]
