# SPDX-License-Identifier: MIT
"""How far points were moved to shared places before we saw them."""

from dataclasses import dataclass

from libprofile import _core
from libprofile._inputs import Points, points_xy
from libprofile._numbers import require_real
from libprofile._results import Result


@dataclass(frozen=True, repr=False)
class Snapping(Result):
    """Shares of points on lattices and on few places. Shares are in [0, 1].

    Attributes
    ----------
    points : int
        Points that have a place.
    distinct_places : int
    share_on_1_m, share_on_10_m, share_on_100_m : float
        Both coordinates on multiples of so many metres. By chance alone 0.01 % lie on the first
        at the default tolerance.
    share_on_ten_places : float
        Points on the ten places that most points share.
    """

    points: int
    distinct_places: int
    share_on_1_m: float
    share_on_10_m: float
    share_on_100_m: float
    share_on_ten_places: float
    _index = (0,)

    def summary(self) -> str:
        """Say in plain words what the shares mean for what is done with the points."""
        if self.points == 0:
            return "No point has a place."
        words = (
            f"{self.points:,} points lie on {self.distinct_places:,} different places; "
            f"{self.share_on_ten_places:.0%} of them on ten. "
            f"{self.share_on_100_m:.0%} lie on a lattice of 100 m, {self.share_on_10_m:.0%} on "
            f"one of 10 m, {self.share_on_1_m:.0%} on one of 1 m. "
        )
        if self.share_on_100_m > 0.5:
            return words + "Most were rounded to 100 m: distances below that mean nothing."
        if self.share_on_10_m > 0.5:
            return words + "Most were rounded to 10 m: distances below that mean nothing."
        if 2 * self.distinct_places < self.points:
            return words + (
                "Many share a place, as when records are moved to the middle of a street: "
                "clusters of a few metres show where records were put, not where things happened."
            )
        return words + "It cannot say whether places are right, only how they were written."


def snapping(points: Points, *, tolerance_m: float = 0.005) -> Snapping:
    """Report how far points were rounded or moved to shared places.

    Parameters
    ----------
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres. Those without a place are left out.
    tolerance_m : float, default 0.005
        A coordinate this near to a multiple is on it. At least 0, below 0.5.

    Returns
    -------
    Snapping

    Raises
    ------
    CrsError
        For points in degrees or without a reference system.
    GeometryError
        For a geometry that is no point.
    InvalidArgument
        For a tolerance outside its range.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.geography.snapping([(100, 200), (110, 200), (110, 200), (0.5, 7.3)])
    >>> found.distinct_places, found.share_on_10_m, found.share_on_100_m
    (3, 0.75, 0.25)
    """
    require_real(tolerance_m=tolerance_m)
    return Snapping(*_core.snapping(points_xy(points, missing=True), tolerance_m=tolerance_m))
