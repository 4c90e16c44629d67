# SPDX-License-Identifier: MIT
"""The gate between counting and everything that is released."""

import tomllib
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from libprofile import _core
from libprofile._inputs import FloatArray
from libprofile.errors import DisclosureError, InputError, InvalidArgument
from libprofile.records import Key, arrow_of

__all__ = ["DisclosureError", "Finding", "Policy", "Protected", "guard", "protect"]

_FIELDS = (
    "tier",
    "threshold",
    "premises_threshold",
    "dominance",
    "base",
    "minimum_residents",
    "minimum_window",
)


class Policy:
    """What a tier lets out. Frozen: a field may be stricter than its tier's floor, never laxer.

    Parameters
    ----------
    tier : {"internal", "partner", "public"}
        Gives the value of every field that is not given.
    threshold, premises_threshold, dominance, base, minimum_residents, minimum_window : optional
        See docs/disclosure.md.

    Raises
    ------
    DisclosureError
        For a field that is laxer than the floor of its tier.

    Examples
    --------
    >>> import libprofile as lp
    >>> lp.Policy.preset("partner").fields["base"]
    5
    >>> lp.Policy("partner", threshold=2)
    Traceback (most recent call last):
        ...
    libprofile.errors.DisclosureError: threshold = 2: ...
    """

    def __init__(self, tier: str = "partner", **fields: Any) -> None:
        unknown = sorted(set(fields) - set(_FIELDS))
        if unknown:
            raise InvalidArgument(
                f"policy has no field {unknown[0]!r}: there are {', '.join(_FIELDS)}"
            )
        self._core = _core.Policy(tier, **fields)

    @classmethod
    def preset(cls, name: str) -> "Policy":
        """Return the floor of a tier: internal, partner or public."""
        return cls(name)

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> "Policy":
        """Read a policy from a TOML file: the fields at the top, or in a table [policy]."""
        try:
            content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read: {error}") from error
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"{path}: is not TOML: {error}") from error
        fields = dict(content.get("policy", content))
        return cls(fields.pop("tier", "partner"), **fields)

    @property
    def fields(self) -> dict[str, Any]:
        """Every field by name."""
        return self._core.fields

    @property
    def hash(self) -> str:
        """SHA-256 over the fields: equal policies have equal hashes."""
        return self._core.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self._core == other._core

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"Policy({values})"


class Protected:
    """Counts as they may leave, made by `protect` only.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    >>> lp.disclosure.protect(counts, lp.Policy.preset("partner"), key=bytes(32)).to_frame()[
    ...     ["level", "unit", "count"]
    ... ].query("level == 'all'").to_numpy().tolist()[0]
    ['all', 'all', 30]
    """

    def __init__(self, core: _core.ProtectedTable) -> None:
        if not isinstance(core, _core.ProtectedTable):
            raise DisclosureError("only libprofile.disclosure.protect makes protected counts")
        self._core = core

    def to_frame(self) -> pd.DataFrame:
        """Return every cell and margin: level, unit, category, count (or NA), reliability."""
        level, unit, category, count, reliability = self._core.columns
        return pd.DataFrame(
            {
                "level": level,
                "unit": unit,
                "category": category,
                "count": pd.array(count, dtype="Int64"),
                "reliability": reliability,
            }
        )

    @property
    def base(self) -> int:
        """What counts are rounded to: c stands for a true one between c - base and c + base."""
        return int(self._core.base)

    def __array__(self, dtype: Any = None, copy: Any = None) -> FloatArray:
        """Count of each unit over all categories, NaN where withheld."""
        del copy
        frame = self.to_frame()
        units = frame[(frame["level"] == "neighbourhood") & (frame["category"] == "all")]
        return units["count"].to_numpy(dtype=np.dtype(dtype or np.float64), na_value=np.nan)

    def _repr_html_(self) -> str:
        return f"<p>Protected counts, rounded to {self.base}</p>" + str(
            self.to_frame().to_html(max_rows=10)
        )

    def __repr__(self) -> str:
        return f"Protected(base={self.base}, cells={len(self.to_frame())})"


def _long(counts: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of unit, category and count; the result of `count` is wide."""
    if {"unit", "category", "count"} <= set(counts.columns):
        return counts
    wide = counts.rename_axis(index="unit", columns="category")
    return wide.stack().rename("count").reset_index()


def protect(
    counts: pd.DataFrame,
    policy: Policy | str = "partner",
    key: Key | None = None,
    *,
    residents: Mapping[str, float] | None = None,
) -> Protected:
    """Let counts out under a policy: controlled rounding, then withholding of small units.

    Parameters
    ----------
    counts : DataFrame
        The result of `libprofile.geography.count`, or columns ``unit``, parents (nearest first),
        ``category``, ``count``: inner cells only, one row each.
    policy : Policy or str, default "partner"
    key : bytes or path, optional
        Breaks ties; at least 32 bytes, a file readable by its owner only. Without it the rounding
        repeats but is not secret.
    residents : mapping of unit to float, optional
        Units with fewer than the policy's are withheld.

    Returns
    -------
    Protected

    Raises
    ------
    InvalidArgument
        For a unit and category that come twice, a negative count, or parents that do not nest.

    References
    ----------
    Cox (1987), J. Am. Stat. Assoc. 82, pages 520-524.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [1, 4]})
    >>> frame = lp.disclosure.protect(counts, key=bytes(32)).to_frame()
    >>> set(frame["count"]) <= {0, 5}
    True
    """
    if not isinstance(policy, Policy):
        policy = Policy.preset(policy)
    frame = _long(counts)
    twice = frame.duplicated(["unit", "category"])
    if twice.any():
        raise InvalidArgument(
            f"counts: row {int(np.argmax(twice))} repeats a unit and category: inner cells only, "
            "one row each"
        )
    units = sorted(frame["unit"].astype(str).unique())
    categories = sorted(frame["category"].astype(str).unique())
    cells = (
        frame.assign(unit=frame["unit"].astype(str), category=frame["category"].astype(str))
        .pivot(index="unit", columns="category", values="count")
        .reindex(index=units, columns=categories)
        .fillna(0)
        .to_numpy()
        .astype(np.int64)
    )
    return Protected(
        _core.protect(
            units,
            categories,
            np.ascontiguousarray(cells).ravel(),
            _levels(frame, units),
            None if residents is None else np.array([residents[unit] for unit in units], float),
            policy._core,
            key,
        )
    )


def _levels(
    frame: pd.DataFrame, units: list[str]
) -> list[tuple[str, list[str], "np.ndarray[Any, np.dtype[np.uint32]]"]]:
    levels = []
    for name in [c for c in frame.columns if c not in ("unit", "category", "count")]:
        parent = frame.assign(unit=frame["unit"].astype(str)).groupby("unit")[name]
        if (parent.nunique() > 1).any():
            raise InvalidArgument(f"{name}: a unit lies in two of them")
        groups, codes = pd.factorize(parent.first().reindex(units).astype(str), sort=True)
        levels.append((str(name), [str(code) for code in codes], groups.astype(np.uint32)))
    return levels


class Finding(NamedTuple):
    """A column that looks as if it says who somebody is; never its values."""

    column: str
    kind: str
    rows: int


def guard(table: Any) -> list[Finding]:
    """Find columns that look like direct identifiers.

    Names, dates of birth, NHS and National Insurance numbers, postcodes, phones, e-mail addresses,
    vehicle plates, addresses and free text, by the words of a header and the shape of values.

    Parameters
    ----------
    table : DataFrame, GeoDataFrame, or any object with ``__arrow_c_stream__``

    Returns
    -------
    list of Finding
        Empty where nothing looks like an identifier.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> lp.disclosure.guard(pd.DataFrame({"contact": ["a.person@example.org"] * 3}))
    [Finding(column='contact', kind='e-mail addresses', rows=3)]
    """
    return [Finding(*row) for row in _core.guard(_core.import_table(arrow_of(table)))]
