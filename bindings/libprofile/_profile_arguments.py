# SPDX-License-Identifier: MIT
"""Arguments of a profile as the extension takes them, and its faults as a frame."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from pyproj import CRS
from pyproj.exceptions import CRSError as ProjError

from libprofile.disclosure import Policy
from libprofile.errors import CrsError, InvalidArgument
from libprofile.records import rejected_frame


def policy_of(policy: Policy | str | Mapping[str, Any]) -> Policy:
    if isinstance(policy, Policy):
        return policy
    if isinstance(policy, str):
        return Policy.preset(policy)
    return Policy(**policy)


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


def rejected_of(faults: Sequence[Any]) -> pd.DataFrame:
    tables = [
        rejected_frame(rows).assign(table=name) for name, rows in zip(TABLES, faults, strict=True)
    ]
    return pd.concat(tables, ignore_index=True)


TABLES = ("incidents", "premises", "victims", "offenders")
