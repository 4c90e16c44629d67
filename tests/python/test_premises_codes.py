# SPDX-License-Identifier: MIT
"""Types of premises are codes however they are spelled; expected events are events."""

import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import libprofile as lp

SPELLED = [
    "P05",
    "p05",
    "takeaway, fast food",
    "P12",
    "p12",
    "Children's Home, Care-Setting",
    "p17",
]
PREMISES = gpd.GeoDataFrame(
    {"type": SPELLED, "ward": "W1"},
    geometry=gpd.points_from_xy(range(0, 7000, 1000), [0] * 7),
    crs=27700,
)
NEAR = [(10, 0), (1010, 0), (3010, 0), (5010, 0)]
CALLS = {
    "premises_type_risk": lambda p: lp.risk.premises_type_risk(p, NEAR),
    "matched_background": lambda p: lp.risk.matched_background(p, NEAR, "ward"),
    "premises_type_by_area": lambda p: lp.risk.premises_type_by_area(p, NEAR, "ward"),
    "distance_decay": lambda p: lp.risk.distance_decay(p, NEAR, replicates=99),
    "opening_hours_risk": lambda p: lp.risk.opening_hours_risk(
        p, np.arange(168 * len(p)).reshape(-1, 168) % 24 > 17, NEAR, [20, 21, 3, 4]
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_homes_are_left_out_and_spellings_are_one_type(call) -> None:
    found = call(PREMISES)
    assert set(found["type"] if isinstance(found, pd.DataFrame) else found.type) == {"P05"}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pub", r"type\[1\]: must be .* did you mean P10 \(pub, bar, nightclub\)\?"),
        ("children's home", r"did you mean P12 \(children's home, care setting\)\?"),
        ("P5", "did you mean P05"),
        ("7802", "P98 stands for any other"),
    ],
)
def test_other_texts_are_refused_with_the_nearest(call, text: str, words: str) -> None:
    types = PREMISES["type"].where(PREMISES.index != 1, text)
    with pytest.raises(lp.InvalidArgument, match=words) as refused:
        call(PREMISES.assign(type=types))
    assert f"'{text}'" not in str(refused.value)


def test_what_is_left_out_may_be_spelled_too() -> None:
    found = lp.risk.premises_type_risk(PREMISES, NEAR, exclude=["takeaway, fast food", "p17"])
    assert found["type"].tolist() == ["P12"]
    with pytest.raises(lp.InvalidArgument, match=r"exclude\[0\]: must be"):
        lp.risk.premises_type_risk(PREMISES, NEAR, exclude=["homes"])


def test_no_premises_have_the_columns_of_some() -> None:
    some = lp.risk.premises_type_risk(PREMISES, NEAR)
    none = lp.risk.premises_type_risk(PREMISES[:0], NEAR)
    assert len(none) == 0
    assert none.columns.tolist() == some.columns.tolist()
    assert [one.kind for one in none.dtypes] == [one.kind for one in some.dtypes]


XY = [(x, y) for y in range(0, 2500, 500) for x in range(0, 2500, 500)]
COUNT = np.array([9.0, 8, 1, 0, 1] * 5)
PEOPLE = np.full(25, 900.0)
MODELS = {
    "bym2": lambda e: lp.risk.bym2(COUNT, e, lp.geography.distance_band(XY, 750)),
    "leroux": lambda e: lp.risk.leroux(COUNT, e, lp.geography.distance_band(XY, 750)),
    "poisson_gamma": lambda e: lp.risk.poisson_gamma(COUNT, e),
}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_populations_in_place_of_expected_events_are_warned_of(model) -> None:
    with pytest.warns(UserWarning, match="expected: adds up to 237 times .* population.sum"):
        model(PEOPLE)
    with pytest.warns(UserWarning, match="expected: adds up to 0.3"):
        model(np.full(25, 1.2))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model(PEOPLE * COUNT.sum() / PEOPLE.sum())
        model(np.full(25, 10.0))


def test_more_events_than_people_are_said() -> None:
    with pytest.warns(UserWarning, match="1 of 3 places have more events than people"):
        lp.risk.empirical_bayes([9, 1, 2], [5, 100, 100])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        lp.risk.empirical_bayes([9, 1, np.nan], [50, 100, np.nan])


def test_one_row_that_cannot_be_used_is_warned_of() -> None:
    sample = lp.sample.partnership(size=0.1, seed=1)
    told = {"policy": "internal", "window": ("2024-01", "2024-12"), "seed": 1, "code": "code"}
    incidents = sample.incidents
    start = incidents["start"].astype(str).where(incidents.index != 7, "31/01/2024")
    with pytest.warns(lp.RejectedRowsWarning, match="cannot be used: `ProblemProfile.rejected`"):
        found = lp.problem_profile(incidents.assign(start=start), sample.areas, **told)
    assert len(found.rejected) > 0


def test_a_window_of_the_ledger_is_refused_in_dates(tmp_path) -> None:
    counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    protected = lp.disclosure.protect(counts, key=bytes(32))
    ledger = lp.disclosure.Ledger(tmp_path / "ledger")
    with pytest.raises(lp.InvalidArgument, match="its end, 2024-01-01, must be on or after"):
        ledger.enter(protected, stream="s", window=("2024-12-31", "2024-01-01"), author="A")
