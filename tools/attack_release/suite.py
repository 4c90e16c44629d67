# SPDX-License-Identifier: MIT
"""The attacks, one after the other."""

from collections.abc import Callable
from pathlib import Path

import coordinates
import groups
import identifiers
import intervals
import order
import printed
import residue
import scalars
from finding import Finding
from release import Release

ATTACKS: tuple[Callable[[Release], Finding], ...] = (
    intervals.attack,
    coordinates.attack,
    scalars.attack,
    printed.attack,
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
