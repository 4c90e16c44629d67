# SPDX-License-Identifier: MIT
"""What the extension refuses is said in the names of the function that was called."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import libprofile as lp

COUNT = pd.Series([9.0, 4.0, 7.0], index=["E01", "E02", "E03"])
PEOPLE = pd.Series([900.0, 800.0, 700.0], index=COUNT.index)
HARM = pd.DataFrame({"Fri 18-22": COUNT, "Sat 18-22": COUNT})


def with_one(column: "pd.Series[float]", value: float) -> "pd.Series[float]":
    return column.where(column.index != "E02", value)


TWO_COLUMNS = {
    "rate": (lp.risk.rate, "count", "population"),
    "funnel": (lp.risk.funnel, "count", "expected"),
    "poisson_gamma": (lp.risk.poisson_gamma, "count", "expected"),
    "empirical_bayes": (lp.risk.empirical_bayes, "count", "population"),
    "excess_risk": (lp.risk.excess_risk, "count", "population"),
    "neighbourhood_risk": (lp.risk.neighbourhood_risk, "counts", "population"),
    "check_denominators": (lp.risk.check_denominators, "count", "residents"),
}


@pytest.mark.parametrize(
    ("function", "count", "base"), TWO_COLUMNS.values(), ids=TWO_COLUMNS.keys()
)
def test_the_argument_and_the_label_are_named(
    function: Callable[..., Any], count: str, base: str
) -> None:
    assert {count, base} <= set(inspect.signature(function).parameters)
    with pytest.raises(lp.InvalidArgument, match=rf"^{count}\[1\] \(E02\) = -3: must be"):
        function(with_one(COUNT, -3), PEOPLE)
    with pytest.raises(lp.InvalidArgument, match=rf"^{base}\[1\] \(E02\) = inf: must be"):
        function(COUNT, with_one(PEOPLE, np.inf))
    with pytest.raises(lp.InvalidArgument, match=rf"^{base}\[1\] = -1: must be"):
        function(COUNT.tolist(), [900, -1, 700])
    with pytest.raises(
        lp.InvalidArgument,
        match=rf"^{base} has 2 values: must have one for each of the 3 of {count}",
    ):
        function(COUNT, PEOPLE[:2])


def test_the_other_side_of_a_comparison_is_named() -> None:
    compare = lp.risk.compare_rates
    with pytest.raises(lp.InvalidArgument, match=r"^other_population has 1 values: .* of count$"):
        compare(COUNT, PEOPLE, COUNT, PEOPLE[:1])
    with pytest.raises(lp.InvalidArgument, match=r"^other_count\[1\] \(E02\) = 0.5: must be whole"):
        compare(COUNT, PEOPLE, with_one(COUNT, 0.5), PEOPLE)


def test_tables_are_named_by_row_and_column() -> None:
    harm = HARM.copy()
    harm.loc["E02", "Sat 18-22"] = -1
    with pytest.raises(lp.InvalidArgument, match=r"^harm\[1, 1\] \(E02, Sat 18-22\) = -1: must"):
        lp.risk.outreach_plan(harm, teams=1)
    people = pd.DataFrame({"0-17": PEOPLE, "18+": with_one(PEOPLE, -1)})
    with pytest.raises(lp.InvalidArgument, match=r"^population\[1, 1\] \(E02, 18\+\) = -1: must"):
        lp.risk.standardised_ratio(COUNT, people, [5, 9], [900, 900])


def test_labels_of_records_are_not_repeated() -> None:
    start = pd.Series(pd.to_datetime(["2018-01-01T20:00Z"] * 3), index=["K. Hill", "b", "c"])
    with pytest.raises(lp.InvalidArgument, match=re.escape("end[0]: must be")) as refused:
        lp.risk.missing_spells(
            ["x", "y", "z"], start, start - pd.Timedelta("1h"), observed_until="2018-12-31"
        )
    assert "Hill" not in str(refused.value)
