# SPDX-License-Identifier: MIT
"""Local statistics beside those of esda, on real data and on seeded cases."""

import warnings

import numpy as np
import pytest

import libprofile as lp

esda = pytest.importorskip("esda")
libpysal = pytest.importorskip("libpysal")
assuncao_rate = pytest.importorskip("esda.smoothing").assuncao_rate

SEEDS = range(100)
FEW = range(20)  # For peers that go through a table of pairs, which is slow.


@pytest.fixture(autouse=True)
def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def case(seed):
    """Points at random and the nearest four of each."""
    rng = np.random.default_rng(seed)
    near = lp.geography.k_nearest(rng.uniform(0, 1_000, (40, 2)), 4)
    return rng, near, near.to_libpysal()


def close(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("seed", SEEDS)
def test_local_moran_is_theirs_and_their_conditional_moments_are_scaled_with_n(seed):
    rng, near, graph = case(seed)
    values = rng.poisson(4, 40).astype(float)
    found = lp.hotspots.local_moran(values, near.row_standardised())
    other = esda.Moran_Local(values, graph, permutations=0)
    # esda divides I by the variance with n - 1, but its moments by that with n.
    close(found.statistic, other.Is)
    close(found.expected, other.EIc * 39 / 40)
    close(found.variance, other.VIc * (39 / 40) ** 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_local_moran_of_rates_standardises_as_they_do(seed):
    rng, near, graph = case(seed)
    people = rng.integers(50, 5_000, 40).astype(float)
    counts = rng.poisson(people * 0.01).astype(float)
    found = lp.hotspots.local_moran(counts, near.row_standardised(), population=people)
    other = esda.Moran_Local_Rate(counts, people, graph, permutations=0)
    close(found.statistic, other.Is)
    close(lp.hotspots.standardised_rates(counts, people), assuncao_rate(counts, people))


@pytest.mark.parametrize("seed", SEEDS)
def test_bivariate_local_moran_is_theirs(seed):
    rng, near, graph = case(seed)
    here, around = rng.normal(size=(2, 40))
    found = lp.hotspots.local_moran(here, near.row_standardised(), around=around)
    close(found.statistic, esda.Moran_Local_BV(here, around, graph, permutations=0).Is)


@pytest.mark.parametrize("seed", FEW)
def test_local_geary_is_theirs_which_is_scaled_with_n(seed):
    rng, near, graph = case(seed)
    values = rng.poisson(4, 40).astype(float)
    found = lp.hotspots.local_geary(values, near.row_standardised())
    other = esda.Geary_Local(connectivity=graph, permutations=0).fit(values)
    close(found.statistic, other.localG * 39 / 40)


@pytest.mark.parametrize("seed", FEW)
def test_multivariate_local_geary_is_theirs_which_is_scaled_with_n(seed):
    rng, near, graph = case(seed)
    values = rng.normal(size=(40, 3))
    found = lp.hotspots.local_geary(values, near.row_standardised())
    other = esda.Geary_Local_MV(connectivity=graph, permutations=0).fit(list(values.T))
    close(found.statistic, np.asarray(other.localG) * 39 / 40)


@pytest.mark.parametrize("seed", FEW)
def test_join_counts_are_theirs(seed):
    rng, near, graph = case(seed)
    first, second = rng.integers(0, 2, (2, 40)).astype(float)
    found = lp.hotspots.local_join_counts(first, near)
    other = esda.Join_Counts_Local(connectivity=graph).fit(first, permutations=0)
    close(found.statistic, np.asarray(other.LJC))
    apart = lp.hotspots.local_join_counts(first, near, around=second)
    both = lp.hotspots.local_colocation([first, second], near)
    peer = esda.Join_Counts_Local_BV(connectivity=graph)
    close(apart.statistic, np.asarray(peer.fit(first, second, case="BJC", permutations=0).LJC))
    close(both.statistic, np.asarray(peer.fit(first, second, case="CLC", permutations=0).LJC))


@pytest.mark.parametrize("seed", SEEDS)
def test_losh_is_theirs_with_the_upper_tail(seed):
    rng, near, _ = case(seed)
    values = rng.normal(size=40)
    with_self = near.with_self()
    other = esda.LOSH(connectivity=libpysal_w(with_self), inference="chi-square").fit(values)
    found = lp.hotspots.losh(values, with_self, alternative="greater")
    close(found.statistic, other.Hi)
    close(found.variance, other.VarHi)
    np.testing.assert_allclose(found.p, other.pval, atol=1e-8)


def test_one_island_takes_all_of_their_losh_and_one_of_ours():
    near = lp.geography.distance_band([(0, 0), (10, 0), (20, 0), (500, 0)], 15)
    values = [1.0, 4.0, 2.0, 9.0]
    assert np.isnan(esda.LOSH(connectivity=libpysal_w(near)).fit(np.array(values)).Hi).all()
    assert np.isnan(lp.hotspots.losh(values, near).statistic).tolist() == [False] * 3 + [True]


@pytest.mark.parametrize("seed", SEEDS)
def test_gi_with_binary_weights_is_theirs(seed):
    rng, near, _ = case(seed)
    values = rng.poisson(4, 40) + 1.0
    found = lp.hotspots.getis_ord(values, near, star=False)
    other = esda.G_Local(values, libpysal_w(near), transform="B", permutations=0, star=False)
    close(found.z, other.Zs)


def test_gi_with_standardised_rows_has_their_wrong_variance_and_ours_does_not_move():
    """esda's variance holds for weights of 1; dividing a row by its sum must not change z."""
    xy = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    values = np.array([2, 3, 3.2, 5, 8, 7])
    near = lp.geography.distance_band(xy, 15)
    binary = lp.hotspots.getis_ord(values, near, star=False).z
    close(lp.hotspots.getis_ord(values, near.row_standardised(), star=False).z, binary)
    other = esda.G_Local(values, libpysal_w(near), transform="R", permutations=0, star=False)
    assert other.Zs[0] == pytest.approx(-0.62074534, abs=1e-8)
    assert binary[0] == pytest.approx(-1.01367289855, abs=1e-10)


def test_permutation_p_of_geary_are_twice_theirs_which_are_of_the_smaller_tail():
    rng, near, graph = case(1)
    values = rng.normal(size=(40, 3))
    ours = lp.hotspots.local_geary(values, near.row_standardised(), permutations=9999)
    np.random.seed(1)  # noqa: NPY002 They draw from the generator that all share.
    theirs = esda.Geary_Local_MV(connectivity=graph, permutations=9999).fit(list(values.T)).p_sim
    np.testing.assert_allclose(ours.p_permutation, np.minimum(1, 2 * theirs), atol=0.05)


def test_their_losh_has_no_permutations():
    near = lp.geography.distance_band([(0, 0), (10, 0), (20, 0)], 15)
    with pytest.raises(NotImplementedError):
        esda.LOSH(connectivity=libpysal_w(near), inference="permutation").fit(np.arange(3.0))


def libpysal_w(weights):
    neighbours = {i: [int(j) for j in weights.neighbours(i)] for i in range(weights.n)}
    return libpysal.weights.W(neighbours, silence_warnings=True)
