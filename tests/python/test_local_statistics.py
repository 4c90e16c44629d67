# SPDX-License-Identifier: MIT
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import box

import libprofile as lp

METHODS = ["getis_ord", "local_moran", "local_geary", "losh"]


def squares(side=8):
    """A lattice of squares of 100 m with a block of high values, as (areas, values)."""
    cells = [
        box(100 * c, 100 * r, 100 * c + 100, 100 * r + 100)
        for r in range(side)
        for c in range(side)
    ]
    areas = gpd.GeoDataFrame(geometry=cells, crs="EPSG:27700").set_index(
        pd.Index([f"A{k:02}" for k in range(side * side)])
    )
    values = np.random.default_rng(1).poisson(5, side * side).astype(float)
    values.reshape(side, side)[:3, :3] += 30
    return areas, values


@pytest.fixture(scope="module")
def lattice():
    areas, values = squares()
    return areas, values, lp.geography.queen(areas)


def classic(real_data, name, layer):
    return gpd.read_file(f"zip://{real_data / 'classics' / name}!{layer}")


def test_local_moran_and_geary_of_st_louis_are_the_published_ones(real_data):
    # PySAL esda (BSD-3). Its Moran is scaled with n, its published Geary with n - 1.
    areas = classic(real_data, "stl_hom.zip", "stl_hom.shp")
    rates = 1e5 * areas["HC8893"] / areas["PO8893"]
    # Degrees drawn large on a plane: who touches whom does not change.
    plane = areas.scale(1e5, 1e5, origin=(0, 0)).set_crs(32615, allow_override=True)
    near = lp.geography.queen(plane)
    found = lp.hotspots.local_moran(rates, near.row_standardised())
    np.testing.assert_allclose(
        found.statistic[:3] * 78 / 77, [-0.0782914556, 0.1750676435, 0.1030791844], atol=1e-8
    )
    geary = lp.hotspots.local_geary(rates, near.row_standardised())
    assert geary.statistic[0] == pytest.approx(0.687771337598, abs=1e-6)


def test_local_moran_of_guerry_is_the_published_one(real_data):
    # PySAL esda and GeoDa (queen, 420 links; n - 1 scaling).
    areas = classic(real_data, "guerry.zip", "guerry/guerry.geojson")
    near = lp.geography.queen(areas.geometry.set_crs(27572, allow_override=True))
    found = lp.hotspots.local_moran(areas["Crm_prp"], near.row_standardised())
    np.testing.assert_allclose(
        found.statistic[:3], [0.0154319783, 0.3270633224, 0.0212952962], atol=1e-9
    )


@pytest.mark.parametrize("method", METHODS)
def test_areas_in_give_areas_back_that_can_be_drawn(lattice, method):
    areas, values, near = lattice
    found = getattr(lp.hotspots, method)(values, near, areas=areas, permutations=99)
    frame = found.to_frame()
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs == areas.crs
    assert frame.index.equals(areas.index)
    assert len(found.__geo_interface__["features"]) == 64
    assert "places tested" in found.explore()._repr_html_()
    axes = found.plot()
    assert axes.get_title() != ""


def test_without_areas_drawing_says_what_is_missing(lattice):
    _, values, near = lattice
    found = lp.hotspots.local_moran(values, near)
    assert not isinstance(found.to_frame(), gpd.GeoDataFrame)
    for draw in (found.plot, found.explore, lambda: found.__geo_interface__):
        with pytest.raises(lp.InvalidArgument, match="areas="):
            draw()
    with pytest.raises(lp.InvalidArgument, match="one for each"):
        lp.hotspots.local_moran(values, near, areas=squares(3)[0])


def test_the_planted_block_is_found_and_said_in_words(lattice):
    _, values, near = lattice
    found = lp.hotspots.local_moran(values, near, permutations=9999)
    assert found.label[0] == "high-high"
    words = found.summary()
    assert "64 of 64 places tested" in words
    assert "high-high" in words
    assert "permutations" in words
    assert "no cause" in words


def test_corrections_are_in_order(lattice):
    _, values, near = lattice
    none, bh, bonferroni = (
        lp.hotspots.local_moran(values, near, correction=name).q
        for name in ("none", "benjamini-hochberg", "bonferroni")
    )
    assert (none <= bh + 1e-15).all()
    assert (bh <= bonferroni + 1e-15).all()
    with pytest.raises(lp.InvalidArgument, match="correction"):
        lp.hotspots.local_moran(values, near, correction="fdr")


def test_too_few_events_are_not_tested(lattice):
    _, values, near = lattice
    found = lp.hotspots.local_moran(values, near, base=values, minimum=4)
    few = values < 4
    assert few.any()
    assert (found.label[few] == "too few").all()
    assert np.isnan(found.q[few]).all()
    assert "too few" in found.summary()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("draws", ["shared", "independent"])
def test_permutations_repeat_by_seed_whatever_the_threads(lattice, method, draws):
    _, values, near = lattice
    first, again, other = (
        getattr(lp.hotspots, method)(
            values, near, permutations=99, draws=draws, seed=seed, n_jobs=jobs
        ).p_permutation
        for seed, jobs in ((1, 1), (1, 8), (2, 1))
    )
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_rates_of_small_places_are_steadied(lattice):
    areas, values, near = lattice
    people = np.full(64, 1_000.0)
    found = lp.hotspots.local_moran(pd.Series(values, index=areas.index), near, population=people)
    plain = lp.hotspots.local_moran(values, near)
    np.testing.assert_allclose(found.z, plain.z, atol=1e-9)
    assert found.to_frame().index.equals(areas.index)
    with pytest.raises(lp.InvalidArgument, match="around"):
        lp.hotspots.local_moran(values, near, population=people, around=values)


def test_join_counts_and_colocation_test_only_places_that_have_it(lattice):
    _, values, near = lattice
    has = (values > 20).astype(float)
    found = lp.hotspots.local_join_counts(has, near, permutations=999)
    assert (found.label[has == 0] == "absent").all()
    assert found.label[0] == "joined"
    both = lp.hotspots.local_colocation([has, has], near, permutations=999)
    np.testing.assert_array_equal(both.statistic, found.statistic)
    with pytest.raises(lp.InvalidArgument, match="0 or 1"):
        lp.hotspots.local_join_counts(values, near)


def test_several_values_go_together_in_geary(lattice):
    _, values, near = lattice
    several = np.column_stack([values, values[::-1]])
    found = lp.hotspots.local_geary(several, near)
    one, two = (lp.hotspots.local_geary(column, near).statistic for column in several.T)
    np.testing.assert_allclose(found.statistic, (one + two) / 2)
    with pytest.raises(lp.InvalidArgument, match="shape"):
        lp.hotspots.local_geary(np.zeros((2, 2, 2)), near)


def test_draws_that_stop_early_give_nearly_the_p_of_all_and_need_draws_of_their_own(lattice):
    _, values, near = lattice
    options = {"permutations": 999, "draws": "independent", "seed": 2}
    p_of_all = lp.hotspots.getis_ord(values, near, **options).p_permutation
    stopped = lp.hotspots.getis_ord(values, near, **options, stop_after=20).p_permutation
    assert (stopped != p_of_all).any()
    np.testing.assert_allclose(stopped, p_of_all, rtol=1.0, atol=0.01)
    with pytest.raises(lp.InvalidArgument, match="stop_after"):
        lp.hotspots.getis_ord(values, near, permutations=99, stop_after=20)
