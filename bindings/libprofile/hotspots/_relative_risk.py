# SPDX-License-Identifier: MIT
"""Where one group of points is denser, beside its own total, than another."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from libprofile import _core
from libprofile._drawing import Drawing, Picture, explore, plot
from libprofile._inputs import FloatArray, Points, Values, points_xy, require_one_crs, values_1d
from libprofile._labels import require_same_labels
from libprofile._numbers import require_real, require_whole
from libprofile._results import frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.hotspots._isopleths import areas_above
from libprofile.hotspots._kernel_density import (
    Extent,
    Kernel,
    Mask,
    Progress,
    extent_of,
    mask_of,
    require_kernel,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from libprofile._map_page import MapPage

_COLOURS = {"more cases": "#d55e00", "fewer cases": "#0072b2"}
_NOTE = (
    "Outlines are where the two-sided p of a cell is at most 0.05, cell by cell: among many cells "
    "some are so by chance. Computed from single incidents: for use inside the secure environment "
    "only."
)


@dataclass(frozen=True, repr=False, eq=False)
class RelativeRisk:
    """The log ratio of two densities, cell by cell, and how sure it is.

    Attributes
    ----------
    log_ratio : ndarray of float, shape (rows, columns)
        First row northernmost. 0 where the groups are alike, infinite where one has no density,
        NaN where neither has.
    z : ndarray of float, shape (rows, columns)
        Standard deviations above what equal densities give; NaN where a group has none.
    p : ndarray of float, shape (rows, columns)
        Two-sided, from the normal distribution.
    p_simulated : ndarray of float, shape (rows, columns), or None
        Two-sided, from random relabellings; None where none were asked for.
    transform : tuple of float
        In affine order: (cell, 0, x_min, 0, -cell, y_max), in metres.
    cases, controls : int
        Points given.
    crs : object, optional
        Reference system of the points, where they had one.
    """

    log_ratio: FloatArray
    z: FloatArray
    p: FloatArray
    p_simulated: FloatArray | None
    transform: tuple[float, float, float, float, float, float]
    cases: int
    controls: int
    crs: Any = field(default=None)

    @property
    def best_p(self) -> FloatArray:
        """`p_simulated` where there is one, and `p` otherwise."""
        return self.p if self.p_simulated is None else self.p_simulated

    def to_frame(self) -> pd.DataFrame:
        """Return a row a cell: x and y of its centre, log ratio, z and p."""
        rows, columns = self.log_ratio.shape
        cell, x_min, y_max = self.transform[0], self.transform[2], self.transform[5]
        frame = pd.DataFrame(
            {
                "x": np.tile(x_min + (np.arange(columns) + 0.5) * cell, rows),
                "y": np.repeat(y_max - (np.arange(rows) + 0.5) * cell, columns),
                "log_ratio": self.log_ratio.ravel(),
                "z": self.z.ravel(),
                "p": self.p.ravel(),
            }
        )
        if self.p_simulated is not None:
            frame["p_simulated"] = self.p_simulated.ravel()
        return frame

    def contours(self, level: float = 0.05) -> gpd.GeoDataFrame:
        """Outline where p is at most `level`: tolerance contours.

        Parameters
        ----------
        level : float, default 0.05
            Above 0 and below 1.

        Returns
        -------
        GeoDataFrame
            ``side`` ("more cases", "fewer cases"), ``area_km2`` and multipolygons.
        """
        if not 0 < level < 1:
            raise InvalidArgument(f"level = {level}: must be above 0 and below 1")
        geometry = np.concatenate([self._outline(side, level) for side in (1, -1)])
        return gpd.GeoDataFrame(
            {"side": list(_COLOURS), "area_km2": shapely.area(geometry) / 1e6},
            geometry=geometry,
            crs=self.crs,
        )

    def _outline(self, side: int, level: float) -> npt.NDArray[Any]:
        # Rises from -1 on the other side, over 0 at p = 1, to 1 where p is 0 on this one.
        sign = np.sign(side * np.nan_to_num(self.log_ratio, nan=0.0))
        height = np.where(np.isnan(self.best_p), np.nan, sign * (1 - self.best_p))
        return areas_above(height, self.transform, np.array([1 - level]))

    def summary(self) -> str:
        """Say in plain words what was compared, what stands out, and what this cannot say."""
        known = np.isfinite(self.best_p)
        small = known & (self.best_p <= 0.05)
        more = int((small & (self.log_ratio > 0)).sum())
        fewer = int((small & (self.log_ratio < 0)).sum())
        how = "random relabellings" if self.p_simulated is not None else "a normal approximation"
        return (
            f"{self.cases:,} cases against {self.controls:,} controls. Of {int(known.sum()):,} "
            f"cells that say anything, {more:,} have more cases and {fewer:,} have fewer than the "
            f"controls would give, at a p of 0.05 by {how}; about {0.05 * known.sum():,.0f} would "
            "by chance. The ratio compares two sets of records as they were kept; it says nothing "
            f"of any person, and nothing where neither group has density. {_NOTE}"
        )

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """Return its contours as a GeoJSON feature collection."""
        interface: dict[str, Any] = self.contours().__geo_interface__
        return interface

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw on matplotlib axes, made where none are given, and return them."""
        return plot(self._drawing(), ax)

    def explore(self) -> "MapPage":
        """Make a page with a map that asks nothing of any network."""
        return explore(self._drawing())

    def _drawing(self) -> Drawing:
        found = self.contours()
        rows, columns = self.log_ratio.shape
        cell, x_min, y_max = self.transform[0], self.transform[2], self.transform[5]
        kept = ~found.geometry.is_empty.to_numpy()
        facts = pd.DataFrame(found[kept].drop(columns="geometry"))
        extent = (x_min, y_max - rows * cell, x_min + columns * cell, y_max)
        return Drawing(
            title="Log relative risk",
            places=found.geometry[kept],
            colours=[_COLOURS[side] for side in facts["side"]],
            legend=_COLOURS,
            facts=facts,
            note=_NOTE,
            picture=Picture(_shades(self.log_ratio), extent) if self.log_ratio.size else None,
        )

    def _repr_html_(self) -> str:
        return f"<p><strong>RelativeRisk</strong> {self.summary()}</p>"

    def __repr__(self) -> str:
        rows, columns = self.log_ratio.shape
        return (
            f"RelativeRisk({rows} x {columns} cells of {self.transform[0]:g} m, "
            f"{self.cases} cases, {self.controls} controls)"
        )


def _shades(log_ratio: FloatArray) -> npt.NDArray[np.uint8]:
    """Orange where the ratio is above 1, blue where it is below; full at a factor of four."""
    share = np.clip(np.nan_to_num(log_ratio, nan=0.0) / np.log(4), -1, 1)
    rgba = np.zeros((*log_ratio.shape, 4), np.uint8)
    rgba[share > 0] = (213, 94, 0, 0)
    rgba[share < 0] = (0, 114, 178, 0)
    rgba[..., 3] = np.round(150 * np.abs(share))
    return rgba


def relative_risk(
    cases: Points,
    controls: Points,
    *,
    bandwidth_m: float,
    cell_m: float = 100,
    kernel: Kernel = "quartic",
    extent: Extent | None = None,
    case_weights: Values | None = None,
    control_weights: Values | None = None,
    edge_correction: bool = False,
    mask: Mask | None = None,
    simulations: int = 0,
    seed: int = 0,
    truncation_sd: float = 8.0,
    n_jobs: int = -1,
    progress: Progress = None,
) -> RelativeRisk:
    """Compare where two groups of points are dense.

    Parameters
    ----------
    cases, controls : GeoDataFrame or GeoSeries of points, or array_like of float, shape (n, 2)
        In metres, in one reference system.
    bandwidth_m : float
        The same for both groups. Above 0.
    cell_m, kernel, extent, edge_correction, mask, truncation_sd, n_jobs, progress
        As for `kernel_density`. Points outside the extent or the mask are in neither group.
    case_weights, control_weights : array_like of float, optional
        How many each point stands for.
    simulations : int, default 0
        Random relabellings for `p_simulated`; 999 for a publication. Without weights only.
    seed : int, default 0
        Of the relabellings.

    Returns
    -------
    RelativeRisk

    Raises
    ------
    CrsError
        For points in degrees, without a reference system, or in two.
    InvalidArgument
        As `kernel_density`; weights beside simulations.

    References
    ----------
    Kelsall and Diggle (1995), Statistics in Medicine 14, pages 2335-2342. Hazelton and Davies
    (2009), Biometrical Journal 51, pages 98-109.

    Examples
    --------
    >>> import libprofile as lp
    >>> found = lp.hotspots.relative_risk(
    ...     [(50, 50), (850, 850)], [(50, 50), (50, 50)],
    ...     bandwidth_m=100, cell_m=100, extent=(0, 0, 900, 900),
    ... )
    >>> float(found.log_ratio[8, 0].round(3))
    -0.693
    """
    require_whole(simulations=simulations, seed=seed, n_jobs=n_jobs)
    require_real(bandwidth_m=bandwidth_m, cell_m=cell_m, truncation_sd=truncation_sd)
    require_kernel(kernel)
    require_same_labels(cases=cases, case_weights=case_weights)
    require_same_labels(controls=controls, control_weights=control_weights)
    a, b = points_xy(cases, "cases"), points_xy(controls, "controls")
    crs = _shared_crs(cases, controls)
    box = extent_of(extent)
    if mask is not None and not edge_correction:
        raise InvalidArgument("mask: must come with edge_correction=True")
    frame = {"bandwidth_m": bandwidth_m, "cell_m": cell_m, "kernel": kernel, "extent": box}
    where = _core.density_frame(np.concatenate([a, b]), **frame)  # type: ignore[arg-type]
    found = _core.relative_risk(
        a,
        b,
        **frame,  # type: ignore[arg-type]
        case_weights=None if case_weights is None else values_1d(case_weights, "case_weights"),
        control_weights=(
            None if control_weights is None else values_1d(control_weights, "control_weights")
        ),
        edge_correction=edge_correction,
        mask=None if mask is None else mask_of(mask, where, crs, "cases"),
        simulations=simulations,
        seed=seed,
        truncation_sd=truncation_sd,
        n_jobs=n_jobs,
        progress=progress_reporter(progress, "relative_risk"),
    )
    x_min, y_max, cell, _, _ = found.pop("frame")
    return RelativeRisk(
        **{name: frozen(array) for name, array in found.items()},
        transform=(cell, 0.0, x_min, 0.0, -cell, y_max),
        cases=len(a),
        controls=len(b),
        crs=crs,
    )


def _shared_crs(cases: Points, controls: Points) -> Any:
    crs, other = getattr(cases, "crs", None), getattr(controls, "crs", None)
    require_one_crs(other, "controls", crs, "cases")
    return other if crs is None else crs
