# SPDX-License-Identifier: MIT
"""How released numbers, and what follows from them, are printed."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from release import Release

# Rows of tables of areas, and their cells.
TABLE = re.compile(r'<table class="data (?:areas|groups)".*?</table>', re.DOTALL)
HEADER = re.compile(r'<th scope="col"([^>]*)>([^<]*)')
ROW = re.compile(r'<tr id="([^"]*)">(.*?)(?=<tr |</tbody>)', re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)(?=\n?<t[dh]|\n?$)", re.DOTALL)
# Rates are printed with at most so many decimals; p and q with three.
DECIMALS = (0, 1, 2, 3)

# Units of rates and limits, and the years that a time may be of, which rules of rejected rows name.
TEMPLATES = {"95", "100", "1000", "1972", "2099"}


def printed_forms(value: float) -> Iterable[str]:
    """How a number may be printed: a whole number as it is, others to a few decimals."""
    if value == int(value):
        yield str(int(value))
    if not math.isfinite(value):
        return
    for decimals in DECIMALS:
        if decimals > 0 or value >= 9.5:
            text = f"{value:.{decimals}f}"
            yield text
            yield text.rstrip("0").rstrip(".") if "." in text else text


def districts_on(release: Release) -> dict[str, str]:
    """The district that most pages say each area lies in."""
    found: dict[str, Counter[str]] = {}
    for page in release.pages.values():
        for table in TABLE.findall(page):
            headers = [header for _, header in HEADER.findall(table)]
            if "District" in headers[1:]:
                at = headers.index("District")
                for code, row in ROW.findall(table):
                    found.setdefault(code, Counter())[unescape(CELL.findall(row)[at])] += 1
    return {code: told.most_common(1)[0][0] for code, told in found.items()}


def rules_of(release: Release) -> set[str]:
    """Numbers of the policy, which the page for whoever signs gives its rules by."""
    policy = release.manifest["policy"]
    values = [value for value in policy.values() if isinstance(value, (int, float))]
    return {form for one in (*values, 100 * policy["dominance"]) for form in printed_forms(one)}
