# SPDX-License-Identifier: MIT
"""Arguments of a profile as the extension takes them, and its faults as a frame."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

import pandas as pd
from pyproj import CRS
from pyproj.exceptions import CRSError as ProjError

from libprofile._advice import advise
from libprofile._columns import as_names
from libprofile._config_keys import OUTREACH_KEYS, require_keys
from libprofile.disclosure import Policy, SharingPolicy
from libprofile.errors import CrsError, InvalidArgument, RejectedRowsWarning
from libprofile.records import rejected_frame


def policy_of(policy: Policy | str | Mapping[str, Any]) -> Policy:
    if isinstance(policy, Policy):
        return policy
    if isinstance(policy, str):
        return Policy.preset(policy)
    return Policy(**policy)


def sharing_of(
    sharing: SharingPolicy | str | PathLike[str] | None,
    purpose: str | None,
    agencies: Mapping[str, str] | None,
) -> dict[str, Any]:
    """Return an agreement, what a profile is for, and whose records name no agency."""
    if sharing is None:
        if purpose is not None or agencies is not None:
            raise InvalidArgument("purpose, agencies: mean something only with sharing; give it")
        return {"sharing": None}
    if purpose is None:
        raise InvalidArgument("purpose: must be given with sharing: what the profile is made for")
    policy = sharing if isinstance(sharing, SharingPolicy) else SharingPolicy.from_toml(sharing)
    return {"sharing": policy._core, "purpose": purpose, "agencies": dict(agencies or {})}


def outreach_of(outreach: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return what a plan is asked for, with names that are known."""
    if outreach is None:
        return None
    if not isinstance(outreach, Mapping):
        raise InvalidArgument("outreach: must be a mapping, such as {'teams': 3, 'hours': 4}")
    require_keys(outreach, OUTREACH_KEYS, "outreach")
    lists = {
        name: as_names(outreach[name])
        for name in ("bands", "visited")
        if outreach.get(name) is not None
    }
    return dict(outreach) | lists


def crs_of(crs: str) -> CRS:
    try:
        return CRS.from_user_input(crs)
    except ProjError as error:
        raise CrsError(f"crs = {crs!r}: is not a reference system that PROJ knows") from error


def window_of(window: tuple[Any, Any] | None) -> tuple[str, str] | None:
    """First and last day as YYYY-MM-DD, from text, dates or timestamps."""
    if window is None:
        return None
    if isinstance(window, str) or len(window) != 2:
        raise InvalidArgument(
            'window: must be a first and a last day, such as ("2024-01-01", "2024-12-31")'
        )
    start, end = (day if isinstance(day, str) else str(day)[:10] for day in window)
    return start, end


def warn_of_rejected(remarks: Sequence[str], faults: Sequence[Any]) -> None:
    """Warn of rows that cannot be used: in the extension's words, or else that there are some."""
    few = sum(len({fault[:2] for fault in rows}) for rows in faults)
    if few and not remarks:
        remarks = [
            f"{few:,} of the rows given cannot be used: `ProblemProfile.rejected` says which, with "
            "column, rule and remedy"
        ]
    for remark in remarks:
        advise(remark, RejectedRowsWarning)


def rejected_of(faults: Sequence[Any]) -> pd.DataFrame:
    tables = [
        rejected_frame(rows).assign(table=name) for name, rows in zip(TABLES, faults, strict=True)
    ]
    return pd.concat(tables, ignore_index=True)


TABLES = ("incidents", "premises", "victims", "offenders")
