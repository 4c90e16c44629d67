# SPDX-License-Identifier: MIT
"""Tiers of places by how sure it is that they are among the highest."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray
from libprofile._numbers import require_real, require_whole
from libprofile._results import Progress, Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.risk._posterior_risk import PosteriorRisk
from libprofile.risk._ranks import draws_2d


@dataclass(frozen=True, repr=False)
class OutreachTiers(Result):
    """Tiers of places, made by `outreach_tiers`.

    Attributes
    ----------
    probability : ndarray of float, shape (n,)
        That the place is among the k with the highest risk; NaN where it has none.
    tier : ndarray of str, shape (n,)
        ``A``, ``B``, ``C``, or empty.
    k : int
    """

    probability: FloatArray
    tier: npt.NDArray[np.str_]
    k: int
    _borders: tuple[float, float, float] = field(default=(0.8, 0.5, 0.2), compare=False)
    _index: pd.Index | None = field(default=None, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return probability and tier under the index of what was given."""
        return pd.DataFrame({"probability": self.probability, "tier": self.tier}, index=self._index)

    def summary(self) -> str:
        """Say in words what the tiers are, how sure they are, and what they cannot say."""
        told = ", ".join(
            f"{int((self.tier == letter).sum()):,} in {letter} ({border:.0%} or more)"
            for letter, border in zip("ABC", self._borders, strict=True)
        )
        return (
            f"Of {len(self.tier):,} places the tiers hold those that are likely among the "
            f"{self.k:,} with the highest risk: {told}. The probabilities add up to "
            f"{self.k:,}: where many places are alike none is sure to be among them, and a place "
            "without a tier may still be. Within a tier there is no order. A tier is about a "
            "place, not about people in it."
        )


def outreach_tiers(
    risk: PosteriorRisk | Any,
    k: int,
    *,
    borders: tuple[float, float, float] = (0.8, 0.5, 0.2),
    draws: int = 1000,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> OutreachTiers:
    """Tiers A, B and C by the posterior probability of being among the k highest.

    Parameters
    ----------
    risk : PosteriorRisk, or array_like of float, shape (draws, n)
        What `bym2`, `leroux` or `poisson_gamma` gives; or joint draws. From protected counts for
        anything that leaves the room.
    k : int
        Places that could be visited.
    borders : tuple of three floats, default (0.8, 0.5, 0.2)
        Least probability of A, of B and of C, falling.
    draws : int, default 1000
        Joint draws of the risks; not used where draws are given.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    OutreachTiers

    Raises
    ------
    InvalidArgument
        For a k outside 1 to the number of places that have a risk, borders that do not fall, or
        draws that are not finite.

    References
    ----------
    Laird and Louis (1989), J. Educ. Stat. 14, pages 29-46, for ranks from a posterior; borders are
    a convention.

    Examples
    --------
    >>> import libprofile as lp
    >>> risk = lp.risk.poisson_gamma([40, 9, 2, 1, 3, 0], [5.0] * 6)
    >>> lp.risk.outreach_tiers(risk, k=2).tier.tolist()
    ['A', 'A', '', '', '', '']
    """
    require_whole(k=k, draws=draws, seed=seed, n_jobs=n_jobs)
    require_real(**{f"borders[{at}]": border for at, border in enumerate(borders)})
    if len(borders) != 3:
        raise InvalidArgument(
            f"borders = {tuple(borders)}: must be three probabilities that fall, such as "
            "(0.8, 0.5, 0.2)"
        )
    if k < 1:
        raise InvalidArgument(f"k = {k}: must be 1 to the number of places")
    if draws < 1:
        raise InvalidArgument(f"draws = {draws}: must be at least 1")
    index = None
    if isinstance(risk, PosteriorRisk):
        index = risk._index
        reporter = progress_reporter(progress, "outreach_tiers")
        probability, tier = _core.outreach_tiers(
            risk._found,
            k,
            borders=borders,
            draws=draws,
            seed=seed,
            n_jobs=n_jobs,
            progress=reporter,
        )
    else:
        probability, tier = _core.outreach_tiers_of_draws(
            draws_2d(risk), k, borders=borders, n_jobs=n_jobs
        )
    a, b, c = borders
    return OutreachTiers(frozen(probability), frozen(np.array(tier, "U1")), k, (a, b, c), index)
