# SPDX-License-Identifier: MIT
"""The attacks, one after the other."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import beside
import classes
import coordinates
import database
import documents
import groups
import identifiers
import insider
import intervals
import keys
import order
import page_figures
import parent
import phone_files
import plan_again
import raw
import residue
import scalars
import shapely
import styles
import texts
import witness
from finding import Finding
from release import Release

import libprofile as lp

# What reading files raises that do not fit together.
STRANGE = (
    *(LookupError, TypeError, ValueError, ArithmeticError, RuntimeError),
    *(sqlite3.Error, shapely.errors.ShapelyError, lp.Error),
)
ATTACKS: tuple[Callable[[Release], Finding], ...] = (
    intervals.attack,
    coordinates.attack,
    scalars.attack,
    classes.attack,
    texts.attack,
    database.attack,
    styles.attack,
    keys.attack,
    documents.attack,
    page_figures.attack,
    order.attack,
    groups.attack,
    residue.attack,
    parent.attack,
    witness.attack,
    plan_again.attack,
    phone_files.attack,
)


def tried(attack: Callable[[Release], Finding], release: Release) -> Finding:
    """One attack; files that do not fit together are something got."""
    try:
        return attack(release)
    except STRANGE as error:
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
