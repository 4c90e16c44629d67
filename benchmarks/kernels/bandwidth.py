# SPDX-License-Identifier: MIT
"""Bandwidths: plug-in, least squares and likelihood, beside cross-validation in statsmodels."""

from functools import partial
from typing import Any

from hotspot_points import hotspot_points
from kernel import Kernel, Peer

import libprofile as lp


def ours(method: str, xy: Any) -> object:
    return lp.hotspots.bandwidth(xy, method=method, kernel="gaussian")


def peers(method: str) -> tuple[list[Peer], list[str]]:
    try:
        from statsmodels.nonparametric.kernel_density import KDEMultivariate
    except ImportError:
        return [], ["statsmodels"]

    def statsmodels(xy: Any) -> object:
        return KDEMultivariate(xy, "cc", bw=method).bw

    return [Peer("statsmodels, one for each axis", statsmodels)], []


KERNELS = [
    Kernel("bandwidth, plug-in", hotspot_points, partial(ours, "plug_in"), (500, 10_000), 500)
]
for name, theirs in (("least_squares", "cv_ls"), ("likelihood", "cv_ml")):
    found, absent = peers(theirs)
    KERNELS.append(
        Kernel(
            f"bandwidth, {name.replace('_', ' ')}",
            hotspot_points,
            partial(ours, name),
            (500, 10_000),
            compared_at=500,
            peers=tuple(found),
            absent=tuple(absent),
        )
    )
