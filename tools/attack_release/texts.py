# SPDX-License-Identifier: MIT
"""A08 on words: numbers inside texts of tables, layers, documents and the GeoPackage."""

import re
from collections.abc import Iterator
from typing import Any

from finding import Finding
from page_text import numbers_of
from printed import TEMPLATES, explained_by_numbers, rules_of, without_ranges
from release import Release
from scalars import leaves

# Codes, days, digests and names of files and fields.
NAMED = re.compile(
    r"version$|uid$|files\[\]\.name$|timestamp$|month$|months_without_records\[\]$|title$|hash$"
    r"|sha256$|_utc$|valid_until$|window\.|vintage$|crs$|transformations\[\]$|code_lists\[\]$"
    r"|reference$|path$|codes\[\]$|repaired_areas\[\]$|fingerprint$|policy\.|ledger\.|partition$"
    r"|rule$|changes\[\]"
)
# Settings of methods, and what everybody can count in the files.
SETTINGS = re.compile(
    r"parameters\.(base|premises_base|per|level|interval|permutations|alone_at_least|weights|values"
    r"|densest_share|radius_m|correction|numbers|programs|refused|bands|draws|seed|surroundings"
    r"|replicates|counted|victims|offenders|matched|prior|chance)$"
)
TABLES = re.compile(r"gpkg_\w+$|layer_styles$|sqlite_sequence$")
LABEL = re.compile(r'label="([^"]*)"|<se:Title>([^<]*)|<ogc:Literal>([^<]*)')
NEAR_DEG = 1e-6


def words(release: Release) -> Iterator[tuple[str, str]]:
    """Every text that is no code, day or digest, with where it stands."""
    for name, rows in release.tables.items():
        for row in rows:
            yield f"tables/{name}: reason", str(row.get("reason") or "")
    for name, layer in release.layers.items():
        head = {key: value for key, value in layer.items() if key not in ("features", "title")}
        yield from ((f"layers/{name}: {path}", str(value)) for path, value in leaves(head))
        for row in release.features(name):
            yield f"layers/{name}: reason", str(row.get("reason") or "")
    for path in release.paths:
        if path.suffix == ".json":
            for at, value in leaves(release.document(release.name(path))):
                if isinstance(value, str) and not NAMED.search(at) and not SETTINGS.search(at):
                    yield f"{release.name(path)}: {re.sub(r'output_[0-9]+', 'output', at)}", value


def words_of_database(release: Release) -> Iterator[tuple[str, str]]:
    """Descriptions, metadata and the words of styles."""
    title = str(release.manifest.get("title", ""))
    for row in release.database.get("gpkg_contents", []):
        yield "layers.gpkg: description", str(row["description"]).replace(title, "")
    for row in release.database.get("gpkg_metadata", []):
        lines = str(row["metadata"]).splitlines()
        named = re.compile(r"(title|crs|window|created|library|policy|ledger|manifest)\b")
        yield "layers.gpkg: metadata", "\n".join(line for line in lines if not named.match(line))
    for row in release.database.get("layer_styles", []):
        for found in LABEL.findall(f"{row['styleQML']}{row['styleSLD']}"):
            text = re.sub(r"\bP\d\d\b", "", "".join(found))
            yield "layers.gpkg: style", text


def _extent(value: Any) -> list[float]:
    if isinstance(value[0], (int, float)):
        return [value[0], value[1], value[0], value[1]]
    parts = [_extent(one) for one in value]
    low = [min(part[at] for part in parts) for at in (0, 1)]
    return low + [max(part[at] for part in parts) for at in (2, 3)]


def strange_tables(release: Release) -> list[str]:
    """Tables that no layer explains, and extents that are not those of a layer's areas."""
    found = [
        name for name in release.database if name not in release.layers and not TABLES.match(name)
    ]
    for row in release.database.get("gpkg_contents", []):
        features = release.layers.get(row["table_name"], {}).get("features", [])
        if features:
            whole = _extent([one["geometry"]["coordinates"] for one in features])
            told = [row[name] for name in ("min_x", "min_y", "max_x", "max_y")]
            if any(abs(a - b) > NEAR_DEG for a, b in zip(whole, told, strict=True)):
                found.append(f"extent of {row['table_name']}")
    return found


def names_that_differ(release: Release) -> int:
    """Areas that have another name in one file than in another."""
    names: dict[str, set[str]] = {}
    rows = [row for one in release.tables.values() for row in one]
    rows += [row for layer in release.layers for row in release.features(layer)]
    for row in rows:
        if row.get("unit") and row.get("name") and row["unit"] != "all":
            names.setdefault(str(row["unit"]), set()).add(str(row["name"]))
    return sum(len(of) > 1 for of in names.values())


def attack(release: Release) -> Finding:
    """Look for a number in words that no released one explains."""
    forms = explained_by_numbers(release) | rules_of(release) | TEMPLATES
    found: dict[str, int] = {}
    total = 0
    for place, text in (*words(release), *words_of_database(release)):
        for number in numbers_of(without_ranges(text, release.base)):
            total += 1
            if number not in forms:
                found[place] = found.get(place, 0) + 1
    strange = strange_tables(release)
    renamed = names_that_differ(release)
    told = [f"{place} {times:,} times" for place, times in sorted(found.items())[:5]] + strange
    told += [f"{renamed:,} areas of several names"] if renamed else []
    got = f"{total:,} numbers in words; " + (
        f"not explained: {', '.join(told)}" if told else "all are printed from released ones"
    )
    return Finding("A08", "every number in words", got, bool(told))
