# SPDX-License-Identifier: MIT
import sys

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import libprofile as lp

KERNELS = ("uniform", "triangular", "epanechnikov", "quartic", "triweight", "gaussian")
BOX = (0, 0, 1_000, 800)


def by_definition(xy, bandwidth_m, cell_m, kernel):
    """Every point to every cell."""
    x = np.arange(cell_m / 2, BOX[2], cell_m)
    y = np.arange(BOX[3] - cell_m / 2, 0, -cell_m)
    t = np.hypot(x[None, :, None] - xy[:, 0], y[:, None, None] - xy[:, 1]) / bandwidth_m
    shape = {
        "uniform": lambda: 1 / np.pi * (t <= 1),
        "triangular": lambda: 3 / np.pi * np.maximum(0, 1 - t),
        "epanechnikov": lambda: 2 / np.pi * np.maximum(0, 1 - t**2),
        "quartic": lambda: 3 / np.pi * np.maximum(0, 1 - t**2) ** 2,
        "triweight": lambda: 4 / np.pi * np.maximum(0, 1 - t**2) ** 3,
        "gaussian": lambda: 0.5 / np.pi * np.exp(-(t**2) / 2),
    }[kernel]()
    return shape.sum(axis=2) / bandwidth_m**2 * 1e6


@pytest.fixture
def points():
    xy = np.random.default_rng(4).uniform((0, 0), BOX[2:], (300, 2))
    return gpd.GeoSeries(gpd.points_from_xy(*xy.T), crs=27700)


def xy_of(points):
    return np.column_stack([points.x, points.y])


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("bandwidth_m", [30, 130])
def test_a_surface_is_the_sum_of_kernels(points, kernel, bandwidth_m):
    surface = lp.hotspots.kernel_density(
        points, bandwidth_m=bandwidth_m, cell_m=20, kernel=kernel, extent=BOX
    )
    expected = by_definition(xy_of(points), bandwidth_m, 20, kernel)
    np.testing.assert_allclose(surface.values, expected, rtol=1e-9, atol=1e-11 * expected.max())
    assert surface.values.shape == (40, 50)
    assert surface.transform == (20, 0, 0, 0, -20, 800)
    assert surface.crs == points.crs


def test_weights_are_repeats_and_protected_counts_are_weights(points):
    double = lp.hotspots.kernel_density(points, bandwidth_m=90, weights=np.full(300, 2.0))
    once = lp.hotspots.kernel_density(pd.concat([points, points]), bandwidth_m=90)
    np.testing.assert_array_equal(double.values, once.values)
    counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    safe = lp.disclosure.protect(counts, "partner", key=bytes(32))
    surface = lp.hotspots.kernel_density(
        [(0, 0), (900, 0)], bandwidth_m=200, weights=safe, scale="count"
    )
    assert surface.values.sum() == pytest.approx(np.asarray(safe).sum())


def test_what_is_raw_does_not_leave(points, tmp_path):
    surface = lp.hotspots.kernel_density(points, bandwidth_m=90)
    with pytest.raises(lp.DisclosureError, match="Surface"):
        surface.write_geotiff(tmp_path / "raw.tif")
    for tier in ("partner", "public", None):
        with pytest.raises(lp.DisclosureError):
            surface.write_geotiff(tmp_path / "raw.tif", tier=tier)
    with pytest.raises(lp.DisclosureError):
        lp.publish.write_geojson(surface, tmp_path / "raw.geojson")
    with pytest.raises(lp.DisclosureError):
        lp.publish.write_geojson(lp.hotspots.isopleths(surface), tmp_path / "raw.geojson")
    with pytest.raises(lp.DisclosureError):
        lp.publish.report(surface, tmp_path / "raw.html")
    assert not list(tmp_path.iterdir())


def test_a_geotiff_says_what_a_surface_says(points, tmp_path):
    rasterio = pytest.importorskip("rasterio")
    surface = lp.hotspots.kernel_density(points, bandwidth_m=90)
    path = tmp_path / "surface.tif"
    surface.write_geotiff(path, tier="internal")
    assert path.stat().st_mode & 0o777 == 0o600
    with rasterio.open(path) as file:
        np.testing.assert_array_equal(file.read(1), surface.values)
        assert tuple(file.transform)[:6] == surface.transform
        assert file.tags()["tier"] == "internal"
        assert file.crs.to_epsg() == 27700


def test_a_surface_is_an_xarray(points):
    pytest.importorskip("xarray")
    surface = lp.hotspots.kernel_density(points, bandwidth_m=90)
    array = surface.to_xarray()
    assert array.dims == ("y", "x")
    assert (np.diff(array.y) < 0).all()
    np.testing.assert_array_equal(array.to_numpy(), surface.values)


def test_optional_packages_are_asked_for_by_name(points, monkeypatch):
    surface = lp.hotspots.kernel_density(points, bandwidth_m=90)
    monkeypatch.setitem(sys.modules, "xarray", None)
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(ImportError, match="pip install xarray"):
        surface.to_xarray()
    with pytest.raises(ImportError, match="pip install rasterio"):
        surface.write_geotiff("x.tif", tier="internal")


def test_a_surface_is_frozen_drawn_and_put_in_words(points):
    pytest.importorskip("matplotlib").use("agg")
    surface = lp.hotspots.kernel_density(points, bandwidth_m=90)
    with pytest.raises(ValueError, match="read-only"):
        surface.values[0, 0] = 1
    frame = surface.to_frame()
    assert len(frame) == surface.values.size
    assert frame.y.iloc[0] > frame.y.iloc[-1]
    assert surface.plot().get_title() == "Density, to the square kilometre"
    assert "300 points" in surface.summary()
    assert "chance" in surface.summary()
    assert "Surface" in surface._repr_html_()
    page = surface.explore()._repr_html_()
    assert "http:" not in page.replace("http://www.w3.org", "")
    empty = lp.hotspots.kernel_density(np.empty((0, 2)), bandwidth_m=90)
    assert empty.values.shape == (0, 0)
    assert "0 points" in empty.summary()
    empty.plot()
    empty.explore()


def test_edges_are_corrected_on_areas(points):
    west = gpd.GeoSeries([shapely.box(0, 0, 500, 800)], crs=27700)
    surface = lp.hotspots.kernel_density(
        points, bandwidth_m=100, cell_m=20, extent=BOX, edge_correction=True, mask=west
    )
    assert np.isnan(surface.values[:, 25:]).all()
    assert np.isfinite(surface.values[:, :25]).all()
    as_array = np.zeros((40, 50), bool)
    as_array[:, :25] = True
    again = lp.hotspots.kernel_density(
        points, bandwidth_m=100, cell_m=20, extent=BOX, edge_correction=True, mask=as_array
    )
    np.testing.assert_array_equal(surface.values, again.values)
    with pytest.raises(lp.InvalidArgument, match="edge_correction"):
        lp.hotspots.kernel_density(points, bandwidth_m=100, mask=west)
    with pytest.raises(lp.InvalidArgument, match="shape"):
        lp.hotspots.kernel_density(
            points, bandwidth_m=100, edge_correction=True, mask=np.ones((2, 2), bool)
        )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"bandwidth_m": 0}, "bandwidth_m"),
        ({"bandwidth_m": float("nan")}, "bandwidth_m"),
        ({"bandwidth_m": 100, "cell_m": -1}, "cell_m"),
        ({"bandwidth_m": 100, "cell_m": 1e-4}, "at least .* 10\\^8"),
        ({"bandwidth_m": 100, "kernel": "cubic"}, "quartic"),
        ({"bandwidth_m": 100, "scale": "percent"}, "per_km2"),
        ({"bandwidth_m": 100, "extent": (0, 0, 1)}, "four"),
        ({"bandwidth_m": 100, "extent": (9, 0, 1, 1)}, "order"),
        ({"bandwidth_m": 100, "weights": [1, 2]}, "weights"),
    ],
)
def test_wrong_arguments_are_refused_in_words(points, arguments, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.hotspots.kernel_density(points, **arguments)


def test_null_island_is_named_before_memory_is_taken():
    xy = np.array([(430_000, 390_000), (0, 0), (430_100, 390_100), (430_050, 390_000)])
    with pytest.raises(lp.InvalidArgument, match=r"points\[1\].*in its place"):
        lp.hotspots.kernel_density(xy, bandwidth_m=50, cell_m=10)


def test_degrees_are_refused(points):
    with pytest.raises(lp.CrsError):
        lp.hotspots.kernel_density(points.to_crs(4326), bandwidth_m=100)
    with pytest.raises(lp.CrsError, match="to_crs"):
        lp.hotspots.relative_risk(points, points.to_crs(32630), bandwidth_m=100)


def test_isopleths_are_valid_and_nest(points):
    surface = lp.hotspots.kernel_density(points, bandwidth_m=60, cell_m=10)
    for breaks in ("equal_interval", "quantile", "geometric"):
        found = lp.hotspots.isopleths(surface, classes=6, breaks=breaks)
        assert list(found) == ["level", "area_km2", "geometry"]
        assert found.geometry.is_valid.all()
        assert found.crs == points.crs
        assert (np.diff(found.area_km2) < 0).all()
        classes = lp.hotspots.isopleth_classes(surface, classes=6, breaks=breaks)
        cells = np.array([(classes > k).sum() for k in range(len(found))])
        np.testing.assert_allclose(found.area_km2, cells * 1e-4, rtol=0.1, atol=1e-3)
    assert any(part.interiors for part in found.geometry.explode())


def test_isopleths_of_random_ground_are_valid():
    rng = np.random.default_rng(5)
    base = lp.hotspots.kernel_density([(5, 5)], bandwidth_m=3, cell_m=1, extent=(0, 0, 12, 9))
    for _ in range(200):
        values = rng.integers(0, 4, base.values.shape).astype(float)
        values[rng.random(values.shape) < 0.1] = np.nan
        surface = lp.hotspots.Surface(values, base.transform, "quartic", 3.0, "per_km2", 1, 1.0)
        assert lp.hotspots.isopleths(surface, [1, 2, 2.5]).geometry.is_valid.all()


def test_an_adaptive_surface_is_sharper_where_points_are_dense(points):
    xy = np.vstack([xy_of(points), np.random.default_rng(2).normal(500, 15, (300, 2))])
    fixed = lp.hotspots.kernel_density(xy, bandwidth_m=100, cell_m=10)
    adaptive = lp.hotspots.adaptive_density(xy, bandwidth_m=100, cell_m=10)
    assert adaptive.values.max() > 1.5 * fixed.values.max()
    assert adaptive.values.sum() * 1e-4 == pytest.approx(600, rel=0.1)


def test_edges_of_an_adaptive_surface_are_corrected(points):
    west = gpd.GeoSeries([shapely.box(0, 0, 500, 800)], crs=27700)
    arguments = {"bandwidth_m": 100, "cell_m": 20, "extent": BOX}
    plain = lp.hotspots.adaptive_density(points, **arguments)
    surface = lp.hotspots.adaptive_density(points, **arguments, edge_correction=True, mask=west)
    assert np.isnan(surface.values[:, 25:]).all()
    inside = surface.values[:, :25]
    assert np.isfinite(inside).all()
    assert inside[:, :3].sum() > 1.2 * plain.values[:, :3].sum()
    whole = lp.hotspots.adaptive_density(
        points, **arguments, edge_correction=True, mask=west, scale="count"
    )
    in_west = (xy_of(points)[:, 0] < 500).sum()
    assert np.nansum(whole.values) == pytest.approx(in_west)
    with pytest.raises(lp.InvalidArgument, match="edge_correction=True"):
        lp.hotspots.adaptive_density(points, **arguments, mask=west)


def test_bandwidth_rules_differ_as_they_say(points):
    found = {
        rule: lp.hotspots.bandwidth(points, method=rule)
        for rule in ("scott", "silverman", "plug_in", "least_squares", "likelihood")
    }
    assert all(50 < one < 2_000 for one in found.values())
    gaussian = lp.hotspots.bandwidth(points, method="scott", kernel="gaussian")
    assert found["scott"] / gaussian == pytest.approx((9 / 5 * 64 * 4) ** (1 / 6))
    with pytest.raises(lp.InvalidArgument, match="plug_in"):
        lp.hotspots.bandwidth(points, method="best")
    with pytest.raises(lp.InvalidArgument, match="one place"):
        lp.hotspots.bandwidth([(1, 1)] * 5)


def test_relative_risk_finds_a_planted_excess(points):
    pytest.importorskip("matplotlib").use("agg")
    rng = np.random.default_rng(7)
    cases = np.vstack([rng.uniform((0, 0), BOX[2:], (100, 2)), rng.normal(300, 30, (60, 2))])
    found = lp.hotspots.relative_risk(
        cases, points, bandwidth_m=150, cell_m=25, extent=BOX, simulations=99, seed=3
    )
    contours = found.contours().set_index("side").geometry
    assert contours["more cases"].contains(shapely.Point(300, 300))
    assert contours.is_valid.all()
    assert "160 cases against 300 controls" in found.summary()
    assert list(found.to_frame()) == ["x", "y", "log_ratio", "z", "p", "p_simulated"]
    assert found.plot().get_title() == "Log relative risk"
    assert "RelativeRisk" in found._repr_html_()
    found.explore()
    with pytest.raises(lp.InvalidArgument, match="level"):
        found.contours(0)


def test_progress_and_jobs_do_not_change_a_surface(points):
    shares = []
    one = lp.hotspots.kernel_density(points, bandwidth_m=90, n_jobs=1, progress=shares.append)
    eight = lp.hotspots.kernel_density(points, bandwidth_m=90, n_jobs=8)
    np.testing.assert_array_equal(one.values, eight.values)
    assert shares[-1] == 1
