# SPDX-License-Identifier: MIT
"""HDBSCAN* for eight numbers of points from one graph, and one run after another."""

from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp

NUMBERS = (2, 4, 6, 8, 10, 12, 16, 20)
MIN_CLUSTER_SIZE = 50


def together(points: Any) -> object:
    return lp.clusters.hdbscan_range(points, min_points=NUMBERS, min_cluster_size=MIN_CLUSTER_SIZE)


def apart(points: Any) -> object:
    return [
        lp.clusters.hdbscan(points, min_points=number, min_cluster_size=MIN_CLUSTER_SIZE)
        for number in NUMBERS
    ]


KERNELS = [
    Kernel(
        "HDBSCAN*, eight numbers up to 20 points",
        hotspot_points,
        together,
        (10_000, 100_000, 1_000_000),
        compared_at=1_000_000,
        peers=(Peer("ours, one run for each", apart, 2),),
    )
]
