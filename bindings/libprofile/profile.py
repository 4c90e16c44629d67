# SPDX-License-Identifier: MIT
"""The main job: records in, a protected profile out."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from libprofile import _core
from libprofile._columns import as_names
from libprofile._config import read_inputs, read_toml
from libprofile._files import files_beside
from libprofile._inputs import DEFAULT_CRS
from libprofile._prepare import AreaColumns, area_set_of, people_of, source_of
from libprofile._profile_arguments import (
    crs_of,
    outreach_of,
    policy_of,
    rejected_of,
    sharing_of,
    warn_of_rejected,
    window_of,
)
from libprofile._profile_result import ProblemProfile
from libprofile._results import progress_reporter
from libprofile.disclosure import Policy, SharingPolicy
from libprofile.records import Key

__all__ = ["ProblemProfile", "problem_profile"]


class _ProblemProfileFunction:
    """Callable as `problem_profile(...)`, with the other way in: `problem_profile.from_toml`."""

    __name__ = "problem_profile"

    def __repr__(self) -> str:
        return "<function libprofile.problem_profile>"

    def __call__(
        self,
        incidents: gpd.GeoDataFrame,
        areas: gpd.GeoDataFrame,
        *,
        premises: gpd.GeoDataFrame | None = None,
        victims: pd.DataFrame | None = None,
        offenders: pd.DataFrame | None = None,
        policy: Policy | str | Mapping[str, Any] = "partner",
        window: tuple[Any, Any] | None = None,
        seed: int = 0,
        counts: Literal["records", "persons"] = "records",
        categories: str | Sequence[str] = (),
        columns: Mapping[str, str] | None = None,
        premises_columns: Mapping[str, str] | None = None,
        victims_columns: Mapping[str, str] | None = None,
        offenders_columns: Mapping[str, str] | None = None,
        crosswalk: str = "",
        code: str = "code",
        name: str | None = None,
        parent: str | Sequence[str] = (),
        parent_name: str | Sequence[str] = (),
        population: str | None = None,
        under_18: str | None = None,
        vintage: str = "",
        assured_residents: int = 0,
        rejected_at_most: float = 0.5,
        premises_radius_m: float = 100.0,
        register_date: str = "",
        permutations: int = 0,
        outreach: Mapping[str, Any] | None = None,
        title: str = "Problem profile",
        marking: str = "",
        key: Key | None = None,
        sharing: SharingPolicy | str | PathLike[str] | None = None,
        purpose: str | None = None,
        agencies: Mapping[str, str] | None = None,
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
        victims, offenders : DataFrame, optional
            One row a record, with a column ``person`` of tokens; used as counts of distinct
            persons by one attribute at a time (``docs/methods/people.md``). A ``home_area`` is
            the code of an area, and there are no points. Victims with a ``referral`` count where
            it came in the window.
        policy : Policy, str or mapping, default "partner"
            A tier's name, or its fields.
        window : (start, end), optional
            First and last day. Absent: the whole months that the incidents span (quarters
            at the partner tier, years at the public one).
        seed : int, default 0
            Of the permutations, and of the rounding's ties where there is no `key`.
        counts : {"records", "persons"}
            What one unit of a count is; persons needs a column ``person``.
        categories : str or sequence of str, optional
            Categories that are counted. Absent: all.
        columns, premises_columns, victims_columns, offenders_columns : mapping, optional
            Field of the schema to column. Absent: columns are named as the schema names them.
        crosswalk : str, optional
            From the premises' own types to P-codes, such as ``"fhrs"``.
        code, name, population, under_18 : str
            Columns of `areas`. `name`, `population` and `under_18` are optional.
        parent : str or sequence of str, optional
            Columns of `areas`: the hierarchy that counts add up in, nearest first.
        parent_name : str or sequence of str, optional
            Columns of `areas`: names for each of `parent`. Absent: their codes.
        vintage : str, optional
            Year or edition of the areas, for the manifest.
        assured_residents : int, default 0
            Residents or addresses that every area has at least, as you assure: the partner and
            public tiers ask for it where there is no `population` and codes do not say it.
        rejected_at_most : float, default 0.5
            Largest share of a source's rows that may be left out. A `RejectedRowsWarning` says how
            many are, and from one row in a hundred on what is wrong with most of them.
        premises_radius_m : float, default 100
            An incident this close to a premises is counted at it.
        register_date : str, optional
            The day or month that the register of premises was made, such as ``"2018-01-31"``; one
            before or after the window is warned of.
        permutations : int, default 0
            That the p of Gi* comes from: 0 for the normal distribution, or at least 19.
        outreach : mapping, optional
            A plan for teams: ``teams``, ``hours``, ``visit_hours``, ``bands`` (``["Fri 18-22"]``),
            ``reserved_share``, ``floor``, ``speed_km_h``, ``detour``, ``most_areas``, ``visited``
            (codes of areas where teams have been; ``docs/cli.md``); ``{}`` for all as they are. Not
            at the public tier.
        title, marking : str
            Printed on every artefact.
        key : bytes or path, optional
            Breaks the ties of the rounding: at least 32 secret bytes, such as a file made by
            ``head -c 32 /dev/urandom > profile.key && chmod 600 profile.key``. Without it ties
            follow from the seed, which could be guessed; the public tier refuses that.
        sharing : SharingPolicy or path, optional
            An agreement (``docs/sharing.md``): the profile is refused unless it covers every
            field that holds a value, for the record's agency and handling code, the `purpose`,
            the tier and the day.
        purpose : str, optional
            What the profile is made for: one of the agreement's purposes.
        agencies : mapping, optional
            Whose the records of a table are that name no agency: ``{"premises": "council"}``.
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
            For columns that are not there, or that look like direct identifiers, and for a source
            without rows or with more rows that cannot be used than `rejected_at_most`.
        DisclosureError
            Where the policy forbids the window or the geography, the public tier has no `key`, or
            the agreement on `sharing` does not cover a field that is used.
        InvalidArgument
            For an option outside its range, or x and y that are swapped.

        References
        ----------
        The methods are those of `libprofile.hotspots.getis_ord`, `libprofile.clusters.dbscan`,
        `libprofile.risk` and `libprofile.disclosure.protect`.

        Examples
        --------
        >>> import libprofile as lp
        >>> made = lp.sample.partnership(size=0.2, seed=1)
        >>> profile = lp.problem_profile(
        ...     made.incidents,
        ...     made.areas,
        ...     premises=made.premises,
        ...     counts="persons",
        ...     parent=["ward", "district"],
        ...     population="population",
        ...     window=("2024-01-01", "2024-12-31"),
        ... )
        >>> sorted(set(profile.counts["level"]))
        ['all', 'district', 'neighbourhood', 'ward']
        """
        plane = crs_of(crs)
        area_columns = AreaColumns(
            code, name, as_names(parent), as_names(parent_name), population, under_18
        )
        made = area_set_of(areas, area_columns, plane, repair=repair)
        sources = (
            source_of(incidents, "incident", columns, "", areas),
            None
            if premises is None
            else source_of(premises, "premises", premises_columns, crosswalk, areas),
            None if victims is None else people_of(victims, "victim", victims_columns),
            None if offenders is None else people_of(offenders, "offender", offenders_columns),
        )
        options = {
            "title": title,
            "marking": marking,
            "window": window_of(window),
            "counts": counts,
            "categories": as_names(categories),
            "vintage": vintage,
            "assured_residents": assured_residents,
            "rejected_at_most": rejected_at_most,
            "premises_radius_m": premises_radius_m,
            "register_date": str(register_date),
            "permutations": permutations,
            "outreach": outreach_of(outreach),
            "key": key,
            "seed": seed,
        } | sharing_of(sharing, purpose, agencies)

        def run(with_policy: Policy) -> ProblemProfile:
            document, faults, remarks, register_outside_window = _core.problem_profile(
                sources[0],
                made,
                *sources[1:],
                plane.to_string(),
                options | {"policy": with_policy._core},
                n_jobs=n_jobs,
                progress=progress_reporter(progress, "problem_profile"),
            )
            if with_policy is first:
                warn_of_rejected(remarks, faults)
                if register_outside_window:
                    warnings.warn(register_outside_window, UserWarning, stacklevel=3)
            return ProblemProfile(document, areas, code, rejected_of(faults), run)

        first = policy_of(policy)
        return run(first)

    def from_toml(
        self,
        path: str | PathLike[str],
        *,
        n_jobs: int = -1,
        progress: bool | Callable[[float], None] | None = None,
    ) -> ProblemProfile:
        """Profile what a configuration file names, as ``libprofile profile`` does.

        Parameters
        ----------
        path : path-like
            A ``profile.toml``; files in it are relative to its folder.
        n_jobs : int, default -1
            Threads; -1 for all.
        progress : bool or callable, optional
            True shows a bar; a function is called with the share done.

        Returns
        -------
        ProblemProfile

        Raises
        ------
        InputError
            For a file or column that is not there, or a key that is not known.
        CrsError, DisclosureError, InvalidArgument
            As for a call with frames.
        """
        config = Path(path)
        inputs = read_inputs(read_toml(config), files_beside(config), str(path))
        arguments = dict(inputs.arguments)
        for file in ("key", "sharing"):
            if file in arguments:
                arguments[file] = config.parent / arguments[file]
        return self(
            inputs.incidents,
            inputs.areas,
            premises=inputs.premises,
            victims=inputs.victims,
            offenders=inputs.offenders,
            n_jobs=n_jobs,
            progress=progress,
            **arguments,
        )


problem_profile = _ProblemProfileFunction()
