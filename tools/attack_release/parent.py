# SPDX-License-Identifier: MIT
"""A21: somebody who knows one record, such as a parent, and what it tells of the others there."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from finding import Finding
from intervals import Place, Puzzle, counts_puzzle, people_puzzle
from release import Release

# Sums of so many parts do not move by one record; cells tried of each table, spread evenly.
MOST_PARTS = 200
MOST_CELLS = 500


class Knowing:
    """A solved puzzle in which one record may be put into a cell and taken out again."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle = puzzle
        self._sums: dict[Place, list[tuple[Place, Sequence[Place]]]] = defaultdict(list)
        for whole, parts in puzzle.sums:
            if len(parts) <= MOST_PARTS:
                for place in (whole, *parts):
                    self._sums[place].append((whole, parts))

    def others(self, cell: Place) -> list[tuple[float, float]]:
        """Limits of everybody else in each number that holds the record, once it is known to."""
        before = (dict[Place, float](), dict[Place, float]())
        mine = {cell}
        waiting = deque([cell])
        self._set(cell, max(1.0, self._puzzle.lower[cell]), before)
        while waiting:
            for whole, parts in self._sums[waiting.popleft()]:
                if mine.intersection(parts) and whole not in mine:
                    mine.add(whole)
                    self._set(whole, max(1.0, self._puzzle.lower[whole]), before)
                    waiting.append(whole)
                waiting.extend(self._pass(whole, parts, before))
        found = [(self._puzzle.lower[one] - 1, self._puzzle.upper[one] - 1) for one in mine]
        self._puzzle.lower.update(before[0])
        self._puzzle.upper.update(before[1])
        return found

    def _set(
        self, place: Place, least: float, before: tuple[dict[Place, float], dict[Place, float]]
    ) -> None:
        before[0].setdefault(place, self._puzzle.lower[place])
        self._puzzle.lower[place] = least

    def _pass(
        self,
        whole: Place,
        parts: Sequence[Place],
        before: tuple[dict[Place, float], dict[Place, float]],
    ) -> Iterable[Place]:
        old = {one: (self._puzzle.lower[one], self._puzzle.upper[one]) for one in (whole, *parts)}
        self._puzzle.narrow(whole, parts)
        for one, (least, most) in old.items():
            if (least, most) != (self._puzzle.lower[one], self._puzzle.upper[one]):
                before[0].setdefault(one, least)
                before[1].setdefault(one, most)
                yield one


def tried(puzzle: Puzzle) -> list[Place]:
    """Cells that may hold the record, evenly spread where they are many."""
    wholes = {whole for whole, _ in puzzle.sums}
    cells = [one for one in puzzle.lower if one not in wholes and puzzle.upper[one] >= 1]
    return cells[:: max(1, -(-len(cells) // MOST_CELLS))]


def tells(others: list[tuple[float, float]], threshold: int) -> bool:
    """Whether the number of the others is certain somewhere, or certainly few and not none."""
    return any(least == most or (least >= 1 and most < threshold) for least, most in others)


def attack(release: Release) -> Finding:
    """Put one record into each cell, and see what can be told of the rest."""
    cells = told = 0
    for puzzle in (
        counts_puzzle(release),
        people_puzzle(release, "victims"),
        people_puzzle(release, "offenders"),
    ):
        puzzle.solve()
        knowing = Knowing(puzzle)
        for cell in tried(puzzle):
            cells += 1
            told += tells(knowing.others(cell), release.threshold)
    got = (
        f"{cells:,} cells tried with one record known; in {told:,} the number of the others is "
        f"certain, or certainly 1 to {release.threshold - 1}"
    )
    return Finding("A21", "what one known record tells of the others", got, told > 0)
