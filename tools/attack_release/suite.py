# SPDX-License-Identifier: MIT
"""The attacks, one after the other."""

import sys
from collections.abc import Callable
from pathlib import Path

import beside
import classes
import coordinates
import database
import groups
import identifiers
import insider
import intervals
import order
import page_figures
import parent
import raw
import residue
import scalars
import texts
import witness
from finding import Finding
from release import Release

ATTACKS: tuple[Callable[[Release], Finding], ...] = (
    intervals.attack,
    coordinates.attack,
    scalars.attack,
    classes.attack,
    texts.attack,
    database.attack,
    page_figures.attack,
    order.attack,
    groups.attack,
    residue.attack,
    parent.attack,
    witness.attack,
)


def tried(attack: Callable[[Release], Finding], release: Release) -> Finding:
    """One attack; files that do not fit together are something got."""
    try:
        return attack(release)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        name = str(sys.modules[attack.__module__].__doc__)[:3]
        what = f"files that do not fit together: {type(error).__name__} in {attack.__module__}"
        return Finding(name, "reading the files", what, True)


def run(folder: Path, values: set[str] | None = None) -> list[Finding]:
    """Every attack on one folder."""
    release = Release(folder)
    found = [tried(attack, release) for attack in ATTACKS]
    found.append(identifiers.attack(release, values))
    return sorted(found, key=lambda finding: finding.attack)


def run_beside(
    folder: Path, earlier: Path | None, publication: Path | None, exact: Path | None
) -> list[Finding]:
    """Attacks by somebody who holds more than the folder."""
    release = Release(folder)
    found = []
    if publication is not None:
        found.append(beside.attack(release, beside.totals(publication)))
    if earlier is not None:
        found.append(insider.attack(Release(earlier), release))
    if exact is not None:
        found.append(raw.attack(release, beside.totals(exact)))
    return found
