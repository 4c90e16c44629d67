# SPDX-License-Identifier: MIT
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point

import libprofile as lp


def test_intervals_of_counts_are_the_published_ones():
    lower, upper = lp.risk.poisson_interval([5, 65])
    np.testing.assert_allclose(lower, [1.62348639011842, 50.163187710459454], rtol=1e-9)
    np.testing.assert_allclose(upper, [11.668332079322669, 82.849138545939837], rtol=1e-9)
    limits = lp.risk.poisson_interval(10, level=0.998)
    np.testing.assert_allclose(limits, (2.916318374695686, 24.193724927880535), rtol=1e-6)


def test_intervals_of_shares_are_the_published_ones():
    limits = lp.risk.wilson_interval(65, 100)
    np.testing.assert_allclose(limits, (0.55254443296887967, 0.73635751756902468), rtol=1e-12)


def test_empirical_bayes_of_north_carolina_is_the_published_one(real_data):
    counties = gpd.read_file(f"zip://{real_data / 'classics' / 'sids2.zip'}!sids2/sids2.shp")
    found = lp.risk.empirical_bayes(counties["SID74"], counties["BIR74"])
    expected = [0.0016973, 0.0017054, 0.0017731, 0.0020129, 0.0035349]
    np.testing.assert_allclose(found.rate[:5], expected, atol=5e-8)
    assert found.prior_variance == pytest.approx(7.69293e-07, rel=1e-5)
    assert found.prior_mean == pytest.approx(0.00202144489365, rel=1e-9)
    excess = lp.risk.excess_risk(counties["SID74"], counties["BIR74"])
    np.testing.assert_allclose(excess[:5], [0.453433, 0, 0.775871, 0.97381, 3.13319], atol=5e-6)


def test_the_index_of_a_series_comes_back():
    counts = pd.Series([24, 6], index=["north", "south"])
    people = [1_000, 2_000]
    for frame in (
        lp.risk.rate(counts, people).to_frame(),
        lp.risk.empirical_bayes(counts, people).to_frame(),
        lp.risk.neighbourhood_risk(counts, people),
    ):
        assert frame.index.tolist() == ["north", "south"]


def test_missing_counts_give_no_rate_and_say_why():
    found = lp.risk.rate(pd.Series([24, None], dtype="Int64"), [1_000, 1_000])
    assert np.isnan(found.rate[1])
    assert found.reason[1]


def test_a_rate_of_protected_counts_covers_what_they_may_stand_for():
    counts = pd.DataFrame({"unit": ["south", "north"], "category": "x", "count": [40, 60]})
    safe = lp.disclosure.protect(counts, key=bytes(32))
    frame = lp.risk.rate(safe, [1_000, 2_000]).to_frame()
    assert frame.index.tolist() == ["south", "north"]
    exact = lp.risk.rate([40, 60], [1_000, 2_000])
    assert (frame["lower"].to_numpy() < exact.lower).all()
    assert (frame["upper"].to_numpy() > exact.upper).all()


def test_concentration_of_one_place_is_complete():
    found = lp.risk.concentration([0, 0, 0, 12])
    assert found.gini == 0.75
    assert found.lorenz.shape == (5, 2)
    assert found.lorenz[0].tolist() == [0, 0]
    assert found.lorenz[-1].tolist() == [1, 1]


def test_an_incident_near_several_premises_is_split():
    premises = gpd.GeoDataFrame(
        {"type": ["P05", "P06", "P12"]},
        geometry=[Point(0, 0), Point(10, 0), Point(0, 5)],
        crs=27700,
    )
    found = lp.risk.premises_type_risk(premises, [(5, 0), (900, 900)]).set_index("type")
    assert found["incidents"].to_dict() == {"P05": 0.5, "P06": 0.5}


def test_premises_and_incidents_must_be_on_one_plane():
    premises = gpd.GeoDataFrame({"type": ["P05"]}, geometry=[Point(0, 0)], crs=27700)
    incidents = gpd.GeoSeries([Point(0, 0)], crs=32630)
    with pytest.raises(lp.CrsError, match="to_crs"):
        lp.risk.premises_type_risk(premises, incidents)
    with pytest.raises(lp.InputError, match="did you mean 'types'"):
        lp.risk.premises_type_risk(premises.rename(columns={"type": "types"}), [(0, 0)])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: lp.risk.poisson_interval([1, -1]), "count"),
        (lambda: lp.risk.poisson_interval([1, np.inf]), r"count\[1\]"),
        (lambda: lp.risk.poisson_interval("five"), "count"),
        (lambda: lp.risk.poisson_interval([1], level=1), "level"),
        (lambda: lp.risk.wilson_interval([2], [1]), "successes"),
        (lambda: lp.risk.rate([1, 2], [1]), "population"),
        (lambda: lp.risk.concentration([1, np.nan]), r"counts\[1\]"),
        (lambda: lp.risk.empirical_bayes([1], [1], [[0]]), "weights"),
    ],
)
def test_wrong_arguments_are_refused_in_words(call, words):
    with pytest.raises(lp.InvalidArgument, match=words):
        call()


def test_errors_are_also_the_built_in_ones():
    for error, built_in in {
        lp.InvalidArgument: ValueError,
        lp.CrsError: ValueError,
        lp.GeometryError: ValueError,
        lp.InputError: OSError,
        lp.DisclosureError: PermissionError,
        lp.Cancelled: lp.Error,
    }.items():
        assert issubclass(error, built_in)
        assert issubclass(error, lp.Error)
