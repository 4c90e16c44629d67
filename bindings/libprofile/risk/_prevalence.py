# SPDX-License-Identifier: MIT
"""How many are known, against how many may be at risk."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._inputs import Values, counts_1d, index_of, values_1d
from libprofile._labels import require_same_labels
from libprofile._results import Result
from libprofile.errors import InvalidArgument


@dataclass(frozen=True, repr=False)
class Prevalence(Result):
    """Known people and scenarios of people at risk, side by side and never added.

    There is no sum: most who are known are among those at risk, nobody knows how many, so that a
    sum counts people twice.
    """

    _frame: pd.DataFrame = field(compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each scenario and place.

        ``known``, ``known_rate`` with ``known_lower`` and ``known_upper``; ``at_risk_lower`` and
        ``at_risk_upper``, the scenario's shares of the people here; ``with_chance_lower`` and
        ``with_chance_upper``, the same with chance; ``known_share_lower`` and
        ``known_share_upper``, known over at risk; ``reason``.
        """
        return self._frame.copy()

    def summary(self) -> str:
        """Say in words what is known against what may be, and what neither says."""
        parts = []
        for name, rows in self._frame.groupby(level="scenario", sort=False):
            given = rows[rows["at_risk_upper"].notna()]
            low, high = given["at_risk_lower"].sum(), given["at_risk_upper"].sum()
            parts.append(
                f"By {name}, {low:,.0f} to {high:,.0f} may be at risk in the {len(given):,} places "
                f"that have a figure, where {given['known'].sum():,.0f} are known."
            )
        return (
            " ".join(parts) + " The two are not to be added: many are both. Known people are those "
            "whom a service saw and wrote down; scenarios carry shares over from elsewhere and do "
            "not know these places. A large gap is a reason to look, not a count of anybody."
        )


def prevalence(
    known: Values,
    population: Values,
    scenarios: Mapping[str, tuple[float, float]],
    *,
    per: float = 10_000,
    level: float = 0.95,
) -> Prevalence:
    """Set known people against scenarios of how many are at risk, as ranges.

    Parameters
    ----------
    known : array_like of float, shape (n,), or Protected
        Distinct people known; NaN where withheld.
    population : array_like of float, shape (n,)
        People of the same ages, under-18s say; NaN where unknown.
    scenarios : mapping of str to (float, float)
        Lowest and highest share at risk, by the name of who estimated it.
    per : float, default 10000
        People that the known rate is given for.
    level : float, default 0.95
        Of the known rate's interval and of the range with chance.

    Returns
    -------
    Prevalence

    Raises
    ------
    InvalidArgument
        For no scenario, a share outside 0 to 1, negative numbers, or other lengths.

    References
    ----------
    `rate` for the intervals of what is known: exact below 10 people, Byar's from 10.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.prevalence([4], [10_000], {"national study": (0.001, 0.002)}).to_frame()
    >>> found[["known", "at_risk_lower", "at_risk_upper"]].iloc[0].tolist()
    [4.0, 10.0, 20.0]
    """
    require_same_labels(known=known, population=population)
    people, band = counts_1d(known, "known")
    everyone = values_1d(population, "population", missing=True)
    if not scenarios:
        raise InvalidArgument("scenarios is empty: must name at least one range of shares")
    frames = {}
    for name, (lowest, highest) in scenarios.items():
        found = _core.prevalence(
            people, everyone, lowest, highest, per=per, level=level, rounding_band=band
        )
        found["reason"] = np.asarray(found["reason"], dtype=np.str_)
        frame = pd.DataFrame(found, index=index_of(known))
        frame.insert(0, "known", people)
        frame.index.name = frame.index.name or "place"
        frames[name] = frame
    return Prevalence(pd.concat(frames, names=["scenario"]))
