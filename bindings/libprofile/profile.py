# SPDX-License-Identifier: MIT
"""The main job: records in, a protected profile out."""

import json
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from libprofile import _areas, _core
from libprofile._config import files_beside, read_inputs
from libprofile._inputs import DEFAULT_CRS, as_floats, points_xy, require_metres
from libprofile._results import progress_reporter
from libprofile.disclosure import DisclosureError, Policy
from libprofile.errors import CrsError, InputError, InvalidArgument
from libprofile.publish import Audience, ProtectedLayer
from libprofile.records import Key, rejected_frame

__all__ = ["ProblemProfile", "problem_profile"]

_AUDIENCES: tuple[Audience, ...] = ("analyst", "outreach", "licensing", "public")
_LAYERS = ("neighbourhoods", "hotspots", "clusters", "premises_types_by_area")
_TABLES = ("counts", "premises_types")


class ProblemProfile:
    """A profile: what may be released, and, under `internal`, what lies behind it.

    Made by `problem_profile`. Every frame below is computed from protected counts.
    """

    def __init__(
        self,
        document: _core.Document,
        areas: gpd.GeoDataFrame,
        code: str,
        rejected: pd.DataFrame,
        rerun: "Callable[[Policy], ProblemProfile]",
    ) -> None:
        self._document = document
        self._areas = areas
        self._codes = areas[code].astype(str)
        self._rejected = rejected
        self._rerun = rerun

    @property
    def tier(self) -> str:
        """internal, partner or public."""
        return self._document.tier

    @cached_property
    def layers(self) -> dict[str, ProtectedLayer]:
        """Every layer and table by name, for `libprofile.publish`."""
        has_premises = bool(self._document.layer("premises_types").columns["type"])
        names = [n for n in (*_LAYERS, *_TABLES) if has_premises or not n.startswith("premises")]
        return {name: ProtectedLayer(self._document.layer(name)) for name in names}

    def _by_unit(self, name: str) -> gpd.GeoDataFrame:
        frame = self.layers[name].to_frame().set_index("unit", drop=False)
        ordered = frame.loc[self._codes.to_numpy()].set_axis(self._areas.index)
        return gpd.GeoDataFrame(ordered, geometry=self._areas.geometry)

    @cached_property
    def neighbourhoods(self) -> gpd.GeoDataFrame:
        """Counts and rates of every area, under the index of the areas given."""
        return self._by_unit("neighbourhoods")

    @cached_property
    def hotspots(self) -> gpd.GeoDataFrame:
        """Gi* and tier of every area, under the index of the areas given."""
        return self._by_unit("hotspots")

    @cached_property
    def clusters(self) -> gpd.GeoDataFrame:
        """Clusters of areas, with the union of their outlines."""
        frame = self.layers["clusters"].to_frame()
        outlines = self._areas.geometry.set_axis(self._codes)
        shapes = [outlines.loc[list(units)].union_all() for units in frame["units"]]
        return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, crs=self._areas.crs))

    @cached_property
    def premises_types(self) -> pd.DataFrame:
        """Premises types over everything; empty without premises."""
        layer = self.layers.get("premises_types")
        return pd.DataFrame() if layer is None else layer.to_frame()

    @cached_property
    def premises_types_by_area(self) -> pd.DataFrame:
        """Premises types by group of areas; empty without premises."""
        layer = self.layers.get("premises_types_by_area")
        return pd.DataFrame() if layer is None else layer.to_frame()

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Every released count, by level, unit and category."""
        return self.layers["counts"].to_frame()

    @property
    def rejected(self) -> pd.DataFrame:
        """Records that were not accepted: row, column, rule and remedy, never a value."""
        return self._rejected

    @cached_property
    def data_quality(self) -> dict[str, Any]:
        """What was read, accepted and rejected, and how complete it is, as it may be released."""
        quality: dict[str, Any] = json.loads(self._document.data_quality)
        return quality

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was made, from what and how."""
        manifest: dict[str, Any] = json.loads(self._document.manifest)
        return manifest

    @cached_property
    def internal(self) -> "ProblemProfile":
        """The same profile of raw counts, saved only with ``tier="internal"``."""
        return self._rerun(Policy.preset("internal"))

    def _require_tier(self, typed: str | None) -> None:
        if self.tier == "internal" and typed != "internal":
            raise DisclosureError(
                "this profile is raw: it may only be saved inside the secure environment; "
                'type tier="internal"'
            )

    def write(
        self,
        directory: str | PathLike[str],
        *,
        audience: Audience | Literal["all"] | Sequence[Audience] = "all",
        replace: bool = False,
        tier: Literal["internal"] | None = None,
    ) -> list[str]:
        """Write layers, tables, pages and manifest into a folder that is then whole or absent.

        Parameters
        ----------
        directory : path-like
            Must be absent or empty, unless `replace`.
        audience : {"all", "analyst", "outreach", "licensing", "public"} or a sequence of them
            Which pages.
        replace : bool, default False
            Put it in the place of an earlier profile.
        tier : {"internal"}, optional
            Must be typed for a profile of the internal tier.

        Returns
        -------
        list of str
            Paths of the files in the folder.

        Raises
        ------
        DisclosureError
            For a raw profile, unless ``tier="internal"``.
        InputError
            Where the folder is not empty or cannot be written.
        """
        self._require_tier(tier)
        if isinstance(audience, str):
            audience = list(_AUDIENCES) if audience == "all" else [audience]
        return self._document.write(os.fspath(directory), list(audience), replace)

    def report(
        self,
        path: str | PathLike[str],
        audience: Audience = "analyst",
        *,
        tier: Literal["internal"] | None = None,
    ) -> None:
        """Write one report page.

        Parameters
        ----------
        path : path-like
            One HTML file that asks nothing of any network.
        audience : {"analyst", "outreach", "licensing", "public"}
        tier : {"internal"}, optional
            Must be typed for a profile of the internal tier.
        """
        self._require_tier(tier)
        self._document.write_report(os.fspath(path), audience)

    def _repr_html_(self) -> str:
        manifest = self.manifest
        tiers = self.hotspots["tier"].value_counts()
        facts = {
            "window": f"{manifest['window']['start']} to {manifest['window']['end']}",
            "tier": self.tier,
            "areas": f"{len(self._areas):,}",
            "tier A, B, C": ", ".join(str(int(tiers.get(letter, 0))) for letter in "ABC"),
            "clusters": f"{len(self.layers['clusters'].to_frame())}",
        }
        rows = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in facts.items())
        return f"<table><caption>{manifest['title']}</caption>{rows}</table>"

    def __repr__(self) -> str:
        return f"ProblemProfile(tier={self.tier!r}, areas={len(self._areas)})"


def _policy_of(policy: Policy | str | Mapping[str, Any]) -> Policy:
    if isinstance(policy, Policy):
        return policy
    if isinstance(policy, str):
        return Policy.preset(policy)
    return Policy(**policy)


def _source(
    frame: gpd.GeoDataFrame,
    kind: str,
    columns: Mapping[str, str] | None,
    crosswalk: str,
    crs: str,
) -> _core.Source:
    name = "incidents" if kind == "incident" else kind
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InvalidArgument(f"{name}: must be a GeoDataFrame, not {type(frame).__name__}")
    require_metres(frame, name)
    if frame.crs != crs:
        raise CrsError(f'{name} is in {frame.crs.name}: type {name} = {name}.to_crs("{crs}")')
    fields = [field for field, *_ in _core.schema(kind)]
    if columns is None:
        columns = {field: field for field in fields if field in frame.columns}
    missing = [column for column in columns.values() if column not in frame.columns]
    if missing:
        raise InputError(f"{name}: has no column {missing[0]!r}; there are: {list(frame.columns)}")
    table = pd.DataFrame(frame[list(dict.fromkeys(columns.values()))])
    return _core.Source(
        _core.import_table(table, name),
        kind,
        dict(columns),
        crosswalk,
        points_xy(frame, name, missing=True),
        frame.attrs.get("transformation", ""),
    )


def _area_set(
    areas: gpd.GeoDataFrame,
    code: str,
    name: str | None,
    parent: Sequence[str],
    population: str | None,
    under_18: str | None,
    crs: str,
    repair: bool,
) -> _core.AreaSet:
    if not isinstance(areas, gpd.GeoDataFrame):
        raise InvalidArgument(f"areas: must be a GeoDataFrame, not {type(areas).__name__}")
    require_metres(areas, "areas")
    if areas.crs != crs:
        raise CrsError(f'areas is in {areas.crs.name}: type areas = areas.to_crs("{crs}")')
    for column in [code, name, *parent, population, under_18]:
        if column is not None and column not in areas.columns:
            raise InputError(f"areas: has no column {column!r}; there are: {list(areas.columns)}")
    codes = areas[code].astype(str).tolist()
    _areas.require_polygons(areas.geometry, codes)

    def numbers(column: str | None) -> Any:
        return None if column is None else as_floats(areas[column], column)

    return _core.make_area_set(
        codes,
        [] if name is None else areas[name].astype(str).tolist(),
        _areas.wkb_of(areas.geometry),
        parents=[(column, areas[column].astype(str).tolist(), []) for column in parent],
        population=numbers(population),
        under_18=numbers(under_18),
        lonlat_deg=_areas.lonlat_of(areas.geometry),
        repair=repair,
    )


class _ProblemProfileFunction:
    """Callable as `problem_profile(...)`, with the other way in: `problem_profile.from_toml`."""

    __name__ = "problem_profile"

    def __call__(
        self,
        incidents: gpd.GeoDataFrame,
        areas: gpd.GeoDataFrame,
        *,
        premises: gpd.GeoDataFrame | None = None,
        policy: Policy | str | Mapping[str, Any] = "partner",
        window: tuple[Any, Any] | None = None,
        seed: int = 0,
        counts: Literal["records", "persons"] = "records",
        categories: Sequence[str] = (),
        columns: Mapping[str, str] | None = None,
        premises_columns: Mapping[str, str] | None = None,
        crosswalk: str = "",
        code: str = "code",
        name: str | None = None,
        parent: str | Sequence[str] = (),
        population: str | None = None,
        under_18: str | None = None,
        premises_radius_m: float = 100.0,
        permutations: int = 0,
        title: str = "Problem profile",
        marking: str = "",
        key: Key | None = None,
        crs: str = DEFAULT_CRS,
        repair: bool = False,
        n_jobs: int = -1,
        progress: bool | Callable[[float], None] | None = None,
    ) -> ProblemProfile:
        """Turn incidents on areas into a profile that may leave the room.

        Parameters
        ----------
        incidents : GeoDataFrame of points
            In `crs`; missing points are counted beside the map.
        areas : GeoDataFrame of polygons
            In `crs`.
        premises : GeoDataFrame of points, optional
            With a column ``type`` of P-codes, or mapped by `premises_columns` and `crosswalk`.
        policy : Policy, str or mapping, default "partner"
            A tier's name, or its fields.
        window : (start, end), optional
            First and last day. Absent: the whole months that the incidents span.
        seed : int, default 0
        counts : {"records", "persons"}
            What one unit of a count is; persons needs a column ``person``.
        categories : sequence of str, optional
            Categories that are counted. Absent: all.
        columns, premises_columns : mapping of str to str, optional
            Field of the schema to column. Absent: columns are named as the schema names them.
        crosswalk : str, optional
            From the premises' own types to P-codes, such as ``"fhrs"``.
        code, name, population, under_18 : str
            Columns of `areas`. `name`, `population` and `under_18` are optional.
        parent : str or sequence of str, optional
            Columns of `areas`: the hierarchy that counts add up in, nearest first.
        premises_radius_m : float, default 100
            An incident this close to a premises is counted at it.
        permutations : int, default 0
            That the p of Gi* comes from: 0 for the normal distribution, or at least 19.
        title, marking : str
            Printed on every artefact.
        key : bytes or path, optional
            Breaks the ties of the rounding. Without it, it follows from the seed and is not secret.
        crs : str, default "EPSG:27700"
            The working plane, in metres.
        repair : bool, default False
            Repair invalid outlines instead of refusing them; recorded in the manifest.
        n_jobs : int, default -1
            Threads; -1 for all. The result does not depend on it.
        progress : bool or callable, optional
            True shows a bar; a function is called with the share done.

        Returns
        -------
        ProblemProfile

        Raises
        ------
        CrsError
            For frames that are not in `crs`, with the line to type.
        InputError
            For columns that are not there, or that look like direct identifiers.
        DisclosureError
            Where the policy forbids the window or the geography.
        InvalidArgument
            For an option outside its range.
        """
        parents = [parent] if isinstance(parent, str) else list(parent)
        made = _area_set(areas, code, name, parents, population, under_18, crs, repair)
        options = {
            "policy": _policy_of(policy)._core,
            "title": title,
            "marking": marking,
            "window": None if window is None else (str(window[0])[:10], str(window[1])[:10]),
            "counts": counts,
            "categories": list(categories),
            "premises_radius_m": premises_radius_m,
            "permutations": permutations,
            "key": key,
            "seed": seed,
        }
        sources = (
            _source(incidents, "incident", columns, "", crs),
            None
            if premises is None
            else _source(premises, "premises", premises_columns, crosswalk, crs),
        )

        def run(with_policy: Policy) -> ProblemProfile:
            document, faults = _core.problem_profile(
                sources[0],
                made,
                sources[1],
                crs,
                options | {"policy": with_policy._core},
                n_jobs=n_jobs,
                progress=progress_reporter(progress, "problem_profile"),
            )
            rejected = pd.concat(
                [
                    rejected_frame(rows).assign(table=name)
                    for name, rows in zip(("incidents", "premises"), faults, strict=False)
                ],
                ignore_index=True,
            )
            return ProblemProfile(document, areas, code, rejected, run)

        return run(_policy_of(policy))

    def from_toml(
        self, path: str | PathLike[str], *, n_jobs: int = -1, progress: bool | None = None
    ) -> ProblemProfile:
        """Profile what a configuration file names, as ``libprofile profile`` does.

        Parameters
        ----------
        path : path-like
            A ``profile.toml``; files in it are relative to its folder.
        n_jobs : int, default -1
            Threads; -1 for all.
        progress : bool, optional
            True shows a bar.

        Returns
        -------
        ProblemProfile

        Raises
        ------
        InputError
            For a file or column that is not there, or a key that is not known.
        """
        config = Path(path)
        try:
            content = tomllib.loads(config.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read: {error}") from error
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"{path}: is not TOML: {error}") from error
        inputs = read_inputs(content, files_beside(config))
        arguments = dict(inputs.arguments)
        if "key" in arguments:
            arguments["key"] = config.parent / arguments["key"]
        for column in ("population", "under_18"):
            if column in inputs.areas.columns:
                arguments[column] = column
        return self(
            inputs.incidents,
            inputs.areas,
            premises=inputs.premises,
            n_jobs=n_jobs,
            progress=progress,
            **arguments,
        )


problem_profile = _ProblemProfileFunction()
