# SPDX-License-Identifier: MIT
"""Shares of small areas in others that cut across them: tobler, and overlay in geopandas."""

from typing import Any

import geopandas as gpd
import numpy as np
from area_mosaic import mosaic
from kernel import Kernel, Peer

import libprofile as lp


def two_sets(n: int) -> Any:
    """So many areas, and a third as many others."""
    source = mosaic(n).assign(people=1.0)
    return source, mosaic(n // 3)


def ours(sets: Any) -> object:
    return lp.geography.crosswalk(*sets)


def overlay(sets: Any) -> object:
    source, target = (part.reset_index() for part in sets)
    pieces = gpd.overlay(source, target, how="intersection", keep_geom_type=True)
    return np.bincount(pieces["index_2"], weights=pieces.area)


def peers() -> tuple[list[Peer], list[str]]:
    found = [Peer("geopandas overlay", overlay, most=10_000)]
    try:
        from tobler.area_weighted import area_interpolate
    except ImportError:
        return found, ["tobler"]

    def tobler(sets: Any) -> object:
        return area_interpolate(*sets, extensive_variables=["people"])

    return [*found, Peer("tobler", tobler, most=10_000)], []


PEERS, ABSENT = peers()
SIZES = (1_000, 9_000, 36_000)
KERNELS = [Kernel("crosswalk", two_sets, ours, SIZES, 9_000, tuple(PEERS), tuple(ABSENT))]
