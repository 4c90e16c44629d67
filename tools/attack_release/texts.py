# SPDX-License-Identifier: MIT
"""A08 on words: numbers inside texts of tables, layers, documents and the GeoPackage."""

import re
from collections.abc import Iterator
from typing import Any

from finding import Finding
from means import means_by_area
from page_entities import Entities
from page_phrases import facts
from page_source import FIGURE
from page_words import Words
from printed import printed_forms
from release import Release
from scalars import leaves

# Codes, days, digests and names of files and fields.
NAMED = re.compile(
    r"version$|uid$|register_date$|files\[\]\.name$|timestamp$|month$|months_without_records\[\]$|title$|hash$"
    r"|sha256$|_utc$|valid_until$|window\.|vintage$|crs$|transformations\[\]$|code_lists\[\]$"
    r"|reference$|path$|codes\[\]$|repaired_areas\[\]$|fingerprint$|policy\.|ledger\.|partition$"
    r"|rule$|changes\[\]"
)
# Settings of methods, and what everybody can count in the files.
SETTINGS = re.compile(
    r"parameters\.(base|premises_base|per|level|interval|permutations|weights|values"
    r"|[ABC] at least|top"
    r"|densest_share|radius_m|correction|numbers|programs|refused|bands|draws|seed|surroundings"
    r"|replicates|counted|victims|offenders|matched|prior|chance|teams|hours|visit_hours|floor"
    r"|reserved_share|speed_km_h|detour|most_areas)$"
)
TABLES = re.compile(r"gpkg_\w+$|layer_styles$|sqlite_sequence$")
LABEL = re.compile(r'label="([^"]*)"|<se:Title>([^<]*)|<ogc:Literal>([^<]*)')
NEAR_DEG = 1e-6


def words(release: Release) -> Iterator[tuple[str, str]]:
    """Every text that is no code, day or digest, with where it stands."""
    for name, layer in release.layers.items():
        head = {key: value for key, value in layer.items() if key not in ("features", "title")}
        yield from ((f"layers/{name}: {path}", str(value)) for path, value in leaves(head))
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
        yield "layers.gpkg: description of a style", str(row["description"])
        for found in LABEL.findall(f"{row['styleQML']}{row['styleSLD']}"):
            text = re.sub(r"\bP\d\d\b", "", "".join(found))
            yield "layers.gpkg: style", text


# Where classes of chances end in the style of ranks, the same in every release.
OF_CHANCES = {"95", "80", "50", "20", "100"} | {f"{k:g}" for k in (0.95, 0.8, 0.5, 0.2)}


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


def reasons(release: Release, entities: Entities) -> Iterator[tuple[str, str, set[str]]]:
    """Reasons of premises types, each with the numbers of its row and the mean of all types."""
    means = {"": entities.mean_of_types} | means_by_area(release)
    rows = [("tables/premises_types", row, "") for row in release.tables.get("premises_types", [])]
    name = "premises_types_by_area"
    rows += [(f"layers/{name}", row, str(row["name"])) for row in release.features(name)]
    for place, row, of in rows:
        forms = entities.forms(row) | {*printed_forms(means.get(of, 0.0)), "100"}
        yield f"{place}: reason", str(row["reason"] or ""), forms


def breaks(release: Release) -> set[str]:
    """Where classes of the rate end in the style of areas: fifths of the areas, to two digits."""
    rates = sorted(
        row["rate_per_1000"]
        for row in release.features("neighbourhoods")
        if row["rate_per_1000"] is not None
    )
    return {f"{float(f'{rates[k * len(rates) // 5]:.1e}'):g}" for k in range(1, 5) if rates}


def attack(release: Release) -> Finding:
    """Look for a number in words that no released one explains."""
    entities = Entities(release)
    said = Words(release, entities, facts(release, entities))
    general = entities.headline | {str(release.manifest["policy"]["premises_threshold"])}
    found: dict[str, int] = {}
    total = 0
    everything = [(place, text, general) for place, text in words(release)]
    of_styles = breaks(release) | {str(release.base - 1), "1000", "0"} | OF_CHANCES
    everything += [
        (place, text, of_styles if place.endswith("style") else general)
        for place, text in words_of_database(release)
    ]
    for place, text, forms in (*everything, *reasons(release, entities)):
        total += len(FIGURE.findall(text))
        left = said.unexplained(text, forms)
        if left:
            found[place] = found.get(place, 0) + left
    strange = strange_tables(release)
    renamed = names_that_differ(release)
    told = [f"{place} {times:,} times" for place, times in sorted(found.items())[:5]] + strange
    told += [f"{renamed:,} areas of several names"] if renamed else []
    got = f"{total:,} figures in words; " + (
        f"not explained: {', '.join(told)}" if told else "all are printed from released ones"
    )
    return Finding("A08", "every number in words", got, bool(told))
