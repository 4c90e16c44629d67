# SPDX-License-Identifier: MIT
"""Rates of neighbourhoods."""

import pandas as pd

from libprofile import _core
from libprofile._inputs import (
    Values,
    counts_1d,
    index_of,
    values_1d,
)
from libprofile._labels import require_same_labels


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
    require_same_labels(counts=counts, population=population)
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
