# SPDX-License-Identifier: MIT
"""Events for each so many residents."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import (
    FloatArray,
    Values,
    counts_1d,
    index_of,
    values_1d,
)
from libprofile._labels import require_same_labels
from libprofile._results import Figures, Result, frozen


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
    require_same_labels(count=count, population=population)
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
class StandardisedRate(Figures):
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
    count : array_like of float, shape (bands,), or Protected
        Events in each age band; NaN where withheld: no rate is given then. Limits of protected
        counts are those over all true counts that they may stand for.
    population, standard : array_like of float, shape (bands,)
        People, and people of the standard population, in each age band.
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
    require_same_labels(count=count, population=population, standard=standard)
    events, band = counts_1d(count, "count")
    return StandardisedRate(
        *_core.standardised_rate(
            events,
            values_1d(population, "population"),
            values_1d(standard, "standard"),
            per=per,
            level=level,
            rounding_band=band,
        )
    )
