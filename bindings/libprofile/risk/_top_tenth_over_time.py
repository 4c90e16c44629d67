# SPDX-License-Identifier: MIT
"""Whether the same top tenth of places stays on top over several periods."""

from dataclasses import dataclass, field

import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Values, as_floats, require_finite
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, Result, frozen, progress_reporter
from libprofile.risk._concentration_by_chance import ChanceRange


@dataclass(frozen=True, repr=False)
class TopTenthOverTime(Result):
    """How long places stay in the top tenth, made by `top_tenth_over_time`.

    Attributes
    ----------
    places : int
        In a top tenth, ⌈n / 10⌉.
    stay : ndarray of float, shape (periods - 1,)
        Places in the top tenth of each period that are in that of the next as well; ties at the
        border count by their share of what is left.
    mean_stay, mean_stay_if_unrelated : float
        Their mean, and what chance gives where no period has to do with another.
    mean_stay_if_unchanged : ChanceRange
        What chance gives where no place changed.
    p_unchanged : float
        Probability that at most as many stay there.
    in_periods : DataFrame
        ``places`` in the top tenth of exactly so many ``periods``; ``if_unrelated``, and
        ``if_unchanged`` with ``lower`` and ``upper``.
    """

    places: int
    stay: FloatArray
    mean_stay: float
    mean_stay_if_unrelated: float
    mean_stay_if_unchanged: ChanceRange
    p_unchanged: float
    in_periods: pd.DataFrame = field(compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of `in_periods`."""
        return self.in_periods.copy()

    def summary(self) -> str:
        """Say in words whether places stay, how sure it is, and what it cannot say."""
        always = self.in_periods.iloc[-1]
        changed = "Places changed" if self.p_unchanged <= 0.05 else "No change of places is seen"
        return (
            f"Of {self.places:,} places in the top tenth {self.mean_stay:.1f} are on average in "
            f"that of the next period; {self.mean_stay_if_unrelated:.1f} if periods had nothing to "
            f"do with each other, {self.mean_stay_if_unchanged:.3g} if no place changed. "
            f"{changed} (p = {self.p_unchanged:.2g}). {always['places']:.1f} are in it in all "
            f"{len(self.stay) + 1} periods; {always['if_unchanged']:.1f} would be without change. "
            "It says nothing of why places stay, nor of any one of them."
        )


def top_tenth_over_time(
    counts: Values,
    *,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> TopTenthOverTime:
    """Whether the same top tenth of places stays on top, against what chance gives.

    Parameters
    ----------
    counts : array_like of float, shape (periods, n)
        Events of each place, a row for each of at least two periods: whole numbers.
    level : float, default 0.95
        Of the ranges.
    replicates : int, default 999
        Times that the events of all periods are dealt out between them.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    TopTenthOverTime

    Raises
    ------
    InvalidArgument
        For counts that are not whole or of another shape, or a period without an event.

    References
    ----------
    As `top_tenth_overlap`.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.top_tenth_over_time([[9, 8] + [1] * 18, [9, 1, 8] + [1] * 17])
    >>> found.stay.tolist(), found.in_periods["places"].tolist()
    ([1.0], [17.0, 2.0, 1.0])
    """
    require_real(level=level)
    require_whole(replicates=replicates, seed=seed, n_jobs=n_jobs)
    if isinstance(counts, (list, tuple)):
        require_same_labels(**{f"counts[{k}]": period for k, period in enumerate(counts)})
    found = _core.top_tenth_over_time(
        require_finite(as_floats(counts, "counts"), "counts"),
        level=level,
        replicates=replicates,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "top_tenth_over_time"),
    )
    in_periods = pd.DataFrame(
        found.pop("in_periods_if_unchanged"), columns=["if_unchanged", "lower", "upper"]
    )
    in_periods.insert(0, "if_unrelated", found.pop("in_periods_if_unrelated"))
    in_periods.insert(0, "places", found.pop("in_periods"))
    in_periods.index.name = "periods"
    found["mean_stay_if_unchanged"] = ChanceRange(*found["mean_stay_if_unchanged"])
    found["stay"] = frozen(found["stay"])
    return TopTenthOverTime(**found, in_periods=in_periods)
