# SPDX-License-Identifier: MIT
"""Local statistics and their p beside those of pygeoda, place by place, on two published maps."""

import warnings

import geopandas as gpd
import numpy as np
import pytest

import libprofile as lp

pygeoda = pytest.importorskip("pygeoda")

# More do not make theirs more exact: see below.
PERMUTATIONS = 999
MANY = 99_999
MAPS = {
    "columbus": ("columbus/columbus.shp", ["HOVAL", "CRIME", "INC"]),
    "sids": ("sids2.zip!sids2/sids2.shp", ["BIR74", "BIR79", "NWBIR74"]),
}


@pytest.fixture(scope="module", params=MAPS)
def case(request, real_data):
    """A map, the neighbours of each side, and some of its columns."""
    path, columns = MAPS[request.param]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = gpd.read_file(real_data / "classics" / path)
    # On a plane where a unit is a kilometre or so; contiguity does not look at it.
    plane = frame.scale(1024, 1024, origin=(0, 0)).set_crs(27700, allow_override=True)
    frame = frame.set_geometry(plane)
    theirs = pygeoda.queen_weights(pygeoda.open(frame[[columns[0], "geometry"]]))
    near = lp.geography.queen(frame)
    return near, theirs, [frame[name].astype(float) for name in columns]


def test_neighbours_are_theirs(case):
    near, theirs, _ = case
    for i in range(near.n):
        assert near.neighbours(i).tolist() == sorted(theirs.get_neighbors(i))


def folded(found):
    """Our p as theirs are: of the smaller tail."""
    return found.p_permutation / 2


def p_of(other, permutations=PERMUTATIONS):
    """Their p, of the smaller tail too: where draws are skewed they take that of the other."""
    p = np.asarray(other.lisa_pvalues())
    return np.minimum(p, 1 + 1 / (permutations + 1) - p)


def agree(found, other, per_neighbour=1):
    """The statistic to ten digits, and p within chance at every place."""
    np.testing.assert_allclose(
        found.statistic / per_neighbour, other.lisa_values(), rtol=1e-10, atol=1e-10
    )
    ours, theirs = folded(found), p_of(other)
    # Ours from many permutations has hardly an error. Theirs repeats draws: five standard errors
    # of half as many, and a step.
    band = 5 * np.sqrt(2 * ours * (1 - ours) / PERMUTATIONS) + 1 / (PERMUTATIONS + 1)
    assert (np.abs(ours - theirs) <= band).all()


def run(method, theirs, values, permutations=PERMUTATIONS):
    return getattr(pygeoda, method)(
        theirs, values.tolist(), permutations=permutations, permutation_method="complete", seed=7
    )


def test_local_moran(case):
    near, theirs, columns = case
    for values in columns:
        found = lp.hotspots.local_moran(values, near.row_standardised(), permutations=PERMUTATIONS)
        other = run("local_moran", theirs, values)
        agree(found, other)


def test_local_geary(case):
    near, theirs, columns = case
    for values in columns:
        found = lp.hotspots.local_geary(values, near.row_standardised(), permutations=PERMUTATIONS)
        other = run("local_geary", theirs, values)
        agree(found, other)


def test_gi_and_gi_star(case):
    near, theirs, columns = case
    for values in columns:
        for star, method in ((False, "local_g"), (True, "local_gstar")):
            found = lp.hotspots.getis_ord(values, near, star=star, permutations=MANY)
            other = run(method, theirs, values)
            # Theirs divides by the number of neighbours; Gi* counts the place itself.
            agree(found, other, near.counts + star)


def test_their_p_do_not_come_nearer_with_more_permutations(case):
    """A fault there: draws repeat, so that p of 99,999 are as far off as those of few."""
    near, theirs, columns = case
    exact = folded(
        lp.hotspots.local_moran(columns[0], near.row_standardised(), permutations=499_999)
    )
    error = np.sqrt(exact * (1 - exact) / MANY)
    ours = folded(
        lp.hotspots.local_moran(columns[0], near.row_standardised(), permutations=MANY, seed=5)
    )
    other = p_of(run("local_moran", theirs, columns[0], MANY), MANY)
    told = exact < 0.4  # Further up the two tails meet, and folding makes p smaller than either.
    assert np.std(((ours - exact) / error)[told]) < 1.6
    assert np.std(((other - exact) / error)[told]) > 2
