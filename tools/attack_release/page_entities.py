# SPDX-License-Identifier: MIT
"""What may be printed of one area, type of premises or cluster, and of everything together."""

import html
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from means import mean_of_types
from page_text import numbers_of
from printed import TEMPLATES, districts_of, printed_forms, rules_of
from release import Release, Row, tally
from scalars import leaves

SHARES = ("share", "share_top_tenth", "share_top_tenth_by_chance")


def band(count: float, base: int) -> Iterable[str]:
    """A rounded count, and the limits of what it stands for."""
    yield str(int(count))
    if base > 1:
        yield str(max(0, int(count) - base + 1))
        yield str(int(count) + base - 1)
        yield str(base) if count == 0 else str(int(count))


RATES = (
    *(("rate_per_1000", "lower", "upper"), ("rate_per_100", "lower", "upper")),
    ("times_even", "lower", "upper"),
    *(("matched_ratio", "matched_lower", "matched_upper"), ("steadied_per_100", "lower", "upper")),
)


def _triples(row: Row) -> Iterable[tuple[float, ...]]:
    for fields in RATES:
        if row.get(fields[0]) is not None:
            yield tuple(math.nan if row[field] is None else float(row[field]) for field in fields)


class Entities:
    """Numbers as they may be printed beside a name or a code."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._triples: dict[str, set[tuple[float, ...]]] = defaultdict(set)
        self.rates: dict[str, float] = {}
        self.residents: dict[str, float] = {}
        self.districts = districts_of(release)
        types = release.tables.get("premises_types", [])
        self._kinds = {str(row["type"]): str(row["name"]) for row in types}
        for rows in release.tables.values():
            for row in rows:
                self._add(row)
        self._add_ranks(types)
        self._add_files()
        for layer in release.layers:
            for row in release.features(layer):
                self._add(row)
        self._add_groups()
        self._add_ratios()

    def __contains__(self, name: str) -> bool:
        return name in self._forms

    def of(self, name: str) -> set[str]:
        """What may be printed of it."""
        return self._forms.get(name, set())

    def triples(self, name: str) -> set[tuple[float, ...]]:
        """Rates with their limits, as they may be drawn of it."""
        return self._triples.get(name, set())

    def shares(self, name: str) -> set[float]:
        """Shares at the busiest tenth."""
        rows = self._release.tables.get("premises_types", [])
        held = [row["share_top_tenth"] for row in rows if row["name"] == name]
        return {float(value) for value in held if value}

    def _add(self, row: Row) -> None:
        is_sum = row.get("category", "all") == "all" and row.get("field", "all") == "all"
        names = {str(row[key]) for key in ("unit", "name") if row.get(key) and is_sum}
        is_over_all = row.get("unit", "all") == "all"
        names |= {str(row["when"])} if "when" in row else set()
        names |= {self._kinds[str(row["type"])]} if row.get("type") and is_over_all else set()
        for name in names - {"all", "All areas"}:
            self._forms[name].update(self.forms(row))
            self._triples[name].update(_triples(row))

    def _add_ranks(self, types: list[Row]) -> None:
        """Places of types by their rate, which the funnel numbers its dots by."""
        rated = [row for row in types if row["rate_per_100"]]
        rated.sort(key=lambda row: (-float(row["rate_per_100"]), str(row["type"])))
        for place, row in enumerate(rated, 1):
            self._forms[str(row["name"])].add(str(place))

    def _add_files(self) -> None:
        """Rows, numbers and withheld rows of each file."""
        release = self._release
        tallies = {f"tables/{name}.csv": tally(rows) for name, rows in release.tables.items()}
        layers = {name: tally(release.features(name)) for name in release.layers}
        tallies |= {f"layers/{name}.geojson": counts for name, counts in layers.items()}
        tallies["layers.gpkg"] = tuple(map(sum, zip(*layers.values(), strict=True)))
        for name, counts in tallies.items():
            self._forms[name].update(str(count) for count in counts)

    def forms(self, row: Row) -> set[str]:
        """Every number of a row as it may be printed."""
        found: set[str] = set()
        for field, value in row.items():
            if field in ("count", "incidents"):
                found.update([] if value is None else band(float(value), self._release.base))
            elif field in ("premises", "with_incident"):
                found.update(
                    [] if value is None else band(float(value), self._release.premises_base)
                )
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                found.update(printed_forms(abs(float(value))))
            elif isinstance(value, str) and field != "reason":
                found.update(numbers_of(value))
                if value.replace(".", "", 1).replace("e-", "", 1).isdigit():
                    found.update(printed_forms(float(value)))
            if field in SHARES and value is not None:
                found.update(printed_forms(100 * float(value)))
        return found

    @cached_property
    def areas(self) -> dict[str, Row]:
        """Areas by code."""
        return {row["unit"]: row for row in self._release.features("neighbourhoods")}

    @cached_property
    def overall(self) -> dict[str, float]:
        """The rate of all areas (""), and of each group of them by its name or code."""
        counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for code, row in self.areas.items():
            if row["rate_per_1000"] is not None:
                for group in {"", str(row["parent"]), self.districts.get(code, "")}:
                    counts[group][0] += row["count"]
                    counts[group][1] += row["population"]
        return {name: 1000 * count / of for name, (count, of) in counts.items() if of}

    def _add_ratios(self) -> None:
        for code, row in self.areas.items():
            groups = {str(row["parent"]), self.districts.get(code, "")}
            rates = {self.rates[group] for group in groups if self.rates.get(group)}
            for rate in rates | ({self.overall[""]} if self.overall.get("") else set()):
                for field in ("rate_per_1000", "lower", "upper"):
                    if row[field] is not None:
                        self._forms[code].update(printed_forms(row[field] / rate))

    def _add_groups(self) -> None:
        people: dict[str, float] = defaultdict(float)
        codes = {
            str(row["name"]): str(row["unit"])
            for row in self._release.tables.get("counts", [])
            if row["level"] != "neighbourhood"
        }
        for code, row in self.areas.items():
            district = self.districts.get(code, "")
            for group in {str(row["parent"]), district, codes.get(district, "")} - {""}:
                people[group] += row["population"] or 0
        for row in self._release.tables.get("counts", []):
            group = str(row["unit"])
            if row["level"] != "neighbourhood" and people.get(group) and row["count"]:
                rate = 1000 * float(row["count"]) / people[group]
                self._forms[group].update(printed_forms(rate))
                self.rates[group] = self.rates[str(row["name"])] = rate
        self.residents = dict(people)
        for group, residents in people.items():
            self._forms[group].update(printed_forms(residents))

    @cached_property
    def headline(self) -> set[str]:
        """What may be printed of everything together: totals, settings and how many there are."""
        release, found = self._release, set(TEMPLATES)
        for name in ("counts", "victims", "offenders"):
            for row in release.tables.get(name, []):
                if row["level"] == "all" and row["count"]:
                    found.update(band(float(row["count"]), release.base))
        for rate in (self.overall.get("", 0.0), self.mean_of_types):
            found.update(
                form for by in (1, 0.5, 0.8, 1.25, 2.0) for form in printed_forms(rate * by)
            )
        for at, value in leaves(release.document("data-quality.json")):
            if isinstance(value, (int, float)) and at.startswith(("sources", "fields_given")):
                found.update(printed_forms(100 * value if "share" in at else value))
                found.update(printed_forms(100 - 100 * value) if "share" in at else ())
                found.update(() if "share" in at else band(value, release.base))
        for method in release.manifest["methods"]:
            if method["name"] == "interval audit":
                found.update(method["parameters"].values())
        people = sum(row["population"] or 0 for row in self.areas.values())
        found.update(printed_forms(people))
        return found | rules_of(release) | self._tallies | self._of_base

    @property
    def _of_base(self) -> set[str]:
        bases = (self._release.base, self._release.premises_base)
        return {form for base in bases for step in range(4) for form in band(step * base, base)}

    @cached_property
    def mean_of_types(self) -> float:
        """The rate of all types of premises that are shown."""
        return mean_of_types(self._release)

    @cached_property
    def _tallies(self) -> set[str]:
        """How many areas a label, a tier and so on, how many types and files."""
        release, found = self._release, set[int]()
        for layer in release.layers:
            rows = release.features(layer)
            found.add(len(rows))
            for field in ("label", "tier", "reliability", "denominator", "flag"):
                values = [str(row.get(field)) for row in rows]
                found.update(values.count(value) for value in set(values))
        found.update(len(rows) for rows in (release.tables.get("premises_types", []),))
        rows = [row for row in self.areas.values() if row["rate_per_1000"] is not None]
        found.add(sum(row["lower"] > self.overall.get("", 0.0) for row in rows))
        strong = [row for row in rows if row["reliability"] == "ok"]
        found.add(sum(row["lower"] > self.overall.get("", 0.0) for row in strong))
        types = [row for row in release.tables.get("premises_types", []) if row["incidents"]]
        found.add(len(types))
        outputs = release.document("results.json").get("results", {}).values()
        found.update((len(outputs), len(outputs) + 1))
        for status in ("pass", "review", "fail"):
            found.add(sum(one.get("status") == status for one in outputs))
        return {str(number) for number in found}


def count_steps(release: Release) -> dict[str, int]:
    """The step of the classes of a map of counts, by level: a multiple of the base."""
    base, most = max(1, release.base), dict[str, int]()
    for row in release.tables.get("counts", []):
        if row["category"] == "all" and row["count"]:
            level = str(row["level"])
            most[level] = max(most.get(level, 1), int(row["count"]))
    return {
        level: -(-(count // 5) // base) * base + (base if count < 5 * base else 0)
        for level, count in most.items()
    }


def names_in(text: str, entities: Entities) -> list[str]:
    """Codes in links and ids of a part of a page, and names that stand alone between tags."""
    found = [code for code in re.findall(r'(?:href="#|id=")([^"]+)"', text) if code in entities]
    for piece in re.findall(r">([^<>]+)<", text + "<"):
        name = html.unescape(piece).strip()
        name = re.sub(r"^\d+\. ", "", name)
        if name in entities:
            found.append(name)
    return found
