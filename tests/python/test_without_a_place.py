# SPDX-License-Identifier: MIT
"""Incidents without coordinates, however they are written, are counted as without a place."""

import re
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import libprofile as lp

SAMPLE = lp.sample.partnership(size=0.1, seed=1)
MISSING = SAMPLE.incidents.geometry.isna().to_numpy()
NOWHERE = {
    "none": None,
    "empty": shapely.Point(),
    "nan": shapely.Point(np.nan, np.nan),
    "nan after to_crs": shapely.Point(np.inf, np.inf),
}


def written(kind: str) -> gpd.GeoDataFrame:
    places = SAMPLE.incidents.geometry.to_numpy().copy()
    places[MISSING] = NOWHERE[kind]
    return gpd.GeoDataFrame(
        pd.DataFrame(SAMPLE.incidents.drop(columns="geometry")), geometry=places, crs=27700
    )


def test_to_crs_makes_infinite_points_of_missing_ones() -> None:
    degrees = gpd.GeoSeries([NOWHERE["nan"], shapely.Point(-1.5, 53.4)], crs=4326)
    assert degrees.to_crs(27700).iloc[0] == NOWHERE["nan after to_crs"]


@pytest.mark.parametrize("kind", NOWHERE)
@pytest.mark.filterwarnings("ignore:.* points are at infinity:UserWarning")
def test_a_profile_accepts_them(kind: str) -> None:
    told = {"policy": "internal", "window": ("2024-01", "2024-12"), "seed": 1, "code": "code"}
    with warnings.catch_warnings():
        warnings.simplefilter("error", lp.RejectedRowsWarning)
        found = lp.problem_profile(written(kind), SAMPLE.areas, **told)
    assert found.rejected.empty
    as_given = lp.problem_profile(SAMPLE.incidents, SAMPLE.areas, **told)
    pd.testing.assert_frame_equal(found.counts, as_given.counts)


@pytest.mark.parametrize("kind", NOWHERE)
@pytest.mark.filterwarnings("ignore:.* points are at infinity:UserWarning")
def test_counts_and_premises_leave_them_out_and_say_so(kind: str) -> None:
    incidents, number = written(kind), f"{int(MISSING.sum()):,} of {len(MISSING):,}"
    areas = SAMPLE.areas.set_index("code")
    with pytest.warns(UserWarning, match=f"{number} points have no place"):
        counted = lp.geography.count(incidents, areas)
    placed = incidents[~MISSING]
    pd.testing.assert_frame_equal(counted, lp.geography.count(placed, areas))
    premises = SAMPLE.premises[SAMPLE.premises.geom_type == "Point"]
    weights = pd.Series(np.arange(len(incidents)) % 3 + 1.0)
    with pytest.warns(UserWarning, match=f"{number} incidents have no place and are near no pre"):
        near = lp.risk.premises_type_risk(premises, incidents, weights=weights)
    expected = lp.risk.premises_type_risk(premises, placed, weights=weights[~MISSING])
    pd.testing.assert_frame_equal(near, expected)
    is_open = np.arange(168 * len(premises)).reshape(-1, 168) % 24 > 17
    hours = np.arange(len(incidents)) % 168
    with pytest.warns(UserWarning, match="have no place"):
        found = lp.risk.opening_hours_risk(premises, is_open, incidents, hours)
    alone = lp.risk.opening_hours_risk(premises, is_open, placed, hours[~MISSING])
    pd.testing.assert_frame_equal(found.to_frame(), alone.to_frame())


def test_infinite_places_are_warned_of_by_number() -> None:
    message = f"{int(MISSING.sum())} of {len(MISSING)} points are at infinity"
    with pytest.warns(UserWarning, match=re.escape(message)):
        lp.geography.assign(written("nan after to_crs"), SAMPLE.areas)


def test_polygons_are_no_points_without_a_place() -> None:
    for function in (lp.geography.snapping, lambda p: lp.geography.assign(p, SAMPLE.areas)):
        with pytest.raises(
            lp.GeometryError, match=r"points\[0\] is (Multi)?Polygon: must be a point"
        ):
            function(SAMPLE.areas)


PREMISES_CALLS = {
    "type": lambda p, i, _: lp.risk.premises_type_risk(p, i),
    "background": lambda p, i, _: lp.risk.matched_background(p, i, "ward").to_frame(),
    "by area": lambda p, i, _: lp.risk.premises_type_by_area(p, i, "ward", parent="all").to_frame(),
    "decay": lambda p, i, _: lp.risk.distance_decay(
        p, i, neighbourhood=p["ward"], replicates=99
    ).to_frame(),
    "hours": lambda p, i, open_: lp.risk.opening_hours_risk(
        p, open_, i, np.arange(len(i)) % 168
    ).to_frame(),
}


@pytest.mark.parametrize("call", PREMISES_CALLS.values(), ids=PREMISES_CALLS)
def test_premises_without_a_place_are_left_out_and_said(call) -> None:
    incidents = SAMPLE.incidents[~MISSING]
    known = SAMPLE.premises[SAMPLE.premises.geometry.notna()]
    known = known.assign(ward=np.where(np.arange(len(known)) % 2, "W1", "W2"), all="A")
    is_open = np.random.default_rng(1).random((len(known), 168)) < 0.5
    away = np.zeros(len(known), dtype=bool)
    away[:9] = True
    named = int((away & ~known["type"].isin(["P12", "P15", "P17"]).to_numpy()).sum())
    places = known.geometry.to_numpy().copy()
    places[away] = None
    gone = known.set_geometry(gpd.GeoSeries(places, index=known.index, crs=27700))
    with pytest.warns(UserWarning, match=f"{named} of {len(known)} premises have no place"):
        found = call(gone, incidents, is_open)
    pd.testing.assert_frame_equal(found, call(known[~away], incidents, is_open[~away]))


def test_homes_need_no_place() -> None:
    premises = gpd.GeoDataFrame(
        {"type": ["P05", "P12"]}, geometry=[shapely.Point(0, 0), None], crs=27700
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = lp.risk.premises_type_risk(premises, [(10, 0)])
    assert found["type"].tolist() == ["P05"]
