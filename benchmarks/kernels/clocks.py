# SPDX-License-Identifier: MIT
"""Peaks, seasons, spells and lags of many incidents, and the same written with pandas."""

from typing import Any

import numpy as np
import pandas as pd
from kernel import Kernel, Peer

import libprofile as lp

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
WINDOW = ("2016-01", "2018-12")
START = np.datetime64("2016-01-01", "s")
SECONDS = 1096 * 86_400


def intervals(n: int) -> Any:
    """Start and end of n events over three years, more on Friday nights; a third instants."""
    rng = np.random.default_rng(1)
    start = rng.integers(0, SECONDS, n)
    night = rng.random(n) < 0.2
    start[night] = start[night] // 604_800 * 604_800 + 79_200 + rng.integers(0, 14_400, night.sum())
    length = np.where(rng.random(n) < 1 / 3, 0, rng.exponential(7_200, n).astype(np.int64))
    return START + start, START + start + length


def in_utc(times: Any) -> pd.DatetimeIndex:
    """Say the zone: without one times are local."""
    return pd.DatetimeIndex(times).tz_localize("UTC")


def numpy_peaks(data: Any) -> object:
    """Hours repeated and counted, in UTC, with Poisson weights; the best band of each."""
    start, end = (one.astype("datetime64[s]").astype(np.int64) for one in data)
    first, last = start // 3_600, np.maximum(end - 1, start) // 3_600
    hours = last - first + 1
    event = np.repeat(np.arange(len(start)), hours)
    at = first[event] + np.arange(len(event)) - np.repeat(np.cumsum(hours) - hours, hours)
    overlap = np.minimum(end[event], (at + 1) * 3_600) - np.maximum(start[event], at * 3_600)
    share = np.where(end == start, 1.0, 0.0)[event] + overlap / np.maximum(end - start, 1)[event]
    bins = (at + 72) % 168
    rng = np.random.default_rng(0)
    best = []
    for _ in range(99):
        weight = rng.poisson(1.0, len(start))
        total = np.bincount(bins, share * weight[event], 168)
        round_ = np.concatenate([[0.0], np.cumsum(np.concatenate([total, total[:8]]))])
        runs = [round_[k : 168 + k] - round_[:168] for k in range(1, 9)]
        best.append(max(((run.max() / k, k, int(run.argmax())) for k, run in enumerate(runs, 1))))
    return best


def days(n: int) -> Any:
    """Days of n events over three years."""
    rng = np.random.default_rng(2)
    return START.astype("datetime64[D]") + rng.integers(0, 1096, n)


def pandas_season(data: Any) -> object:
    """Counts by year and month, divided by days."""
    times = pd.Series(data)
    counts = times.groupby([times.dt.year, times.dt.month]).size().unstack()
    calendar = pd.Series(pd.date_range("2016-01-01", "2018-12-31"))
    per_day = counts / calendar.groupby([calendar.dt.year, calendar.dt.month]).size().unstack()
    return per_day.div(per_day.mean(axis=1), axis=0).mean()


def episodes(n: int) -> Any:
    """Episodes of n / 5 children."""
    rng = np.random.default_rng(3)
    start = START + rng.integers(0, SECONDS, n)
    child = rng.integers(0, max(20, n // 5), n)
    return child, start, start + rng.exponential(36_000, n).astype(np.int64)


def pandas_spells(data: Any) -> object:
    """Overlaps joined by a running maximum; nothing censored, no interval."""
    frame = pd.DataFrame(dict(zip(("child", "start", "end"), data, strict=True)))
    frame = frame.sort_values(["child", "start"])
    reached = frame.groupby("child")["end"].cummax().groupby(frame["child"]).shift()
    spell = (~(frame["start"] <= reached)).cumsum()
    grouped = frame.groupby(spell)
    spells = grouped.agg(child=("child", "first"), start=("start", "min"), end=("end", "max"))
    gap = spells.groupby("child")["start"].shift(-1) - spells["end"]
    return (gap <= pd.Timedelta("30D")).mean(), (spells["end"] - spells["start"]).median()


def lags(n: int) -> Any:
    """Incidents of three years and the day each is recorded, of those that are by then."""
    rng = np.random.default_rng(4)
    incident = START.astype("datetime64[D]") + rng.integers(0, 1096, n)
    recorded = incident + rng.geometric(0.03, n)
    known = recorded <= np.datetime64("2018-12-31")
    return incident[known], recorded[known]


def pandas_lags(data: Any) -> object:
    """The triangle as a table, its factors in a loop; no interval."""
    incident, recorded = (one.astype("datetime64[M]").astype(np.int64) for one in data)
    table = pd.crosstab(incident, recorded - incident)
    filled = table.cumsum(axis=1).to_numpy()
    share = [1.0]
    for j in range(filled.shape[1] - 2, -1, -1):
        rows = len(filled) - 1 - j
        share.append(share[-1] * filled[:rows, j].sum() / max(1, filled[:rows, j + 1].sum()))
    return share, np.quantile((data[1] - data[0]).astype(int), [0.25, 0.5, 0.75, 0.9])


KERNELS = [
    Kernel(
        "peak bands of the week, intervals in time, 99 draws",
        intervals,
        lambda data: lp.risk.peak_bands(*map(in_utc, data), replicates=99),
        SIZES,
        compared_at=100_000,
        peers=(Peer("NumPy, hours repeated, Poisson weights", numpy_peaks, most=100_000),),
    ),
    Kernel(
        "seasons by month, intervals and tests",
        days,
        lambda data: lp.risk.seasonality(data, window=WINDOW),
        SIZES,
        compared_at=1_000_000,
        peers=(Peer("pandas, indices alone", pandas_season),),
    ),
    Kernel(
        "missing spells, durations and repeats with intervals",
        episodes,
        lambda data: lp.risk.missing_spells(
            data[0], *map(in_utc, data[1:]), observed_until="2019-01-01"
        ),
        SIZES,
        compared_at=1_000_000,
        peers=(Peer("pandas, neither censored nor with intervals", pandas_spells),),
    ),
    Kernel(
        "reporting lags, completeness of 36 months",
        lags,
        lambda data: lp.risk.reporting_lag(*data, as_of="2018-12-31"),
        SIZES,
        compared_at=1_000_000,
        peers=(Peer("pandas, triangle and plain quantiles", pandas_lags),),
    ),
]
