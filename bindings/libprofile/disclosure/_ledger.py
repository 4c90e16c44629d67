# SPDX-License-Identifier: MIT
"""What was published, and that no two releases together give anybody away."""

import warnings
from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from typing import Any

import pandas as pd

from libprofile import _core
from libprofile.disclosure._ledger_records import (
    STEP_COLUMNS,
    LedgerCheck,
    LedgerComparison,
    LedgerRelease,
    release_of,
    step_fields,
)
from libprofile.disclosure._ledger_terms import opened, release_terms
from libprofile.disclosure._protect import Protected
from libprofile.errors import InvalidArgument


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
        table, shape = opened(protected)
        terms = release_terms(
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
        return release_of(self._core.release(table, shape, terms, author, approver))

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
        table, shape = opened(protected)
        made = release_terms(stream, window, **terms)
        return release_of(self._core.enter(table, shape, made, author))

    def advance(
        self,
        release: str,
        state: str,
        *,
        by: str,
        folder: str | PathLike[str] | None = None,
        reason: str = "",
        destroyed: str = "",
    ) -> LedgerRelease:
        """Add a state: reviewed, approved, released, or withdrawn from any.

        Approving a draft also reviews it. What is withdrawn still counts: other numbers of the same
        records stay refused, because copies may be anywhere.

        Parameters
        ----------
        release : str
            As in `list`: "R1".
        state : {"reviewed", "approved", "released", "withdrawn"}
        by : str
            Who does it; whoever approves is not the author, by whatever spelling.
        folder : path-like, optional
            The profile's folder, which must be what was entered. Must be given to approve and to
            release what was entered with a folder.
        reason : str, optional
            Of a withdrawal: why.
        destroyed : str, optional
            Of a withdrawal of what was never approved: who says that every copy of the folder was
            destroyed. It counts no more then.

        Returns
        -------
        LedgerRelease

        Warns
        -----
        UserWarning
            Where the date until which the profile is valid is past.

        Raises
        ------
        DisclosureError
            Where the state does not follow, whoever approves is the author, the folder is another
            or was changed, or something that was approved is said to be destroyed.
        """
        if folder is not None and state == "withdrawn":
            raise InvalidArgument("folder: must be left out where a release is withdrawn")
        fields, note = self._core.advance(release, state, by, folder, reason, destroyed)
        if note:
            warnings.warn(note, UserWarning, stacklevel=2)
        return release_of(fields)

    def find(self, folder: str | PathLike[str]) -> LedgerRelease | None:
        """Return the release that a profile's folder is; None where it is none, or was changed."""
        fields = self._core.find(fspath(folder))
        return None if fields is None else release_of(fields)

    def list(self) -> pd.DataFrame:
        """Return every release in order of entry: who, what, when, and the next window.

        Of a release that was withdrawn ``was`` is the state before.
        """
        columns = [
            "release", "state", "stream", "window_start", "window_end", "next_start", "next_end",
            "tier", "partition", "vintage", "measure", "author", "entered_utc", *STEP_COLUMNS,
            "counts", "repeats", "manifest_sha256", "hash",
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
                **step_fields(release_of(fields)),
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
