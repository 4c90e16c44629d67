# SPDX-License-Identifier: MIT
"""Phrases of pages that released numbers, or nothing but the manifest, complete."""

from collections.abc import Iterator
from datetime import date

import week
from page_entities import Entities, count_steps
from release import Release, Row, tally
from scalars import leaves

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
FIXED = (
    *(
        "such as [18.2 to 31.0] holds",
        "the Licensing Act 2003",
        "a 95 % interval",
        "[95 % interval]",
    ),
    *(
        "holds 95 of 100, the lighter 998 of 1,000.",
        "of those outside 99.8 % about",
        "of those outside 95 % about",
        "99.8 %",
    ),
    *("per 1,000 residents", "every 1,000 residents", "per 100 premises", "per 1,000 "),
)


def long_day(day: str) -> str:
    """31 March 2025."""
    at = date.fromisoformat(day[:10])
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def of_the_base(base: int) -> Iterator[str]:
    """What a page says of rounding."""
    low, high = 2 * base + 1, 4 * base - 1
    yield (
        f"multiples of {base:,}: {base:,} means 1 to {2 * base - 1:,}, {3 * base:,} means "
        f"{low:,} to {high:,}, and what could be anything from none to {base - 1:,} is written "
        f"“fewer than {base:,}”"
    )
    yield from (
        f"rounded to {base:,}s",
        f"multiples of {base:,} so that",
        f"had fewer than {base:,}.",
    )
    yield from (
        f"has fewer than {base:,} persons",
        f"fewer than {base:,}",
    )
    yield f"rounded to a multiple of {base:,}."
    yield (
        f"multiples of {base:,}: 0 means 0 to {base - 1:,}, {base:,} means 1 to {2 * base - 1:,}, "
        f"and any other count may be up to {base - 1:,} more or less"
    )
    yield f"multiples of {base:,}"


def of_the_manifest(manifest: Row) -> Iterator[str]:
    """Words of the manifest, by themselves and as pages put them together."""
    yield from (value for _, value in leaves(manifest) if isinstance(value, str))
    for method in manifest["methods"]:
        yield "; ".join(f"{name} = {value}" for name, value in method["parameters"].items())
    yield f"{manifest['partition']}, {manifest.get('vintage', '')}"
    yield "; ".join([manifest.get("crs", ""), *manifest.get("transformations", [])])
    yield " ".join(manifest.get("code_lists", []))
    made = f"{long_day(manifest['created_utc'])} by libprofile {manifest['library_version']}"
    yield from (made, f"valid until {long_day(manifest['valid_until'])}")
    yield from (manifest["policy_hash"][:16], str(manifest["key_fingerprint"])[:16])


def of_a_window(window: Row) -> Iterator[str]:
    """A window, and its months."""
    first, last = (date.fromisoformat(window[end]) for end in ("start", "end"))
    at = (first.year, first.month)
    while at <= (last.year, last.month):
        year, month = at
        name = MONTHS[month - 1]
        yield from (f"{name} {year}", f"{name[:3]} {year}", f"{name} to December {year}")
        yield from (f"{name} to {MONTHS[last.month - 1]} {last.year}", f"one year, {year}.")
        at = (year + month // 12, month % 12 + 1)
    yield from (long_day(window["start"]), long_day(window["end"]))


def of_the_register(manifest: Row) -> Iterator[str]:
    """The date of the register of premises."""
    for method in manifest["methods"]:
        made = str(method["parameters"].get("register_date", ""))
        if made:
            words = long_day(made) if len(made) > 7 else f"{MONTHS[int(made[5:7]) - 1]} {made[:4]}"
            yield from (f"register of premises is of {words}", f"register of premises is of {made}")
            yield f"register_date = {made}"


def of_the_policy(policy: Row) -> Iterator[str]:
    """Rules by which something is withheld."""
    yield f"fewer than {policy['minimum_residents']:,} residents"
    yield f"more than {100 * policy['dominance']:,.0f} %"
    yield f"A count under {policy['threshold']:,} never"
    yield f"where there are fewer than {policy['premises_threshold']:,}."


def of_the_areas(release: Release, entities: Entities) -> Iterator[str]:
    """How many areas, and how many of each kind."""
    rows = [*entities.areas.values()]
    held = [str(row["reliability"]) for row in rows]
    withheld, low = held.count("withheld"), held.count("low")
    base = release.base
    yield from (f"in {len(rows):,} areas", f"{withheld:,} of {len(rows):,} areas")
    for word in ("area", "areas"):
        yield from (f"{withheld:,} {word} are withheld", f"{withheld:,} {word} is withheld")
        yield f"{low:,} {word} have too few"
        yield from (f"{low:,} {word} have a count of at most {base:,}",)
    doubted = sum(row["denominator"] is not None for row in rows)
    yield from (f"In {doubted:,} {word} residents may" for word in ("area", "areas"))
    tiers = [row["tier"] for row in release.features("hotspots")]
    for tier in "ABC":
        yield from (f"{tiers.count(tier):,} in tier {tier}", f"· {tiers.count(tier):,} areas")
    hot = [row["tier"] for row in release.features("hotspots") if row["label"] == "hot"]
    yield from (f"{len(tiers) - tiers.count(None):,} areas are in tiers", f"{len(hot):,} areas had")
    yield f"{len(hot) - hot.count(None):,} of them are in tiers"
    yield "(80 in 100 or more), B more likely than not (50 or more), C possibly (20 or more)"
    known = [row for row in rows if row["rate_per_1000"] is not None]
    overall = entities.overall.get("", 0.0)
    for kinds in (("ok",), ("ok", "low")):
        clear = sum(row["lower"] > overall for row in known if row["reliability"] in kinds)
        yield f"{clear:,} areas have a rate clearly above"


def of_the_quality(release: Release) -> Iterator[str]:
    """What records lack, of a hundred."""
    quality = release.document("data-quality.json")
    for source in quality.get("sources", []):
        snapped = source.get("snapped")
        if snapped and None not in snapped.values():
            one, ten, hundred, top = (
                f"{100 * snapped[f'share_on_{where}']:.0f}"
                for where in ("1_m", "10_m", "100_m", "top_points")
            )
            yield (
                f"of 100 coordinates {one} lie on whole metres, {ten} on tens and {hundred} on "
                f"hundreds of metres; {top} of 100 records lie on"
            )
        count = source.get("without_coordinates")
        if count is not None:
            yield from (
                f"About {count:,} more records",
                f"{count:,} records without a usable place",
            )
            low, high = max(0, count - release.base + 1), count + release.base - 1
            yield f"somewhere from {low:,} to {high:,}"
            outside = source.get("outside_areas") or 0
            yield (
                f"{count:,} records without a usable place and {outside:,} outside the areas, "
                f"{count + outside:,} together"
            )
    yield "Of 100 persons, not recorded"
    words = {"model": "model of exploitation", "referral_source": "source of the referral"}
    for given in quality.get("fields_given", []):
        name = words.get(given["field"], given["field"].replace("_", " "))
        yield f"{name} for {100 - 100 * given['share']:.0f}"


def of_the_totals(release: Release, entities: Entities) -> Iterator[str]:
    """Totals of incidents and persons, with what they can mean."""
    base = release.base
    for row in release.tables.get("counts", []):
        if row["level"] == "all" and row["category"] == "all" and row["count"]:
            count = int(row["count"])
            limits = f"{max(0, count - base + 1):,} to {count + base - 1:,}"
            yield from (f"About {count:,} counts of persons", f"About {count:,} incidents")
            yield from (f"About {count:,} records", f"{count:,} counts of persons ({limits}), or ")
            yield from (f"{count:,} incidents ({limits}), or ", f"somewhere from {limits}")
            people = sum(row["population"] or 0 for row in entities.areas.values())
            if people:
                low, high = (1000 * (count + way * (base - 1)) / people for way in (-1, 1))
                yield f"somewhere from {low:,.2f} to {high:,.2f}"
    for name in ("victims", "offenders"):
        for row in release.tables.get(name, [])[:1]:
            count = int(row["count"] or 0)
            limits = f"{max(0, count - base + 1):,} to {count + base - 1:,}"
            yield f"{count:,} {name} ({limits}) are counted"
    overall = entities.overall.get("", 0.0)
    yield from (f"all areas {overall:.1f}", "the 15 surest")
    mean = entities.mean_of_types
    yield f"above the mean of {mean:,.{1 if mean < 99.95 else 0}f} "
    yield f"; over all types, {mean:,.{1 if mean < 99.95 else 0}f}."
    rates = [f"{overall * by:,.{1 if overall * by < 99.95 else 0}f}" for by in (0.5, 0.8, 1.25, 2)]
    yield from (f"under {rates[0]}: less", f"{rates[3]} and over: more")
    ways = ("lower than", "about the rate of", "higher than")
    yield from (f"{a} to {b}: {way}" for a, b, way in zip(rates, rates[1:], ways, strict=False))


def of_the_steps(release: Release) -> Iterator[str]:
    """Classes of a map of counts, level by level."""
    for step in count_steps(release).values():
        yield from (f"under {step:,}", f"{4 * step:,} and over")
        yield from (f"{k * step:,} to under {(k + 1) * step:,}" for k in (1, 2, 3))


def of_the_types(release: Release) -> Iterator[str]:
    """Reasons of premises types, and shares at their busiest tenth."""
    chance = {
        row["type"]: row["share_top_tenth_by_chance"]
        for row in release.tables.get("premises_comparisons", [])
    }
    for row in (
        *release.tables.get("premises_types", []),
        *release.features("premises_types_by_area"),
    ):
        yield str(row["reason"])
        if row.get("share_top_tenth"):
            text = f"{100 * float(row['share_top_tenth']):.0f} of 100 at the busiest tenth"
            of = chance.get(row["type"])
            yield f"{text}; chance alone gives {100 * float(of):.0f}" if of else text
    rated = [row for row in release.tables.get("premises_types", []) if row["rate_per_100"]]
    yield f"types of {len(rated)} lie"
    yield f"type of {len(rated)} lies"


def of_the_results(release: Release) -> Iterator[str]:
    """What was said of each file, and how many there are."""
    outputs = [*release.document("results.json").get("results", {}).values()]
    yield from (comment for one in outputs for comment in one.get("comments", []))
    states = [one.get("status") for one in outputs]
    for whole in (len(outputs), len(outputs) + 1):
        for passed in (states.count("pass"),):
            for read in {states.count("review"), whole - passed - states.count("fail")}:
                verb = "is" if read == 1 else "are"
                yield f"{whole} files would leave: {passed} pass by rule, {read} {verb} for you"
    for method in release.manifest["methods"]:
        if method["name"] == "interval audit":
            told = method["parameters"]
            yield f"each of {told['numbers']} numbers"
            yield f"each of {int(told['numbers']):,} numbers"
            for form in (told["programs"], f"{int(told['programs']):,}"):
                yield f"and solved {form} linear programs where that left a question. "
                yield f"It refused {told['refused']}."
    least, base = max(0, release.base - release.base), release.base
    yield f"the narrowest is a printed {least}, which can be 0 to {base - 1},"


def facts(release: Release, entities: Entities) -> Iterator[str]:
    """Phrases that released numbers complete."""
    yield from FIXED
    for base in {release.base, release.premises_base}:
        yield from of_the_base(base)
    for name in ("window", "next_window"):
        if name in release.manifest:
            yield from of_a_window(release.manifest[name])
    yield from of_the_register(release.manifest)
    yield from of_the_policy(release.manifest["policy"])
    yield from of_the_areas(release, entities)
    yield from of_the_quality(release)
    yield from of_the_totals(release, entities)
    yield from of_the_files(release)
    yield from week.phrases(release)
    if not entities.overall.get(""):
        yield from of_the_steps(release)


def of_the_files(release: Release) -> Iterator[str]:
    """How many rows of a file are withheld, as the results say it."""
    layers = [tally(release.features(name)) for name in release.layers]
    tallies = [*(tally(rows) for rows in release.tables.values()), *layers]
    for withheld in {
        counts[2] for counts in (*tallies, tuple(map(sum, zip(*layers, strict=True))))
    }:
        yield f"rows withheld: {withheld}"


def told(release: Release) -> Iterator[str]:
    """Words of files, which an attack of their own looks at, as pages repeat them."""
    yield from of_the_manifest(release.manifest)
    yield from of_the_types(release)
    yield from of_the_results(release)
