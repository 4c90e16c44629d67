# SPDX-License-Identifier: MIT
"""What results that give each point a label share."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile._drawing import GREY, PALETTE, Drawing, explore, label_colours, plot
from libprofile._inputs import FloatArray, Points, index_of, points_xy
from libprofile._map_page import MapPage
from libprofile._results import Result, frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LIMITS = (
    "A cluster says where points are dense, not that there are more than expected there: town "
    "centres are dense because people are. It says nothing of any person or of why."
)


@dataclass(frozen=True)
class PlacedPoints:
    """Points as they were given: coordinates, and what results carry back."""

    xy: FloatArray
    index: pd.Index | None
    crs: Any

    @staticmethod
    def of(points: Points) -> "PlacedPoints":
        """Read points in any form that the package takes."""
        crs = getattr(points, "crs", None)
        return PlacedPoints(frozen(points_xy(points)), index_of(points), crs)


@dataclass(frozen=True, repr=False)
class PointClusters(Result):
    """A label for each point, in input order.

    Attributes
    ----------
    labels : ndarray of int32, shape (n,)
        Cluster of each point; -1 for noise.
    """

    labels: npt.NDArray[np.int32]
    _points: PlacedPoints = field(repr=False, compare=False)

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return int(self.labels.max(initial=-1)) + 1

    @property
    def _index(self) -> pd.Index | None:
        return self._points.index

    def _columns(self) -> dict[str, Any]:
        """Return the arrays that have an entry for each point, by name."""
        return {"labels": self.labels}

    def to_frame(self) -> pd.DataFrame:
        """Return a row a point, with the point where it came with a reference system."""
        frame = pd.DataFrame(self._columns(), index=self._index)
        return frame if self._points.crs is None else self._placed(frame)

    def _placed(self, frame: pd.DataFrame) -> gpd.GeoDataFrame:
        x, y = self._points.xy.T
        points = gpd.points_from_xy(x, y, crs=self._points.crs)
        return gpd.GeoDataFrame(frame, geometry=points)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The points with their columns as a GeoJSON-like mapping, on the plane they came in."""
        frame = pd.DataFrame(self._columns(), index=self._index)
        mapping: dict[str, Any] = self._placed(frame).__geo_interface__
        return mapping

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the points, each cluster in a colour of its own, on matplotlib axes."""
        return plot(self._drawing(), ax)

    def explore(self) -> MapPage:
        """Make a page with a map that asks nothing of any network."""
        return explore(self._drawing())

    def summary(self) -> str:
        """Say in plain words what was counted, what stands out and what cannot be said."""
        n = len(self.labels)
        if n == 0:
            return f"There are no points. {self._method()}"
        sizes = np.bincount(self.labels[self.labels >= 0], minlength=self.n_clusters)
        inside = int(sizes.sum())
        words = [f"{n:,} points were looked at. {self._method()}"]
        if inside:
            largest = int(sizes.max())
            words.append(
                f"{self.n_clusters:,} clusters hold {inside:,} of them ({inside / n:.0%}); the "
                f"largest holds {largest:,} ({largest / n:.0%})."
            )
        else:
            words.append("No cluster was found.")
        return " ".join([*words, self._confidence(), _LIMITS])

    def _method(self) -> str:
        return "Clusters are groups of points that lie close together."

    def _confidence(self) -> str:
        return (
            "Nothing here is a test: other settings give other clusters. See how they change with "
            "lp.clusters.stability."
        )

    def _drawing(self) -> Drawing:
        return Drawing(
            title=f"{self.n_clusters:,} clusters",
            places=self._points.xy,
            colours=label_colours(self.labels),
            legend={"in a cluster (colours repeat)": PALETTE[0], "in no cluster": GREY},
            facts=pd.DataFrame(self._columns(), index=self._index).reset_index(names="point"),
            note=_LIMITS,
        )
