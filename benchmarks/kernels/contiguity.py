# SPDX-License-Identifier: MIT
"""Queen neighbours of areas, and the packages that find them; outlines in memory on both sides."""

from typing import Any, NamedTuple

from area_mosaic import area_set, mosaic
from kernel import Kernel, Peer

from libprofile import _core


class Areas(NamedTuple):
    """The same areas as each package wants them."""

    ours: Any
    frame: Any
    geoda: Any


def make(n: int) -> Areas:
    try:
        import pygeoda

        geoda = pygeoda.open(mosaic(n))
    except ImportError:
        geoda = None
    return Areas(area_set(n), mosaic(n), geoda)


def peers() -> tuple[list[Peer], list[str]]:
    found, absent = [], []
    try:
        import pygeoda
    except ImportError:
        absent.append("pygeoda")
    else:
        found.append(Peer("pygeoda", lambda areas: pygeoda.queen_weights(areas.geoda), 5))
    try:
        from libpysal.graph import Graph
    except ImportError:
        absent.append("libpysal")
    else:

        def libpysal(areas: Areas) -> object:
            return Graph.build_contiguity(areas.frame, rook=False)

        found.append(Peer("libpysal", libpysal))
    return found, absent


PEERS, ABSENT = peers()
KERNELS = [
    Kernel(
        "queen neighbours",
        make,
        lambda areas: _core.queen(areas.ours),
        (1_000, 10_000, 35_000, 100_000),
        compared_at=35_000,
        peers=tuple(PEERS),
        absent=tuple(ABSENT),
    )
]
