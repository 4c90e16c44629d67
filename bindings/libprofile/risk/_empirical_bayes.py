# SPDX-License-Identifier: MIT
"""Rates that borrow strength from one another."""

from dataclasses import dataclass, field

import pandas as pd

from libprofile import _core
from libprofile._advice import warn_of_more_events
from libprofile._inputs import (
    FloatArray,
    Values,
    counts_1d,
    index_of,
    values_1d,
)
from libprofile._labels import require_same_labels
from libprofile._results import Result, frozen
from libprofile.geography._weights import Weights, weights_for


@dataclass(frozen=True, repr=False)
class EmpiricalBayes(Result):
    """Smoothed rates and the spread of true rates that they were smoothed with.

    Attributes
    ----------
    rate : ndarray of float, shape (n,)
        Smoothed events per person.
    prior_mean, prior_variance : float, or ndarray of float, shape (n,)
        Of the rates behind the counts; one for each place in the spatial form. A variance of 0:
        counts vary no more than chance (and rounding) makes them, and every rate is the mean.
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
    count : array_like of float, shape (n,), or Protected
        Events; NaN where withheld. What rounding adds to the spread of protected counts is taken
        off.
    population : array_like of float, shape (n,)
        People; NaN where unknown.
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
    require_same_labels(count=count, population=population)
    events, band = counts_1d(count, "count")
    people = values_1d(population, "population", missing=True)
    warn_of_more_events(events, people)
    rates, mean, variance = _core.empirical_bayes(
        events,
        people,
        None if weights is None else weights_for(weights, count=count, population=population),
        rounding_band=band,
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

    References
    ----------
    Anselin, Lozano and Koschinsky (2006), Rate transformations and smoothing, University of
    Illinois: counts over those expected at the overall rate.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.risk.excess_risk([1, 3], [100, 100]).tolist()
    [0.5, 1.5]
    """
    require_same_labels(count=count, population=population)
    return _core.excess_risk(
        values_1d(count, "count", missing=True), values_1d(population, "population", missing=True)
    )
