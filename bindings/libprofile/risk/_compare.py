# SPDX-License-Identifier: MIT
"""Whether two rates differ by more than chance."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Values, counts_1d, index_of, values_1d
from libprofile._labels import require_same_labels
from libprofile._results import Progress, Result, frozen, progress_reporter


@dataclass(frozen=True, repr=False)
class RateComparison(Result):
    """First rate over second, place by place.

    Attributes
    ----------
    ratio, lower, upper : ndarray of float, shape (n,)
        Infinite where the counts set no upper limit; NaN where nothing is given.
    p : ndarray of float, shape (n,)
        Two-sided, exact, if both rates were equal.
    reason : ndarray of str, shape (n,)
        What is to be said beside it, or why none is given; empty where there is nothing.
    """

    ratio: FloatArray
    lower: FloatArray
    upper: FloatArray
    p: FloatArray
    reason: npt.NDArray[np.str_]
    _index: pd.Index | None = field(default=None, compare=False)

    def summary(self) -> str:
        """Say in words what differs, how sure it is, and what it cannot say."""
        given = ~np.isnan(self.p)
        higher, lower = int((self.lower > 1).sum()), int((self.upper < 1).sum())
        expected = 0.05 * int(given.sum())
        return (
            f"{len(self.p):,} comparisons, {int(given.sum()):,} of them possible. The first rate "
            f"is higher in {higher:,} and lower in {lower:,} by more than chance; "
            "in the others the counts do not tell the two apart, which does not make them equal. "
            f"Of so many comparisons without any difference about {expected:.1f} would have a p "
            "below 0.05: look at the false discovery rate before pointing at one. What changed, "
            "or why two places differ, a comparison of counts does not say; recording may have."
        )


def compare_rates(
    count: Values,
    population: Values,
    other_count: Values,
    other_population: Values,
    *,
    level: float = 0.95,
    two_sided: Literal["minimum_likelihood", "doubled"] = "minimum_likelihood",
    n_jobs: int = -1,
    progress: Progress = None,
) -> RateComparison:
    """Compare rates place by place: two areas, or two periods of the same areas.

    The conditional test: given the events of both together, those of the first are binomial with
    its share of the people, if the rates are equal.

    Parameters
    ----------
    count, population : array_like of float, shape (n,), or Protected counts
        Whole events, and people (or people times years, or visits); NaN where withheld or unknown.
        Protected counts: the interval covers those of all true counts, p is the largest of theirs.
    other_count, other_population : array_like of float, shape (n,)
        The same of what is compared with.
    level : float, default 0.95
        Of the interval of the ratio.
    two_sided : {"minimum_likelihood", "doubled"}
        p adds every split of the events that is at most as likely, as R's ``poisson.test`` does, or
        doubles the smaller tail, which agrees with the interval.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    RateComparison

    Raises
    ------
    InvalidArgument
        For counts that are negative or not whole, a negative population, or other lengths.

    References
    ----------
    Przyborowski and Wilenski (1940), Biometrika 31, pages 313-323; Clopper and Pearson (1934),
    Biometrika 26, pages 404-413; Fay (2010), Biostatistics 11, pages 373-374.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.compare_rates([11], [800], [21], [3011])
    >>> [round(float(one[0]), 3) for one in (found.ratio, found.lower, found.upper, found.p)]
    [1.971, 0.858, 4.277, 0.08]
    """
    require_same_labels(
        count=count,
        population=population,
        other_count=other_count,
        other_population=other_population,
    )
    events, band = counts_1d(count, "count")
    other_events, other_band = counts_1d(other_count, "other_count")
    found = _core.compare_rates(
        events,
        values_1d(population, "population", missing=True),
        other_events,
        values_1d(other_population, "other_population", missing=True),
        level=level,
        two_sided=two_sided,
        rounding_band=max(band, other_band),
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "compare_rates"),
    )
    reason = np.asarray(found.pop("reason"), dtype=np.str_)
    arrays = {name: frozen(array) for name, array in found.items()}
    return RateComparison(**arrays, reason=frozen(reason), _index=index_of(count))
