# SPDX-License-Identifier: MIT
"""Labels in another order are refused, or followed: never is a value taken for another place.

Columns are found in what the documentation of every function says of its parameters, so that a new
function is tried without being listed here; one whose parameters nothing below knows fails.
"""

import inspect
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import Point, box

import libprofile as lp

N = 12
PLACES = pd.Index([f"E{i:02d}" for i in range(N)])
EVENTS = pd.Index([f"i{i:02d}" for i in range(N)])
PREMISES = pd.Index([f"s{i:02d}" for i in range(N)])
BANDS = pd.Index(["0-17", "18-64", "65+"])
draw = np.random.default_rng(1)

COLUMN = re.compile(r"shape \((n|m|bands|premises|periods)[,)]|Series|GeoDataFrame|DataFrame")
# Takes the arguments of another: tested below.
ELSEWHERE = {"outreach_feedback"}
FEW = {"replicates": 99, "permutations": 0, "resamples": 5, "progress": None, "n_jobs": 1}


def numbers(low: int, high: int, index: pd.Index = PLACES) -> "pd.Series[Any]":
    return pd.Series(draw.integers(low, high, len(index)), index=index, dtype=float)


def points(index: pd.Index, **columns: Any) -> gpd.GeoDataFrame:
    where = [Point(*one) for one in draw.uniform(0, 3000, (len(index), 2)).round(1)]
    return gpd.GeoDataFrame(columns, geometry=where, index=index, crs=27700)


def times(index: pd.Index, first: str = "2018-01-01T09:30") -> "pd.Series[Any]":
    days = pd.date_range(first, periods=len(index), freq="31D", tz="UTC")
    return pd.Series(days, index=index)


COUNT = numbers(5, 30)
AREAS = gpd.GeoDataFrame(
    {"score": COUNT.to_numpy()},
    geometry=[box(x, y, x + 1000, y + 1000) for y in (0, 1000, 2000) for x in range(0, 4000, 1000)],
    index=PLACES,
    crs=27700,
)
# Made from no frame: it has no labels, and columns are held against each other alone.
WEIGHTS = lp.geography.queen(AREAS.reset_index(drop=True))
TABLE = pd.DataFrame({"thefts": COUNT})
STARTS = times(EVENTS)

GIVEN: dict[str, Any] = {
    **dict.fromkeys(["count", "counts", "known", "successes", "first", "values", "x"], COUNT),
    **dict.fromkeys(["other_count", "second", "y", "around"], numbers(1, 20)),
    **dict.fromkeys(["population", "populations", "residents", "total"], numbers(900, 2000)),
    **dict.fromkeys(["by_day", "other_population", "base"], numbers(900, 2000)),
    "expected": numbers(8, 25),
    "deprivation": numbers(1, 30_000),
    "covariates": numbers(0, 9),
    **dict.fromkeys(["areas", "mask"], AREAS),
    "incidents": points(EVENTS),
    "points": points(EVENTS),
    "next_points": points(EVENTS),
    "cases": points(EVENTS),
    "controls": points(PREMISES),
    "case_weights": numbers(1, 3, EVENTS),
    "control_weights": numbers(1, 3, PREMISES),
    "premises": points(PREMISES, type=["P05", "P06"] * (N // 2)),
    **dict.fromkeys(
        ["neighbourhood", "area", "parent"], pd.Series(["N1", "N2", "N2"] * 4, index=PREMISES)
    ),
    "open_hours": pd.DataFrame(draw.random((N, 168)) < 0.5, index=PREMISES),
    "hours": numbers(0, 168, EVENTS),
    **dict.fromkeys(["start", "incident"], STARTS),
    **dict.fromkeys(["end", "reported"], STARTS + pd.Timedelta("3h")),
    "recorded": STARTS + pd.Timedelta("5D"),
    "child": pd.Series([f"c{i}" for i in range(N)], index=EVENTS),
    "by": pd.Series(["N1", "N2"] * (N // 2), index=EVENTS),
    "observed_until": "2019-06-01",
    "as_of": "2019-06-01",
    "bandwidth_m": 500.0,
    "scenarios": {"national": (0.001, 0.002)},
    **dict.fromkeys(["standard", "standard_count"], numbers(5, 9, BANDS)),
    "standard_population": numbers(900, 2000, BANDS),
    "map": AREAS,
}
OF_BANDS = {name: numbers(50, 60, BANDS) for name in ("count", "population")}
PEOPLE = pd.DataFrame(draw.integers(90, 200, (N, 3)), index=PLACES, columns=BANDS)
BINARY = {name: pd.Series([0, 1, 1] * 4, index=PLACES) for name in ("values", "around")}
ROWS = pd.DataFrame({"unit": PLACES, "category": "thefts", "count": COUNT.to_numpy()}, index=PLACES)
PROTECTED = lp.disclosure.protect(ROWS, "partner", bytes(range(32)))
# What a function means by a name where it differs from what most mean.
OWN: dict[str, dict[str, Any]] = {
    "standardised_rate": OF_BANDS,
    "standardised_ratio": {"population": PEOPLE},
    "neighbourhood_score": {
        "counts": TABLE,
        "expected": TABLE + 1.0,
        "weights": {"thefts": 1.0},
        "roles": {"thefts": "harm"},
    },
    "local_join_counts": BINARY,
    "local_colocation": {"columns": list(BINARY.values())},
    "top_tenth_over_time": {"counts": [COUNT, COUNT + 1]},
    "wilson_interval": {"total": COUNT + 9},
    "audit": {"protected": PROTECTED, "counts": ROWS},
    "fidelity": {"protected": PROTECTED, "counts": ROWS},
    "outreach_plan": {
        "harm": pd.DataFrame({"Fri 18-22": COUNT / 52}),
        "travel_hours": pd.DataFrame(draw.random((N, N)), index=PLACES, columns=PLACES),
        "districts": pd.Series(["D1", "D2", "D2"] * 4, index=PLACES),
        "reserve": pd.Series([True, False, False] * 4, index=PLACES),
    },
    "evaluate": {"map": COUNT, "areas": AREAS},
    "outreach_stability": {"events": points(EVENTS)},
}
# Pairs that no call may have together.
APART = {
    frozenset(("around", "population")),  # local_moran and moran: rates take no second column
}


def columns_of(function: Callable[..., Any]) -> list[str]:
    """Names of the parameters that have one value a place, event, premises or band."""
    documented = (inspect.getdoc(function) or "").split("Parameters\n")[1].split("\nReturns\n")[0]
    stated = re.findall(r"^([a-z_, ]+) : (.+)$", documented, re.M)
    names = [name for names, kind in stated if COLUMN.search(kind) for name in names.split(", ")]
    return [name for name in names if name in inspect.signature(function).parameters]


def value_of(function: Callable[..., Any], name: str) -> Any:
    own = OWN.get(function.__name__, {})
    if name in own:
        return own[name]
    if name == "weights":
        wanted = str(inspect.signature(function).parameters["weights"].annotation)
        return WEIGHTS if "Weights" in wanted else numbers(1, 3, EVENTS)
    return GIVEN[name]


def labels(value: Any) -> frozenset[str]:
    """Labels of a column, or of the columns of a list."""
    if isinstance(value, list):
        value = value[0]
    return frozenset(value.index) if hasattr(value, "index") else frozenset()


def turned(value: Any) -> Any:
    return [value[0], value[1][::-1]] if isinstance(value, list) else value[::-1]


def cases() -> Iterator[Any]:
    for module in (lp.risk, lp.hotspots, lp.disclosure):
        for name in module.__all__:
            function = getattr(module, name)
            if not inspect.isfunction(function) or name in ELSEWHERE:
                continue
            columns = columns_of(function)
            if len(columns) < 2 and name not in OWN:
                continue
            values = {column: value_of(function, column) for column in columns}
            for column in columns:
                if isinstance(values[column], list):
                    yield pytest.param(function, column, column, id=f"{name}-{column}")
            for first, second in itertools.permutations(columns, 2):
                alike = labels(values[first]) and labels(values[first]) == labels(values[second])
                if alike and frozenset((first, second)) not in APART:
                    yield pytest.param(function, first, second, id=f"{name}-{first}-{second}")


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("function", "first", "second"), list(cases()))
def test_no_labelled_column_is_taken_by_position(
    function: Callable[..., Any], first: str, second: str
) -> None:
    parameters = inspect.signature(function).parameters
    own = OWN.get(function.__name__, {})
    needed = [name for name, one in parameters.items() if one.default is one.empty]
    given = {name: value_of(function, name) for name in {*needed, first, second, *own}}
    given |= {name: few for name, few in FEW.items() if name in parameters}
    as_meant = function(**given)
    refusal = ""
    try:
        found = function(**(given | {second: turned(given[second])}))
    except lp.errors.InvalidArgument as error:
        refusal = str(error)
    if refusal:
        assert re.search("labels .* type|must have the index of", refusal), refusal
    else:
        assert repr(found) == repr(as_meant), "took values for those of other places"


def test_codes_of_a_protected_table_are_held_against_those_of_a_column() -> None:
    with pytest.raises(lp.InvalidArgument, match=r"population = population\.loc\[count\.units\]"):
        lp.risk.rate(PROTECTED, GIVEN["population"][::-1])
    lp.risk.rate(PROTECTED, GIVEN["population"])


def test_codes_read_as_numbers_are_the_codes_read_as_text() -> None:
    codes = range(101, 101 + N)
    people = GIVEN["population"].set_axis(codes)
    lp.risk.rate(COUNT.set_axis(people.index.astype(str)), people)
    with pytest.raises(lp.InvalidArgument, match="in another order"):
        lp.risk.rate(COUNT.set_axis(people.index.astype(str)), people[::-1])


def test_feedback_blames_the_argument_that_was_given() -> None:
    harm = pd.DataFrame({"Fri 18-22": COUNT / 52})
    with pytest.raises(lp.InvalidArgument, match=r"^proactive: .* type proactive = "):
        lp.risk.outreach_feedback(harm, harm[::-1], areas=AREAS)
    with pytest.raises(lp.InvalidArgument, match=r"^areas: .* of reported, .* type areas = "):
        lp.risk.outreach_feedback(harm, harm, areas=AREAS[::-1])
    with pytest.raises(lp.InvalidArgument, match="proactive: must have the bands of reported"):
        lp.risk.outreach_feedback(harm, harm.set_axis(["Sat 18-22"], axis=1), areas=AREAS)
