# SPDX-License-Identifier: MIT
"""A08 on drawings: months as columns, in the height that their released count gives."""

import re

from finding import Finding
from page_text import numbers_of
from release import Release

CHART = re.compile(r'<figure class="months">.*?</figure>', re.DOTALL)
COLUMN = re.compile(
    r'<rect class="column"[^>]*? height="([\d.]+)"/><text class="count[^"]*"[^>]*>([^<]*)</text>'
)
SPOKEN = re.compile(r': ([\d,]+)(?=[;."])')
# Heights are printed to a tenth.
HALF_TENTH = 0.05


def wrong_columns(page: str, base: int) -> int:
    """Columns that are not as high as their count, and counts that are no multiple of the base."""
    wrong = 0
    for chart in CHART.findall(page):
        columns = [
            (float(height), int(numbers_of(count)[0]))
            for height, count in COLUMN.findall(chart)
            if numbers_of(count)
        ]
        wrong += sum(count % base != 0 for _, count in columns)
        tallest, most = max(columns, default=(0.0, 0), key=lambda column: column[1])
        for height, count in columns:
            if most > 0:
                reach = HALF_TENTH * (1 + count / most) + 1e-9
                wrong += abs(height - tallest * count / most) > reach
        shown = {count for _, count in columns}
        spoken = {int(number.replace(",", "")) for number in SPOKEN.findall(chart)}
        wrong += len(spoken - shown - {0})
    return wrong


def attack(release: Release) -> Finding:
    """Measure the columns of every page."""
    wrong = sum(wrong_columns(page, release.base) for page in release.pages.values())
    got = f"{wrong:,} columns, or words for them, that are not the released count of their month"
    return Finding("A08", "charts of months", got, wrong > 0)
