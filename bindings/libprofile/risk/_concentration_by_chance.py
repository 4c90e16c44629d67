# SPDX-License-Identifier: MIT
"""What chance alone gives of concentration, and of places that stay on top."""

from dataclasses import dataclass

from libprofile import _core
from libprofile._inputs import Values, values_1d
from libprofile._labels import require_same_labels
from libprofile._results import Figures, Progress, progress_reporter
from libprofile.errors import InvalidArgument


@dataclass(frozen=True)
class ChanceRange:
    """A measure by chance.

    Attributes
    ----------
    expected : float
        Its mean.
    lower, upper : float
        Its central range.
    """

    expected: float
    lower: float
    upper: float

    def __format__(self, how: str) -> str:
        """Give the mean and the range in brackets, each in the format asked for."""
        how = how or ".3g"
        return f"{self.expected:{how}} [{self.lower:{how}} to {self.upper:{how}}]"


@dataclass(frozen=True)
class ConcentrationByChance(Figures):
    """The measures of `Concentration`, each by chance.

    Attributes
    ----------
    gini, gini_generalised, share_top_tenth : ChanceRange
    places_with_quarter, places_with_half, places_with_four_fifths : ChanceRange
    """

    gini: ChanceRange
    gini_generalised: ChanceRange
    share_top_tenth: ChanceRange
    places_with_quarter: ChanceRange
    places_with_half: ChanceRange
    places_with_four_fifths: ChanceRange


@dataclass(frozen=True)
class TopTenthOverlap(Figures):
    """Whether the top tenth of places stays the top tenth, made by `top_tenth_overlap`.

    Attributes
    ----------
    places : int
        In a top tenth, ⌈n / 10⌉.
    shared : float
        Those of the first period that are in the second's as well; ties at the border count by
        their share of what is left.
    if_unrelated : ChanceRange
        Shared by chance where the periods have nothing to do with each other.
    p_unrelated : float
        Probability that at least as many are shared there.
    if_unchanged : ChanceRange
        Shared by chance where no place changed.
    p_unchanged : float
        Probability that at most as many are shared there.
    """

    places: int
    shared: float
    if_unrelated: ChanceRange
    p_unrelated: float
    if_unchanged: ChanceRange
    p_unchanged: float

    def summary(self) -> str:
        """Say in words what was found, how sure it is, and what it cannot say."""
        stays = (
            "more than places without memory would"
            if self.shared > self.if_unrelated.upper
            else "no more than places without memory would"
        )
        changes = (
            "fewer than if no place had changed"
            if self.shared < self.if_unchanged.lower
            else "as many as if no place had changed"
        )
        return (
            f"{self.shared:.3g} of the {self.places} places in the top tenth are in it again: "
            f"{stays} ({self.if_unrelated:.3g}), {changes} ({self.if_unchanged:.3g}). "
            "It says nothing of why places stay, nor of any one of them."
        )


def _require_whole(number: float, name: str) -> int:
    if not (number >= 0 and float(number).is_integer()):
        raise InvalidArgument(f"{name} = {number}: must be a whole number from 0")
    return int(number)


def concentration_by_chance(
    places: int,
    events: int,
    *,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> ConcentrationByChance:
    """How concentrated events look where every place is as likely as any other.

    Parameters
    ----------
    places, events : int
        Numbers of both. Without an event all is NaN.
    level : float, default 0.95
        Of the ranges.
    replicates : int, default 999
        Times that the events are dealt out.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    ConcentrationByChance

    Raises
    ------
    InvalidArgument
        For a number outside its range.

    References
    ----------
    Bernasco and Steenbeek (2017), J. Quant. Criminol. 33, pages 451-467.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.concentration_by_chance(1000, 200)
    >>> found.share_top_tenth.lower > 0.5
    True
    """
    found = _core.concentration_by_chance(
        _require_whole(places, "places"),
        _require_whole(events, "events"),
        level=level,
        replicates=replicates,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "concentration_by_chance"),
    )
    return ConcentrationByChance(**{name: ChanceRange(*one) for name, one in found.items()})


def top_tenth_overlap(
    first: Values,
    second: Values,
    *,
    level: float = 0.95,
    replicates: int = 999,
    seed: int = 0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> TopTenthOverlap:
    """Whether the top tenth of places is the same in two periods, against what chance gives.

    Parameters
    ----------
    first, second : array_like of float, shape (n,)
        Events of each place in each period: whole numbers.
    level : float, default 0.95
        Of the ranges.
    replicates : int, default 999
        Times that the events of both periods are dealt out between them.
    seed : int, default 0
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional

    Returns
    -------
    TopTenthOverlap

    Raises
    ------
    InvalidArgument
        For counts that are not whole or differ in length, or a period without an event.

    References
    ----------
    Weisburd, Bushway, Lum and Yang (2004), Criminology 42, pages 283-321, for the question. What
    chance gives is worked out here: events are dealt out anew, so that no table is needed.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.top_tenth_overlap([9, 1] * 10, [8, 2] * 10)
    >>> found.places, round(found.shared, 6)
    (2, 0.4)
    """
    require_same_labels(first=first, second=second)
    found = _core.top_tenth_overlap(
        values_1d(first, "first"),
        values_1d(second, "second"),
        level=level,
        replicates=replicates,
        seed=seed,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "top_tenth_overlap"),
    )
    for name in ("if_unrelated", "if_unchanged"):
        found[name] = ChanceRange(*found[name])
    return TopTenthOverlap(**found)
