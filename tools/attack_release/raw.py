# SPDX-License-Identifier: MIT
"""A24: the release beside the records that it was made from: what is certain, and of whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from finding import Finding
from intervals import Place, Puzzle, counts_puzzle
from release import Release


@dataclass(frozen=True)
class Cell:
    """One cell of an area and category that somebody is in, and what the release allows."""

    count: int
    least: float
    most: float
    residents: float | None


def cells(release: Release, exact: dict[Place, int], puzzle: Puzzle) -> list[Cell]:
    """Cells of areas by category, without the sums of either, that hold anybody."""
    people = {row["unit"]: row["population"] for row in release.features("neighbourhoods")}
    return [
        Cell(count, puzzle.lower[place], puzzle.upper[place], people.get(place[1]))
        for place, count in exact.items()
        if place in puzzle.lower and place[1] in people and place[2] != "all" and count > 0
    ]


def mean_share(shares: Iterable[float], persons: int) -> float:
    """Persons who are picked rightly, of all."""
    return sum(shares) / persons if persons else 0.0


def risks(held: list[Cell]) -> str:
    """Prosecutor, journalist and marketer risk: classes as recorded, and as the release shows them.

    Whoever knows that somebody is in the data (prosecutor) picks one of the class; whoever does not
    (journalist) picks one of the residents; the marketer picks one of each class for everybody.
    """
    persons = sum(cell.count for cell in held)
    if not persons:
        return "nobody is in any cell"
    recorded = max(1 / cell.count for cell in held)
    sure = max((1 / cell.most for cell in held if cell.least >= 1), default=0.0)
    residents = max(
        (1 / max(cell.count, cell.residents) for cell in held if cell.residents), default=0.0
    )
    marketer = mean_share((1.0 for _ in held), persons)
    sure_marketer = mean_share(
        (cell.count / cell.most for cell in held if cell.least >= 1), persons
    )
    from_release = f"at most 1 in {1 / sure:,.0f} certain" if sure else "nothing certain"
    return (
        f"prosecutor risk {recorded:.3g} as recorded, {from_release} from the release; journalist "
        f"{residents:.2g}, one of the residents; marketer {marketer:.3g} as recorded, "
        f"{sure_marketer:.3g} from the release"
    )


def attack(release: Release, exact: dict[Place, int]) -> Finding:
    """Compare the limits of every cell with what was recorded there."""
    puzzle = counts_puzzle(release)
    puzzle.solve()
    common = {place: count for place, count in exact.items() if place in puzzle.lower}
    wrong = sum(
        not puzzle.lower[one] <= count <= puzzle.upper[one] for one, count in common.items()
    )
    widths = [puzzle.upper[one] - puzzle.lower[one] + 1 for one in common]
    certain = sum(width == 1 for width in widths)
    held = cells(release, exact, puzzle)
    few = [cell for cell in held if cell.count < release.threshold]
    sure = sum(cell.least >= 1 and cell.most < release.threshold for cell in few)
    seen = sum(cell.least >= 1 for cell in few)
    got = (
        f"{len(common):,} of {len(exact):,} recorded numbers are in this release, {wrong:,} out "
        f"of their limits; possible values at least {min(widths, default=0):,.0f}, in the median "
        f"{median(widths or [0]):,.0f}; {certain:,} certain; of {len(few):,} cells with 1 to "
        f"{release.threshold - 1} persons {seen:,} surely hold somebody, {sure:,} surely so few; "
        f"{risks(held)}"
    )
    return Finding(
        "A24", "the records that it was made from beside it", got, bool(wrong or certain or sure)
    )
