# SPDX-License-Identifier: MIT
"""Which population a rate is of, and where residents are the wrong one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Values, as_floats, counts_1d, index_of, values_1d
from libprofile._labels import require_same_labels
from libprofile._results import Result, frozen
from libprofile.errors import InvalidArgument


@dataclass(frozen=True, repr=False)
class DenominatorCheck(Result):
    """Signs that the residents of a place are not the people that events happen to.

    Attributes
    ----------
    by_day_per_resident : ndarray of float, shape (n,)
        People by day for each resident; NaN where not known.
    times_all : ndarray of float, shape (n,)
        The rate of residents over that of all places together.
    reason : ndarray of str, shape (n,)
        Why residents may be the wrong population; empty where nothing speaks against them.
    """

    by_day_per_resident: FloatArray
    times_all: FloatArray
    reason: npt.NDArray[np.str_]
    _index: pd.Index | None = field(default=None, compare=False)

    def summary(self) -> str:
        """Say in words for how many places residents are the wrong population."""
        wrong = int(np.char.startswith(self.reason, ("more events")).sum())
        wrong += int(np.char.startswith(self.reason, "many more").sum())
        far = int(np.char.startswith(self.reason, "the rate of residents").sum())
        return (
            f"{len(self.reason):,} places. In {wrong:,} residents are not the people that events "
            f"happen to: give people by day, or visits. In {far:,} more the rate is so far above "
            "all others that this is worth a look. Both borders are choices; that a place has no "
            "note does not prove that its events are those of its residents."
        )


def check_denominators(
    count: Values,
    residents: Values,
    by_day: Values | None = None,
    *,
    people_by_day: float = 2.0,
    times_all: float = 5.0,
) -> DenominatorCheck:
    """Look at every place for signs that its residents are the wrong population for a rate.

    Parameters
    ----------
    count : array_like of float, shape (n,), or Protected
        Events; NaN where withheld.
    residents : array_like of float, shape (n,)
        NaN where unknown.
    by_day : array_like of float, shape (n,), optional
        People there by day: the census's workday population, or footfall a day. NaN where unknown.
    people_by_day : float, default 2.0
        People by day for each resident from which residents are the wrong population. A choice: the
        Office for National Statistics leaves the City of London out of its rates for this reason,
        and names no border.
    times_all : float, default 5.0
        Times the rate of all places from which a rate of residents is implausible. A choice. Only
        where the lower end of the 99.8 % interval is above it too.

    Returns
    -------
    DenominatorCheck

    Raises
    ------
    InvalidArgument
        For negative numbers, other lengths, or an option outside its range.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.check_denominators([1_300, 12], [1_000, 1_400], by_day=[5_000, 900])
    >>> found.reason[0].split(":")[0], str(found.reason[1])
    ('more events than residents', '')
    """
    require_same_labels(count=count, residents=residents, by_day=by_day)
    events, band = counts_1d(count, "count")
    found = _core.check_denominators(
        events,
        values_1d(residents, "residents", missing=True),
        None if by_day is None else values_1d(by_day, "by_day", missing=True),
        people_by_day=people_by_day,
        times_all=times_all,
        rounding_band=band,
    )
    return DenominatorCheck(
        frozen(found["by_day_per_resident"]),
        frozen(found["times_all"]),
        frozen(np.asarray(found["reason"], dtype=np.str_)),
        index_of(count),
    )


def age_bands(people: Any, starts: Sequence[int]) -> pd.DataFrame:
    """People of age bands, from people by single years of age.

    Parameters
    ----------
    people : array_like of float, shape (n, ages)
        A column a year of age, from 0; the last stands for itself and above. NaN where unknown.
    starts : sequence of int
        The first age of each band, rising: ``[0, 18]`` for under-18s and adults. Younger people are
        in no band.

    Returns
    -------
    DataFrame, shape (n, bands)
        Columns such as ``"0-17"`` and ``"18+"``, under the index of `people` where it is a frame.

    Raises
    ------
    InvalidArgument
        For negative numbers, or starts that do not rise or are no age of the table.

    Examples
    --------
    >>> import numpy as np, libprofile as lp
    >>> lp.risk.age_bands(np.full((1, 91), 10), [0, 10, 18]).iloc[0].to_dict()
    {'0-9': 100.0, '10-17': 80.0, '18+': 730.0}
    """
    array = as_floats(people, "people")
    if array.ndim != 2:
        raise InvalidArgument(f"people has {array.ndim} dimensions: must have two, places and ages")
    first = [int(start) for start in starts]
    if any(start < 0 for start in first):
        raise InvalidArgument(f"starts = {first}: must be ages from 0")
    bands = _core.age_bands(array, first)
    ends = [f"-{after - 1}" for after in first[1:]] + ["+"]
    names = [f"{start}{end}" for start, end in zip(first, ends, strict=True)]
    return pd.DataFrame(bands, columns=names, index=index_of(people))
