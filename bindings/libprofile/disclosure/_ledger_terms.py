# SPDX-License-Identifier: MIT
"""What is said of a release when it is entered."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from libprofile import _core
from libprofile.disclosure._protect import Protected, Shape
from libprofile.errors import InvalidArgument

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def opened(protected: Protected) -> tuple[_core.ProtectedTable, Shape]:
    """Take the table and its hierarchy out of what passed the gate."""
    if not isinstance(protected, Protected):
        raise InvalidArgument(
            "protected: must come from libprofile.disclosure.protect, "
            f"not {type(protected).__name__}"
        )
    return protected._core, protected._shape


def release_terms(
    stream: str,
    window: tuple[Any, Any],
    *,
    partition: str = "areas as given",
    vintage: str = "",
    measure: str = "records",
    where: Mapping[str, Sequence[str]] | None = None,
    area_parts: Mapping[str, Sequence[str]] | None = None,
    category_parts: Mapping[str, Sequence[str]] | None = None,
    parameters: Mapping[str, str] | None = None,
    manifest_sha256: str = "",
) -> _core.ReleaseTerms:
    """Check what is said of a release, and put it together."""
    if isinstance(window, str) or len(window) != 2:
        raise InvalidArgument(
            'window: must be a first and a last day, such as ("2024-01-01", "2024-03-31")'
        )
    start, end = (day if isinstance(day, str) else str(day)[:10] for day in window)
    if _DAY.match(start) and _DAY.match(end) and end < start:
        raise InvalidArgument(f"window: its end, {end}, must be on or after its start, {start}")
    return _core.ReleaseTerms(
        stream=stream,
        window=(start, end),
        partition=partition,
        vintage=vintage,
        measure=measure,
        where=_name_lists(where, "where"),
        area_parts=_name_lists(area_parts, "area_parts"),
        category_parts=_name_lists(category_parts, "category_parts"),
        parameters=[(str(name), str(value)) for name, value in (parameters or {}).items()],
        manifest_sha256=manifest_sha256,
    )


def _name_lists(
    given: Mapping[str, Sequence[str]] | None, argument: str
) -> list[tuple[str, list[str]]]:
    lists = []
    for name, values in (given or {}).items():
        if isinstance(values, str):
            raise InvalidArgument(f"{argument}: {name!r} must have a list of names, not one text")
        lists.append((str(name), [str(value) for value in values]))
    return lists
