# SPDX-License-Identifier: MIT
"""Events against those that the ages of a place let expect."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import (
    FloatArray,
    Values,
    as_floats,
    counts_1d,
    index_of,
    require_no_protected_names,
    values_1d,
)
from libprofile._labels import require_same_labels
from libprofile._results import Result, frozen
from libprofile.errors import InvalidArgument


@dataclass(frozen=True, repr=False)
class StandardisedRatio(Result):
    """Indirectly standardised ratios and rates; NaN where not given, with the reason in words.

    Attributes
    ----------
    expected : ndarray of float, shape (n,)
        Events if each age had the standard's rate: also what `bym2`, `poisson_gamma` and `funnel`
        take.
    ratio, lower, upper : ndarray of float, shape (n,)
        Events over expected events.
    rate, rate_lower, rate_upper : ndarray of float, shape (n,)
        The same times the standard's overall rate, per so many people.
    reason : ndarray of str, shape (n,)
    """

    expected: FloatArray
    ratio: FloatArray
    lower: FloatArray
    upper: FloatArray
    rate: FloatArray
    rate_lower: FloatArray
    rate_upper: FloatArray
    reason: npt.NDArray[np.str_]
    _index: pd.Index | None = field(default=None, compare=False)


def standardised_ratio(
    count: Values,
    population: Any,
    standard_count: Values,
    standard_population: Values,
    per: float = 10_000,
    level: float = 0.95,
) -> StandardisedRatio:
    """Events over the events that each place's people would have at the standard's rates by age.

    Parameters
    ----------
    count : array_like of float, shape (n,), or Protected
        Events of all ages together; NaN where withheld.
    population : array_like of float, shape (n, bands)
        People of each age band; NaN where unknown.
    standard_count, standard_population : array_like of float, shape (bands,)
        Events and people of the standard, say of all places together.
    per : float, default 10000
        People that the rate is given for.
    level : float, default 0.95
        Of the limits: exact below 10 events, Byar's from 10.

    Returns
    -------
    StandardisedRatio

    Raises
    ------
    InvalidArgument
        For negative numbers, other shapes, or a standard with events in a band without people.

    References
    ----------
    Breslow and Day (1987), IARC 82, pages 65-72; Eayres (2008), APHO technical briefing 3.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.standardised_ratio([8], [[200, 100]], [10, 90], [1_000, 3_000])
    >>> float(found.expected[0]), float(found.ratio[0])
    (5.0, 1.6)
    """
    require_same_labels(count=count, population=population)
    require_same_labels(standard_count=standard_count, standard_population=standard_population)
    events, band = counts_1d(count, "count")
    require_no_protected_names(population, "population")
    people = as_floats(population, "population")
    standard = values_1d(standard_count, "standard_count")
    if people.shape != (len(events), len(standard)):
        raise InvalidArgument(
            f"population has shape {people.shape}: must be (places, age bands), "
            f"({len(events)}, {len(standard)})"
        )
    found = _core.standardised_ratio(
        events,
        people,
        standard,
        values_1d(standard_population, "standard_population"),
        per=per,
        level=level,
        rounding_band=band,
    )
    reason = np.asarray(found.pop("reason"), dtype=np.str_)
    arrays = {name: frozen(array) for name, array in found.items()}
    return StandardisedRatio(**arrays, reason=frozen(reason), _index=index_of(count))
