# SPDX-License-Identifier: MIT
"""Warnings about what is allowed and seldom meant, said where the caller's line is."""

import sys
import warnings

import numpy as np
import numpy.typing as npt

_PACKAGE = __name__.partition(".")[0]
# Coordinates in degrees have more decimals than this; centimetres do not.
_DECIMALS = 100
# Expected events are seldom so many times the events, or so small a part of them.
_FAR = 3.0


def advise(message: str, kind: type[UserWarning] = UserWarning) -> None:
    """Warn at the first line that is not this package's."""
    depth = 1
    frame = sys._getframe(depth)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        frame = frame.f_back
        depth += 1
    warnings.warn(message, kind, stacklevel=depth + 1)


def warn_of_more_events(
    count: npt.NDArray[np.float64], population: npt.NDArray[np.float64]
) -> None:
    """Warn where more events than people are counted."""
    if count.shape != population.shape:
        return
    more = int(((count > population) & (population > 0)).sum())
    if more:
        advise(
            f"population: {more:,} of {len(count):,} places have more events than people, who come "
            "from elsewhere: give people by day, or look with lp.risk.check_denominators"
        )


def warn_of_expected(
    count: npt.NDArray[np.float64], expected: npt.NDArray[np.float64], name: str = "expected"
) -> None:
    """Warn where the sum of what was expected is far from that of what was counted."""
    if count.shape != expected.shape:
        return
    known = np.isfinite(count) & np.isfinite(expected)
    events, base = float(count[known].sum()), float(expected[known].sum())
    if events > 0 and base > 0 and not 1 / _FAR <= base / events <= _FAR:
        advise(
            f"{name}: adds up to {base / events:.3g} times the events, so that all risks are far "
            f"from 1; for populations, type {name} = population * count.sum() / population.sum()"
        )


def warn_of_degrees(xy: npt.NDArray[np.float64], name: str, crs: str) -> None:
    """Warn where every point of a plain array could be a longitude and a latitude."""
    if len(xy) < 2 or not (abs(xy[0, 0]) <= 180 and abs(xy[0, 1]) <= 90):
        return
    known = xy[np.isfinite(xy).all(axis=1)]
    if not (np.abs(known) <= (180, 90)).all():
        return
    scaled = known * _DECIMALS
    if np.mean(np.abs(scaled - np.round(scaled)) > 1e-6) > 0.5:
        advise(
            f"{name}: all lie within 180 and 90 and have many decimals, as longitudes and "
            "latitudes in degrees do, and are taken for metres; if they are degrees, type "
            f"{name} = gpd.GeoSeries(gpd.points_from_xy(*np.transpose({name})), "
            f'crs="EPSG:4326").to_crs("{crs}")'
        )


def warn_beyond(
    xy: npt.NDArray[np.float64],
    *,
    radius_m: float | None = None,
    least: float | None = None,
    name: str = "min_points",
    weights: npt.NDArray[np.float64] | None = None,
) -> None:
    """Warn where a radius reaches across all points, or a cluster would need more than there are.

    A value outside its range is left to who refuses it.
    """
    if len(xy) < 2:
        return
    there = float(len(xy) if weights is None else weights.sum())
    if least is not None and least > there:
        advise(
            f"{name} = {least:g} is more than the {there:g} points there are: no cluster can be "
            "found"
        )
    if radius_m is None or not np.isfinite(radius_m):
        return
    wide_m, high_m = (float(one) for one in xy.max(axis=0) - xy.min(axis=0))
    if 0 < np.hypot(wide_m, high_m) <= radius_m:
        advise(
            f"radius_m = {radius_m:g} reaches from any point to any other, for all lie within "
            f"{wide_m:.3g} by {high_m:.3g} m: all are neighbours; if the points are in degrees, "
            "bring them to metres first with to_crs"
        )
