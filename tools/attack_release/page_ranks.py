# SPDX-License-Identifier: MIT
"""Ranks of areas on a page: cells, sentences, and the picture of ranges, drawn again."""

import html
import re
from collections.abc import Callable, Iterator

from page_source import Source
from release import Release, Row

# Words alone, without a figure: how a number is made, and where that stands.
HOW = re.compile(r'<span class="how">(?:[^<\d]|<a href="#how-[a-z]+">[^<\d]*</a>)*</span>')
NAMED = re.compile(r' data-how="[a-z]+"')
ENTRY = re.compile(
    r'<dt id="how-[a-z]+" tabindex="-1">[^<\d]*</dt><dd>([^<]*)<span class="quiet">[^<\d]*</span>'
)
# Levels of intervals and limits, and units of rates: what entries may say in figures.
# Borders of tiers, too.
LEVELS = {"95", "99.8", "100", "1,000", "80", "50", "20"}
TABLE = re.compile(
    r'<table class="chart ranks">.*?</table>(?:<p class="quiet">[^<]*</p>)?', re.DOTALL
)
TICK = re.compile(r'<text class="tick" x="[\d.]+%" y="42">([\d,]+)</text>')
ROW = re.compile(
    r'<tr><th scope="row"><span class="tier-letter">([ABC])</span> <a href="#([^"]+)">([^<]*)</a>'
    r'<td class="drawing">(.*?)<td class="number"><strong>([^<]*)</strong><td class="note">([^<]*) '
    r'<span class="interval">([^<]*) in 100</span>',
    re.DOTALL,
)
SENTENCE = re.compile(r'<p class="in-order">([^<]*)</p>')
LINK = re.compile(r'href="#([^"]+)">')
WORDS = (
    *((0.95, "almost certainly"), (0.8, "probably"), (0.5, "more likely than not")),
    *((0.2, "possibly"), (0.0, "probably not")),
)
# Areas in the picture, and cards in a tier.
MOST_ROWS = 40
MOST_CARDS = 24


def without_how(text: str) -> str:
    """A page without the lines that say how its numbers are made, which hold no figure."""
    return NAMED.sub("", HOW.sub("", text))


def in_hundred(chance: float | None) -> str:
    """A chance as pages print it."""
    if chance is None:
        return "–"
    return "over 99" if chance > 0.99 else "under 1" if chance < 0.01 else f"{100 * chance:.0f}"


def rank_text(row: Row) -> str:
    """A range of ranks as pages print it."""
    best, worst = row["rank_best"], row["rank_worst"]
    if best is None or worst is None:
        return "–"
    return f"{best:,}" if best == worst else f"{best:,} to {worst:,}"


def word(chance: float) -> str:
    """A chance in words."""
    return next(words for least, words in WORDS if chance >= least)


def cells(row: Row, rate: Callable[[float | None], str]) -> dict[str, Callable[[str], bool]]:
    """What each column of an area's row prints of its risk."""
    limits = "–" if row["lower"] is None else f"{rate(row['lower'])} to {rate(row['upper'])}"
    return {
        "Times the": lambda text: text == f"{rate(row['relative_risk'])} [{limits}]",
        "Chance above all": lambda text: text == in_hundred(row["p_above"]),
        "Chance above twice": lambda text: text == in_hundred(row["p_twice"]),
        "Rank of its": lambda text: text == rank_text(row),
        "Chance of the highest": lambda text: text == in_hundred(row["p_top"]),
    }


class Ranks:
    """What a release says of the order of areas."""

    def __init__(self, release: Release) -> None:
        self.rows = {str(row["unit"]): row for row in release.features("risks")}
        self.rated = sum(row["relative_risk"] is not None for row in self.rows.values())
        self.top = (self.rated + 9) // 10
        tiers = {str(row["unit"]): row["tier"] for row in release.features("hotspots")}
        self.tiers = {code: tier for code, tier in tiers.items() if tier}
        self.sizes = [list(self.tiers.values()).count(tier) for tier in "ABC"]
        self.ranked = [
            code
            for code in self.tiers
            if code in self.rows and self.rows[code]["rank_best"] is not None
        ]

    def sentence(self, code: str) -> str:
        """An area's place in the order."""
        row = self.rows[code]
        return (
            f"Rank {rank_text(row)} of {self.rated:,}; {word(row['p_top'])} among the highest "
            f"tenth ({in_hundred(row['p_top'])} in 100)."
        )

    def phrases(self) -> Iterator[str]:
        """What is said of all of them."""
        sure = sum(self.rows[code]["p_top"] >= WORDS[0][0] for code in self.ranked)
        yield "in 95 of 100 cases"
        yield f"{sure:,} of {len(self.ranked):,} areas in tiers"
        yield f"among the {self.top:,} of {self.rated:,} areas with the highest"
        yield f"Among the highest {self.top:,}"
        yield "Rank, 1 the highest"
        for shown, most in ((len(self.ranked), MOST_ROWS), *((n, MOST_CARDS) for n in self.sizes)):
            yield f"and {shown - most:,} more, in the table."


def _at(value: float, end: float) -> str:
    return f"{2.0 + 94.0 * min(1.0, max(0.0, value / end)):.1f}%"


def _line(kind: str, x: str, y1: str, y2: str) -> str:
    return f'<line class="{kind}" x1="{x}" x2="{x}" y1="{y1}" y2="{y2}"/>'


def _axis(ticks: list[float], end: float, top: int) -> str:
    drawn = '<svg class="plot-axis" aria-hidden="true">'
    for tick in [*ticks, 1.0]:
        drawn += f'<text class="tick" x="{_at(tick, end)}" y="42">{tick:,.0f}</text>'
    side = " to-left" if top > 0.5 * end else ""
    drawn += f'<text class="reference-name{side}" x="{_at(top, end)}" y="16">the highest {top:,}'
    return drawn + "</text>" + _line("reference", _at(top, end), "20", "26") + "</svg>"


def _drawing(row: Row, ticks: list[float], end: float, top: int) -> str:
    drawn = '<svg class="plot" aria-hidden="true">'
    drawn += "".join(_line("grid", _at(tick, end), "0", "100%") for tick in ticks)
    drawn += _line("reference", _at(top, end), "0", "100%")
    left, right = row["rank_best"] - 0.002 * end, row["rank_worst"] + 0.002 * end
    drawn += f'<line class="rank-range" x1="{_at(left, end)}" x2="{_at(right, end)}" '
    return drawn + 'y1="50%" y2="50%"/></svg>'


def explain(source: Source, ranks: Ranks) -> None:
    """Explain entries, sentences and the picture."""
    for found in ENTRY.finditer(source.text):
        figures = re.findall(r"\d[\d.,]*\d|\d", found.group(1))
        if set(figures) <= LEVELS:
            source.explain(*found.span())
    for found in SENTENCE.finditer(source.text):
        card = max(0, source.text.rfind("<li>", 0, found.start()))
        link = LINK.search(source.text, card, found.start())
        code = link.group(1) if link else ""
        if code in ranks.ranked and html.unescape(found.group(1)) == ranks.sentence(code):
            source.explain(found.start(1), found.end(1))
    for table in TABLE.finditer(source.text):
        _picture(source, table, ranks)


def _picture(source: Source, table: re.Match[str], ranks: Ranks) -> None:
    head = table.group()[: table.group().index("</thead>")]
    ticks = [float(label.replace(",", "")) for label in TICK.findall(head)][:-1]
    if not ticks:
        return
    end, start = ticks[-1], table.start()
    axis = _axis(ticks, end, ranks.top)
    at = head.find(axis)
    if at >= 0:
        source.explain(start + at, start + at + len(axis))
    for found in ROW.finditer(table.group()):
        tier, code, _, drawing, rank, said, chance = found.groups()
        if ranks.tiers.get(code) != tier or code not in ranks.ranked:
            continue
        row = ranks.rows[code]
        told = (drawing, rank, said, chance)
        if told == (
            *(_drawing(row, ticks, end, ranks.top), rank_text(row)),
            *(word(row["p_top"]), in_hundred(row["p_top"])),
        ):
            source.explain(start + found.start(), start + found.end())
