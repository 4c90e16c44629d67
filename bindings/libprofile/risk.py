# SPDX-License-Identifier: MIT
"""Rates and scores of neighbourhoods and premises types, with what chance leaves open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._columns import require_columns, require_geo_frame
from libprofile._inputs import (
    FloatArray,
    Points,
    Values,
    as_floats,
    codes_of,
    counts_1d,
    index_of,
    points_xy,
    values_1d,
)
from libprofile._results import Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography import Weights, require_same_crs, require_weights

__all__ = [
    "Concentration",
    "EmpiricalBayes",
    "Rate",
    "StandardisedRate",
    "concentration",
    "empirical_bayes",
    "excess_risk",
    "funnel_limits",
    "neighbourhood_risk",
    "poisson_interval",
    "premises_type_risk",
    "rate",
    "standardised_rate",
    "wilson_interval",
]


def _at_least_1d(values: Values, name: str) -> tuple[FloatArray, bool]:
    array = as_floats(values, name)
    return values_1d(np.atleast_1d(array), name), array.ndim == 0


def _limits(pair: tuple[FloatArray, FloatArray], scalar: bool) -> tuple[FloatArray, FloatArray]:
    return (pair[0][0], pair[1][0]) if scalar else pair


def poisson_interval(
    count: Values, level: float = 0.95, method: Literal["auto", "exact", "byar"] = "auto"
) -> tuple[FloatArray, FloatArray]:
    """Mean numbers of events that a count is compatible with.

    Parameters
    ----------
    count : array_like of float, shape (n,), or float
        Events; at least 0.
    level : float, default 0.95
        In (0, 1).
    method : {"auto", "exact", "byar"}
        ``auto`` is exact below 10 events and Byar's approximation from 10, the convention of
        public health in the United Kingdom.

    Returns
    -------
    lower, upper : ndarray of float, shape (n,), or float

    Raises
    ------
    InvalidArgument
        For a count that is negative or not finite, or an option outside its range.

    References
    ----------
    Garwood (1936), Biometrika 28, pages 437-442; Breslow and Day (1987), IARC 82, page 69.

    Examples
    --------
    >>> import libprofile as lp
    >>> lower, upper = lp.risk.poisson_interval([5, 65])
    >>> lower.round(3).tolist(), upper.round(3).tolist()
    ([1.623, 50.163], [11.668, 82.849])
    """
    array, scalar = _at_least_1d(count, "count")
    return _limits(_core.poisson_interval(array, level=level, method=method), scalar)


def wilson_interval(
    successes: Values, total: Values, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Shares that `successes` out of `total` are compatible with.

    Parameters
    ----------
    successes, total : array_like of float, shape (n,), or float
        Successes from 0 to the total. A total of 0 gives (0, 1).
    level : float, default 0.95
        In (0, 1).

    Returns
    -------
    lower, upper : ndarray of float, shape (n,), or float

    Raises
    ------
    InvalidArgument
        For successes outside 0 to the total, or another number of totals.

    References
    ----------
    Wilson (1927), J. Am. Stat. Assoc. 22, pages 209-212.

    Examples
    --------
    >>> import libprofile as lp
    >>> [round(float(limit), 4) for limit in lp.risk.wilson_interval(65, 100)]
    [0.5525, 0.7364]
    """
    some, scalar = _at_least_1d(successes, "successes")
    every, _ = _at_least_1d(total, "total")
    return _limits(_core.wilson_interval(some, every, level=level), scalar)


def funnel_limits(expected: Values, level: float = 0.95) -> tuple[FloatArray, FloatArray]:
    """Give the counts between which chance alone keeps a place with `expected` events.

    Parameters
    ----------
    expected : array_like of float, shape (n,), or float
        At least 0.
    level : float, default 0.95
        Funnels are drawn at 0.95 and 0.998.

    Returns
    -------
    lower, upper : ndarray of float, shape (n,), or float
        Exact Poisson quantiles: whole numbers of events.

    Raises
    ------
    InvalidArgument
        For an expected number that is negative or not finite, or a level outside (0, 1).

    References
    ----------
    Spiegelhalter (2005), Stat. Med. 24, pages 1185-1202.

    Examples
    --------
    >>> import libprofile as lp
    >>> [float(limit) for limit in lp.risk.funnel_limits(10)]
    [4.0, 17.0]
    """
    array, scalar = _at_least_1d(expected, "expected")
    return _limits(_core.funnel_limits(array, level=level), scalar)


@dataclass(frozen=True, repr=False)
class Rate(Result):
    """Rates with their intervals; NaN where not given, with the reason in words.

    Attributes
    ----------
    rate, lower, upper : ndarray of float, shape (n,)
        Per so many people.
    reason : ndarray of str, shape (n,)
        What is to be said beside a rate, or why none is given; empty where there is nothing.
    """

    rate: FloatArray
    lower: FloatArray
    upper: FloatArray
    reason: npt.NDArray[np.str_]
    _index: pd.Index | None = field(default=None, compare=False)


def rate(count: Values, population: Values, per: float = 10_000, level: float = 0.95) -> Rate:
    """Events per so many people, with the Poisson interval of the count.

    Parameters
    ----------
    count : array_like of float, shape (n,), or Protected
        Events; NaN where withheld. The interval of a protected count covers those of all true
        counts that it may stand for.
    population : array_like of float, shape (n,)
        People; NaN where unknown.
    per : float, default 10000
        People that the rate is given for.
    level : float, default 0.95
        Of the interval.

    Returns
    -------
    Rate

    Raises
    ------
    InvalidArgument
        For a negative count or population, or another number of populations.

    References
    ----------
    As `poisson_interval`.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.rate([24, 3], [1_000, 0]).rate.tolist()
    [240.0, nan]
    """
    events, band = counts_1d(count, "count")
    found = _core.rate(
        events,
        values_1d(population, "population", missing=True),
        per=per,
        level=level,
        rounding_band=band,
    )
    reason = np.asarray(found.pop("reason"), dtype=np.str_)
    arrays = {name: frozen(array) for name, array in found.items()}
    return Rate(**arrays, reason=frozen(reason), _index=index_of(count))


@dataclass(frozen=True)
class StandardisedRate:
    """A directly standardised rate; NaN with a reason where not given."""

    rate: float
    lower: float
    upper: float
    reason: str


def standardised_rate(
    count: Values,
    population: Values,
    standard: Values,
    per: float = 10_000,
    level: float = 0.95,
) -> StandardisedRate:
    """Rate that a place would have if its people had the ages of a standard population.

    Parameters
    ----------
    count, population, standard : array_like of float, shape (bands,)
        Events, people, and people of the standard population in each age band.
    per : float, default 10000
        People that the rate is given for.
    level : float, default 0.95
        Of the interval.

    Returns
    -------
    StandardisedRate
        Not given below 10 events.

    Raises
    ------
    InvalidArgument
        For a negative number, or numbers of different length.

    References
    ----------
    Dobson, Kuulasmaa, Eberle and Scherer (1991), Stat. Med. 10, pages 457-462.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.standardised_rate([10, 20], [1_000, 1_000], [500, 500]).rate
    150.0
    """
    return StandardisedRate(
        *_core.standardised_rate(
            values_1d(count, "count"),
            values_1d(population, "population"),
            values_1d(standard, "standard"),
            per=per,
            level=level,
        )
    )


@dataclass(frozen=True, repr=False)
class EmpiricalBayes(Result):
    """Smoothed rates and the spread of true rates that they were smoothed with.

    Attributes
    ----------
    rate : ndarray of float, shape (n,)
        Smoothed events per person.
    prior_mean, prior_variance : float, or ndarray of float, shape (n,)
        Of the rates behind the counts; one for each place in the spatial form.
    """

    rate: FloatArray
    prior_mean: float | FloatArray
    prior_variance: float | FloatArray
    _index: pd.Index | None = field(default=None, compare=False)


def empirical_bayes(
    count: Values, population: Values, weights: Weights | None = None
) -> EmpiricalBayes:
    """Pull each rate towards the mean, the more the fewer people stand behind it.

    Parameters
    ----------
    count, population : array_like of float, shape (n,)
        Events and people; NaN where withheld or unknown.
    weights : Weights, optional
        Gives the spatial form: towards the mean of the place and its neighbours.

    Returns
    -------
    EmpiricalBayes

    Raises
    ------
    InvalidArgument
        For a negative count or population, or weights of another number of places.

    References
    ----------
    Marshall (1991), J. R. Stat. Soc. C 40, pages 283-294.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.empirical_bayes([0, 9], [100, 10_000]).rate.round(5).tolist()
    [0.00089, 0.00089]
    """
    rates, mean, variance = _core.empirical_bayes(
        values_1d(count, "count", missing=True),
        values_1d(population, "population", missing=True),
        None if weights is None else require_weights(weights)._core,
    )
    prior = (mean, variance) if weights is not None else (float(mean[0]), float(variance[0]))
    return EmpiricalBayes(frozen(rates), frozen(prior[0]), frozen(prior[1]), index_of(count))


def excess_risk(count: Values, population: Values) -> FloatArray:
    """How many times the overall rate each place has.

    Parameters
    ----------
    count, population : array_like of float, shape (n,)
        Events and people; NaN where withheld or unknown.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN where there is no population, or where either is.

    Raises
    ------
    InvalidArgument
        For a negative count or population.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.excess_risk([1, 3], [100, 100]).tolist()
    [0.5, 1.5]
    """
    return _core.excess_risk(
        values_1d(count, "count", missing=True), values_1d(population, "population", missing=True)
    )


def neighbourhood_risk(
    counts: Values, population: Values, *, level: float = 0.95, low_at_most: float | None = None
) -> pd.DataFrame:
    """Rates per 1,000 residents: as counted, with their interval, and smoothed.

    Parameters
    ----------
    counts : array_like of float, shape (n,), or Protected
        Events; NaN where withheld. The interval of a protected count covers those of all true
        counts that it may stand for.
    population : array_like of float, shape (n,)
        Residents; NaN where unknown.
    level : float, default 0.95
        Of the intervals.
    low_at_most : float, optional
        Counts up to this are of low reliability. Absent: 0, or the base of protected counts.

    Returns
    -------
    DataFrame
        ``rate_per_1000``, ``lower``, ``upper``, ``smoothed_per_1000`` and ``reliability`` (ok, low,
        withheld), under the index of `counts` where it is a Series, or its units where protected.

    Raises
    ------
    InvalidArgument
        For a negative count or population, or another number of populations.

    References
    ----------
    As `rate` and `empirical_bayes`.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.neighbourhood_risk([24, 6], [1_000, 2_000])["rate_per_1000"].tolist()
    [24.0, 3.0]
    """
    events, band = counts_1d(counts, "counts")
    if low_at_most is None:
        low_at_most = band + 1 if band > 0 else 0
    found = _core.neighbourhood_risk(
        events,
        values_1d(population, "population", missing=True),
        level=level,
        rounding_band=band,
        low_at_most=low_at_most,
    )
    return pd.DataFrame(found, index=index_of(counts))


@dataclass(frozen=True)
class Concentration:
    """Whether a few places have most of the events.

    Attributes
    ----------
    gini : float
        0 where all places have equally many, towards 1 where one has all.
    gini_generalised : float
        The same against the most even spread that so few events allow.
    share_top_tenth : float
        Share of the events in the ⌈n / 10⌉ places with the most.
    lorenz : ndarray of float, shape (n + 1, 2)
        Shares of places and of events, from (0, 0) to (1, 1).
    """

    gini: float
    gini_generalised: float
    share_top_tenth: float
    lorenz: FloatArray


def concentration(counts: Values) -> Concentration:
    """Concentration of events over places.

    Parameters
    ----------
    counts : array_like of float, shape (n,)
        Events of each place; at least 0.

    Returns
    -------
    Concentration

    Raises
    ------
    InvalidArgument
        For a count that is negative or not finite.

    References
    ----------
    Bernasco and Steenbeek (2017), J. Quant. Criminol. 33, pages 451-467.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.concentration([0, 0, 0, 12]).gini
    0.75
    """
    gini, generalised, top, lorenz = _core.concentration(values_1d(counts, "counts"))
    return Concentration(gini, generalised, top, frozen(lorenz))


def premises_type_risk(
    premises: gpd.GeoDataFrame,
    incidents: Points,
    *,
    radius_m: float = 100.0,
    weights: Values | None = None,
    level: float = 0.95,
    exclude: Sequence[str] = ("P12", "P15", "P17"),
    n_jobs: int = -1,
    progress: bool | Callable[[float], None] | None = None,
) -> pd.DataFrame:
    """Incidents near each type of premises, per 100 premises, against the mean of all types.

    An incident near several premises is split between them equally. Nothing is said of any one
    premises.

    Parameters
    ----------
    premises : GeoDataFrame of points
        In metres, with a column ``type``.
    incidents : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres.
    radius_m : float, default 100
        An incident this close to a premises is near it.
    weights : array_like of float, shape (n,), optional
        How many incidents each point stands for.
    level : float, default 0.95
        Of the intervals.
    exclude : sequence of str
        Types that are left out: by default children's homes, private dwellings and online.
    n_jobs : int, default -1
        Threads; -1 for all.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    DataFrame
        One row a type, ordered by it: ``type``, ``premises``, ``with_incident``, ``incidents``,
        ``rate_per_100``, ``lower``, ``upper``, ``location_quotient``, ``gini``,
        ``share_top_tenth``, ``flag`` (high, low, none) and ``reason``. ``attrs["mean_per_100"]``
        is the mean of all types.

    Raises
    ------
    CrsError
        For points in degrees, or in different reference systems.
    InputError
        For premises without a column ``type``.
    InvalidArgument
        For premises without a type, or an option outside its range.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import Point
    >>> premises = gpd.GeoDataFrame(
    ...     {"type": ["P05", "P06"]}, geometry=[Point(0, 0), Point(900, 0)], crs=27700
    ... )
    >>> near = lp.risk.premises_type_risk(premises, [(10, 0), (20, 0), (890, 0)])
    >>> near[["type", "incidents"]].to_numpy().tolist()
    [['P05', 2.0], ['P06', 1.0]]
    """
    require_geo_frame(premises, "premises")
    require_columns(premises, ["type"], "premises")
    require_same_crs(incidents, premises, "incidents", "premises")
    codes, names = codes_of(premises["type"], "type")
    if (codes < 0).any():
        raise InvalidArgument(f"type[{int(np.argmax(codes < 0))}]: must be given")
    rows, mean = _core.premises_type_risk(
        points_xy(premises, "premises"),
        codes.astype(np.uint32),
        points_xy(incidents, "incidents"),
        weights=None if weights is None else values_1d(weights, "weights"),
        radius_m=radius_m,
        level=level,
        excluded_types=[i for i, name in enumerate(names) if name in set(exclude)],
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "premises_type_risk"),
    )
    frame = pd.DataFrame(rows)
    if len(frame):
        frame["type"] = [names[i] for i in frame["type"]]
        frame[["premises", "with_incident"]] = frame[["premises", "with_incident"]].astype(np.int64)
    frame.attrs["mean_per_100"] = mean
    return frame
