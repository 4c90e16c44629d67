# SPDX-License-Identifier: MIT
"""What weights and surfaces give for input that is wrong, absurd, or next to nothing."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

import libprofile as lp

GEOGRAPHY = lp.geography
HOTSPOTS = lp.hotspots
NAN, INF = float("nan"), float("inf")
XY = np.random.default_rng(1).uniform(0, 1_000, (30, 2))
SQUARES = gpd.GeoSeries([shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)], crs=27700)

# Everything that takes points, with settings that suit them.
WEIGHTS = {
    "distance_band": lambda points: GEOGRAPHY.distance_band(points, 50),
    "inverse_distance": lambda points: GEOGRAPHY.inverse_distance(points, radius_m=50),
    "k_nearest": lambda points: GEOGRAPHY.k_nearest(points, 1),
    "k_nearest, all ties": lambda points: GEOGRAPHY.k_nearest(points, 1, ties="all"),
    "kernel_weights": lambda points: GEOGRAPHY.kernel_weights(points, bandwidth_m=50),
    "kernel_weights, k": lambda points: GEOGRAPHY.kernel_weights(points, k=1),
    "triangulation": GEOGRAPHY.triangulation,
    "gabriel": GEOGRAPHY.gabriel,
    "relative_neighbourhood": GEOGRAPHY.relative_neighbourhood,
}
SURFACES = {
    "kernel_density": lambda points: HOTSPOTS.kernel_density(points, bandwidth_m=50, cell_m=10),
    "gaussian": lambda points: HOTSPOTS.kernel_density(
        points, bandwidth_m=50, cell_m=10, kernel="gaussian"
    ),
    "adaptive": lambda points: HOTSPOTS.adaptive_density(points, bandwidth_m=50, cell_m=10),
    "adaptive, edges": lambda points: HOTSPOTS.adaptive_density(
        points, bandwidth_m=50, cell_m=10, edge_correction=True
    ),
}
RULES = {
    f"bandwidth, {rule}": lambda points, rule=rule: HOTSPOTS.bandwidth(points, method=rule)
    for rule in ("plug_in", "scott", "silverman", "least_squares", "likelihood")
}
RISKS = {
    "cases": lambda points: HOTSPOTS.relative_risk(points, XY, bandwidth_m=50, cell_m=10),
    "controls": lambda points: HOTSPOTS.relative_risk(XY, points, bandwidth_m=50, cell_m=10),
}
OTHERS = {"nearest_neighbours": lambda points: GEOGRAPHY.nearest_neighbours(points, k=1)}
ALL = WEIGHTS | SURFACES | RULES | RISKS | OTHERS
# With one neighbour each, k must be below the number of points.
NEED_TWO = ("k_nearest", "k_nearest, all ties", "kernel_weights, k")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("bad", [NAN, INF, -INF])
def test_points_that_are_not_finite_are_named(name, bad):
    with pytest.raises(lp.InvalidArgument, match=r"\[1\].*must be finite"):
        ALL[name]([(0, 0), (1, bad), (5, 5)])


@pytest.mark.parametrize("name", ALL)
def test_degrees_are_refused_with_what_to_type(name):
    degrees = gpd.GeoSeries(gpd.points_from_xy([-1.5, -1.4], [53, 53.1]), crs=4326)
    with pytest.raises(lp.CrsError, match="to_crs"):
        ALL[name](degrees)


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_of_none_of_one_and_of_one_place(name):
    make = WEIGHTS[name]
    nothing = make(np.empty((0, 2)))
    assert (nothing.n, nothing.links) == (0, 0)
    if name in NEED_TWO:
        with pytest.raises(lp.InvalidArgument, match=r"k = 1: must be below .* \(1\)"):
            make([(5, 5)])
    else:
        assert make([(5, 5)]).islands.tolist() == [0]
    together = make(np.full((6, 2), 7.0))
    assert together.links == (6 if name == "k_nearest" else 30)
    assert all(np.isfinite(together.weights(i)).all() for i in range(6))


@pytest.mark.parametrize("name", SURFACES)
def test_surfaces_of_none_of_one_and_of_one_place(name):
    make = SURFACES[name]
    assert make(np.empty((0, 2))).values.shape == (0, 0)
    one = make([(5, 5)])
    six = make(np.full((6, 2), 5.0))
    assert np.isfinite(one.values).all()
    assert one.values.max() > 0
    np.testing.assert_allclose(six.values, 6 * one.values, rtol=1e-12)


@pytest.mark.parametrize("name", RULES)
def test_no_bandwidth_without_information(name):
    for few in (np.empty((0, 2)), [(5, 5)], [(5, 5), (6, 6)]):
        with pytest.raises(lp.InvalidArgument, match="at least 3"):
            RULES[name](few)
    with pytest.raises(lp.InvalidArgument, match="one place"):
        RULES[name](np.full((6, 2), 7.0))
    with pytest.raises(lp.InvalidArgument, match="too far apart"):
        RULES[name]([(0, 0), (1e200, 0), (5, 5)])


@pytest.mark.parametrize("name", RISKS)
def test_no_p_where_a_group_is_missing(name):
    nobody = RISKS[name](np.empty((0, 2)))
    assert np.isnan(nobody.p).all()
    assert not np.isfinite(nobody.log_ratio).any()
    for few in ([(500, 500)], np.full((6, 2), 500.0)):
        risk = RISKS[name](few)
        known = np.isfinite(risk.p)
        assert not known[np.isnan(risk.log_ratio)].any()
        assert ((risk.p[known] >= 0) & (risk.p[known] <= 1)).all()


@pytest.mark.parametrize("name", SURFACES)
def test_a_point_at_null_island_is_named_before_memory_is_taken(name):
    xy = np.array([(430_000, 390_000), (0, 0), (430_100, 390_100), (430_050, 390_000)])
    with pytest.raises(lp.InvalidArgument, match=r"10\^8.*points\[1\].*in its place"):
        SURFACES[name](xy)


@pytest.mark.parametrize("name", ["triangulation", "gabriel", "relative_neighbourhood"])
def test_graphs_of_points_beyond_all_places_are_refused(name):
    with pytest.raises(lp.InvalidArgument, match=r"points\[1\] = .*10\^15"):
        WEIGHTS[name]([(0, 0), (1e200, 0), (5, 5)])


def band(value):
    return GEOGRAPHY.distance_band(XY, value)


def inverse(**settings):
    return GEOGRAPHY.inverse_distance(XY, **({"radius_m": 50} | settings))


def density(**settings):
    return HOTSPOTS.kernel_density(XY, **({"bandwidth_m": 50, "kernel": "gaussian"} | settings))


def adaptive(**settings):
    return HOTSPOTS.adaptive_density(XY, **({"bandwidth_m": 50} | settings))


def risk(**settings):
    return HOTSPOTS.relative_risk(XY, XY, **({"bandwidth_m": 50} | settings))


def score(value):
    return HOTSPOTS.bandwidth_score(XY, bandwidth_m=value, method="likelihood")


def squares(value):
    return GEOGRAPHY.square_grid(SQUARES, cell_m=value)


def hexagons(value):
    return GEOGRAPHY.hexagon_grid(SQUARES, cell_m=value)


@pytest.mark.parametrize(
    ("name", "call", "absurd"),
    [
        ("radius_m", band, ()),
        ("radius_m", lambda value: inverse(radius_m=value), ()),
        ("power", lambda value: inverse(power=value), (17, 1e300)),
        ("least_m", lambda value: inverse(least_m=value), ()),
        ("bandwidth_m", lambda value: GEOGRAPHY.kernel_weights(XY, bandwidth_m=value), ()),
        ("bandwidth_m", lambda value: density(bandwidth_m=value), (1e-300, 1e-4, 2e9, 1e300)),
        ("bandwidth_m", lambda value: adaptive(bandwidth_m=value), (1e-300, 1e300)),
        ("bandwidth_m", lambda value: risk(bandwidth_m=value), (1e-300, 1e300)),
        ("bandwidth_m", score, (1e-300, 1e300)),
        ("pilot_m", lambda value: adaptive(pilot_m=value), (1e-300, 1e300)),
        ("most_ratio", lambda value: adaptive(most_ratio=value), (0.5, 101)),
        ("truncation_sd", lambda value: density(truncation_sd=value), (2.9, 39)),
        ("cell_m", lambda value: density(cell_m=value), (1e-300, 0.01, 1e300)),
        ("cell_m", lambda value: adaptive(cell_m=value), (1e-300, 1e300)),
        ("cell_m", lambda value: risk(cell_m=value), (1e-300, 1e300)),
        ("cell_m", squares, (1e-300,)),
        ("cell_m", hexagons, (1e-300,)),
    ],
)
def test_settings_that_are_nothing_or_absurd_are_refused_by_name_and_rule(name, call, absurd):
    for value in (0.0, -1.0, NAN, INF, -INF, *absurd):
        with pytest.raises(lp.InvalidArgument, match=f"{name} = .*: must be "):
            call(value)


@pytest.mark.parametrize("make", [GEOGRAPHY.queen, GEOGRAPHY.rook])
def test_snap_distances(make):
    for value in (-1.0, NAN, INF):
        with pytest.raises(lp.InvalidArgument, match=r"snap_m = .*: must be at least 0"):
            make(SQUARES, snap_m=value)


@pytest.mark.parametrize(
    "call",
    [
        lambda k: GEOGRAPHY.k_nearest(XY, k),
        lambda k: GEOGRAPHY.kernel_weights(XY, k=k),
        lambda k: GEOGRAPHY.nearest_neighbours(XY, k=k),
    ],
)
def test_numbers_of_neighbours(call):
    for k in (0, -1, 30, 10**9):
        with pytest.raises(lp.InvalidArgument, match=f"k = {k}: must be "):
            call(k)
    with pytest.raises(lp.InvalidArgument, match=r"k = 2.5: must be a whole number"):
        call(2.5)


@pytest.mark.parametrize(
    "call",
    [
        lambda weights: density(weights=weights),
        lambda weights: adaptive(weights=weights),
        lambda weights: risk(case_weights=weights),
        lambda weights: risk(control_weights=weights),
    ],
)
def test_counts_that_are_negative_not_finite_or_too_few(call):
    for value, words in ((-1.0, "at least 0"), (NAN, "finite"), (INF, "finite")):
        with pytest.raises(lp.InvalidArgument, match=rf"weights\[4\] = .*{words}"):
            call([1.0] * 4 + [value] + [1.0] * 25)
    with pytest.raises(lp.InvalidArgument, match=r"weights.* = 29: must be the number of points"):
        call(np.ones(29))


def test_a_total_of_zero_is_a_surface_of_zeros_and_no_risk():
    nobody = np.zeros(30)
    for scale in ("per_km2", "count"):
        assert (density(weights=nobody, scale=scale).values == 0).all()
    assert (adaptive(weights=nobody).values == 0).all()
    nothing = risk(control_weights=nobody)
    assert np.isnan(nothing.p).all()
    assert not np.isfinite(nothing.log_ratio).any()


def test_weights_of_another_number_of_places_are_refused():
    near = GEOGRAPHY.k_nearest(XY, 3)
    for call in (
        lambda: HOTSPOTS.getis_ord(np.ones(29), near),
        lambda: HOTSPOTS.moran(np.arange(29.0), near),
        lambda: near.union(GEOGRAPHY.k_nearest(XY[:9], 2)),
        lambda: near.intersection(GEOGRAPHY.k_nearest(XY[:9], 2)),
    ):
        with pytest.raises(lp.InvalidArgument, match=r"30|29|places"):
            call()


def test_masks_and_extents_that_do_not_fit():
    for extent, words in (((0, 0, NAN, 1), "finite"), ((1, 0, 0, 1), "order"), ((0, 1), "four")):
        with pytest.raises(lp.InvalidArgument, match=words):
            density(extent=extent)
    with pytest.raises(lp.InvalidArgument, match=r"10\^8"):
        density(cell_m=1, extent=(0, 0, 1e5, 1e5))
    for surface in (density, adaptive):
        with pytest.raises(lp.InvalidArgument, match="shape"):
            surface(edge_correction=True, mask=np.ones((2, 2), bool))
