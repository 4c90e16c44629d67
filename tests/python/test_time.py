# SPDX-License-Identifier: MIT
"""Peak bands, seasons, missing spells and lags: what Python adds, and when clocks change."""

import numpy as np
import pandas as pd
import pytest
from libprofile.errors import InvalidArgument

import libprofile as lp

FRIDAYS = pd.date_range("2018-01-05T22:10", periods=40, freq="7D", tz="Europe/London")
YEAR = ("2018-01", "2018-12")


def test_peak_bands_follow_the_clocks_on_the_wall() -> None:
    # 22:10 on the wall all the year: in UTC half of them are an hour earlier.
    found = lp.risk.peak_bands(FRIDAYS, replicates=99, window=YEAR)
    assert found.band[0] == "Fri 22:00 to Fri 23:00"
    assert found.share[0] == 1
    assert found.by_hour["hour"][118] == "Fri 22:00"
    assert found.by_hour["in_top_band"][118] == 1
    assert list(found.to_frame().columns[:3]) == ["band", "first_hour", "hours"]
    assert "Fri 22:00 to Fri 23:00 holds 100%" in found.summary()
    on_the_wall = lp.risk.peak_bands(FRIDAYS.tz_localize(None), replicates=99, window=YEAR)
    pd.testing.assert_frame_equal(on_the_wall.by_hour, found.by_hour)
    as_if_utc = FRIDAYS.tz_localize(None).tz_localize("UTC")
    assert lp.risk.peak_bands(as_if_utc, replicates=99).hours[0] == 2


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        # Autumn: 01:00 to 02:00 is there twice, and both are the same hour of the week.
        ("2018-10-28T00:30Z", "2018-10-28T00:30Z", {145: 1.0}),
        ("2018-10-28T01:30Z", "2018-10-28T01:30Z", {145: 1.0}),
        ("2018-10-27T23:30Z", "2018-10-28T02:30Z", {144: 1 / 6, 145: 2 / 3, 146: 1 / 6}),
        # Spring: it is not there at all.
        ("2018-03-25T00:30Z", "2018-03-25T01:30Z", {144: 0.5, 146: 0.5}),
    ],
)
def test_the_hour_that_is_twice_and_the_hour_that_is_missing(start, end, hours) -> None:
    found = lp.risk.peak_bands([start] * 25, [end] * 25, replicates=99)
    share = found.by_hour["ratio"].to_numpy() / 168
    np.testing.assert_allclose(share[list(hours)], list(hours.values()), atol=1e-12)
    np.testing.assert_allclose(share.sum(), 1)


def test_an_hour_is_weighed_by_how_often_the_window_has_it() -> None:
    # One event in each hour of a fortnight with the change in autumn: all hours are alike.
    hours = pd.date_range("2018-10-22", "2018-11-04T23:30", freq="h", tz="Europe/London")
    assert len(hours) == 14 * 24 + 1
    found = lp.risk.peak_bands(hours, replicates=99, window=("2018-10-22", "2018-11-04"))
    np.testing.assert_allclose(found.by_hour["ratio"], 1)
    assert found.reason == "no hour has more than the mean"
    assert found.band.size == 0
    assert "No peak is given" in found.summary()
    plain = lp.risk.peak_bands(hours, replicates=99)
    assert plain.band[0] == "Sun 01:00 to Sun 02:00"


def test_peak_bands_say_what_is_left_out() -> None:
    times = FRIDAYS.append(pd.DatetimeIndex(["2017-06-01"], tz="Europe/London"))
    ends = times + pd.to_timedelta([0] * 39 + [24 * 9, 1], unit="h")
    found = lp.risk.peak_bands(times, ends, window=YEAR, replicates=99)
    assert (found.outside, found.unknown_time, found.events) == (1, 1, 39)
    few = lp.risk.peak_bands(FRIDAYS[:19])
    assert few.reason == "too few events"
    assert few.to_frame().empty
    with pytest.raises(InvalidArgument, match=r"start\[1\]: must be given"):
        lp.risk.peak_bands(["2018-01-01", None])
    with pytest.raises(InvalidArgument, match='"scan" or "shortest"'):
        lp.risk.peak_bands(FRIDAYS, rule="widest")
    with pytest.raises(InvalidArgument, match="longest_hours"):
        lp.risk.peak_bands(FRIDAYS, longest_hours=30)
    with pytest.raises(InvalidArgument, match="window"):
        lp.risk.peak_bands(FRIDAYS, window="2018")


def test_peak_bands_are_the_same_for_any_number_of_threads_and_order() -> None:
    rng = np.random.default_rng(1)
    hours = pd.to_timedelta(rng.integers(0, 9_000, 6_000), unit="h")
    start = pd.Timestamp("2018-01-01", tz="UTC") + hours
    end = start + pd.to_timedelta(rng.integers(0, 30, 6_000), unit="h")
    one = lp.risk.peak_bands(start, end, clock="weekday", replicates=99, n_jobs=1)
    order = rng.permutation(6_000)
    two = lp.risk.peak_bands(start[order], end[order], clock="weekday", replicates=99, n_jobs=2)
    pd.testing.assert_frame_equal(one.by_hour, two.by_hour, check_exact=True)
    pd.testing.assert_frame_equal(one.to_frame(), two.to_frame(), check_exact=True)


def test_a_season_by_month_and_by_weekday() -> None:
    days = pd.Series(pd.date_range("2016-01-01", "2018-12-31"))
    times = pd.concat([days, days[days.dt.day_of_week == 5]])
    window = ("2016-01", "2018-12")
    weekday = lp.risk.seasonality(times, window=window, by="weekday", replicates=99)
    np.testing.assert_allclose(weekday.index[[0, 5]], [7 / 8, 14 / 8], rtol=1e-3)
    np.testing.assert_allclose(weekday.index[5] / weekday.index[:5], 2)
    assert weekday.days.sum() == len(days)
    assert "A season stands out" in weekday.summary()
    assert weekday.to_frame()["phase"].tolist()[5] == "Sat"
    month = lp.risk.seasonality(times, window=window, replicates=99)
    assert "No season stands out" in month.summary()
    assert month.outside == 0
    assert lp.risk.seasonality([], window=window).events == 0
    assert "nothing to say" in lp.risk.seasonality([], window=window).summary()


def test_one_year_is_refused_and_so_are_months_without_days() -> None:
    with pytest.raises(InvalidArgument, match="= 12: must be at least 24"):
        lp.risk.seasonality(FRIDAYS, window=YEAR)
    months = pd.date_range("2016-01-01", "2018-12-31", freq="MS")
    with pytest.raises(InvalidArgument, match="months without a day"):
        lp.risk.seasonality(months, window=("2016-01", "2018-12"), by="weekday")
    assert lp.risk.seasonality(months, window=("2016-01", "2018-12")).events == 36
    with pytest.raises(InvalidArgument, match='"month" or "weekday"'):
        lp.risk.seasonality(months, window=("2016-01", "2018-12"), by="hour")


def test_a_day_is_that_of_london() -> None:
    # 23:30 UTC on the last of June is 1 July in London.
    found = lp.risk.seasonality(["2017-06-30T23:30Z"], window=("2016-01", "2018-12"))
    assert found.count.tolist() == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]


def episodes(children: int) -> pd.DataFrame:
    child = np.repeat([f"token-{i:04d}" for i in range(children)], 2)
    start = pd.Timestamp("2018-02-01", tz="UTC") + pd.to_timedelta(
        np.arange(2 * children) % 2 * 40 * 24 + np.arange(2 * children) // 2, unit="h"
    )
    return pd.DataFrame({"child": child, "start": start, "end": start + pd.Timedelta("6h")})


def test_spells_by_area_and_month_carry_no_pseudonym() -> None:
    table = episodes(30)
    area = np.where(np.arange(60) // 2 < 4, "small", np.where(np.arange(60) // 2 < 16, "b", "c"))
    found = lp.risk.missing_spells(
        table["child"], table["start"], table["end"], observed_until="2018-12-31", by=area
    )
    assert found.rows.index.tolist() == ["all", "c", "together"]
    assert found.together == ("b", "small")
    assert found.rows["children"].tolist() == [30, 14, 16]
    assert found.rows["repeat_30_days"].tolist() == [0, 0, 0]
    np.testing.assert_allclose(found.rows["repeat_90_days"], 0.5)
    whole = repr(found) + found.summary() + found._repr_html_() + repr(vars(found))
    assert "token" not in whole
    by_month = lp.risk.missing_spells(
        table["child"], table["start"], table["end"], observed_until="2018-12-31", by="month"
    )
    assert by_month.rows.index.tolist() == ["all", "2018-02", "2018-03"]


def test_too_few_children_give_nothing_whatever_they_do() -> None:
    table = pd.concat([episodes(9)] * 20)
    found = lp.risk.missing_spells(
        table["child"], table["start"], table["end"], observed_until="2018-12-31"
    )
    assert found.rows.empty
    assert found.summary() == "Fewer than 10 children: nothing is said of them."


def test_bad_episodes_are_named_by_row_and_column_without_their_value() -> None:
    table = episodes(12)
    end = table["end"].copy()
    end[5] = pd.Timestamp("2001-01-01", tz="UTC")
    with pytest.raises(InvalidArgument, match=r"^end\[5\]: must be at or after its start") as one:
        lp.risk.missing_spells(table["child"], table["start"], end, observed_until="2018-12-31")
    assert "2001" not in str(one.value)
    with pytest.raises(InvalidArgument, match=r"^start\[1\]: must be .* observed_until") as two:
        lp.risk.missing_spells(
            table["child"], table["start"], table["end"], observed_until="2018-02-08"
        )
    assert "2018" not in str(two.value)
    child = table["child"].copy()
    child[7] = None
    with pytest.raises(InvalidArgument, match=r"child\[7\] is missing"):
        lp.risk.missing_spells(child, table["start"], table["end"], observed_until="2018-12-31")
    with pytest.raises(InvalidArgument, match=r"start\[0\]: must be a date or time") as three:
        lp.risk.missing_spells(child, child, table["end"], observed_until="2018-12-31")
    assert "token" not in str(three.value)
    assert three.value.__suppress_context__
    open_ended = table["end"].mask(table.index >= 22)
    found = lp.risk.missing_spells(
        table["child"], table["start"], open_ended, observed_until="2018-12-31"
    )
    assert found.rows["open"].tolist() == [1]
    assert found.rows["without_return"].tolist() == [1]


def test_lags_by_month_with_reports_between() -> None:
    rng = np.random.default_rng(5)
    incident = pd.Timestamp("2018-01-01") + pd.to_timedelta(rng.integers(0, 365, 3_000), unit="D")
    reported = incident + pd.to_timedelta(rng.geometric(0.2, 3_000) - 1, unit="D")
    recorded = reported + pd.to_timedelta(rng.geometric(0.04, 3_000), unit="D")
    known = recorded <= "2018-12-31"
    found = lp.risk.reporting_lag(
        incident[known], recorded[known], reported=reported[known], as_of="2018-12-31"
    )
    truth = np.bincount(incident.month - 1)
    inside = found.months["lower"] <= found.months["observed"] / truth
    inside &= found.months["observed"] / truth <= found.months["upper"]
    assert inside[:11].sum() >= 9
    assert found.incomplete(0.9).index.tolist()[-1] == "2018-12"
    assert "2018-12" in found.summary()
    assert np.isnan(found.triangle.to_numpy()[-1, 1])
    assert found.quantiles["step"].nunique() == 3
    assert found.delay["share"].iloc[-1] == 1
    assert found.left_out == {"missing": 0, "backwards": 0, "not_yet": 0, "too_long": 0}
    assert found.to_frame().equals(found.months)


def test_lags_leave_out_and_count_what_they_cannot_use() -> None:
    incident = pd.Series(pd.to_datetime(["2018-01-01"] * 20 + [None, "2018-02-02"]))
    recorded = pd.Series(pd.to_datetime(["2018-01-03"] * 20 + ["2018-02-01"] * 2))
    found = lp.risk.reporting_lag(incident, recorded, as_of="2018-06-30")
    assert (found.left_out["missing"], found.left_out["backwards"]) == (1, 1)
    with pytest.raises(InvalidArgument, match="3 to 10,000"):
        lp.risk.reporting_lag(incident, recorded, as_of="2018-02-10")
    assert "nothing to say" not in found.summary()


def test_the_top_tenth_over_periods() -> None:
    counts = np.ones((3, 20))
    counts[:, 4] = 9
    counts[0, 5] = counts[1, 6] = counts[2, 7] = 8
    found = lp.risk.top_tenth_over_time(counts, replicates=49)
    assert found.stay.tolist() == [1, 1]
    assert found.to_frame()["places"].tolist() == [16, 3, 0, 1]
    assert "1.0 are on average" in found.summary()
    with pytest.raises(InvalidArgument, match="must have two"):
        lp.risk.top_tenth_over_time(counts[0])
    counts[1, 3] = 0.5
    with pytest.raises(InvalidArgument, match=r"counts\[1, 3\]"):
        lp.risk.top_tenth_over_time(counts)
