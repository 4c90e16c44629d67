# SPDX-License-Identifier: MIT
"""Delaunay, Gabriel and relative neighbours: scipy's triangulation and libpysal's graphs."""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp


def scipy_peer() -> tuple[list[Peer], list[str]]:
    try:
        from scipy.spatial import Delaunay
    except ImportError:
        return [], ["scipy"]

    def scipy(xy: Any) -> object:
        return Delaunay(xy).vertex_neighbor_vertices

    return [Peer("scipy Delaunay", scipy)], []


def libpysal_peer(method: str) -> tuple[list[Peer], list[str]]:
    try:
        from libpysal.graph import Graph
    except ImportError:
        return [], ["libpysal"]

    def libpysal(xy: Any) -> object:
        return Graph.build_triangulation(xy, method=method)

    return [Peer("libpysal", libpysal, most=10_000)], []


SIZES = (2_000, 10_000, 100_000, 1_000_000)
KERNELS = [
    Kernel(name, hotspot_points, ours, SIZES, 10_000, tuple(found), tuple(absent))
    for name, ours, (found, absent) in (
        ("triangulation", lp.geography.triangulation, scipy_peer()),
        ("Gabriel neighbours", lp.geography.gabriel, libpysal_peer("gabriel")),
        (
            "relative neighbours",
            lp.geography.relative_neighbourhood,
            libpysal_peer("relative_neighborhood"),
        ),
    )
]
