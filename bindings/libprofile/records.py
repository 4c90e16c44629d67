# SPDX-License-Identifier: MIT
"""Records: what is valid, what must not be there, pseudonyms, and times known only as intervals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, Literal, TypeAlias

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from libprofile import _core
from libprofile._clock import require_not_over, times_of
from libprofile._columns import as_names, attributes_of, require_columns
from libprofile._core import Grade
from libprofile._inputs import FloatArray, points_xy
from libprofile._labels import require_same_labels
from libprofile.errors import InvalidArgument

__all__ = ["Grade", "Validation", "aoristic", "key_fingerprint", "pseudonymise", "renew_tokens"]
__all__ += ["validate"]

Kind: TypeAlias = Literal[
    "incident", "victim", "offender", "premises", "missing_episode", "neighbourhood"
]
Key: TypeAlias = bytes | str | PathLike[str]


@dataclass(frozen=True)
class Validation:
    """Which records can be used, which cannot, and what to do about those.

    Attributes
    ----------
    accepted : ndarray of int64
        Positions of the rows that can be used, from 0.
    rejected : DataFrame
        ``row`` (from 1), ``column``, ``rule``, ``remedy``: every fault of every row, never a value.
    completeness : DataFrame
        ``field``, ``column``, ``present``, ``rows``.
    duplicates : int
        Rows whose identifier an earlier row has; they are rejected.
    without_coordinates : int
        Accepted rows without a point.
    """

    accepted: npt.NDArray[np.int64]
    rejected: pd.DataFrame
    completeness: pd.DataFrame
    duplicates: int
    without_coordinates: int

    def _repr_html_(self) -> str:
        return (
            f"<p>{len(self.accepted)} rows accepted, "
            f"{self.rejected['row'].nunique()} rejected</p>"
            + str(self.rejected.to_html(max_rows=10))
        )


def rejected_frame(rows: list[tuple[str, int, str, str, str]]) -> pd.DataFrame:
    """Faults as a frame."""
    frame = pd.DataFrame(rows, columns=["source", "row", "column", "rule", "remedy"])
    return frame.drop(columns="source")


def validate(table: Any, kind: Kind, *, categories: str | Sequence[str] = ()) -> Validation:
    """Check every row of a table whose columns are named as the schema names them.

    Parameters
    ----------
    table : DataFrame, GeoDataFrame, or any object with ``__arrow_c_stream__``
        Columns that the schema does not have are left alone. A point geometry gives ``x`` and
        ``y``.
    kind : {"incident", "victim", "offender", "premises", "missing_episode", "neighbourhood"}
        What a row is.
    categories : str or sequence of str, optional
        Categories that the source may use; a record with another is rejected.

    Returns
    -------
    Validation

    Raises
    ------
    InputError
        For a required column that is not there, with the nearest names that are.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> found = lp.records.validate(pd.DataFrame({"start": ["2018-01", "2018-13"]}), "incident")
    >>> found.accepted.tolist(), found.rejected[["row", "column"]].to_numpy().tolist()
    ([0], [[2, 'start']])
    """
    found = _core.validate(_core.import_table(_with_points(table)), kind, as_names(categories))
    completeness = pd.DataFrame(
        found["completeness"], columns=["field", "column", "present", "rows"]
    )
    return Validation(
        accepted=found["accepted"],
        rejected=rejected_frame(found["rejected"]),
        completeness=completeness,
        duplicates=found["duplicates"],
        without_coordinates=found["without_coordinates"],
    )


def _with_points(table: Any) -> Any:
    """Coordinates as columns, as the schema has them, in place of point geometries."""
    if not isinstance(table, gpd.GeoDataFrame):
        return table
    xy = points_xy(table, "table", missing=True)
    return attributes_of(table).assign(x=xy[:, 0], y=xy[:, 1])


def pseudonymise(
    table: pd.DataFrame,
    columns: str | Sequence[str],
    key: Key,
    *,
    previous: Sequence[Key] = (),
) -> pd.DataFrame:
    """Replace identifiers with tokens that only the holder of the key can make again.

    The same value gives the same token in any column under one key. Missing values stay missing.

    Parameters
    ----------
    table : DataFrame
        Is not changed.
    columns : str or sequence of str
        Columns of identifiers.
    key : bytes, or path
        At least 32 bytes; a file must be readable by its owner only.
    previous : sequence of keys, optional
        Those in use before `key`, oldest first: the tokens are those that `renew_tokens` makes
        of tokens under them.

    Returns
    -------
    DataFrame
        With tokens of 64 hexadecimal digits (HMAC-SHA-256) in `columns`.

    Raises
    ------
    InputError
        For a column that is not there, or a key file that others may read.
    InvalidArgument
        For a key below 32 bytes, or one that is given twice; the message does not hold it.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> table = pd.DataFrame({"person": ["A17", None]})
    >>> out = lp.records.pseudonymise(table, ["person"], bytes(32))
    >>> len(out["person"][0]), bool(pd.isna(out["person"][1]))
    (64, True)
    """
    return _replaced(table, columns, lambda values: _core.tokens(values, key, list(previous)))


def renew_tokens(table: pd.DataFrame, columns: str | Sequence[str], key: Key) -> pd.DataFrame:
    """Give tokens a new key, without the identifiers that they stand for.

    Parameters
    ----------
    table : DataFrame
        Is not changed.
    columns : str or sequence of str
        Columns of tokens that `pseudonymise` made.
    key : bytes, or path
        The new key, as for `pseudonymise`.

    Returns
    -------
    DataFrame
        With the tokens that ``pseudonymise(..., key, previous=[old])`` makes of the identifiers.

    Raises
    ------
    InputError
        For a column that is not there, or a key file that others may read.
    InvalidArgument
        For a value that is no token, or a key below 32 bytes; the message holds neither.

    Examples
    --------
    >>> import pandas as pd, libprofile as lp
    >>> people = pd.DataFrame({"person": ["A17"]})
    >>> old, new = bytes(32), bytes(range(32))
    >>> tokens = lp.records.pseudonymise(people, "person", old)
    >>> renewed = lp.records.renew_tokens(tokens, "person", new)
    >>> renewed.equals(lp.records.pseudonymise(people, "person", new, previous=[old]))
    True
    """
    return _replaced(table, columns, lambda values: _core.renewed_tokens(values, key))


def key_fingerprint(key: Key) -> str:
    """Name a key without giving anything of it away.

    Parameters
    ----------
    key : bytes, or path
        At least 32 bytes, as for `pseudonymise`.

    Returns
    -------
    str
        16 hexadecimal digits: those that a manifest names its key by.

    Raises
    ------
    InvalidArgument
        For a key of fewer than 32 bytes.
    InputError
        For a key file that is not there.

    Examples
    --------
    >>> import libprofile as lp
    >>> len(lp.records.key_fingerprint(bytes(range(32))))
    16
    """
    return _core.key_fingerprint(key)


def _replaced(
    table: pd.DataFrame,
    columns: str | Sequence[str],
    make: Callable[[list[str]], list[str | None]],
) -> pd.DataFrame:
    """Return a copy whose distinct values in `columns` are what `make` gives for them."""
    if not isinstance(table, pd.DataFrame):
        raise InvalidArgument(f"table: must be a DataFrame, not {type(table).__name__}")
    names = as_names(columns)
    require_columns(table, names, "table")
    result = table.copy()
    for column in names:
        codes, distinct = pd.factorize(table[column])
        tokens = make([_text_of(value) for value in distinct])
        result[column] = pd.Series(
            [tokens[code] if code >= 0 else None for code in codes], index=table.index, dtype=object
        )
    return result


def _text_of(value: object) -> str:
    """Return the text of an identifier; pandas makes 17.0 of 17 beside a missing value."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def aoristic(start: Any, end: Any, bins: Literal["hour_of_week"] = "hour_of_week") -> FloatArray:
    """Spread events whose time is known only as an interval over the hours of the week.

    Parameters
    ----------
    start, end : array_like of datetime64, or Series of datetimes, shape (n,)
        Texts as in ISO 8601, the year first. Without a zone they are local time of Europe/London.
        The end is not before the start; one that is a date is the end of the day.
    bins : {"hour_of_week"}
        168 hours of local time in London, Monday 00:00 first.

    Returns
    -------
    ndarray of float, shape (n, 168)
        A row adds up to 1, or to 0 for an event longer than 7 days.

    Raises
    ------
    InvalidArgument
        For a time that is missing or no time, an end before its start, or other bins.

    References
    ----------
    Ratcliffe and McCullagh (1998), doi:10.1080/136588198241644.

    Examples
    --------
    >>> import libprofile as lp
    >>> weights = lp.records.aoristic(["2018-01-01T00:30"], ["2018-01-01T02:00"])
    >>> weights[0, :3].round(3).tolist()
    [0.333, 0.667, 0.0]
    """
    if bins != "hour_of_week":
        raise InvalidArgument(f'bins = {bins!r}: must be "hour_of_week"')
    require_same_labels(start=start, end=end)
    starts, ends = times_of(start, "start"), times_of(end, "end")
    require_not_over(starts, ends)
    weights, _ = _core.aoristic(starts.start_s, ends.end_s)
    return weights
