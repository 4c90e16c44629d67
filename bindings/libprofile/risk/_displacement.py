# SPDX-License-Identifier: MIT
"""Whether an area that was treated changed more than one that was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from libprofile import _core
from libprofile._results import Figures
from libprofile.errors import InvalidArgument

BeforeAfter: TypeAlias = Sequence[float]


@dataclass(frozen=True)
class WeightedDisplacementDifference(Figures):
    """The difference of changes, and how far chance may move it.

    Attributes
    ----------
    difference : float
        Events more (above 0) or fewer than the control areas' change lets expect.
    standard_error, z : float
        ``z`` is NaN where no event was counted at all.
    lower, upper : float
        Normal interval of the difference; NaN where no event was counted at all.
    """

    difference: float
    standard_error: float
    z: float
    lower: float
    upper: float


def _pair(value: BeforeAfter, name: str) -> tuple[float, float]:
    if len(value) != 2:
        raise InvalidArgument(f"{name} has {len(value)} numbers: must be (before, after)")
    return float(value[0]), float(value[1])


def weighted_displacement_difference(
    treated: BeforeAfter,
    control: BeforeAfter,
    displacement_treated: BeforeAfter | None = None,
    displacement_control: BeforeAfter | None = None,
    *,
    level: float = 0.95,
) -> WeightedDisplacementDifference:
    """Compare the change of a treated area with that of a control area, displacement counted.

    Parameters
    ----------
    treated, control : (before, after)
        Counts of events in two periods of equal length.
    displacement_treated, displacement_control : (before, after), optional
        Counts around them; both or neither.
    level : float, default 0.95

    Returns
    -------
    WeightedDisplacementDifference

    Raises
    ------
    InvalidArgument
        For a negative count, or one displacement area without the other.

    References
    ----------
    Wheeler and Ratcliffe (2018), Crime Science 7, article 11.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.risk.weighted_displacement_difference(
    ...     (207, 110), (308, 318), (178, 157), (150, 140)
    ... )
    >>> found.difference, round(found.z, 2)
    (-118.0, -2.98)
    """
    around = [
        None if value is None else _pair(value, name)
        for value, name in (
            (displacement_treated, "displacement_treated"),
            (displacement_control, "displacement_control"),
        )
    ]
    return WeightedDisplacementDifference(
        *_core.weighted_displacement_difference(
            _pair(treated, "treated"), _pair(control, "control"), *around, level=level
        )
    )
