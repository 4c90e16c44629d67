# SPDX-License-Identifier: MIT
"""Times mean what they mean in a profile: ISO 8601, local time of Europe/London without a zone."""

from datetime import date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from libprofile._clock import MISSING, times_of, times_seconds
from shapely import Point

import libprofile as lp

ZONED = pd.date_range("2018-07-06T18:30", periods=40, freq="7D", tz="Europe/London")
BARE = ZONED.tz_localize(None)
WINDOW = ("2018-01-01", "2018-12-31")


def hours_in_a_profile(start: "pd.Series") -> dict[str, int]:
    """Rows by band of the hour, as the plan of a profile counts them."""
    sample = lp.sample.partnership(size=0.1, seed=1)
    incidents = sample.incidents
    profile = lp.problem_profile(
        incidents.assign(start=np.resize(start, len(incidents)), end=None),
        sample.areas,
        window=("2018-01", "2019-12"),
        policy="internal",
        seed=1,
        code="code",
        outreach={"teams": 1, "hours": 1, "bands": ["Fri 18-19", "Fri 19-20"]},
    )
    rows = profile.layers["outreach_hours"].to_frame()
    return dict(zip(rows["when"], rows["count"], strict=True))


@pytest.mark.parametrize("texts", [True, False])
def test_without_a_zone_times_are_local_here_and_in_a_profile(texts: bool) -> None:
    start = pd.Series(BARE.strftime("%Y-%m-%dT%H:%M") if texts else BARE)
    assert times_seconds(start, "start").tolist() == times_seconds(ZONED, "start").tolist()
    found = lp.risk.peak_bands(start, replicates=99)
    assert found.band[0] == "Fri 18:00 to Fri 19:00"
    assert found.share[0] == 1
    counted = hours_in_a_profile(start.to_numpy())
    assert counted["Friday 18:00 to 24:00"] > 0
    assert sum(counted.values()) == counted["Friday 18:00 to 24:00"]


@pytest.mark.parametrize("days", [BARE.strftime("%Y-%m-%d"), BARE.normalize(), list(BARE.date)])
def test_days_without_an_hour_make_no_peak_at_midnight(days) -> None:
    with pytest.warns(UserWarning, match="40 of 40 times are days without an hour"):
        found = lp.risk.peak_bands(days, replicates=99)
    assert found.hour_not_known == 40
    assert found.band.size == 0
    assert "of 40 more only the day is known" in found.summary()


def test_a_profile_counts_such_days_as_hour_not_known() -> None:
    counted = hours_in_a_profile(BARE.strftime("%Y-%m-%d").to_numpy())
    assert sum(counted.values()) == counted["hour not known"] > 0


def test_some_days_among_times_are_left_out_alone() -> None:
    mixed = [*BARE.strftime("%Y-%m-%dT%H:%M"), "2018-07-07", "2018-07-08"]
    with pytest.warns(UserWarning, match="2 of 42 times"):
        found = lp.risk.peak_bands(mixed, replicates=99)
    assert (found.events, found.hour_not_known) == (40, 2)


TIME_FUNCTIONS = {
    "peak_bands": lambda t: lp.risk.peak_bands(t, replicates=99),
    "peak_bands end": lambda t: lp.risk.peak_bands(BARE, t, replicates=99),
    "seasonality": lambda t: lp.risk.seasonality(t, window=("2018-01", "2019-12"), replicates=99),
    "reporting_lag": lambda t: lp.risk.reporting_lag(t, BARE, as_of="2019-12-31"),
    "reporting_lag recorded": lambda t: lp.risk.reporting_lag(BARE, t, as_of="2019-12-31"),
    "reporting_lag as_of": lambda t: lp.risk.reporting_lag(BARE, BARE, as_of=t[0]),
    "missing_spells": lambda t: lp.risk.missing_spells(
        range(40), t, BARE, observed_until="2019-12-31"
    ),
    "missing_spells until": lambda t: lp.risk.missing_spells(
        range(40), BARE, BARE, observed_until=t[0]
    ),
    "aoristic": lambda t: lp.records.aoristic(t, BARE),
}


@pytest.mark.parametrize("call", TIME_FUNCTIONS.values(), ids=TIME_FUNCTIONS)
def test_texts_with_the_day_first_are_refused_with_the_remedy(call) -> None:
    with pytest.raises(lp.InvalidArgument, match=r"year first.*dayfirst=True") as refused:
        call(["05/06/2018 18:30"] * 40)
    assert "05/06" not in str(refused.value)


@pytest.mark.parametrize("call", TIME_FUNCTIONS.values(), ids=TIME_FUNCTIONS)
def test_numbers_are_no_times(call) -> None:
    with pytest.raises(lp.InvalidArgument, match=r"must be (a time|times)"):
        call([2018] * 40)


def test_what_each_kind_of_time_means() -> None:
    found = times_of(
        ["2018-07", "2018-07-05", date(2018, 7, 5), "2018-07-05T18:30", "2018-07-05 18:30Z",
         datetime(2018, 7, 5, 18, 30), pd.Timestamp("2018-07-05T18:30+02:00"), None],
        "times",
        missing=True,
    )  # fmt: skip
    start = pd.to_datetime(found.start_s[:7], unit="s").strftime("%m-%dT%H:%M").tolist()
    assert start == ["06-30T23:00", "07-04T23:00", "07-04T23:00", "07-05T17:30", "07-05T18:30",
                     "07-05T17:30", "07-05T16:30"]  # fmt: skip
    assert found.start_s[7] == MISSING
    assert found.is_day.tolist() == [True, True, True, False, False, False, False, False]


def test_clocks_agree_with_the_time_zone_database() -> None:
    hours = pd.date_range("1996-01-01", "2037-12-31", freq="29h")
    hours = hours[~((hours.month == 3) & (hours.hour == 1))]
    zoned = hours.tz_localize("Europe/London", ambiguous=True)
    expected = zoned.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[s]")
    assert (times_seconds(hours, "times") == expected.astype(np.int64)).all()
    with pytest.raises(lp.InvalidArgument, match=r"times\[1\]: clocks in London skip .*utc=True"):
        times_seconds(pd.to_datetime(["2018-03-25T00:59", "2018-03-25T01:00"]), "times")


def test_hours_of_premises_are_those_of_london() -> None:
    premises = gpd.GeoDataFrame({"type": ["P05"]}, geometry=[Point(0, 0)], crs=27700)
    evenings = (np.arange(168) % 24 >= 18)[np.newaxis]
    in_utc = pd.Series(pd.to_datetime(["2018-07-05T17:30Z"] * 3 + ["2018-07-05T16:30Z"]))
    found = lp.risk.opening_hours_risk(premises, evenings, [(0, 9)] * 4, in_utc)
    assert found.open.tolist() == [3]


def test_a_month_without_a_record_has_no_interval_in_words() -> None:
    days = ["2024-03-04"] * 50
    said = lp.risk.reporting_lag(days, ["2024-04-04"] * 50, as_of="2025-03-31").summary()
    assert "2025-03 (0%, how sure is not known)" in said


def test_dates_of_a_register_are_read_like_others() -> None:
    premises = gpd.GeoDataFrame({"type": ["P05"]}, geometry=[Point(0, 0)], crs=27700)
    incidents = gpd.GeoDataFrame({"start": BARE[:1]}, geometry=[Point(0, 9)], crs=27700)

    def risk(**dates: object) -> None:
        lp.risk.premises_type_risk(premises, incidents, **dates)

    risk(register_date="2018-06", window=WINDOW)
    for made in ("2015-06-30", "2020-01-31"):
        with pytest.warns(UserWarning, match=f"register is of {made}, .* 2018-01-01 to 2018-12-31"):
            risk(register_date=made, window=WINDOW)
    with pytest.warns(UserWarning, match="1 of 1 incidents start outside 2019-01-01"):
        risk(window=("2019-01-01", "2019-12-31"))
    with pytest.raises(lp.InvalidArgument, match="window: its end, 2018-01-01, must be after"):
        risk(window=WINDOW[::-1])
    with pytest.raises(lp.InvalidArgument, match=r"register_date\[0\]: .* year first"):
        risk(register_date="31/12/2018")
    with pytest.raises(lp.InvalidArgument, match=r"window\[1\]"):
        risk(window=("2018-01-01", "31/12/2018"))
