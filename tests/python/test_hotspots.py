# SPDX-License-Identifier: MIT
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

# Six points and their Gi, Gi* in esda 2.6 (its own tests): the same for binary weights and rows
# that add up to 1.
XY = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
Y = [2, 3, 3.2, 5, 8, 7]
GI = [-1.01367289855, -0.0436158942, 1.31558702896, -0.314126758, 1.15373985811, 1.77833940862]
GI_STAR = [
    *(-1.39727626201, -0.289177615627, 0.650649635161),
    *(-0.289177615627, 1.23452088352, 2.02424330939),
]


@pytest.fixture
def near():
    return lp.geography.distance_band(XY, 15)


@pytest.mark.parametrize(("star", "expected"), [(False, GI), (True, GI_STAR)])
@pytest.mark.parametrize("standardise", [False, True])
def test_six_points_have_the_published_z(near, star, expected, standardise):
    weights = near.row_standardised() if standardise and not star else near
    found = lp.hotspots.getis_ord(Y, weights, star=star)
    np.testing.assert_allclose(found.z, expected, atol=1e-6)


def test_the_lattice_of_ord_and_getis_has_the_published_z(real_data):
    cells = pd.read_csv(real_data / "classics" / "getisord_16x16.csv")
    xy = cells[["x", "y"]].to_numpy(float)
    expected = (1.22197916259, 1.74809754297, 1.98613542716, 1.8933738244, 1.23745425268)
    for radius_m, z in zip((30, 60, 90, 120, 150), expected, strict=True):
        near = lp.geography.distance_band(xy, radius_m)
        found = lp.hotspots.getis_ord(cells["val"], near, star=False)
        assert found.z[135] == pytest.approx(z, abs=1e-6)
    near = lp.geography.distance_band(xy, 30)
    assert lp.hotspots.getis_ord(cells["val"], near).z[135] == pytest.approx(
        1.45077980739, abs=1e-6
    )


def test_results_are_frozen_arrays_under_the_index_given(near):
    values = pd.Series(Y, index=list("abcdef"))
    found = lp.hotspots.getis_ord(values, near)
    frame = found.to_frame()
    assert frame.index.tolist() == list("abcdef")
    assert list(frame) == ["statistic", "expected", "variance", "z", "p", "q", "label"]
    assert "LocalStatistic" in found._repr_html_()
    with pytest.raises(ValueError, match="read-only"):
        found.z[0] = 1
    with pytest.raises(AttributeError):
        found.z = None


def test_an_island_is_called_one_and_has_no_p():
    near = lp.geography.distance_band([(0, 0), (3, 0), (4, 0), (900, 0)], 5)
    found = lp.hotspots.getis_ord([1, 2, 3, 4], near, star=False)
    assert found.label[3] == "island"
    assert np.isnan([found.p[3], found.q[3], found.z[3]]).all()


def test_permutations_repeat_by_seed_and_whatever_the_threads(near):
    first, again, other = (
        lp.hotspots.getis_ord(Y, near, permutations=999, seed=seed, n_jobs=jobs).p_permutation
        for seed, jobs in ((1, 1), (1, 8), (2, 1))
    )
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_labels_follow_sign_and_q():
    rng = np.random.default_rng(3)
    xy = rng.uniform(0, 1_000, (300, 2))
    values = np.where(np.hypot(*(xy - 250).T) < 150, 30, 2) + rng.poisson(2, 300)
    found = lp.hotspots.getis_ord(values, lp.geography.distance_band(xy, 100))
    hot = found.label == "hot"
    assert hot.any()
    assert (found.z[hot] > 0).all()
    assert (found.q[hot] <= 0.05).all()


def test_false_discovery_rate_is_benjamini_hochberg():
    q = lp.hotspots.false_discovery_rate([0.01, np.nan, 0.04, 0.03])
    np.testing.assert_allclose(q, [0.03, np.nan, 0.04, 0.04])


@pytest.mark.parametrize(
    ("values", "words"),
    [([1, 2, np.nan, 4, 5, 6], r"values\[2\]"), ([1, 2], "length|values"), (["a"] * 6, "numbers")],
)
def test_wrong_values_are_refused_in_words(near, values, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        lp.hotspots.getis_ord(values, near)


def test_other_weights_are_refused_with_the_way_to_make_them(near):
    with pytest.raises(lp.InvalidArgument, match="from_libpysal"):
        lp.hotspots.getis_ord(Y, near.to_libpysal())
    with pytest.raises(lp.InvalidArgument, match="queen"):
        lp.hotspots.getis_ord(Y, [[0, 1]])
