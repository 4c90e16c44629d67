# SPDX-License-Identifier: MIT
"""Words of a page: each figure is one of what the words are about."""

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from page_entities import Entities, names_in
from page_source import FIGURE, Piece, Source
from release import Release

BLOCK = re.compile(
    r"<tr[ >].*?(?=<tr[ >]|</tbody>|</table>)|<li>.*?(?=<li>|</ul>|</ol>)", re.DOTALL
)
# Drawings and tables are held against the files as a whole; a table of another name is read.
CLOSED = re.compile(
    r'<style.*?</style>|</figcaption><svg.*?</figure>|<svg.*?</svg>|<a href="#[^>]*>[^<]*'
    r'|<p class="facts">.*?</p>|<table class="data (?:cross|methods|areas|groups|grid)".*?</table>'
    r'|aria-label="(?:Every number[^"]*|Victims by[^"]*|Offenders by[^"]*|Clusters|Table of[^"]*'
    r'|Rows of each source|Files that leave|What a printed[^"]*)"[^>]*><table.*?</table>',
    re.DOTALL,
)


class Words:
    """What a text may say."""

    def __init__(self, release: Release, entities: Entities, phrases: Iterable[str]) -> None:
        self._entities = entities
        self._phrases: dict[re.Pattern[str], set[str]] = defaultdict(set)
        for phrase in phrases:
            if FIGURE.search(phrase) and len(re.sub(r"[\d.,]", "", phrase)) >= 5:
                self._phrases[_pattern(phrase)].add(phrase)
        self._names: dict[str, set[str]] = defaultdict(set)
        rows = [row for one in release.tables.values() for row in one]
        rows += [row for layer in release.layers for row in release.features(layer)]
        keys = ("name", "category", "band", "surroundings", "distance", "value", "when")
        names = {str(row[key]) for row in rows for key in keys if row.get(key)}
        names |= {str(one["path"]) for one in release.manifest["artefacts"]}
        names |= {name.replace("-plus", " and over").replace("-", " to ") for name in names}
        for name in names:
            for figure in FIGURE.findall(name):
                self._names[figure].add(name)

    def explain(
        self, source: Source, piece: Piece, about: Iterable[str], general: set[str]
    ) -> None:
        """Explain the figures of one text that are of what it is about."""
        text = html.unescape(piece.text) if "&" not in piece.text else piece.text
        for start, end in self.explained(text, about, general):
            source.explain(piece.start + start, piece.start + end)

    def explained(
        self, text: str, about: Iterable[str], general: set[str]
    ) -> Iterable[tuple[int, int]]:
        """Where figures stand that a phrase, a name or a number of what it is about explains."""
        refuted: list[tuple[int, int]] = []
        for pattern, told in self._phrases.items():
            for found in pattern.finditer(text):
                if found.group() in told:
                    yield found.span()
                else:
                    refuted.append(found.span())
        forms = set().union(*(self._entities.of(name) for name in about), general)
        for found in FIGURE.finditer(text):
            if any(start <= found.start() < end for start, end in refuted):
                continue
            is_named = any(
                at <= found.start() and found.end() <= at + len(name)
                for name in self._names.get(found.group(), ())
                for at in _places(text, name)
            )
            is_word = text[found.end() : found.end() + 1].isalpha()
            if is_named or (not is_word and found.group().replace(",", "") in forms):
                yield found.span()

    def unexplained(self, text: str, general: set[str]) -> int:
        """How many figures of a text nothing explains."""
        held = [*self.explained(text, (), general)]
        return sum(
            not any(start <= found.start() < end for start, end in held)
            for found in FIGURE.finditer(text)
        )


def _pattern(phrase: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in FIGURE.split(phrase)]
    return re.compile(r"(?<![\d.,])" + f"(?:{FIGURE.pattern})".join(parts) + r"(?![\d])")


def _places(text: str, part: str) -> Iterable[int]:
    at = text.find(part)
    while part and at >= 0:
        yield at
        at = text.find(part, at + 1)


def explain(source: Source, words: Words, entities: Entities) -> None:
    """Explain texts of rows and items by what they name, others by what is said of everything."""
    closed = [found.span() for found in CLOSED.finditer(source.text)]
    starts = [start for start, _ in closed]
    blocks = [
        (block.start(), block.end(), names_in(block.group(), entities))
        for block in BLOCK.finditer(source.text)
    ]
    place = 0
    for piece in source.pieces():
        at = bisect_right(starts, piece.start) - 1
        is_closed = at >= 0 and piece.start < closed[at][1]
        if is_closed or not piece.is_text or not FIGURE.search(piece.text):
            continue
        while place < len(blocks) and blocks[place][1] <= piece.start:
            place += 1
        is_inside = place < len(blocks) and blocks[place][0] <= piece.start
        about = blocks[place][2] if is_inside else []
        quoted = re.findall(r"“([^”]*)”", html.unescape(piece.text))
        named = [name for name in quoted if name in entities]
        words.explain(source, piece, [*about, *named], set() if about else entities.headline)
