# SPDX-License-Identifier: MIT
"""A08 on a page's whole source: words, tables, drawings, maps, attributes, scripts and styles."""

import base64
import hashlib
import re
from pathlib import Path

import page_area_tables
import page_charts
import page_distances
import page_maps
import page_months
import page_plan
import page_ranks
import page_tables
import page_words
from finding import Finding
from page_entities import Entities
from page_phrases import facts, long_day, told
from page_source import FIGURE, Source
from premises_recomputed import PremisesRecomputed
from release import Release

ASSETS = Path(__file__).resolve().parents[2] / "libprofile" / "publish" / "pages"
LEAFLET = Path("/usr/share/javascript/leaflet")
CONSTANT = re.compile(
    r'<th scope="rowgroup" colspan="3">|<meta charset="utf-8">'
    r'|<meta name="viewport" content="width=device-width, initial-scale=1">'
    r'|<main id="content" tabindex="-1">|<div class="[a-z ]+" role="region" aria-label="[^"\d]*" '
    r'tabindex="0">|<svg class="(?:definitions" width="0" height="0|swatch" width="30" height="22)'
    r'" aria-hidden="true">|<pattern id="hatch(?:" width="11" height="11|-fine" width="6" '
    r'height="6)" patternUnits="userSpaceOnUse" patternTransform="rotate\(45\)">'
    r'|<rect class="hatch-paper" width="(?:11" height="11|6" height="6)"/>'
    r'|<path class="hatch-line" d="M0 0V(?:11|6)"/>|<rect class="share-whole" width="100%" '
    r'height="100%"/>'
    r'|<text class="letter(?: on-dark)?" x="15" y="16">'
    r'|<svg role="img" width="100%" height="246" aria-label="(?=Different|Records|Incidents|Counts)'
)
HEADING = re.compile(r"<h([1-6])[^<>\d]*>|</h([1-6])>")
GAP = re.compile(r'<td class="gap(\d)">(\d+)')
SWATCH = re.compile(
    r'<rect class="area s(\d)" x="\.5" y="\.5" width="29" height="21"/>'
    r"(?:<text[^>]*>[ABC]</text>)?</svg><span>([^<]*)"
)
MEANINGS = (
    *(("tier A", 5), ("tier B", 4), ("tier C", 2), ("in no tier", 6), ("too few", 7)),
    *(("withheld", 0), ("and over", 5), ("higher than", 4), ("about the rate", 3)),
    *(("lower than", 2), ("under", 1)),
)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
# A digest of the whole document, the same on every page.
CONTENT = re.compile(r"<dt>Content</dt><dd><code>[0-9a-f]{16}</code>")
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _trusted() -> list[str]:
    """Styles and scripts as the library and Leaflet publish them, where they are at hand."""
    files = [ASSETS / "style.css", ASSETS / "script.js"]
    files += [LEAFLET / "leaflet.css", LEAFLET / "leaflet.min.js", LEAFLET / "leaflet.js"]
    return [file.read_text(encoding="utf-8").strip() for file in files if file.is_file()]


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _fixed_parts(source: Source, others: list[str], known: "Known") -> None:
    """Styles and scripts, their digests, and tags that are always the same."""
    digests = set()
    for kind in (STYLE, SCRIPT):
        for found in kind.finditer(source.text):
            rest = found.group(1)
            for part in known.trusted:
                rest = rest.replace(part, "")
            is_shared = all(found.group(1) in page for page in others if kind.search(page))
            rest = rest.replace("\\2d ", "").replace(known.until, "")
            if not FIGURE.search(rest) or is_shared:
                source.explain(*found.span())
                digests.add(_digest(found.group(1)))
    for found in POLICY.finditer(source.text):
        rest = found.group(1)
        for digest in digests:
            rest = rest.replace(digest, "")
        if not FIGURE.search(rest):
            source.explain(*found.span())
    for found in CONSTANT.finditer(source.text):
        source.explain(*found.span())
    _headings(source)
    for part in (*known.codes, "&#39;"):
        for found in re.finditer(re.escape(part), source.text):
            source.explain(*found.span())
    for found in GAP.finditer(source.text):
        shade = sum(int(found.group(2)) < limit for limit in (95, 80, 50, 20))
        if str(shade) == found.group(1):
            source.explain(found.start(), found.start() + len('<td class="gap0">'))
    for found in SWATCH.finditer(source.text):
        style = next((style for words, style in MEANINGS if words in found.group(2)), None)
        if str(style) == found.group(1) or " to under " in found.group(2):
            source.explain(found.start(), found.start() + found.group().index("/>"))
    for found in CONTENT.finditer(source.text):
        if all(found.group() in page for page in others):
            source.explain(*found.span())


def _headings(source: Source) -> None:
    """Headings that end as they begin."""
    opened: re.Match[str] | None = None
    for found in HEADING.finditer(source.text):
        if found.group(1):
            opened = found
        elif opened is not None:
            if opened.group(1) == found.group(2):
                source.explain(*opened.span())
                source.explain(*found.span())
            opened = None


def page(release: Release, text: str, known: "Known", others: list[str]) -> Source:
    """A page with every figure explained that released numbers, or nothing but layout, explain."""
    source = Source(page_ranks.without_how(text))
    _fixed_parts(source, others, known)
    page_maps.explain(source, known.maps)
    page_charts.interval_charts(source, known.entities, known.means)
    page_charts.share_bars(source, known.entities)
    page_charts.curves(source, release, known.entities)
    page_charts.funnel(source, release, known.entities.mean_of_types, known.dispersion)
    page_distances.charts(source, release)
    page_distances.table(source, release)
    page_months.months(source, known.months, release.base)
    page_tables.tables(source, release)
    page_tables.crossed(source, release)
    page_tables.sizes(source, release)
    page_tables.ranges(source, release.base, release.premises_base)
    page_ranks.explain(source, known.ranks)
    page_area_tables.headers(source, known.months, known.maps.names, release.base)
    page_area_tables.areas(source, release, known.entities)
    page_area_tables.types_and_files(source, release)
    page_area_tables.methods(source, release)
    page_plan.plans(source, release)
    page_words.explain(source, known.words, known.entities)
    return source


class Known:
    """What all pages of a release are held against."""

    def __init__(self, release: Release) -> None:
        self.trusted = _trusted()
        self.entities = Entities(release)
        self.maps = page_maps.Maps(release, self.entities)
        self.months = page_months.months_of(release)
        self.ranks = page_ranks.Ranks(release)
        recomputed = PremisesRecomputed(release, release.base, release.premises_base)
        self.dispersion = recomputed.dispersion
        phrases = [*facts(release, self.entities), *told(release), *self.ranks.phrases()]
        phrases += page_distances.phrases(release)
        self.words = page_words.Words(release, self.entities, phrases)
        self.codes = [f"<code>{release.manifest['policy_hash'][:16]}</code>"]
        self.until = long_day(release.manifest["valid_until"])
        self.means = (self.entities.overall.get("", 0.0), self.entities.mean_of_types, 1.0)


def with_comments(pages: dict[str, str]) -> list[str]:
    """Pages with words that no reader sees."""
    return [name for name, text in pages.items() if "<!--" in text]


def attack(release: Release) -> Finding:
    """Look for a figure anywhere in the source of a page that nothing explains."""
    known = Known(release)
    pages = [*release.pages.values()]
    sources = {name: page(release, text, known, pages) for name, text in release.pages.items()}
    left = {name: len(source.unexplained()) for name, source in sources.items()}
    comments = with_comments(release.pages)
    total = sum(len(source.figures) for source in sources.values())
    told = ", ".join(f"{name} {count:,}" for name, count in left.items() if count)
    got = f"{total:,} figures in the sources of {len(sources)} pages; " + (
        f"not explained: {told}" if told else "all follow from released numbers or lay out"
    )
    got += f"; comments in {', '.join(comments)}" if comments else ""
    return Finding("A08", "every figure in the source of a page", got, bool(told or comments))
