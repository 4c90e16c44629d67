# SPDX-License-Identifier: MIT
"""Counts of one geography on another, with what that does not know."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from libprofile import _areas, _core
from libprofile._inputs import Areas, FloatArray, Points, Values, points_xy, values_1d
from libprofile._numbers import require_whole
from libprofile._results import Progress, Result, frozen, progress_reporter
from libprofile.geography._assign import require_same_crs


@dataclass(frozen=True, repr=False)
class Apportioned(Result):
    """Counts on the target areas, and how sure they are.

    Attributes
    ----------
    count : ndarray of float, shape (targets,)
        Each source's count times its share, summed.
    lower, upper : ndarray of float, shape (targets,)
        Counts of sources whose ground is wholly inside, and of all that have ground in it: the
        truth is between, however events are spread.
    standard_error : ndarray of float, shape (targets,)
        Of `count`, if each event fell in a target with the share's probability, on its own.
    """

    count: FloatArray
    lower: FloatArray
    upper: FloatArray
    standard_error: FloatArray
    _outside: float
    _split_sources: int
    _split_share: float
    _index: pd.Index

    @property
    def outside(self) -> float:
        """What lies outside all targets by its sources' shares."""
        return self._outside

    @property
    def split_sources(self) -> int:
        """Sources with a count whose ground is in several targets, or partly in none."""
        return self._split_sources

    @property
    def split_share(self) -> float:
        """Share of all counts in them: what apportioning guesses at."""
        return self._split_share

    def summary(self) -> str:
        """Say in plain words what was moved, and how much of it is a guess."""
        total = float(self.count.sum()) + self._outside
        width = self.upper - self.lower
        widest = int(width.argmax()) if width.size else 0
        words = (
            f"{total:,.0f} counts on {len(self.count):,} areas; {self._outside:,.1f} outside all "
            f"of them. {self._split_sources:,} areas of the source are cut by the target's lines, "
            f"with {self._split_share:.1%} of the counts: only these are a guess. "
        )
        if width.size and width[widest] > 0:
            words += (
                f"The least certain is {self._index[widest]}: {self.count[widest]:,.1f}, "
                f"at least {self.lower[widest]:,.0f} and at most {self.upper[widest]:,.0f}. "
            )
        return words + "Where in an area its events happened, no crosswalk can say."


class Crosswalk:
    """Shares of source areas that lie in target areas. Made by `crosswalk`."""

    def __init__(self, core: _core.Crosswalk, source: pd.Index, target: pd.Index) -> None:
        self._core = core
        self._source = source
        self._target = target

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each pair: ``source``, ``target``, ``share``, ``ground_share``."""
        rows = np.repeat(np.arange(self._core.sources), np.diff(self._core.offsets))
        return pd.DataFrame(
            {
                "source": self._source.take(rows),
                "target": self._target.take(self._core.target.astype(np.intp)),
                "share": self._core.share,
                "ground_share": self._core.ground_share,
            }
        )

    def summary(self) -> str:
        """Say in plain words how many source areas are cut, and what is not known of them."""
        pairs = np.diff(self._core.offsets)
        cut, none = int((pairs > 1).sum()), int((pairs == 0).sum())
        words = (
            f"{self._core.sources:,} source areas on {self._core.targets:,} target areas: "
            f"{cut:,} are cut between several, {none:,} are in none. "
        )
        return words + (
            "Shares say where ground or points lie. That events lie likewise is an assumption: "
            "apportion() says how far off it can be."
        )

    def _repr_html_(self) -> str:
        return f"<p><strong>Crosswalk</strong>. {self.summary()}</p>"

    def apportion(self, counts: Values) -> Apportioned:
        """Move counts of the source areas to the target areas.

        Parameters
        ----------
        counts : array_like of float, shape (sources,)
            At least 0, in the order of the source.

        Returns
        -------
        Apportioned

        Raises
        ------
        InvalidArgument
            For counts of another number, negative or missing.
        """
        given = values_1d(counts, "counts", missing=True)
        moved = self._core.apportion(given)
        count, lower, upper, standard_error = (frozen(column) for column in moved[:4])
        return Apportioned(count, lower, upper, standard_error, *moved[4:], self._target)

    def __repr__(self) -> str:
        return (
            f"Crosswalk(sources={self._core.sources}, targets={self._core.targets}, "
            f"pairs={len(self._core.target)})"
        )


def crosswalk(
    source: Areas,
    target: Areas,
    *,
    points: Points | None = None,
    weights: Values | None = None,
    n_jobs: int = -1,
    progress: Progress = None,
) -> Crosswalk:
    """Find which share of each source area lies in each target area.

    Parameters
    ----------
    source, target : GeoDataFrame or GeoSeries of polygons
        In metres, in one reference system. Targets must not overlap.
    points : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2), optional
        Where those live whose counts are moved, such as postcodes: shares are of these points.
        Absent: of ground, as if everything were spread evenly. A source without points has the
        shares of its ground.
    weights : array_like of float, shape (n,), optional
        How many residents each point stands for. At least 0; absent: all 1.
    n_jobs : int, default -1
        Threads; -1 for all. The result does not depend on it.
    progress : bool or callable, optional
        True shows a bar; a function is called with the share done.

    Returns
    -------
    Crosswalk
        Shares of a source below one in a million are taken for lines drawn twice.

    Raises
    ------
    CrsError
        For degrees, or different reference systems.
    InvalidArgument
        For targets that overlap, or weights outside their range.

    References
    ----------
    Goodchild and Lam (1980), Geo-Processing 1, 297-312.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> from shapely import box
    >>> wards = gpd.GeoSeries([box(0, 0, 900, 900), box(900, 0, 1800, 900)], crs=27700)
    >>> beats = gpd.GeoSeries([box(0, 0, 1350, 900), box(1350, 0, 1800, 900)], crs=27700)
    >>> moved = lp.geography.crosswalk(wards, beats).apportion([6, 8])
    >>> moved.count.tolist(), moved.lower.tolist(), moved.upper.tolist()
    ([10.0, 4.0], [6.0, 0.0], [14.0, 8.0])
    >>> moved.split_sources, round(moved.split_share, 2)
    (1, 0.57)
    """
    require_whole(n_jobs=n_jobs)
    made_source, made_target = _areas.by_position(source), _areas.by_position(target)
    require_same_crs(source, target, "source", "target")
    if points is not None:
        require_same_crs(points, source, "points", "source")
    core = _core.crosswalk(
        made_source,
        made_target,
        points=None if points is None else points_xy(points),
        weights=None if weights is None else values_1d(weights, "weights"),
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "crosswalk"),
    )
    return Crosswalk(core, source.index, target.index)
