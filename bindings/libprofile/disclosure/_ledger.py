# SPDX-License-Identifier: MIT
"""What was published, and that no two releases together give anybody away."""

import re
from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from typing import Any, NamedTuple

import pandas as pd

from libprofile import _core
from libprofile.disclosure._protect import Protected, Shape
from libprofile.errors import InvalidArgument

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


class LedgerRelease(NamedTuple):
    """One release of a ledger, without its counts."""

    id: str
    state: str
    stream: str
    window: tuple[str, str]
    next_window: tuple[str, str]
    tier: str
    partition: str
    vintage: str
    measure: str
    where: dict[str, list[str]]
    author: str
    approver: str
    entered_utc: str
    repeats: str
    manifest_sha256: str
    hash: str


class LedgerCheck(NamedTuple):
    """What is known of a ledger that is whole; note ``head`` somewhere else."""

    entries: int
    releases: int
    head: str


class LedgerComparison(NamedTuple):
    """How a ledger stands to another copy: same, ahead, behind or forked."""

    relation: str
    common: int


class Ledger:
    """An append-only, chained record of everything that was published, in one file.

    A release is entered only if nobody is given away by it together with all earlier ones. The
    file is made by the first. Any number of processes on one machine may use it at a time.

    Parameters
    ----------
    path : path
    time_limit_s : float, default 60
        For the check against earlier releases; when it runs out the release is refused.
    wait_s : float, default 120
        How long to wait for another process that is writing.

    References
    ----------
    Dinur and Nissim (2003), PODS, pages 202-210.
    Haber and Stornetta (1991), Journal of Cryptology 3, pages 99-111.

    Examples
    --------
    >>> import tempfile, pandas as pd, libprofile as lp
    >>> counts = pd.DataFrame({"unit": ["a", "b"], "category": "x", "count": [7, 23]})
    >>> safe = lp.disclosure.protect(counts, key=bytes(32))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ledger = lp.disclosure.Ledger(f"{folder}/releases.ledger")
    ...     first = ledger.release(safe, stream="quarterly", window=("2024-01-01", "2024-03-31"),
    ...                            author="A. Analyst", approver="B. Manager")
    ...     head = ledger.check().head
    ...     print(ledger.list()[["release", "state", "window_start"]].iloc[0].tolist())
    ['R1', 'released', '2024-01-01']
    >>> first.next_window
    ('2024-04-01', '2024-06-30')
    """

    def __init__(
        self, path: str | PathLike[str], *, time_limit_s: float = 60.0, wait_s: float = 120.0
    ) -> None:
        self._path = str(fspath(path))
        self._core = _core.Ledger(self._path, time_limit_s=time_limit_s, wait_s=wait_s)

    def release(
        self,
        protected: Protected,
        *,
        stream: str,
        window: tuple[Any, Any],
        author: str,
        approver: str,
        partition: str = "areas as given",
        vintage: str = "",
        measure: str = "records",
        where: Mapping[str, Sequence[str]] | None = None,
        area_parts: Mapping[str, Sequence[str]] | None = None,
        category_parts: Mapping[str, Sequence[str]] | None = None,
        parameters: Mapping[str, str] | None = None,
        manifest_sha256: str = "",
    ) -> LedgerRelease:
        """Enter, review, approve and release in one step.

        Parameters
        ----------
        protected : Protected
        stream : str
            The series it belongs to; windows of one stream never overlap.
        window : pair of dates or str
            First and last day, both included.
        author, approver : str
            Two different people.
        partition, vintage : str, optional
            What the areas are, and their year or edition.
        measure : str, default "records"
            What is counted: records, persons or something else.
        where : mapping of attribute to values, optional
            Which records are counted.
        area_parts, category_parts : mapping of name to names, optional
            Of which common parts areas or categories are made, where releases differ in them.
        parameters : mapping of str to str, optional
            Of the method, for the record.
        manifest_sha256 : str, optional
            Digest of the manifest that is published with it.

        Returns
        -------
        LedgerRelease

        Raises
        ------
        DisclosureError
            Where the window is too short, overlaps an earlier release of the stream or rolls, where
            something can be worked out from this and earlier releases (they are named), where time
            ran out before that was known, and where author and approver are one person.
        InputError
            Where the ledger cannot be read or written, is damaged or of a newer version.
        """
        table, shape = _opened(protected)
        terms = _terms(
            stream,
            window,
            partition=partition,
            vintage=vintage,
            measure=measure,
            where=where,
            area_parts=area_parts,
            category_parts=category_parts,
            parameters=parameters,
            manifest_sha256=manifest_sha256,
        )
        return LedgerRelease(**self._core.release(table, shape, terms, author, approver))

    def enter(
        self,
        protected: Protected,
        *,
        stream: str,
        window: tuple[Any, Any],
        author: str,
        **terms: Any,
    ) -> LedgerRelease:
        """Enter a draft, for `advance` to approve and release; further terms as in `release`."""
        table, shape = _opened(protected)
        made = _terms(stream, window, **terms)
        return LedgerRelease(**self._core.enter(table, shape, made, author))

    def advance(self, release: str, state: str, *, by: str) -> LedgerRelease:
        """Add a state: reviewed, approved, released, or withdrawn from any.

        Approving a draft also reviews it. Raises `DisclosureError` where the state does not follow,
        or whoever approves is the author.
        """
        return LedgerRelease(**self._core.advance(release, state, by))

    def list(self) -> pd.DataFrame:
        """Return every release in order of entry: who, what, when, and the next window."""
        columns = [
            "release", "state", "stream", "window_start", "window_end", "next_start", "next_end",
            "tier", "partition", "vintage", "measure", "author", "approver", "entered_utc",
            "repeats", "manifest_sha256", "hash",
        ]  # fmt: skip
        rows = []
        for fields in self._core.list():
            (start, end), (next_start, next_end) = fields["window"], fields["next_window"]
            row = {
                **fields,
                "release": fields["id"],
                "window_start": start,
                "window_end": end,
                "next_start": next_start,
                "next_end": next_end,
            }
            rows.append([row[column] for column in columns])
        return pd.DataFrame(rows, columns=columns)

    def check(self, seen: str = "") -> LedgerCheck:
        """Read all of it and check every hash, state and number.

        ``seen`` is a head or hash that was noted before: without it a ledger whose end was cut off
        looks whole. Raises `InputError` for damage, `DisclosureError` where ``seen`` is not in it.
        """
        return LedgerCheck(*self._core.check(seen))

    def compare(self, copy: "Ledger") -> LedgerComparison:
        """Say how another copy stands to it, and how many entries both have."""
        return LedgerComparison(*self._core.compare(copy._core))

    def summary(self) -> str:
        """Say in words what was published and what comes next."""
        listed = self.list()
        if listed.empty:
            return "No releases."
        states = ", ".join(f"{n:,} {state}" for state, n in listed["state"].value_counts().items())
        last = listed.sort_values("window_end").iloc[-1]
        return (
            f"{len(listed):,} releases: {states}. The latest window, of '{last['stream']}', ends "
            f"{last['window_end']}; the next of that stream is {last['next_start']} to "
            f"{last['next_end']}. Each was checked against all before it; nothing outside this "
            "ledger was."
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.summary()}</p>" + str(self.list().to_html(max_rows=10, index=False))

    def __repr__(self) -> str:
        return f"Ledger({self._path!r})"


def _opened(protected: Protected) -> tuple[_core.ProtectedTable, Shape]:
    if not isinstance(protected, Protected):
        raise InvalidArgument(
            "protected: must come from libprofile.disclosure.protect, "
            f"not {type(protected).__name__}"
        )
    return protected._core, protected._shape


def _terms(
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
