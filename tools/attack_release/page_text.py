# SPDX-License-Identifier: MIT
"""The words of a page as somebody reads them, without script, style and paths of drawings."""

import re
from html.parser import HTMLParser

# 1,234 and 12.5; not the figures of a code such as E01900001 or of a name such as 001A.
NUMBER = re.compile(
    r"(?<![\w.,/–-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.,/-])\d+(?:\.\d+)?(?![\w])"
)
NOT_READ = ("script", "style", "defs", "title", "head")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in NOT_READ

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in NOT_READ and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.texts.append(" ".join(data.split()))


def texts_of(page: str) -> list[str]:
    """Each piece of text between two tags."""
    reader = _Reader()
    reader.feed(page)
    return reader.texts


def numbers_of(text: str) -> list[str]:
    """Every number in a text, as it is printed, without separators of thousands."""
    return [found.replace(",", "") for found in NUMBER.findall(text)]
