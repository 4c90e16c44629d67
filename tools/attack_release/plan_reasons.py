# SPDX-License-Identifier: MIT
"""Why a plan goes to an area, told again from its tier, its rate and how much is known of it."""

import re
from collections.abc import Iterator

from page_entities import Entities
from printed import printed_forms
from release import Release, Row

TIMES = (
    r"([\d.,]+) times (the rate of all areas|that of (?:(?! \().)+?)"
    r"(?: \(([\d.,]+) to ([\d.,]+)\))?"
)
REASON = re.compile(rf" {TIMES}(?:, (known well|known roughly|hardly known))?(?:; {TIMES})?\.")
FIELDS = ("rate_per_1000", "lower", "upper")
KNOWN = {"withheld": "nothing is known here", "low": "little is known here"}


class Reasons:
    """What may be said of each visit."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._entities = Entities(release)
        self._tiers = {row["unit"]: row["tier"] for row in release.features("hotspots")}

    def tier(self, visit: Row) -> str:
        """A, B, C or nothing."""
        return str(self._tiers.get(visit["unit"]) or "")

    def known(self, visit: Row) -> str:
        """What is known of an area that is visited to learn."""
        area = self._entities.areas[visit["unit"]]
        return f"{KNOWN.get(area['reliability'], 'no team has been here')}: go and see"

    def is_told(self, visit: Row, text: str) -> bool:
        """Whether a text is the reason of a visit."""
        tier = self.tier(visit)
        start = f"Tier {tier}." if tier else "In no tier."
        start += f" Reserve visit: {self.known(visit)}." if visit["reserved"] == "yes" else ""
        rest = text.removeprefix(start)
        reason = REASON.match(rest)
        if reason and self._is_reason(visit["unit"], reason):
            rest = rest[reason.end() :]
        return text.startswith(start) and not re.search(r"\d", rest)

    def _is_reason(self, code: str, reason: re.Match[str]) -> bool:
        told = reason.groups()
        parts = [told[:4], told[5:]] if told[5] else [told[:4]]
        return told[4] in (None, self._sureness(code)) and all(
            any(self._is_ratio(code, rate, part) for rate in self._rates(code, part[1]))
            for part in parts
        )

    def _rates(self, code: str, of: str) -> Iterator[float]:
        entities = self._entities
        if of == "the rate of all areas":
            yield entities.overall[""]
            return
        name = of.removeprefix("that of ")
        groups = {str(entities.areas[code]["parent"]), entities.districts.get(code, "")}
        if name in groups:
            yield from (entities.rates[one] for one in groups if entities.rates.get(one))
            yield from (entities.overall[one] for one in groups if entities.overall.get(one))

    def _is_ratio(self, code: str, rate: float, told: tuple[str | None, ...]) -> bool:
        row = self._entities.areas[code]
        given = (told[0], told[2], told[3])
        return all(
            text is None or (row[field] is not None and text in printed_forms(row[field] / rate))
            for text, field in zip(given, FIELDS, strict=True)
        )

    def _sureness(self, code: str) -> str | None:
        lower, upper = (self._entities.areas[code][end] for end in ("lower", "upper"))
        if lower is None or upper is None:
            return None
        wide = upper / lower if lower else float("inf")
        return "known well" if wide <= 2 else "known roughly" if wide <= 4 else "hardly known"
