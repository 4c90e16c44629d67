# SPDX-License-Identifier: MIT
"""A20: a journalist who puts another publication's exact totals beside the release."""

import csv
import math
from pathlib import Path

from finding import Finding
from intervals import Place, Puzzle, counts_puzzle
from release import Release

TRIED = "another publication's totals beside it"
COLUMNS = ("level", "unit", "category", "count")


def totals(file: Path) -> dict[Place, int]:
    """Exact counts by level, unit and category, as a table of them says."""
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{file}: no column {missing[0]}; give {', '.join(COLUMNS)}")
        return {
            (row["level"], row["unit"], row["category"]): int(row["count"])
            for row in reader
            if row["count"]
        }


def certain(puzzle: Puzzle) -> set[Place]:
    """Numbers of which one value is left."""
    return {place for place in puzzle.lower if puzzle.lower[place] == puzzle.upper[place]}


def certain_without(release: Release, known: dict[Place, int]) -> set[Place]:
    """Numbers that follow from the other publication alone."""
    puzzle = counts_puzzle(release)
    for place in puzzle.lower:
        puzzle.lower[place], puzzle.upper[place] = 0.0, math.inf
    for place, count in known.items():
        puzzle.know(place, count, count)
    puzzle.solve()
    return certain(puzzle)


def attack(release: Release, known: dict[Place, int]) -> Finding:
    """Fix what the other publication says, and see what becomes certain of everything else."""
    puzzle = counts_puzzle(release)
    ours = {place: count for place, count in known.items() if place in puzzle.lower}
    # What contradicts the release is of other records, and says nothing of these.
    fixed = {
        place: count
        for place, count in ours.items()
        if puzzle.lower[place] <= count <= puzzle.upper[place]
    }
    for place, count in fixed.items():
        puzzle.know(place, count, count)
    puzzle.solve()
    said = (
        f"{len(ours):,} of {len(known):,} totals are of this release's areas and categories, "
        f"{len(ours) - len(fixed):,} contradict it and were left out; "
    )
    if not puzzle.is_possible():
        got = said + "no table fits the others together: they are of other records; nothing follows"
        return Finding("A20", TRIED, got, False)
    alone = certain_without(release, fixed)
    rest = [place for place in puzzle.lower if place not in alone]
    few = sum(puzzle.lower[one] >= 1 and puzzle.upper[one] < release.threshold for one in rest)
    exact = len(certain(puzzle) - alone)
    got = said + (
        f"of {len(rest):,} numbers that they do not give by themselves "
        f"{exact:,} are certain and {few:,} certainly 1 to {release.threshold - 1}"
    )
    return Finding("A20", TRIED, got, bool(few or exact))
