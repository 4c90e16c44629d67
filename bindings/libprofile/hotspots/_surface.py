# SPDX-License-Identifier: MIT
"""A density surface: values on a lattice of square cells, and where it lies."""

import os
from dataclasses import dataclass, field
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile._drawing import Drawing, Picture, explore, plot
from libprofile._inputs import FloatArray
from libprofile.errors import DisclosureError, InputError, InvalidArgument

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from libprofile._map_page import MapPage

# From pale to dark, told apart in grey too.
_RAMP = ("#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#084594")
_UNITS = {"per_km2": "to the square kilometre", "count": "in each cell"}
_NOTE = (
    "Computed from single incidents, and can be turned back into them: for use inside the secure "
    "environment only."
)


@dataclass(frozen=True, repr=False, eq=False)
class Surface:
    """How many incidents there are to the square kilometre, cell by cell.

    Attributes
    ----------
    values : ndarray of float, shape (rows, columns)
        At the centre of each cell, the first row northernmost. NaN where nothing is said.
    transform : tuple of float
        In affine order: (cell, 0, x_min, 0, -cell, y_max), in metres.
    kernel : str
        The shape in which a point is spread.
    bandwidth_m : float
        How far; the mean one where each point has its own.
    scale : str
        ``per_km2``; or ``count``, where the cells sum to the points inside.
    n : int
        Number of points given.
    total : float
        Their weight.
    crs : object, optional
        Reference system of the points, where they had one.
    """

    values: FloatArray
    transform: tuple[float, float, float, float, float, float]
    kernel: str
    bandwidth_m: float
    scale: str
    n: int
    total: float
    crs: Any = field(default=None)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """Return its isopleths, five equal steps, as a GeoJSON feature collection."""
        from libprofile.hotspots._isopleths import isopleths

        interface: dict[str, Any] = isopleths(self).__geo_interface__
        return interface

    @property
    def cell_m(self) -> float:
        """Side of a cell."""
        return self.transform[0]

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """x_min, y_min, x_max, y_max in metres."""
        rows, columns = self.values.shape
        cell, x_min, y_max = self.transform[0], self.transform[2], self.transform[5]
        return (x_min, y_max - rows * cell, x_min + columns * cell, y_max)

    @property
    def x(self) -> FloatArray:
        """Centres of the columns, from west to east."""
        columns = np.arange(self.values.shape[1], dtype=np.float64)
        return np.asarray(self.transform[2] + (columns + 0.5) * self.cell_m, dtype=np.float64)

    @property
    def y(self) -> FloatArray:
        """Centres of the rows, from north to south."""
        rows = np.arange(self.values.shape[0], dtype=np.float64)
        return np.asarray(self.transform[5] - (rows + 0.5) * self.cell_m, dtype=np.float64)

    def to_frame(self) -> pd.DataFrame:
        """Return a row a cell: x and y of its centre, and its value."""
        rows, columns = self.values.shape
        return pd.DataFrame(
            {
                "x": np.tile(self.x, rows),
                "y": np.repeat(self.y, columns),
                "value": self.values.ravel(),
            }
        )

    def to_xarray(self) -> Any:
        """Return an ``xarray.DataArray`` with dimensions y (falling) and x (rising)."""
        try:
            from xarray import DataArray
        except ImportError as error:
            raise ImportError("to_xarray() needs xarray: pip install xarray") from error
        return DataArray(
            self.values,
            dims=("y", "x"),
            coords={"y": self.y, "x": self.x},
            name="density",
            attrs={
                "units": _UNITS[self.scale],
                "kernel": self.kernel,
                "bandwidth_m": self.bandwidth_m,
                "transform": self.transform,
                "tier": "internal",
                **({} if self.crs is None else {"crs": str(self.crs)}),
            },
        )

    def write_geotiff(
        self, path: str | PathLike[str], *, tier: Literal["internal"] | None = None
    ) -> None:
        """Write the surface as GeoTIFF, marked and readable by its owner only.

        Parameters
        ----------
        path : path-like
        tier : {"internal"}
            Must be typed: a surface can be turned back into the points it was made of.

        Raises
        ------
        DisclosureError
            Unless ``tier="internal"``.
        InputError
            Where the file cannot be written.
        """
        require_internal(self, tier)
        try:
            import rasterio
        except ImportError as error:
            raise ImportError("write_geotiff() needs rasterio: pip install rasterio") from error
        if self.values.size == 0:
            raise InvalidArgument("surface has no cells: there is nothing to write")
        _write_geotiff(rasterio, self, os.fspath(path))

    def summary(self) -> str:
        """Say in plain words what was counted, what stands out, and what this cannot say."""
        rows, columns = self.values.shape
        what = f"{self.n:,} points" + ("" if self.total == self.n else f" of weight {self.total:g}")
        spread = f"{self.kernel} kernel, bandwidth {self.bandwidth_m:,.0f} m"
        lines = [f"{what} spread by a {spread}, over {rows:,} x {columns:,} cells."]
        if self.total > 0 and np.isfinite(self.values).any():
            row, column = np.unravel_index(int(np.nanargmax(self.values)), self.values.shape)
            lines.append(
                f"Greatest: {self.values[row, column]:,.3g} {_UNITS[self.scale]}, in row {row}, "
                f"column {column}; the mean of all cells is {np.nanmean(self.values):,.3g}."
            )
        lines.append(
            "A surface shows where points are dense, which is where people are. It says nothing of "
            "chance: for places with more than expected see getis_ord, and relative_risk for two "
            "groups."
        )
        return " ".join([*lines, _NOTE])

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw on matplotlib axes, made where none are given, and return them."""
        return plot(self._drawing(), ax)

    def explore(self) -> "MapPage":
        """Make a page with a map that asks nothing of any network."""
        return explore(self._drawing())

    def _drawing(self) -> Drawing:
        rgba, legend = coloured(self.values)
        return Drawing(
            title=f"Density, {_UNITS[self.scale]}",
            places=np.empty((0, 2)),
            colours=[],
            legend=legend,
            facts=pd.DataFrame(index=range(0)),
            note=_NOTE,
            picture=Picture(rgba, self.extent) if self.values.size else None,
        )

    def _repr_html_(self) -> str:
        return f"<p><strong>Surface</strong> {self.summary()}</p>"

    def __repr__(self) -> str:
        rows, columns = self.values.shape
        return (
            f"Surface({rows} x {columns} cells of {self.cell_m:g} m, {self.kernel}, "
            f"bandwidth {self.bandwidth_m:g} m, {self.scale})"
        )


def require_internal(surface: object, tier: str | None) -> None:
    """Raise DisclosureError unless the internal tier was typed."""
    if tier != "internal":
        raise DisclosureError(
            f"{type(surface).__name__} is not protected: it can be turned back into the points it "
            'was made of; inside the secure environment, type tier="internal"'
        )


def coloured(values: FloatArray) -> tuple[npt.NDArray[np.uint8], dict[str, str]]:
    """Colour equal steps up to the greatest value; NaN and 0 stay clear."""
    steps = len(_RAMP)
    known = values[np.isfinite(values)]
    most = float(known.max()) if known.size else 0.0
    wheel = np.array([[*bytes.fromhex(one[1:]), 255] for one in _RAMP], dtype=np.uint8)
    share = np.nan_to_num(values / most if most > 0 else values * 0.0)
    rgba = wheel[np.clip((share * steps).astype(np.intp), 0, steps - 1)]
    rgba[~(values > 0)] = 0
    edges = np.linspace(0, most, steps + 1)
    legend = {
        f"{low:,.3g} to {high:,.3g}": colour
        for low, high, colour in zip(edges[:-1], edges[1:], _RAMP, strict=True)
    }
    return rgba, legend if most > 0 else {}


def _write_geotiff(rasterio: Any, surface: Surface, path: str) -> None:
    rows, columns = surface.values.shape
    descriptor = None
    try:
        # The file is there, for its owner alone, before the first value is.
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.fchmod(descriptor, 0o600)
        with rasterio.open(
            path,
            "w",
            driver="GTiff",
            height=rows,
            width=columns,
            count=1,
            dtype="float64",
            crs=None if surface.crs is None else surface.crs.to_wkt(),
            transform=rasterio.Affine(*surface.transform),
            nodata=float("nan"),
            compress="deflate",
        ) as file:
            file.write(surface.values, 1)
            file.update_tags(
                tier="internal",
                marking="OFFICIAL-SENSITIVE",
                scale=surface.scale,
                kernel=surface.kernel,
                bandwidth_m=f"{surface.bandwidth_m!r}",
            )
    except (OSError, rasterio.errors.RasterioError) as error:
        raise InputError(f"{path}: cannot be written: {error}") from error
    finally:
        if descriptor is not None:
            os.close(descriptor)
