# SPDX-License-Identifier: MIT
"""The plan for teams on a page, drawn and told again from its tables."""

import html
import itertools
import re
from collections.abc import Iterator

from page_charts import is_drawn
from page_source import Source
from plan import minutes_of
from release import Release, Row

SECTION = re.compile(r'<section aria-labelledby="plan">.*?</section>', re.DOTALL)
SENTENCE = re.compile(r"<(?:p|li)>([^<]*)")
LEAD = re.compile(
    r"(\w+) teams? makes? ([\w,]+) visits? where (?:about ([\d.,]+)|fewer than 0\.1) [^\d]* "
    r"a week are expected: ([\d.,]+) % of those in the ([\w,]+) areas? and the hours considered\. "
    r"(?:No other plan under the same rules covers more|Another plan could cover at most "
    r"([\d.,]+) % more)\."
)
# Tables write hours and what is expected to the thousandth.
HALF_STEP = 0.0005
STEPS = (-HALF_STEP, 0.0, HALF_STEP)
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MORE = {
    "Without them": "expected more without those visits",
    "Without visits promised": "expected more without promised visits",
    "If ways took no time": "expected more without ways",
}


def _near(value: float, decimals: int) -> set[str]:
    """How a number of a table may be printed."""
    return {f"{max(0.0, value + step):,.{decimals}f}" for step in STEPS}


def _clock(first: int, at_h: float) -> str:
    """A time of day, as pages print it."""
    minute = first + int(60 * at_h + 0.5)
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _clocks(first: int, at_h: float) -> set[str]:
    return {_clock(first, max(0.0, at_h + step)) for step in STEPS}


def _timeline(visits: list[Row]) -> str:
    first, length = minutes_of(str(visits[0]["band"]))
    hours = length // 60

    def place(at_h: float) -> float:
        return 2 + 96 * at_h / hours

    drawn = '<svg class="timeline" aria-hidden="true"><line class="baseline" x1="2%" x2="98%" '
    drawn += 'y1="19" y2="19"/>'
    for visit in visits:
        kind = " reserved" if visit["reserved"] == "yes" else ""
        begin, end = place(float(visit["arrives"])), place(float(visit["leaves"]))
        drawn += f'<rect class="visit{kind}" x="{begin:.2f}%" width="{end - begin:.2f}%" y="4" '
        drawn += f'height="30"/><text class="visit-number{kind}" x="{(begin + end) / 2:.2f}%" '
        drawn += f'y="25">{visit["stop"]}</text>'
    for hour in range(0, hours + 1, 4 if hours > 8 else 2 if hours > 4 else 1):
        anchor = {0: " first", hours: " last"}.get(hour, "")
        drawn += f'<text class="tick{anchor}" x="{place(hour):.2f}%" y="54">'
        drawn += f"{_clock(first, hour)}</text>"
    return drawn + "</svg>"


def _stops(visit: Row) -> Iterator[str]:
    """The item of a visit, in all ways that its row may be printed."""
    first, _ = minutes_of(str(visit["band"]))
    name = html.escape(str(visit["name"]))
    value = float(visit["expected"] or 0)
    told = {"fewer than 0.1"} if value < 0.05 + HALF_STEP else set()
    told |= _near(value, 1) if value >= 0.05 - HALF_STEP else set()
    told = {f"{one} expected" for one in told}
    if visit["reserved"] == "yes":
        known = "nothing" if visit["expected"] in (None, "") else "little"
        told = {f"{known} is known here: go and see"}
    for place in (f'<a href="#{visit["unit"]}">{name}</a>', name):
        for arrives, leaves, what in itertools.product(
            _clocks(first, float(visit["arrives"])), _clocks(first, float(visit["leaves"])), told
        ):
            yield f'<li>{place} <span class="quiet">{arrives} to {leaves} · {what}</span>'


def _team(source: Source, start: int, end: int, visits: list[Row]) -> None:
    """The line of a team's hours, and each of its stops."""
    title = f"<li><h3>Team {visits[0]['team']} "
    title += f'<span class="quiet">· {html.escape(str(visits[0]["band"]))}</span></h3>'
    wanted = title + _timeline(visits) + '<ol class="stops">'
    items = source.text.find("<li>", start + 4)
    if is_drawn(wanted, source.text[start:items]):
        source.explain(start, items)
    for visit in visits:
        stop = next((one for one in _stops(visit) if source.text.startswith(one, items, end)), "")
        if not stop:
            return
        source.explain(items, items + len(stop))
        items += len(stop)


def _many(number: float) -> str:
    return WORDS[int(number)] if number < len(WORDS) else f"{int(number):,}"


def _shares(part: float, whole: float, decimals: int = 0) -> set[str]:
    """How a share may be printed, of numbers that were rounded before."""
    if whole <= HALF_STEP:
        return set()
    low = 100 * max(0.0, part - HALF_STEP) / (whole + HALF_STEP)
    high = 100 * (part + HALF_STEP) / (whole - HALF_STEP)
    first, last = int(low * 10**decimals), int(high * 10**decimals) + 1
    return {
        f"{step / 10**decimals:,.{decimals}f}"
        for step in range(first, last + 1)
        if low - 0.5 / 10**decimals <= step / 10**decimals <= high + 0.5 / 10**decimals
    }


def _is_told(sentence: str, release: Release) -> bool:
    """Whether the totals say what a sentence does."""
    totals = {row["what"]: float(row["number"]) for row in release.tables["outreach_totals"]}
    covered = totals["expected where teams are"]
    lead = LEAD.fullmatch(sentence)
    if lead:
        teams, visits, about, share, areas, gap = lead.groups()
        plan = release.tables["outreach_plan"]
        bound = totals["expected at most under these rules"]
        return (
            teams.lower() == _many(len({row["team"] for row in plan}))
            and visits == _many(len(plan))
            and (about in _near(covered, 1) if about else covered < 0.05 + HALF_STEP)
            and share in _shares(covered, totals["expected in all areas and hours considered"])
            and areas == _many(totals["areas considered"])
            and (gap is None or gap in _shares(bound - covered, bound, 1))
        )
    kept = re.match(r"([\w,]+) visits? (?:is|are) kept for areas", sentence)
    if kept and kept.group(1).lower() != _many(totals["visits where little is known"]):
        return False
    more = re.search(r"(\w[^.]*?),? the plan could cover ([\d.,]+) % more\.$", sentence)
    figures = re.findall(r"\d[\d.,]*", sentence)
    begins = [totals.get(what) for words, what in MORE.items() if more and words in more.group(1)]
    is_cost = bool(begins) and begins[0] is not None
    return bool(
        more
        and is_cost
        and more.group(2) in _shares(begins[0] or 0.0, covered)
        and figures[-1:] == [more.group(2)]
        and all(figure == kept.group(1) for figure in figures[:-1] if kept)
    )


def plans(source: Source, release: Release) -> None:
    """Explain the section of the plan where its tables give it."""
    rounds = itertools.groupby(release.tables.get("outreach_plan", []), lambda row: row["team"])
    section = SECTION.search(source.text)
    if not section:
        return
    begins = [found.start() for found in re.finditer(r"<li><h3>Team ", section.group())]
    ends = [*begins[1:], len(section.group())]
    for begin, end, (_, visits) in zip(begins, ends, rounds, strict=False):
        _team(source, section.start() + begin, section.start() + end, list(visits))
    for sentence in SENTENCE.finditer(section.group()):
        if _is_told(html.unescape(sentence.group(1)), release):
            source.explain(section.start() + sentence.start(1), section.start() + sentence.end(1))
