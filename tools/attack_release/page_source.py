# SPDX-License-Identifier: MIT
"""A page's source cut into pieces, and which of the figures in it are explained."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

FIGURE = re.compile(r"\d[\d.,]*\d|\d")
PIECE = re.compile(
    r"<!--.*?-->|<style[^>]*>.*?</style>|<script[^>]*>.*?</script>|<[^>]*>|[^<]+", re.DOTALL
)


@dataclass(frozen=True)
class Piece:
    """A tag, a text between two tags, or a whole style, script or comment."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the next piece begins."""
        return self.start + len(self.text)

    @property
    def is_text(self) -> bool:
        """Whether a reader sees it."""
        return not self.text.startswith("<")


class Source:
    """Every run of digits of a page, words, attributes, scripts and drawings alike."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.figures = [found.span() for found in FIGURE.finditer(text)]
        self._starts = [start for start, _ in self.figures]
        self._known = bytearray(len(self.figures))

    def explain(self, start: int, end: int) -> None:
        """Say that all figures of a part of the page are explained."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        self._known[first:last] = b"\1" * (last - first)

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[Piece]:
        """Pieces of a part, with figures or without."""
        for found in PIECE.finditer(self.text, start, len(self.text) if end is None else end):
            yield Piece(found.start(), found.group())

    def unexplained(self) -> list[tuple[int, int]]:
        """Where the figures stand that nothing explains."""
        return [span for span, known in zip(self.figures, self._known, strict=True) if not known]
