# SPDX-License-Identifier: MIT
"""A01: what sums give away of each number: limits passed up and down until nothing moves."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import distances
from finding import Finding
from release import Release, Row

# Where one number stands: table, level, unit, column.
Place = tuple[str, ...]


@dataclass
class Puzzle:
    """Numbers with limits, and sums that hold between them."""

    base: int
    threshold: int
    lower: dict[Place, float]
    upper: dict[Place, float]
    sums: list[tuple[Place, Sequence[Place]]]

    def add(self, place: Place, shown: int | None) -> None:
        """A number as it is shown; None where it is withheld."""
        self.lower[place] = 0.0 if shown is None else max(0.0, shown - self.base + 1.0)
        self.upper[place] = math.inf if shown is None else shown + self.base - 1.0

    def know(self, place: Place, least: float, most: float) -> None:
        """Narrow a number by what is known from elsewhere."""
        self.lower[place] = max(self.lower[place], least)
        self.upper[place] = min(self.upper[place], most)

    def add_sum(self, whole: Place, parts: Sequence[Place]) -> None:
        """Say that parts add up to a whole, where all are numbers of the puzzle."""
        if whole in self.lower and parts and all(part in self.lower for part in parts):
            self.sums.append((whole, parts))

    def solve(self) -> None:
        """Pass limits up and down until none moves, or no table fits them."""
        moved = True
        while moved and self.is_possible():
            moved = False
            for whole, parts in self.sums:
                moved |= self.narrow(whole, parts)

    def narrow(self, whole: Place, parts: Sequence[Place]) -> bool:
        """Pass limits up and down one sum."""
        is_up = self._from_parts(whole, parts)
        return self._to_parts(whole, parts) or is_up

    def _from_parts(self, whole: Place, parts: Sequence[Place]) -> bool:
        least = sum(self.lower[part] for part in parts)
        most = sum(self.upper[part] for part in parts)
        return self._narrow(whole, least, most)

    def _to_parts(self, whole: Place, parts: Sequence[Place]) -> bool:
        least = sum(self.lower[part] for part in parts)
        open_ends = sum(math.isinf(self.upper[part]) for part in parts)
        most = sum(self.upper[part] for part in parts if math.isfinite(self.upper[part]))
        moved = False
        for part in parts:
            is_open = math.isinf(self.upper[part])
            others = (
                math.inf if open_ends > is_open else most - (0.0 if is_open else self.upper[part])
            )
            others_least = least - self.lower[part]
            moved |= self._narrow(
                part, self.lower[whole] - others, self.upper[whole] - others_least
            )
        return moved

    def _narrow(self, place: Place, least: float, most: float) -> bool:
        is_narrower = least > self.lower[place] or most < self.upper[place]
        self.lower[place] = max(self.lower[place], least)
        self.upper[place] = min(self.upper[place], most)
        return is_narrower

    def is_possible(self) -> bool:
        """Whether every number still has a value."""
        return all(self.lower[place] <= self.upper[place] for place in self.lower)

    def certainly_few(self) -> int:
        """Numbers that certainly are 1 to the threshold less 1."""
        return sum(
            self.lower[place] >= 1 and self.upper[place] < self.threshold for place in self.lower
        )

    def narrowest(self) -> float:
        """Fewest values that any number may still have."""
        return min(
            (self.upper[place] - self.lower[place] + 1 for place in self.lower), default=math.inf
        )


def _shown(row: Row, field: str = "count") -> int | None:
    return None if row[field] is None else int(row[field])


def _empty(base: int, threshold: int) -> Puzzle:
    return Puzzle(base, threshold, {}, {}, [])


def counts_puzzle(release: Release) -> Puzzle:
    """Counts by area and category, up the hierarchy as far as the folder tells it."""
    puzzle = _empty(release.base, release.threshold)
    units: dict[str, dict[str, None]] = defaultdict(dict)
    categories: dict[str, None] = {}
    for row in release.tables.get("counts", []):
        puzzle.add((row["level"], row["unit"], row["category"]), _shown(row))
        units[row["level"]][row["unit"]] = None
        categories[row["category"]] = None
    parts = [category for category in categories if category != "all"]
    children: dict[str, list[str]] = defaultdict(list)
    for area in release.features("neighbourhoods"):
        children[area["parent"]].append(area["unit"])
    for level, codes in units.items():
        for unit in codes:
            puzzle.add_sum((level, unit, "all"), [(level, unit, part) for part in parts])
        for category in categories:
            puzzle.add_sum(("all", "all", category), [(level, unit, category) for unit in codes])
            for unit in codes:
                below = [("neighbourhood", child, category) for child in children.get(unit, [])]
                puzzle.add_sum((level, unit, category), below)
    return puzzle


def people_puzzle(release: Release, table: str) -> Puzzle:
    """Persons by one attribute at a time, and by district."""
    puzzle = _empty(release.base, release.threshold)
    values: dict[Place, list[Place]] = defaultdict(list)
    for row in release.tables.get(table, []):
        place = (row["level"], row["unit"], row["field"], row["value"])
        puzzle.add(place, _shown(row))
        if row["field"] != "all":
            values[(row["level"], row["unit"], row["field"])].append(place)
        elif row["level"] != "all":
            values[("all", "all", row["level"])].append(place)
    for (level, unit, _), parts in values.items():
        puzzle.add_sum((level, unit, "all", "all"), parts)
    return puzzle


def premises_puzzle(release: Release) -> Puzzle:
    """Premises by type, with an incident and without."""
    threshold = max(1, int(release.manifest["policy"]["premises_threshold"]))
    puzzle = _empty(release.premises_base, threshold)
    for row in release.tables.get("premises_types", []):
        premises, having = _shown(row, "premises"), _shown(row, "with_incident")
        without = None if premises is None or having is None else premises - having
        puzzle.add((row["type"], "all"), premises)
        puzzle.add((row["type"], "with"), having)
        puzzle.add((row["type"], "without"), without)
        puzzle.add_sum((row["type"], "all"), [(row["type"], "with"), (row["type"], "without")])
    return puzzle


def distances_puzzle(release: Release) -> Puzzle:
    """Bands of a type and all incidents; what is given to a type lies up to the radius."""
    found = _empty(release.base, release.threshold)
    counts = release.tables.get("counts", [])
    total = [row["count"] for row in counts if row["unit"] == row["category"] == "all"]
    found.add(("all",), int(total[0]) if total and total[0] is not None else None)
    given = {
        row["type"]: _shown(row, "incidents") for row in release.tables.get("premises_types", [])
    }
    inner, outer = distances.up_to(release)
    by_type: dict[str, list[Row]] = defaultdict(list)
    for row in distances.rows(release):
        by_type[str(row["type"])].append(row)
    found.add(("near any",), None)
    for kind, rows in by_type.items():
        places = [(kind, str(row["distance"])) for row in rows]
        for place, row in zip(places, rows, strict=True):
            found.add(place, _shown(row, "incidents"))
        found.add((kind, "given"), given.get(kind))
        for unknown in ("reached", "given to others", "within", "not within"):
            found.add((kind, unknown), None)
        found.add_sum(("all",), places)
        found.add_sum((kind, "reached"), places[:outer])
        found.add_sum((kind, "reached"), [(kind, "given"), (kind, "given to others")])
        if inner > 0 and release.manifest["counted"] == "records":
            found.add_sum((kind, "within"), places[:inner])
            found.add_sum(("near any",), [(kind, "within"), (kind, "not within")])
    if by_type:
        found.add_sum(("near any",), [(kind, "given") for kind in by_type])
    return found


def attack(release: Release) -> Finding:
    """Solve every table."""
    puzzles = [
        counts_puzzle(release),
        people_puzzle(release, "victims"),
        people_puzzle(release, "offenders"),
        premises_puzzle(release),
        distances_puzzle(release),
    ]
    for puzzle in puzzles:
        puzzle.solve()
    few = sum(puzzle.certainly_few() for puzzle in puzzles)
    narrow = sum(puzzle.narrowest() < max(5, puzzle.base) for puzzle in puzzles)
    numbers = sum(len(puzzle.lower) for puzzle in puzzles)
    narrowest = min(puzzle.narrowest() for puzzle in puzzles)
    got = (
        f"{numbers:,} numbers; {few:,} certainly hold one to {release.threshold - 1}; "
        f"the narrowest keeps {narrowest:,.0f} possible values"
    )
    return Finding("A01", "limits of every number from all sums", got, few > 0 or narrow > 0)
