# SPDX-License-Identifier: MIT
"""Layers and reports: what may leave the room, and nothing else."""

import json
import os
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import geopandas as gpd
import pandas as pd

from libprofile import _core
from libprofile._columns import require_geo_frame
from libprofile._map_page import write_private
from libprofile.errors import CrsError, DisclosureError, InvalidArgument

if TYPE_CHECKING:
    from libprofile.profile import ProblemProfile

__all__ = ["Audience", "ProtectedLayer", "report", "write_geojson", "write_layers"]

Audience = Literal["analyst", "outreach", "licensing", "public"]


class ProtectedLayer:
    """A layer or table computed from protected counts. `ProblemProfile.layers` has them.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.publish.ProtectedLayer({"unit": ["a"], "count": [1]})
    Traceback (most recent call last):
        ...
    libprofile.errors.DisclosureError: only a profile makes protected layers
    """

    def __init__(self, core: _core.Layer) -> None:
        if not isinstance(core, _core.Layer):
            raise DisclosureError("only a profile makes protected layers")
        self._core = core

    @property
    def name(self) -> str:
        """Name of the layer, and of its file."""
        return self._core.name

    @property
    def tier(self) -> str:
        """Tier that it was made for."""
        return self._core.tier

    def to_frame(self) -> pd.DataFrame:
        """Return the fields as columns."""
        frame = pd.DataFrame(self._core.columns)
        for column in frame.columns.intersection(
            ["count", "premises", "with_incident", "incidents", "cluster", "team", "stop"]
        ):
            frame[column] = frame[column].astype("Int64")
        return frame

    @property
    def is_table(self) -> bool:
        """Whether it has no geometry."""
        return self._core.is_table

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """Return the layer as a GeoJSON feature collection, in degrees."""
        if self.is_table:
            raise AttributeError(f"{self.name} is a table: it has no geometry")
        parsed: dict[str, Any] = json.loads(self._core.geojson)
        return parsed

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        head = f"<p><strong>{self.name}</strong>, {len(frame)} rows, {self.tier} tier</p>"
        return head + str(frame.to_html(max_rows=10))

    def __repr__(self) -> str:
        return f"ProtectedLayer({self.name!r}, tier={self.tier!r})"


def _require_tier(actual: str, typed: str | None) -> None:
    if actual == "internal" and typed != "internal":
        raise DisclosureError(
            'this is raw: it may only be saved inside the secure environment; type tier="internal"'
        )


def write_geojson(
    layer: ProtectedLayer | gpd.GeoDataFrame,
    path: str | PathLike[str],
    *,
    tier: Literal["internal"] | None = None,
) -> None:
    """Write a layer as GeoJSON by RFC 7946, whole or not at all.

    Parameters
    ----------
    layer : ProtectedLayer, or GeoDataFrame with ``tier="internal"``
    path : path-like
    tier : {"internal"}, optional
        Must be typed for anything that is not protected: the file is marked and readable by its
        owner only.

    Raises
    ------
    DisclosureError
        For anything that is not protected.
    InputError
        Where the file cannot be written, or the layer is a table.
    CrsError
        For a raw frame without a reference system.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> lp.publish.write_geojson(gpd.GeoDataFrame(geometry=[], crs=27700), "raw.geojson")
    Traceback (most recent call last):
        ...
    libprofile.errors.DisclosureError: GeoDataFrame is not protected: ...
    """
    if isinstance(layer, ProtectedLayer):
        _require_tier(layer.tier, tier)
        _core.write_geojson(layer._core, os.fspath(path))
        return
    _require_internal(layer, tier)
    _write_internal(layer, Path(path))


def _require_internal(layer: object, tier: str | None) -> None:
    if tier != "internal":
        raise DisclosureError(
            f"{type(layer).__name__} is not protected: write a layer of a profile, or, inside the "
            'secure environment, type tier="internal"'
        )
    require_geo_frame(layer, "layer")
    if layer.crs is None:  # type: ignore[attr-defined]
        raise CrsError("layer has no coordinate reference system: type layer = layer.set_crs(...)")


def _write_internal(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write raw features, marked, readable by their owner only, whole or not at all."""
    content = json.loads(frame.to_crs("EPSG:4326").to_json())
    marks = {"marking": "OFFICIAL-SENSITIVE", "tier": "internal"}
    marked = {"type": content["type"]} | marks | content
    write_private(path, json.dumps(marked))


def write_layers(
    protected_layers: Mapping[str, ProtectedLayer | gpd.GeoDataFrame],
    directory: str | PathLike[str],
    *,
    tier: Literal["internal"] | None = None,
) -> list[Path]:
    """Write every layer that has a geometry as ``<directory>/<name>.geojson``.

    Parameters
    ----------
    protected_layers : mapping of str to ProtectedLayer
        `ProblemProfile.layers`. With ``tier="internal"`` also GeoDataFrames.
    directory : path-like
        Is made where it is absent.
    tier : {"internal"}, optional
        Must be typed for layers of the internal tier and for raw frames.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    DisclosureError
        For anything that is not protected.
    InvalidArgument
        For a name that is no plain file name.

    Examples
    --------
    >>> import geopandas as gpd, libprofile as lp
    >>> raw = gpd.GeoDataFrame(geometry=[], crs=27700)
    >>> lp.publish.write_layers({"raw": raw}, "layers")
    Traceback (most recent call last):
        ...
    libprofile.errors.DisclosureError: GeoDataFrame is not protected: ...
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in lp.publish.write_layers({"raw": raw}, folder, tier="internal")]
    ['raw.geojson']
    """
    if not isinstance(protected_layers, Mapping):
        raise InvalidArgument("protected_layers: must be a mapping, such as profile.layers")
    layers = {
        name: layer
        for name, layer in protected_layers.items()
        if not (isinstance(layer, ProtectedLayer) and layer.is_table)
    }
    for name, layer in layers.items():
        require_file_name(name)
        if isinstance(layer, ProtectedLayer):
            _require_tier(layer.tier, tier)
        else:
            _require_internal(layer, tier)
    folder = Path(directory)
    folder.mkdir(mode=0o700 if tier == "internal" else 0o777, parents=True, exist_ok=True)
    paths = {name: folder / f"{name}.geojson" for name in layers}
    for name, layer in layers.items():
        write_geojson(layer, paths[name], tier=tier)
    return list(paths.values())


def require_file_name(name: str) -> None:
    """Raise InvalidArgument for a layer's name that is no plain file name."""
    if not name or name != Path(name).name or name in (".", ".."):
        raise InvalidArgument("protected_layers: a name must be a plain file name")


def report(
    profile: "ProblemProfile",
    path: str | PathLike[str],
    audience: Audience = "analyst",
    *,
    tier: Literal["internal"] | None = None,
) -> None:
    """Write one report page of a profile.

    Parameters
    ----------
    profile : ProblemProfile
    path : path-like
        One HTML file that asks nothing of any network.
    audience : {"analyst", "outreach", "licensing", "public"}
        Whom the page is for.
    tier : {"internal"}, optional
        Must be typed for a profile of the internal tier.

    Raises
    ------
    DisclosureError
        For anything that is not a profile, and for a raw one unless ``tier="internal"``.
    InputError
        Where the file cannot be written.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> lp.publish.report(pd.DataFrame(), "page.html")
    Traceback (most recent call last):
        ...
    libprofile.errors.DisclosureError: DataFrame is not protected: give a profile
    """
    from libprofile.profile import ProblemProfile

    if not isinstance(profile, ProblemProfile):
        raise DisclosureError(f"{type(profile).__name__} is not protected: give a profile")
    profile.report(path, audience, tier=tier)
