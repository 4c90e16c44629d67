# SPDX-License-Identifier: MIT
"""Global statistics side by side with esda."""

import warnings

import geopandas as gpd
import numpy as np
import pytest

import libprofile as lp

esda = pytest.importorskip("esda")
pytest.importorskip("libpysal")
lee = pytest.importorskip("esda.lee")

H = lp.hotspots
SEEDS = range(100)
close = {"rel": 1e-10, "abs": 1e-12}


def world(seed, standardise):
    """Values with ties, and weights with and without islands, not always symmetric."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(12, 50))
    xy = draw.uniform(0, 1_000, (n, 2))
    weights = lp.geography.k_nearest(xy, 4) if seed % 2 else lp.geography.distance_band(xy, 220)
    if standardise:
        weights = weights.row_standardised()
    x = draw.poisson(6, n).astype(float)
    y = draw.normal(size=n) + 0.3 * x
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = weights.to_libpysal().to_W()
    return x, y, weights, graph


def quietly(function, *arguments, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*arguments, **options)


def check_moran(ours, theirs, assumption):
    kind = {"randomisation": "rand", "normality": "norm"}[assumption]
    assert ours.statistic == pytest.approx(theirs.I, **close)
    assert ours.expected == pytest.approx(theirs.EI, **close)
    assert ours.variance == pytest.approx(getattr(theirs, f"VI_{kind}"), **close)
    assert ours.p == pytest.approx(getattr(theirs, f"p_{kind}"), rel=1e-8)


@pytest.mark.parametrize("assumption", ["randomisation", "normality"])
@pytest.mark.parametrize("seed", SEEDS)
def test_moran(seed, assumption):
    x, _, weights, graph = world(seed, standardise=seed % 4 < 2)
    graph.transform = "r" if seed % 4 < 2 else "b"
    theirs = quietly(
        esda.Moran, x, graph, transformation=graph.transform, permutations=0, two_tailed=True
    )
    check_moran(H.moran(x, weights, assumption=assumption), theirs, assumption)


@pytest.mark.parametrize("seed", SEEDS)
def test_bivariate_moran(seed):
    x, y, weights, graph = world(seed, standardise=True)
    theirs = quietly(esda.Moran_BV, x, y, graph, permutations=0)
    assert H.moran(x, weights, around=y).statistic == pytest.approx(
        moran_bv_by_definition(x, y, weights), **close
    )
    ratio = theirs.I / H.moran(x, weights, around=y).statistic
    assert ratio == pytest.approx(factor_left_out(weights), rel=1e-9)


def dense(weights):
    matrix = np.zeros((weights.n, weights.n))
    for i in range(weights.n):
        matrix[i, weights.neighbours(i)] = weights.weights(i)
    return matrix


def moran_bv_by_definition(x, y, weights):
    w = dense(weights)
    a, b = x - x.mean(), y - y.mean()
    return len(x) / w.sum() * (a @ w @ b) / np.sqrt((a @ a) * (b @ b))


def factor_left_out(weights):
    """S0 / n, a factor that esda leaves out: below 1 where there are islands."""
    return dense(weights).sum() / weights.n


@pytest.mark.parametrize("seed", SEEDS)
def test_moran_of_rates(seed):
    _, _, weights, graph = world(seed, standardise=True)
    draw = np.random.default_rng(seed + 500)
    people = draw.integers(200, 5_000, weights.n).astype(float)
    events = draw.poisson(people * draw.gamma(2, 0.01, weights.n)).astype(float)
    theirs = quietly(esda.Moran_Rate, events, people, graph, permutations=0)
    ours = H.moran(events, weights, population=people)
    assert ours.statistic == pytest.approx(theirs.I, **close)


@pytest.mark.parametrize("seed", SEEDS)
def test_geary(seed):
    x, _, weights, graph = world(seed, standardise=True)
    theirs = quietly(esda.Geary, x, graph, permutations=0)
    for assumption, kind in (("randomisation", "rand"), ("normality", "norm")):
        ours = H.geary(x, weights, assumption=assumption)
        assert ours.statistic == pytest.approx(theirs.C, **close)
        assert ours.variance == pytest.approx(getattr(theirs, f"VC_{kind}"), **close)


@pytest.mark.parametrize("seed", SEEDS)
def test_general_g(seed):
    x, _, weights, graph = world(seed, standardise=False)
    theirs = quietly(esda.G, x, graph, permutations=0)
    ours = H.general_g(x, weights)
    assert ours.statistic == pytest.approx(theirs.G, **close)
    assert ours.expected == pytest.approx(theirs.EG, **close)
    assert ours.variance == pytest.approx(theirs.VG, rel=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_join_counts(seed):
    x, _, weights, graph = world(seed, standardise=False)
    black = (x > 6).astype(float)
    theirs = quietly(esda.Join_Counts, black, graph, permutations=9)
    ours = H.join_counts(black, weights)
    assert (ours.bb, ours.bw, ours.ww) == pytest.approx((theirs.bb, theirs.bw, theirs.ww))


@pytest.mark.parametrize("seed", SEEDS)
def test_lee(seed):
    x, y, weights, graph = world(seed, standardise=True)
    theirs = lee.Spatial_Pearson(connectivity=graph.sparse, permutations=0)
    theirs.fit(x[:, None], y[:, None])
    ours = H.lee(x, y, weights)
    assert ours.statistic == pytest.approx(theirs.association_[0, 1], **close)


def near_theirs(ours, simulated):
    """Our exact moments beside those of their arrangements, within five standard errors."""
    n = len(simulated)
    assert ours.expected == pytest.approx(simulated.mean(), abs=5 * simulated.std() / np.sqrt(n))
    centred = simulated - simulated.mean()
    error = np.sqrt((np.mean(centred**4) - np.mean(centred**2) ** 2) / n)
    assert ours.variance == pytest.approx(np.mean(centred**2), abs=5 * error)


@pytest.mark.parametrize("seed", range(1, 21, 4))
def test_moments_of_bivariate_moran_are_those_of_their_arrangements(seed):
    x, y, weights, graph = world(seed, standardise=True)
    np.random.seed(seed)  # noqa: NPY002 - esda draws from the global generator
    theirs = quietly(esda.Moran_BV, x, y, graph, permutations=999)
    near_theirs(H.moran(x, weights, around=y), theirs.sim)


@pytest.mark.parametrize("seed", range(1, 21, 4))
def test_moments_of_lee_are_those_of_their_arrangements(seed):
    x, y, weights, graph = world(seed, standardise=True)
    np.random.seed(seed)  # noqa: NPY002 - esda draws from the global generator
    theirs = lee.Spatial_Pearson(connectivity=graph.sparse, permutations=999)
    theirs.fit(x[:, None], y[:, None])
    near_theirs(H.lee(x, y, weights), theirs.reference_distribution_[:, 0, 1])


def test_columbus_by_permutation(real_data):
    frame = gpd.read_file(real_data / "classics" / "columbus" / "columbus.shp")
    areas = frame.scale(1024, 1024, origin=(0, 0)).set_crs(27700, allow_override=True)
    weights = lp.geography.queen(areas).row_standardised()
    graph = quietly(weights.to_libpysal().to_W)
    np.random.seed(1)  # noqa: NPY002 - esda draws from the global generator
    ours = H.moran(frame.HOVAL, weights, permutations=4_999, alternative="greater")
    theirs = quietly(esda.Moran, frame.HOVAL.to_numpy(), graph, permutations=4_999)
    # Both within three standard errors of the same tail.
    error = 3 * np.sqrt(2 * ours.p_permutation * (1 - ours.p_permutation) / 5_000)
    assert ours.p_permutation == pytest.approx(theirs.p_sim, abs=error + 2e-4)


def test_a_uniform_map_gets_a_p_from_esda_and_none_from_us():
    # A fault there: with all values equal I is 0 / 0, and yet there is a p.
    xy = np.array([(x, y) for x in range(4) for y in range(4)], float)
    weights = lp.geography.distance_band(xy, 1)
    theirs = quietly(esda.Moran, np.ones(16), quietly(weights.to_libpysal().to_W), permutations=99)
    assert np.isnan(theirs.I)
    assert theirs.p_sim == pytest.approx(0.01)
    assert np.isnan(H.moran(np.ones(16), weights, permutations=99).p_permutation)
