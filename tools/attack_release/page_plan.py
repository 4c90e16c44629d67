# SPDX-License-Identifier: MIT
"""The plan for teams on a page, drawn and told again from its tables."""

import html
import itertools
import re
from collections.abc import Iterator

import plan
from page_charts import is_drawn
from page_phrases import long_day
from page_source import Source
from plan import minutes_of
from plan_reasons import Reasons
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


def _stops(visit: Row, reasons: Reasons) -> Iterator[str]:
    """The item of a visit, in all ways that its row may be printed."""
    name = html.escape(str(visit["name"]))
    value = float(visit["expected"] or 0)
    told = {"fewer than 0.01"} if value < 0.005 + HALF_STEP else set()
    told |= _near(value, 2) if 0.005 - HALF_STEP <= value < 1 + HALF_STEP else set()
    told |= _near(value, 1) if value >= 1 - HALF_STEP else set()
    told = {f"{one} expected" for one in told}
    if visit["reserved"] == "yes":
        told = {reasons.known(visit)}
    tier = reasons.tier(visit)
    where = f" · tier {tier}" if tier else ""
    places = (f'<a href="#{visit["unit"]}">{name}</a>', name)
    for place, times, what in itertools.product(places, plan.times_texts(visit), told):
        yield f'<li>{place} <span class="quiet">{times}{where} · {what}</span>'


def _team(source: Source, start: int, end: int, visits: list[Row], reasons: Reasons) -> None:
    """The line of a team's hours, and each of its stops."""
    band = str(visits[0]["band"])
    day = plan.first_day(reasons.release, band)
    title = f"<li><h3>Team {visits[0]['team']} "
    title += f'<span class="quiet">· {html.escape(band)}'
    title += f", first on {long_day(day.isoformat())}" if day else ""
    wanted = f'{title}</span></h3>{_timeline(visits)}<ol class="stops">'
    items = source.text.find("<li>", start + 4)
    if is_drawn(wanted, source.text[start:items]):
        source.explain(start, items)
    for visit in visits:
        told = _stops(visit, reasons)
        stop = next((one for one in told if source.text.startswith(one, items, end)), "")
        if not stop:
            return
        source.explain(items, items + len(stop))
        items += len(stop)


def _days(release: Release) -> str:
    """From when to when rounds are every week, and which have no day."""
    until = long_day(str(release.manifest["valid_until"]))
    bands = dict.fromkeys(str(visit["band"]) for visit in release.tables["outreach_plan"])
    over = [band for band in bands if plan.first_day(release, band) is None]
    if len(over) == len(bands):
        made = long_day(str(release.manifest["created_utc"]))
        return (
            f"No day is left for these rounds: the profile is valid until {until} and was made on "
            f"{made}. So there is no calendar: make a profile of later months before teams go."
        )
    told = f"Rounds are every week from the day beside the team until {until}, the last day on "
    told += "which the profile is valid."
    named = ", ".join(over[:-1]) + " and " + over[-1] if len(over) > 1 else "".join(over)
    return told + (f" No day is left for {named}, which is in no calendar." if over else "")


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
    if sentence.strip() == _days(release):
        return True
    if lead:
        teams, visits, about, share, areas, gap = lead.groups()
        rows = release.tables["outreach_plan"]
        bound = totals["expected at most under these rules"]
        return (
            teams.lower() == _many(len({row["team"] for row in rows}))
            and visits == _many(len(rows))
            and (about in _near(covered, 1) if about else covered < 0.05 + HALF_STEP)
            and share in _shares(covered, totals["expected in all areas and hours considered"])
            and areas == _many(totals["areas considered"])
            and (gap is None or gap in _shares(bound - covered, covered, 1))
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
    if not section or "outreach_plan" not in release.tables:
        return
    reasons = Reasons(release)
    begins = [found.start() for found in re.finditer(r"<li><h3>Team ", section.group())]
    ends = [*begins[1:], len(section.group())]
    for begin, end, (_, visits) in zip(begins, ends, rounds, strict=False):
        _team(source, section.start() + begin, section.start() + end, list(visits), reasons)
    for sentence in SENTENCE.finditer(section.group()):
        if _is_told(html.unescape(sentence.group(1)), release):
            source.explain(section.start() + sentence.start(1), section.start() + sentence.end(1))
