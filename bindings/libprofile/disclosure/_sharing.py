# SPDX-License-Identifier: MIT
"""What agencies agreed on: whose fields may be used, what for, in which tier, and until when."""

import datetime
from os import PathLike, fspath
from typing import Any

import pandas as pd

from libprofile import _core

_COLUMNS = (
    *("effect", "agencies", "fields", "purposes", "tiers", "from", "until", "handling", "where"),
)


class SharingPolicy:
    """An agreement on sharing, frozen. What none of its rules allows is refused.

    Parameters
    ----------
    text : str
        TOML, as ``docs/sharing.md`` describes it.
    file : str, default "sharing policy"
        What messages call it.

    Raises
    ------
    InputError
        With file, line and key, for a key, agency, purpose, field or tier that is not known, days
        in the wrong order, an agency without a rule, and rules that contradict each other.

    Examples
    --------
    >>> import libprofile as lp
    >>> agreement = lp.disclosure.SharingPolicy('''
    ... [agreement]
    ... title = "Eastmere, 2024"
    ... agencies = ["police"]
    ... purposes = ["outreach", "licensing"]
    ...
    ... [[allow]]
    ... agency = "police"
    ... field = ["start", "x", "y"]
    ... purpose = "outreach"
    ... tier = "partner"
    ... from = 2024-04-01
    ... until = 2027-03-31
    ... ''')
    >>> agreement.covers("police", "start", "outreach", day="2025-01-31")
    True
    >>> print(agreement.why_not("police", "start", "licensing", day="2025-01-31"))
    the rule of line 7 allows it for other purposes: 'outreach'
    """

    def __init__(self, text: str, file: str = "sharing policy") -> None:
        self._core = _core.SharingPolicy(text, file)

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> "SharingPolicy":
        """Read an agreement from a TOML file."""
        policy = cls.__new__(cls)
        policy._core = _core.SharingPolicy.from_file(fspath(path))
        return policy

    @property
    def title(self) -> str:
        """Title of the agreement, as the manifest of a profile names it."""
        return self._core.title

    @property
    def agencies(self) -> list[str]:
        """Agencies that agreed."""
        return self._core.agencies

    @property
    def purposes(self) -> list[str]:
        """Purposes that they agreed on."""
        return self._core.purposes

    def why_not(
        self,
        agency: str,
        field: str,
        purpose: str,
        *,
        tier: str = "partner",
        day: str | datetime.date | None = None,
        table: str = "incidents",
        handling: str = "none",
    ) -> str | None:
        """Say why a field of an agency may not be used; None where it may.

        Parameters
        ----------
        agency, field, purpose : str
            Of the agreement, and of the schema.
        tier : {"internal", "partner", "public"}, default "partner"
            Of the profile.
        day : str or date, optional
            When the profile is made. Absent: today.
        table : {"incidents", "premises", "victims", "offenders"}, default "incidents"
            Whose field it is.
        handling : {"none", "1", "2", "3", "4", "5", "P", "C"}, default "none"
            Handling code of an incident's grade.

        Returns
        -------
        str or None

        Raises
        ------
        InvalidArgument
            For a purpose, table or tier that is not known.
        """
        made = str(datetime.date.today() if day is None else day)[:10]
        return self._core.why_not(agency, field, purpose, tier, made, table, handling)

    def covers(self, agency: str, field: str, purpose: str, **options: Any) -> bool:
        """Whether a field of an agency may be used; options are those of `why_not`."""
        return self.why_not(agency, field, purpose, **options) is None

    def to_frame(self) -> pd.DataFrame:
        """Return one row a rule.

        ``effect``, ``agencies``, ``fields``, ``purposes``, ``tiers``, ``from``, ``until``,
        ``handling`` and ``where`` it stands in the file.
        """
        return pd.DataFrame(self._core.rules, columns=list(_COLUMNS))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, SharingPolicy)
            and self._core.canonical_text == other._core.canonical_text
        )

    def __hash__(self) -> int:
        return hash(self._core.canonical_text)

    def __repr__(self) -> str:
        return f"SharingPolicy({self.title!r}, {len(self._core.rules)} rules)"

    def _repr_html_(self) -> str:
        return str(self.to_frame().to_html(index=False))
