# SPDX-License-Identifier: MIT
"""What results with a geometry share: a plot, and a page with a map.

A result describes itself once, as a `Drawing`; `plot` and `explore` show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile._inputs import FloatArray
from libprofile._map_page import MapPage, picture_address, render

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito (2008): told apart by readers with any colour vision.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#000000")
GREY = "#b1b4b6"
# More than these make a page slow to open: evenly spaced ones are drawn, and the page says so.
MOST_POINTS = 50_000


@dataclass(frozen=True)
class Picture:
    """A raster already coloured.

    Attributes
    ----------
    rgba : ndarray of uint8, shape (rows, columns, 4)
        First row northernmost.
    extent : tuple of float
        x_min, y_min, x_max, y_max in metres.
    """

    rgba: npt.NDArray[np.uint8]
    extent: tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawing:
    """What is to be seen: places, the colour of each, what the colours mean, and facts.

    Attributes
    ----------
    title : str
    places : ndarray of float of shape (n, 2), or GeoSeries
        Points in metres, or polygons.
    colours : sequence of str
        Of each place, as ``#rrggbb``.
    legend : mapping of str to str
        Words to colour, in the order of reading.
    facts : DataFrame
        A row a place, shown when it is chosen.
    note : str
        What the reader should know, below the map.
    picture : Picture, optional
        Drawn beneath the places.
    """

    title: str
    places: FloatArray | gpd.GeoSeries
    colours: Sequence[str]
    legend: Mapping[str, str]
    facts: pd.DataFrame
    note: str = ""
    picture: Picture | None = field(default=None)

    @property
    def n(self) -> int:
        """Number of places."""
        return len(self.places)


def label_colours(labels: npt.NDArray[np.int32]) -> list[str]:
    """Colour clusters in turn, and noise grey."""
    wheel = np.array([*PALETTE, GREY])
    at = np.where(labels < 0, len(PALETTE), labels % len(PALETTE))
    return [str(colour) for colour in wheel[at]]


def require_matplotlib() -> Any:
    """Import matplotlib.pyplot, or say how to install it."""
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise ImportError("plot() needs matplotlib: pip install 'libprofile[plot]'") from error
    return pyplot


def plot(drawing: Drawing, ax: "Axes | None" = None) -> "Axes":
    """Draw on matplotlib axes, made where none are given, and return them."""
    pyplot = require_matplotlib()
    axes = pyplot.subplots()[1] if ax is None else ax
    if drawing.picture is not None:
        x_min, y_min, x_max, y_max = drawing.picture.extent
        axes.imshow(drawing.picture.rgba, extent=(x_min, x_max, y_min, y_max))
    if isinstance(drawing.places, gpd.GeoSeries):
        if drawing.n:
            drawing.places.plot(
                ax=axes, color=list(drawing.colours), edgecolor="#333", linewidth=0.5
            )
    else:
        x, y = drawing.places.T
        axes.scatter(x, y, c=list(drawing.colours), s=9, linewidths=0)
    for text, colour in drawing.legend.items():
        axes.scatter([], [], c=colour, s=25, label=text)
    if drawing.legend:
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    axes.set(title=drawing.title, aspect="equal", xlabel="x, metres", ylabel="y, metres")
    return axes


def explore(drawing: Drawing) -> MapPage:
    """Make a page with a map that asks nothing of any network."""
    kept = np.arange(drawing.n)
    note = drawing.note
    if drawing.n > MOST_POINTS:
        kept = np.linspace(0, drawing.n - 1, MOST_POINTS).astype(np.intp)
        note = f"{MOST_POINTS:,} of {drawing.n:,} places are drawn. {note}".strip()
    wheel = sorted(set(drawing.colours))
    rank = {colour: k for k, colour in enumerate(wheel)}
    facts = [[_text(value) for value in row] for row in drawing.facts.iloc[kept].to_numpy(object)]
    shapes = _shapes(drawing.places, kept)
    data = {
        "extent": _extent(drawing),
        "names": [str(name) for name in drawing.facts.columns],
        "colours": wheel,
        "picture": None if drawing.picture is None else picture_address(drawing.picture.rgba),
        "features": [
            {**shape, "colour": rank[drawing.colours[at]], "facts": row}
            for at, shape, row in zip(kept.tolist(), shapes, facts, strict=True)
        ],
    }
    return render(drawing.title, dict(drawing.legend), note, data)


def _text(value: object) -> str:
    if isinstance(value, (float, np.floating)):
        return "none" if np.isnan(value) else f"{value:,.4g}"
    return str(value)


def _extent(drawing: Drawing) -> list[float]:
    if drawing.picture is not None:
        return list(drawing.picture.extent)
    if drawing.n == 0:
        return [0.0, 0.0, 1.0, 1.0]
    if isinstance(drawing.places, gpd.GeoSeries):
        return [float(one) for one in drawing.places.total_bounds]
    return [*drawing.places.min(axis=0).tolist(), *drawing.places.max(axis=0).tolist()]


def _shapes(places: FloatArray | gpd.GeoSeries, kept: npt.NDArray[np.intp]) -> list[dict[str, Any]]:
    if isinstance(places, gpd.GeoSeries):
        return [_shape(geometry) for geometry in places.iloc[kept]]
    return [{"point": point} for point in places[kept].round(2).tolist()]


def _shape(geometry: Any) -> dict[str, Any]:
    if geometry is None or geometry.is_empty:
        return {"polygons": []}
    if geometry.geom_type == "Point":
        return {"point": [round(geometry.x, 2), round(geometry.y, 2)]}
    parts = getattr(geometry, "geoms", [geometry])
    return {"polygons": [_rings(part) for part in parts if part.geom_type == "Polygon"]}


def _rings(polygon: Any) -> list[list[list[float]]]:
    rings = [polygon.exterior, *polygon.interiors]
    return [np.asarray(ring.coords)[:, :2].round(2).tolist() for ring in rings]
