# SPDX-License-Identifier: MIT
"""What one number says about a whole map."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import pandas as pd

from libprofile._choices import require_one_of
from libprofile._inputs import Values, values_1d
from libprofile._results import Result

Tail = Literal["two-sided", "greater", "less"]

_WORDS = {
    "Moran's I": ("neighbouring places are alike", "neighbouring places are unlike"),
    "Geary's C": ("neighbouring places are unlike", "neighbouring places are alike"),
    "General G": ("high values lie together", "low values lie together"),
    "Lee's L": (
        "the two values rise and fall together across neighbourhoods",
        "one value is high where the other is low across neighbourhoods",
    ),
}
_LIMIT = (
    "It is one number for the whole map: it does not say where, nor why, and places drawn "
    "otherwise could give another."
)


@dataclass(frozen=True, repr=False)
class GlobalStatistic(Result):
    """A statistic of a whole map, beside what chance would give.

    Attributes
    ----------
    name : str
        Of the statistic.
    statistic : float
        NaN where it is not defined.
    expected, variance : float
        If the values were dealt out anew over the places, or drawn from one normal distribution
        where that was asked for.
    z : float
        Standard deviations above (positive) or below (negative) expectation.
    p : float
        From the normal distribution.
    p_permutation : float or None
        From arrangements; None where none were asked for.
    permutations : int
        Number of arrangements.
    places, islands : int
        All places, and those that no link leaves or enters.
    evidence : str
        ``enough``, or why there is no z and no p (they are NaN): ``no links``,
        ``all values equal``, ``the same in every arrangement``.
    """

    name: str
    statistic: float
    expected: float
    variance: float
    z: float
    p: float
    p_permutation: float | None
    permutations: int
    places: int
    islands: int
    evidence: str

    def to_frame(self) -> pd.DataFrame:
        """Return a frame of one row."""
        row = {k: v for k, v in asdict(self).items() if k != "name" and v is not None}
        return pd.DataFrame(row, index=pd.Index([self.name], name="name"))

    def summary(self) -> str:
        """Say in plain words what was compared, what is unusual, how sure, and what is not said."""
        counted = f"{self.name} of {self.places:,} places"
        if self.islands:
            counted += f", {self.islands:,} of them without neighbours"
        if self.evidence != "enough":
            return f"{counted}: nothing can be said, because of {_REASONS[self.evidence]}."
        found = (
            f"{counted} is {self.statistic:.4g}; chance alone would give about {self.expected:.4g}."
        )
        return f"{found} {self._finding()} {_LIMIT}"

    def _finding(self) -> str:
        p = self.p if self.p_permutation is None else self.p_permutation
        source = (
            "by the normal distribution"
            if self.p_permutation is None
            else f"by {self.permutations:,} arrangements"
        )
        above, below = _WORDS.get(
            self.name, ("there are more such joins", "there are fewer such joins")
        )
        if p > 0.05:
            return f"That is no more than chance would often give (p = {p:.3g}, {source})."
        return f"That is unusual: {above if self.z > 0 else below} (p = {p:.3g}, {source})."


_REASONS = {
    "no links": "no place has a neighbour",
    "all values equal": "all values are the same",
    "the same in every arrangement": "every arrangement of these values gives the same number",
}


@dataclass(frozen=True, repr=False)
class JoinCounts(Result):
    """Joins by the colours of their ends, each beside what chance would give.

    Attributes
    ----------
    bb, bw, ww : float
        Joins between places with 1, between unlike ones, and between places with 0.
    black_black, black_white, white_white : GlobalStatistic
        The same with expectation, variance, z and p.
    """

    black_black: GlobalStatistic
    black_white: GlobalStatistic
    white_white: GlobalStatistic

    @property
    def bb(self) -> float:
        """Joins between places with 1."""
        return self.black_black.statistic

    @property
    def bw(self) -> float:
        """Joins between unlike places."""
        return self.black_white.statistic

    @property
    def ww(self) -> float:
        """Joins between places with 0."""
        return self.white_white.statistic

    def to_frame(self) -> pd.DataFrame:
        """Return a frame of three rows."""
        rows = (self.black_black, self.black_white, self.white_white)
        return pd.concat([row.to_frame() for row in rows])

    def summary(self) -> str:
        """Say of each kind of join whether there are more or fewer than by chance."""
        rows = (self.black_black, self.black_white, self.white_white)
        return "\n".join(row.summary() for row in rows)


def require_kinds(alternative: str, assumption: str = "randomisation") -> None:
    """Raise InvalidArgument naming the nearest kind unless both are of those there are."""
    require_one_of(assumption, "assumption", ("randomisation", "normality"))
    require_one_of(alternative, "alternative", get_args(Tail))


def statistic_from(name: str, found: dict[str, Any]) -> GlobalStatistic:
    """Name what the extension returned."""
    return GlobalStatistic(name=name, **found)


def zeros_and_ones(values: Values, name: str) -> Any:
    """Take truth values as well as numbers."""
    if isinstance(values, pd.Series) and values.dtype == bool:
        values = values.astype("float64")
    return values_1d(values, name)
