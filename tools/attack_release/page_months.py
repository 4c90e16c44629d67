# SPDX-License-Identifier: MIT
"""Months of a page: in no file, so pages are held against one another, and charts drawn again."""

import re
from collections import Counter
from collections.abc import Iterator

from page_phrases import MONTHS
from page_source import Source
from page_tables import count_text, range_text
from release import Release

MONTH_ROW = re.compile(
    rf'<tr><th scope="row">((?:{"|".join(MONTHS)}) \d{{4}})<td>([^<]*)<td>([^<\n]*)'
)
TIED = re.compile(r"(\w+ \d{4}(?:(?:, | and )\w+ \d{4})*) \(([\d,]+)\)")
FIGURE = re.compile(r'<figure class="months">.*?</figure>', re.DOTALL)


def months_of(release: Release) -> dict[str, int]:
    """Count of each month, as most pages say it; months are in no file."""
    told: dict[str, Counter[str]] = {}
    for page in release.pages.values():
        for month, count, _ in MONTH_ROW.findall(page):
            told.setdefault(month, Counter())[count] += 1
    texts = {month: counts.most_common(1)[0][0] for month, counts in told.items()}
    return {
        month: 0 if text.startswith("fewer") else int(text.replace(",", ""))
        for month, text in texts.items()
        if re.fullmatch(r"[\d,]+|fewer than \d+", text)
    }


def _marks(counts: dict[str, int]) -> Iterator[str]:
    """Columns of months and their words, as they are drawn."""
    most, least = max(1, *counts.values()), min(counts.values())
    slot = 100 / len(counts)
    for at, (month, count) in enumerate(counts.items()):
        left, middle, top = slot * at, slot * (at + 0.5), 200 - 172 * count / most
        name, year = month.split()
        if count:
            yield (
                f'<rect class="column" x="{left + 0.14 * slot:.2f}%" width="{0.72 * slot:.2f}%" '
                f'y="{top:.1f}" height="{200 - top:.1f}"/>'
            )
            key = " key" if count in (most, least) else ""
            yield f'<text class="count{key}" x="{middle:.2f}%" y="{top - 7:.1f}">{count:,}</text>'
        if len(counts) <= 13 or name == "January" or at == 0:
            yield f'<text class="month wide" x="{middle:.2f}%" y="220.0">{name[:3]}</text>'
            yield f'<text class="month narrow" x="{middle:.2f}%" y="220.0">{name[:1]}</text>'
        if name == "January" or at == 0:
            yield f'<text class="month year" x="{middle:.2f}%" y="240.0">{year}</text>'
    yield '<line class="baseline" x1="0" x2="100%" y1="200" y2="200"/>'


def months(source: Source, counts: dict[str, int], base: int) -> None:
    """Rows and charts of months that are those of the other pages."""
    if not counts or any(count % base for count in counts.values()):
        return
    for row in MONTH_ROW.finditer(source.text):
        month, count, meaning = row.groups()
        shown = counts.get(month)
        if (count, meaning.strip()) == (count_text(shown, base), range_text(shown, base)):
            source.explain(*row.span())
    spoken = "; ".join(f"{month}: {count_text(count, base)}" for month, count in counts.items())
    for figure in FIGURE.finditer(source.text):
        text, start = figure.group(), figure.start()
        for mark in _marks(counts):
            at = text.find(mark)
            if at >= 0:
                source.explain(start + at, start + at + len(mark))
        at = text.find(spoken)
        if at >= 0:
            source.explain(start + at, start + at + len(spoken))
        for words in TIED.finditer(text):
            tied = re.findall(r"\w+ \d{4}", words.group(1))
            if all(f"{counts.get(month, -1):,}" == words.group(2) for month in tied):
                source.explain(start + words.start(), start + words.end())
