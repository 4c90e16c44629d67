# SPDX-License-Identifier: MIT
"""A12: groups in which certainly everybody, or nobody, has a property."""

from collections import defaultdict

from finding import Finding
from intervals import people_puzzle
from release import Release


def attack(release: Release) -> Finding:
    """Look for values that the attacker can be certain all persons of a group have."""
    certain = 0
    looks_whole = 0
    for table in ("victims", "offenders"):
        puzzle = people_puzzle(release, table)
        puzzle.solve()
        groups: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for place in puzzle.lower:
            if place[2] != "all":
                groups[place[:3]].append(place)
        for (level, unit, _), parts in groups.items():
            whole = (level, unit, "all", "all")
            for part in parts:
                others = sum(puzzle.upper[other] for other in parts if other != part)
                has_persons = puzzle.lower.get(whole, 0) >= 1
                certain += has_persons and others == 0
                looks_whole += has_persons and puzzle.upper[part] == puzzle.upper.get(whole)
    got = (
        f"{certain:,} groups of which all certainly share a property; {looks_whole:,} that look so "
        "after rounding, though up to the base less one of each other value may be there"
    )
    return Finding("A12", "groups of which all or none have a property", got, certain > 0)
