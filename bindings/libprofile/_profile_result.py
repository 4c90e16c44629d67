# SPDX-License-Identifier: MIT
"""What `problem_profile` gives back."""

import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from html import escape
from os import PathLike
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from libprofile import _core
from libprofile.disclosure import DisclosureError, Ledger, Policy
from libprofile.errors import InvalidArgument
from libprofile.publish import Audience, ProtectedLayer

_AUDIENCES: tuple[Audience, ...] = ("analyst", "outreach", "licensing", "public")
_LAYERS = (
    *("neighbourhoods", "hotspots", "clusters", "risks", "premises_types_by_area"),
    "outreach_plan",
)
_TABLES = (
    *("counts", "premises_types", "premises_comparisons", "premises_steadied"),
    *("victims", "offenders", "outreach_hours", "outreach_totals"),
)
# What has rows in these tables where the profile has them at all.
_OPTIONAL = {
    "risks": "risks",
    "premises_types": "premises_types",
    "premises_comparisons": "premises_types",
    "premises_steadied": "premises_types",
    "premises_types_by_area": "premises_types",
    "victims": "victims",
    "offenders": "offenders",
    "outreach_plan": "outreach_plan",
    "outreach_hours": "outreach_hours",
    "outreach_totals": "outreach_totals",
}


class ProblemProfile:
    """A profile: what may be released, and, under `internal`, what lies behind it.

    Made by `libprofile.problem_profile`. Every frame below is computed from protected counts.

    Examples
    --------
    >>> import libprofile as lp
    >>> made = lp.sample.partnership(size=0.2, seed=1)
    >>> profile = lp.problem_profile(
    ...     made.incidents, made.areas, counts="persons", window=("2024-01-01", "2024-12-31")
    ... )
    >>> profile.tier, len(profile.neighbourhoods) == len(made.areas)
    ('partner', True)
    >>> profile.internal.write("raw")
    Traceback (most recent call last):
        ...
    libprofile.errors.DisclosureError: this profile is raw: ...
    """

    def __init__(
        self,
        document: _core.Document,
        areas: gpd.GeoDataFrame,
        code: str,
        rejected: pd.DataFrame,
        rerun: "Callable[[Policy], ProblemProfile]",
    ) -> None:
        if not isinstance(document, _core.Document):
            raise DisclosureError("only libprofile.problem_profile makes profiles")
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
        return {
            name: ProtectedLayer(self._document.layer(name))
            for name in (*_LAYERS, *_TABLES)
            if name not in _OPTIONAL or self._has_rows(_OPTIONAL[name])
        }

    def _has_rows(self, table: str) -> bool:
        columns = self._document.layer(table).columns
        return any(len(column) > 0 for column in columns.values())

    def _table(self, name: str) -> pd.DataFrame:
        layer = self.layers.get(name)
        return pd.DataFrame() if layer is None else layer.to_frame()

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
    def risks(self) -> gpd.GeoDataFrame:
        """How each area lies among all, and how sure its rank is; empty with nothing to compare."""
        return self._by_unit("risks") if "risks" in self.layers else gpd.GeoDataFrame()

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
        return self._table("premises_types")

    @cached_property
    def premises_comparisons(self) -> pd.DataFrame:
        """Premises types against chance, all types and their surroundings; empty without any."""
        return self._table("premises_comparisons")

    @cached_property
    def premises_steadied(self) -> pd.DataFrame:
        """Rates of premises types drawn towards the mean of all; empty without premises."""
        return self._table("premises_steadied")

    @cached_property
    def premises_types_by_area(self) -> pd.DataFrame:
        """Premises types by group of areas; empty without premises."""
        return self._table("premises_types_by_area")

    @cached_property
    def victims(self) -> pd.DataFrame:
        """Distinct persons by district and by attribute; empty without victims."""
        return self._table("victims")

    @cached_property
    def offenders(self) -> pd.DataFrame:
        """Distinct persons by district and by attribute; empty without offenders."""
        return self._table("offenders")

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
        ledger: Ledger | str | PathLike[str] | None = None,
        author: str = "",
        stream: str = "profile",
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
        ledger : Ledger or path-like, optional
            Enter it there as a draft: the folder is written only if nobody is given away by it and
            all earlier releases together. `Ledger.find` says which release it is.
        author : str, optional
            Who makes it; must be given with `ledger`.
        stream : str, default "profile"
            Which series of releases it belongs to; windows of one stream never overlap.

        Returns
        -------
        list of str
            Paths of the files in the folder, the manifest among them, in order.

        Raises
        ------
        DisclosureError
            For a raw profile, unless ``tier="internal"``; where the ledger refuses it.
        InputError
            Where the folder is not empty or cannot be written, or the ledger cannot be.
        """
        self._require_tier(tier)
        if isinstance(audience, str):
            audience = list(_AUDIENCES) if audience == "all" else [audience]
        if ledger is None:
            if author:
                raise InvalidArgument("author: must be left out where no ledger is given")
            return self._document.write(os.fspath(directory), list(audience), replace)
        opened = ledger if isinstance(ledger, Ledger) else Ledger(ledger)
        entry = (opened._core, author, stream)
        return self._document.write(os.fspath(directory), list(audience), replace, entry)

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
            Whom the page is for.
        tier : {"internal"}, optional
            Must be typed for a profile of the internal tier.

        Raises
        ------
        DisclosureError
            For a raw profile, unless ``tier="internal"``.
        InputError
            Where the file cannot be written.
        """
        self._require_tier(tier)
        self._document.write_report(os.fspath(path), audience)

    def _next_window(self) -> dict[str, str]:
        """Name the window that may be released next, where the policy asks for whole ones."""
        later = self.manifest.get("next_window")
        return {} if later is None else {"next window": f"{later['start']} to {later['end']}"}

    def _repr_html_(self) -> str:
        manifest = self.manifest
        tiers = self.hotspots["tier"].value_counts()
        facts = {
            "window": f"{manifest['window']['start']} to {manifest['window']['end']}",
            **self._next_window(),
            "tier": self.tier,
            "areas": f"{len(self._areas):,}",
            "tier A, B, C": ", ".join(str(int(tiers.get(letter, 0))) for letter in "ABC"),
            "clusters": f"{len(self.layers['clusters'].to_frame())}",
        }
        rows = "".join(
            f"<tr><th>{name}</th><td>{escape(value)}</td></tr>" for name, value in facts.items()
        )
        return f"<table><caption>{escape(manifest['title'])}</caption>{rows}</table>"

    def __repr__(self) -> str:
        return f"ProblemProfile(tier={self.tier!r}, areas={len(self._areas)})"
