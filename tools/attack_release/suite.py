# SPDX-License-Identifier: MIT
"""The attacks, one after the other."""

from collections.abc import Callable
from pathlib import Path

import classes
import coordinates
import drawn
import groups
import identifiers
import intervals
import order
import page_rows
import printed
import residue
import scalars
import texts
from finding import Finding
from release import Release

ATTACKS: tuple[Callable[[Release], Finding], ...] = (
    intervals.attack,
    coordinates.attack,
    scalars.attack,
    classes.attack,
    texts.attack,
    printed.attack,
    page_rows.attack,
    drawn.attack,
    order.attack,
    groups.attack,
    residue.attack,
)


def run(folder: Path, values: set[str] | None = None) -> list[Finding]:
    """Every attack on one folder."""
    release = Release(folder)
    found = [attack(release) for attack in ATTACKS]
    found.append(identifiers.attack(release, values))
    return sorted(found, key=lambda finding: finding.attack)
