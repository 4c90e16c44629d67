# SPDX-License-Identifier: MIT
"""Several indicators of neighbourhoods in one number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray, Values, as_floats, values_1d
from libprofile._labels import require_same_labels
from libprofile._results import Progress, Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument

# As close as this to deprivation, a score is said to be little else. A choice.
_MOSTLY_DEPRIVATION = 0.8


@dataclass(frozen=True)
class Association:
    """How two columns go together over the places that have both.

    Attributes
    ----------
    pearson, spearman : float
        NaN below three places, or where either does not vary.
    places : int
    """

    pearson: float
    spearman: float
    places: int


@dataclass(frozen=True, repr=False)
class NeighbourhoodScore(Result):
    """Scores of places, what each indicator adds, and how firm the ranks are.

    Attributes
    ----------
    score : ndarray of float, shape (n,)
        Weighted mean of log rate ratios: 0 is the mean of all; NaN where an indicator is missing.
    rank, rank_best, rank_worst : ndarray of int64, shape (n,)
        1 is the highest; the range while each weight in turn moves, and over the counts that
        rounded ones may stand for. 0 where there is no score.
    contributions, contributions_lower, contributions_upper : DataFrame, shape (n, indicators)
        What each indicator adds to the score, and at the smallest and largest count that a place's
        may stand for (the same for exact counts).
    log_ratios : DataFrame, shape (n, indicators)
        Before weighting.
    weights : Series
        By indicator; they sum to 1.
    with_deprivation : Association or None
        Of the score; None where deprivation was not given.
    indicators_with_deprivation : DataFrame or None
        The same of each indicator.
    """

    score: FloatArray
    rank: npt.NDArray[np.int64]
    rank_best: npt.NDArray[np.int64]
    rank_worst: npt.NDArray[np.int64]
    contributions: pd.DataFrame = field(compare=False)
    contributions_lower: pd.DataFrame = field(compare=False)
    contributions_upper: pd.DataFrame = field(compare=False)
    log_ratios: pd.DataFrame = field(compare=False)
    weights: "pd.Series[float]" = field(compare=False)
    with_deprivation: Association | None
    indicators_with_deprivation: pd.DataFrame | None = field(compare=False)
    _index: pd.Index | None = field(default=None, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return score, ranks and contributions under the index of what was given."""
        names = ("score", "rank", "rank_best", "rank_worst")
        frame = pd.DataFrame({name: getattr(self, name) for name in names}, index=self._index)
        return frame.join(self.contributions.add_prefix("contribution_"))

    def summary(self) -> str:
        """Say in words what the score is made of, how firm it is, and whether it is deprivation."""
        scored = self.rank > 0
        made = ", ".join(f"{name} {weight:.0%}" for name, weight in self.weights.items())
        rounded = not self.contributions_lower.equals(self.contributions_upper)
        moved = "each weight moves" + (" or rounding is undone" if rounded else "")
        width = (self.rank_worst - self.rank_best)[scored]
        middle = float(np.median(width)) if width.size else 0.0
        if self.with_deprivation is None:
            against = "It was not compared with deprivation: give it before anybody uses the score."
        elif np.isnan(self.with_deprivation.spearman):
            against = "It could not be compared with deprivation."
        else:
            rho = self.with_deprivation.spearman
            against = f"Its rank correlation with deprivation is {rho:.2f}." + (
                " The score says little that deprivation does not."
                if abs(rho) >= _MOSTLY_DEPRIVATION
                else ""
            )
        return (
            f"{int(scored.sum()):,} of {len(self.rank):,} places have a score, made of {made}. "
            f"When {moved}, half of them stay within {middle:.0f} ranks. What chance moves is not "
            "in that range: with few events places further apart may not differ either. "
            f"{against} A score orders places by what was counted there and by weights that "
            "somebody chose; it is no measure of the people who live in them."
        )


def _table(values: Any, names: list[str], name: str) -> FloatArray:
    """Return an array of shape (indicators, places)."""
    if isinstance(values, pd.DataFrame):
        missing = [column for column in names if column not in values.columns]
        if missing:
            raise InvalidArgument(f"{name} has no column '{missing[0]}': must have every indicator")
        return np.ascontiguousarray(as_floats(values[names].to_numpy(dtype=float), name).T)
    array = as_floats(values, name)
    return np.ascontiguousarray(np.broadcast_to(array, (len(names), array.shape[-1])))


def _bands(rounding_band: float | Mapping[str, float], names: list[str]) -> list[float]:
    """Return the band of each indicator."""
    if not isinstance(rounding_band, Mapping):
        return [float(rounding_band)] * len(names)
    missing = [name for name in names if name not in rounding_band]
    if missing:
        raise InvalidArgument(
            f"rounding_band has no '{missing[0]}': must say of every indicator how it was rounded, "
            "0 for exact counts"
        )
    return [float(rounding_band[name]) for name in names]


def neighbourhood_score(
    counts: pd.DataFrame,
    expected: pd.DataFrame | Values,
    weights: Mapping[str, float],
    roles: Mapping[str, str],
    *,
    deprivation: Values | None = None,
    weight_change: float = 0.5,
    rounding_band: float | Mapping[str, float] = 0.0,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> NeighbourhoodScore:
    """Score places by a weighted mean of the log rate ratios of declared indicators.

    A log rate ratio is the posterior mean by `poisson_gamma`: a place without events has one too,
    few events count for little, and an indicator that varies no more than chance adds nothing.

    Parameters
    ----------
    counts : DataFrame, shape (n, indicators)
        Events of each indicator; NaN where withheld. Other columns are not read.
    expected : DataFrame, or array_like of float, shape (n,)
        What counts are set against: expected events, people or premises; one column for all, or one
        of the same name for each.
    weights : mapping of str to float
        By column of `counts`: these are the indicators.
    roles : mapping of str to str
        By column: ``harm`` (events), ``exposure`` (what harm needs: premises, stops) or ``service``
        (what services are asked for). ``deprivation`` is refused, since the score would be
        deprivation under another name, and so is ``protected_characteristic`` (Equality Act 2010,
        section 4); columns whose names say one of these, or nationality, are refused whatever role
        is given.
    deprivation : array_like of float, shape (n,), optional
        Higher where more deprived (turn a rank of deprivation round): shown beside the score.
    weight_change : float, default 0.5
        How much of itself each weight moves, up and down, for the range of ranks.
    rounding_band : float or mapping of str to float, default 0
        How far a count may be from the true one: base - 1 where counts were rounded by the gate;
        one for all, or one for each indicator. Rounding is then taken as noise, and the ranges of
        contributions and ranks span the counts that may be meant.
    seed : int, default 0
        Of the draws of counts behind rounded ones.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    NeighbourhoodScore

    Raises
    ------
    InvalidArgument
        For an indicator without role or column, a role that is refused, or numbers out of range.
    InputError
        For a column whose name says that it holds a protected characteristic.

    References
    ----------
    OECD and JRC (2008), Handbook on constructing composite indicators, steps 6 and 7.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"incidents": [2, 30, 9, 4], "missing": [0, 8, 5, 1]})
    >>> roles = {"incidents": "harm", "missing": "harm"}
    >>> found = lp.risk.neighbourhood_score(
    ...     counts, [10, 10, 10, 10], {"incidents": 2, "missing": 1}, roles
    ... )
    >>> found.rank.tolist(), found.rank_worst.tolist()
    ([4, 1, 2, 3], [4, 1, 2, 3])
    """
    names = [str(name) for name in weights]
    for name in names:
        if name not in roles:
            raise InvalidArgument(
                f"roles has no '{name}': must say of every indicator what it counts"
            )
    require_same_labels(counts=counts, expected=expected, deprivation=deprivation)
    found = _core.neighbourhood_score(
        names,
        [str(roles[name]) for name in names],
        [float(weight) for weight in weights.values()],
        _table(counts, names, "counts"),
        _table(expected, names, "expected"),
        None if deprivation is None else values_1d(deprivation, "deprivation", missing=True),
        weight_change=weight_change,
        rounding_bands=_bands(rounding_band, names),
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "neighbourhood_score"),
    )
    index = counts.index
    associations = [Association(*one) for one in found["indicators_with_deprivation"]]
    return NeighbourhoodScore(
        score=frozen(found["score"]),
        rank=frozen(found["rank"]),
        rank_best=frozen(found["rank_best"]),
        rank_worst=frozen(found["rank_worst"]),
        contributions=pd.DataFrame(found["contributions"], columns=names, index=index),
        contributions_lower=pd.DataFrame(found["contributions_lower"], columns=names, index=index),
        contributions_upper=pd.DataFrame(found["contributions_upper"], columns=names, index=index),
        log_ratios=pd.DataFrame(found["log_ratios"], columns=names, index=index),
        weights=pd.Series(found["weights"], index=names, name="weight"),
        with_deprivation=None if deprivation is None else Association(*found["with_deprivation"]),
        indicators_with_deprivation=None
        if deprivation is None
        else pd.DataFrame([vars(one) for one in associations], index=names),
        _index=index,
    )
