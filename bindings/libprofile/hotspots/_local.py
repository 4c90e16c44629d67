# SPDX-License-Identifier: MIT
"""What local statistics share: options, the result, and what it says in words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _drawing
from libprofile._choices import require_one_of
from libprofile._inputs import FloatArray, Values, index_of, values_1d
from libprofile._labels import require_same_places
from libprofile._numbers import require_real, require_whole
from libprofile._results import Result, frozen, progress_reporter
from libprofile.errors import InvalidArgument
from libprofile.geography._weights import Weights, require_places_of, require_weights

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from libprofile._map_page import MapPage

Alternative: TypeAlias = Literal["two-sided", "greater", "less"]
Draws: TypeAlias = Literal["shared", "independent"]
Correction: TypeAlias = Literal["benjamini-hochberg", "bonferroni", "none"]
Areas: TypeAlias = gpd.GeoDataFrame | gpd.GeoSeries
Progress: TypeAlias = bool | Callable[[float], None] | None

_WHOLE = ("permutations", "stop_after", "seed", "n_jobs")
_NOT_TESTED = ("island", "too few", "absent")
_COLOURS = {
    "hot": "#d55e00",
    "cold": "#0072b2",
    "high-high": "#d55e00",
    "low-low": "#0072b2",
    "low-high": "#56b4e9",
    "high-low": "#e69f00",
    "similar": "#009e73",
    "different": "#cc79a7",
    "joined": "#d55e00",
    "apart": "#0072b2",
    "varied": "#cc79a7",
    "uniform": "#009e73",
    "none": "#e8e8e8",
    "absent": "#ffffff",
    "too few": "#b1b4b6",
    "island": "#767676",
}
_CORRECTED = {
    "benjamini-hochberg": "at most {level:.0%} of the labels are expected to be chance",
    "bonferroni": "the chance of even one label by chance is at most {level:.0%}",
    "none": "no correction for the number of tests: about {level:.0%} of all places get a label "
    "by chance alone",
}


@dataclass(frozen=True, repr=False)
class LocalStatistic(Result):
    """One entry for each place, in input order; NaN throughout for an island.

    Attributes
    ----------
    statistic : ndarray of float, shape (n,)
        As the method says.
    expected, variance : ndarray of float, shape (n,)
        Mean and variance of `statistic` if the values were placed at random.
    z : ndarray of float, shape (n,)
        Standard deviations above (positive) or below (negative) expectation.
    p : ndarray of float, shape (n,)
        From the normal distribution (LOSH: chi-square).
    p_permutation : ndarray of float, shape (n,), or None
        From conditional permutations; None where none were asked for.
    q : ndarray of float, shape (n,)
        Adjusted by the correction asked for, from `p_permutation` where there is one and from `p`
        otherwise.
    label : ndarray of str, shape (n,)
        What is said of the place; ``none`` where nothing is unusual, ``island`` where there is no
        neighbour, ``too few`` where less than the minimum stands behind it.
    """

    statistic: FloatArray
    expected: FloatArray
    variance: FloatArray
    z: FloatArray
    p: FloatArray
    p_permutation: FloatArray | None
    q: FloatArray
    label: npt.NDArray[np.str_]
    _index: pd.Index | None = field(default=None, compare=False)
    _areas: gpd.GeoSeries | None = field(default=None, compare=False)
    _method: str = field(default="Local statistic", compare=False)
    _says: str = field(default="", compare=False)
    _correction: str = field(default="benjamini-hochberg", compare=False)
    _level: float = field(default=0.05, compare=False)
    _distribution: str = field(default="the normal distribution", compare=False)
    _permutations: int = field(default=0, compare=False)
    _tails: int = field(default=2, compare=False)

    def to_frame(self) -> pd.DataFrame:
        """Return the arrays as columns; a GeoDataFrame where areas were given."""
        frame = super().to_frame()
        if self._areas is None:
            return frame
        placed: pd.DataFrame = gpd.GeoDataFrame(
            frame, geometry=self._areas.to_numpy(), crs=self._areas.crs
        )
        return placed

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The areas and what is said of them, as a GeoJSON mapping."""
        self._require_areas("__geo_interface__")
        frame: Any = self.to_frame()
        interface: dict[str, Any] = frame.__geo_interface__
        return interface

    def summary(self) -> str:
        """Say in plain words what was tested, what is unusual, how sure, and what it cannot say."""
        counts = {
            str(k): int(v) for k, v in zip(*np.unique(self.label, return_counts=True), strict=True)
        }
        tested = len(self.label) - sum(counts.get(name, 0) for name in _NOT_TESTED)
        left_out = [f"{counts[name]:,} {name}" for name in _NOT_TESTED if name in counts]
        found = [
            f"{count:,} {name}"
            for name, count in counts.items()
            if name not in (*_NOT_TESTED, "none")
        ]
        how = _CORRECTED[self._correction].format(level=self._level)
        source = self._distribution if self.p_permutation is None else "permutations"
        return "\n".join(
            (
                f"{self._method}: {tested:,} of {len(self.label):,} places tested"
                + (f" (not tested: {', '.join(left_out)})." if left_out else "."),
                self._found(found, tested),
                f"How sure: p from {source}; {how}.{self._too_few_permutations(found, tested)}",
                f"{self._says} A label is about a place and its surroundings, not about people in "
                "it, and it names no cause.",
            )
        )

    def _found(self, found: list[str], tested: int) -> str:
        if tested == 0:
            return "Nothing can be said: no place has neighbours and enough behind it."
        if not np.nan_to_num(self.z).any():
            return "Nothing can be said: the values do not differ."
        return f"Unusual: {', '.join(found)}." if found else "Nothing unusual was found."

    def _too_few_permutations(self, found: list[str], tested: int) -> str:
        """Warn where no p can be small enough to be left after the correction."""
        if self.p_permutation is None or found or self._correction == "none" or tested == 0:
            return ""
        least = self._tails / (self._permutations + 1)
        if least * tested <= self._level:
            return ""
        enough = int(np.ceil(self._tails * tested / self._level))
        return (
            f" The least p there is, {least:.2g}, does not outlast correcting {tested:,} tests: "
            f"with {enough:,} permutations a single place could be found."
        )

    def plot(self, ax: "Axes | None" = None) -> "Axes":
        """Draw the areas, coloured by label."""
        return _drawing.plot(self._drawing("plot"), ax)

    def explore(self) -> "MapPage":
        """Make a page with a map that asks nothing of any network."""
        return _drawing.explore(self._drawing("explore"))

    def _require_areas(self, name: str) -> gpd.GeoSeries:
        if self._areas is None:
            raise InvalidArgument(f"{name} needs the places' geometry: give the method areas=...")
        return self._areas

    def _drawing(self, name: str) -> _drawing.Drawing:
        areas = self._require_areas(f"{name}()")
        frame = pd.DataFrame(super().to_frame())
        present = [label for label in _COLOURS if (self.label == label).any()]
        return _drawing.Drawing(
            title=self._method,
            places=areas,
            colours=[_COLOURS[str(label)] for label in self.label],
            legend={label: _COLOURS[label] for label in present},
            facts=frame[["label", "statistic", "z", "q"]],
            note=self.summary(),
        )


def run_local(
    core: Callable[..., dict[str, Any]],
    columns: list[FloatArray],
    weights: Weights,
    *,
    index: pd.Index | None,
    method: str,
    says: str,
    options: dict[str, Any],
    distribution: str = "the normal distribution",
) -> LocalStatistic:
    """Call the extension with the options that all local statistics share."""
    require_whole(**{name: options[name] for name in _WHOLE})
    require_real(level=options["level"], minimum=options["minimum"])
    require_one_of(options["alternative"], "alternative", get_args(Alternative))
    require_one_of(options["draws"], "draws", get_args(Draws))
    require_one_of(options["correction"], "correction", get_args(Correction))
    n_jobs = options.pop("n_jobs")
    progress = progress_reporter(options.pop("progress"), method)
    areas = _geometry(options.pop("areas"), len(columns[0]))
    if options["base"] is not None:
        require_same_places(index_of(options["base"]), index, "base", "the values", "values.index")
        options["base"] = np.ascontiguousarray(values_1d(options["base"], "base"))
    require_places_of(index, require_weights(weights), "values")
    result = core(columns, weights._core, options, n_jobs, progress)
    label = np.array(result.pop("label_names"), dtype=np.str_)[result.pop("label")]
    return LocalStatistic(
        **{name: frozen(array) for name, array in result.items()},
        label=frozen(label),
        _index=index if index is not None or areas is None else areas.index,
        _areas=areas,
        _method=method,
        _says=says,
        _correction=options["correction"],
        _level=options["level"],
        _distribution=distribution,
        _permutations=int(options["permutations"]),
        _tails=2 if options["alternative"] == "two-sided" else 1,
    )


def _geometry(areas: Areas | None, n: int) -> gpd.GeoSeries | None:
    if areas is None:
        return None
    if not isinstance(areas, (gpd.GeoDataFrame, gpd.GeoSeries)):
        raise InvalidArgument(f"areas: must be a GeoDataFrame, not {type(areas).__name__}")
    if len(areas) != n:
        raise InvalidArgument(f"areas has {len(areas)} rows: must have one for each of {n} values")
    return areas.geometry


def index_among(values: Values, areas: Areas | None) -> pd.Index | None:
    """Return the index that the result should carry: that of the values, or of the areas."""
    index = index_of(values)
    places = None if areas is None else index_of(areas)
    if index is None or places is None or len(index) != len(places):
        return places if index is None else index
    if not index.equals(places):
        raise InvalidArgument(
            "areas: must have the index of the values, in the same order; put the values into "
            "the order of the areas and of the weights with values.loc[areas.index]"
        )
    return index
