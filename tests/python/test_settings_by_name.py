# SPDX-License-Identifier: MIT
"""Settings of a wrong kind, and reference systems that differ, are refused by name."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

import libprofile as lp

XY = np.random.default_rng(1).uniform(400_000, 401_000, (30, 2))
SQUARES = gpd.GeoSeries([box(0, 0, 100, 100), box(100, 0, 200, 100)], crs=27700)
NEAR = lp.geography.k_nearest(XY, 3)
POINTS = gpd.GeoSeries(gpd.points_from_xy(*XY.T), crs=27700)
GROUND = gpd.GeoSeries([box(400_000, 400_000, 401_000, 401_000)], crs=27700)

WHOLE = {
    "k": lambda v: lp.geography.k_nearest(XY, v),
    "order": lambda v: lp.geography.higher_order(NEAR, v),
    "n_jobs": lambda v: lp.geography.queen(SQUARES, n_jobs=v),
    "min_cluster_size": lambda v: lp.clusters.hdbscan(XY, min_cluster_size=v),
    "min_points": lambda v: lp.clusters.optics(XY, radius_m=100, min_points=v),
    "permutations": lambda v: lp.hotspots.moran(XY[:, 0], NEAR, permutations=v),
    "stop_after": lambda v: lp.hotspots.getis_ord(XY[:, 0], NEAR, stop_after=v),
    "seed": lambda v: lp.hotspots.losh(XY[:, 0], NEAR, permutations=9, seed=v),
    "simulations": lambda v: lp.hotspots.relative_risk(XY, XY, bandwidth_m=50, simulations=v),
    "classes": lambda v: lp.hotspots.isopleths(
        lp.hotspots.kernel_density(XY, bandwidth_m=100), classes=v
    ),
}
REAL = {
    "radius_m": lambda v: lp.clusters.dbscan(XY, radius_m=v, min_points=3),
    "lag_days": lambda v: lp.clusters.space_time_dbscan(
        XY, np.arange(30), radius_m=9, lag_days=v, min_points=3
    ),
    "snap_m": lambda v: lp.geography.rook(SQUARES, snap_m=v),
    "bandwidth_m": lambda v: lp.hotspots.kernel_density(XY, bandwidth_m=v),
    "level": lambda v: lp.hotspots.getis_ord(XY[:, 0], NEAR, level=v),
    "ratio": lambda v: lp.clusters.outlines(XY, np.zeros(30, int), kind="concave", ratio=v),
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("wrong", [2.5, float("nan"), "3", 10**30, -(10**30), XY])
def test_whole_numbers(name, wrong):
    with pytest.raises(lp.InvalidArgument, match=rf"^{name} .*: must be a whole number") as caught:
        WHOLE[name](wrong)
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("wrong", ["far", XY, [1, 2]])
def test_numbers(name, wrong):
    with pytest.raises(lp.InvalidArgument, match=rf"^{name} is [a-z]+: must be a number$"):
        REAL[name](wrong)


def test_seeds_are_of_64_bits():
    first, last = (
        lp.hotspots.losh(XY[:, 0], NEAR, permutations=99, seed=seed).p_permutation
        for seed in (0, 2**64 - 1)
    )
    assert (first != last).any()
    with pytest.raises(lp.InvalidArgument, match=r"seed = -1: must be a whole number from 0"):
        WHOLE["seed"](-1)


def test_series_of_numbers():
    with pytest.raises(lp.InvalidArgument, match=r"^radii_m\[1\] is str: must be a number"):
        lp.clusters.stability(XY, radii_m=[1, "2"], min_points=[3])
    with pytest.raises(lp.InvalidArgument, match=r"^min_points: must be several numbers, not int"):
        lp.clusters.stability(XY, radii_m=[1, 2], min_points=3)
    with pytest.raises(lp.InvalidArgument, match=r"^times has 3 entries: .* 30 points"):
        lp.clusters.space_time_dbscan(XY, [1, 2, 3], radius_m=9, lag_days=1, min_points=3)


@pytest.mark.parametrize(
    ("call", "name", "other"),
    [
        (
            lambda points, ground: lp.hotspots.kernel_density(
                points, bandwidth_m=200, edge_correction=True, mask=ground
            ),
            "mask",
            "points",
        ),
        (
            lambda points, ground: lp.hotspots.adaptive_density(
                points, bandwidth_m=200, edge_correction=True, mask=ground
            ),
            "mask",
            "points",
        ),
        (
            lambda points, ground: lp.hotspots.relative_risk(
                points, points, bandwidth_m=200, edge_correction=True, mask=ground
            ),
            "mask",
            "cases",
        ),
        (
            lambda points, ground: lp.hotspots.evaluate(
                lp.hotspots.kernel_density(points, bandwidth_m=200), ground.centroid
            ),
            "next_points",
            "map",
        ),
        (
            lambda points, ground: lp.hotspots.evaluate(
                lp.hotspots.kernel_density(points, bandwidth_m=200),
                points,
                earlier_points=ground.centroid,
            ),
            "earlier_points",
            "map",
        ),
        (
            lambda points, ground: lp.hotspots.evaluate([1], points, areas=ground),
            "next_points",
            "areas",
        ),
    ],
)
def test_reference_systems_that_differ_are_never_mixed(call, name, other):
    call(POINTS, GROUND)
    with pytest.raises(lp.CrsError, match=rf"^{name} is in .*type {name} = .*{other}\.crs"):
        call(POINTS, GROUND.to_crs(32630))
