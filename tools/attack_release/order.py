# SPDX-License-Identifier: MIT
"""A09: the order of features and rows, which must not follow what was counted."""

import plan
from finding import Finding
from release import Release, Row

# Rows of persons whose district is none of the areas come last, in this order.
NO_AREA = ("elsewhere", "recorded differently", "not stated")


def is_in_order(codes: list[str]) -> bool:
    """Whether codes rise, with the rows of no area at the end."""
    areas = [code for code in codes if code not in NO_AREA]
    rest = [code for code in NO_AREA if code in codes]
    return codes == sorted(areas) + rest


def _unsorted_table(name: str, rows: list[Row]) -> list[str]:
    if name in plan.TABLES:
        is_unsorted = name == "outreach_plan" and not plan.is_in_order(rows)
        return [f"tables/{name}"] if is_unsorted else []
    levels: dict[str, dict[str, None]] = {}
    for row in rows:
        code = str(row.get("unit") or row["type"])
        level = row.get("level") or ("all" if row.get("unit") == "all" else "types")
        levels.setdefault(level, {})[code] = None
    return [
        f"tables/{name}: {level}" for level, codes in levels.items() if not is_in_order([*codes])
    ]


def _unsorted_layer(name: str, release: Release) -> list[str]:
    found = []
    for where, rows in (
        (f"layers/{name}", release.features(name)),
        (f"layers.gpkg: {name}", release.database.get(name, [])),
    ):
        if name == "outreach_plan":
            found += [] if plan.is_in_order(rows) else [where]
        elif not is_in_order([row["unit"] for row in rows if "unit" in row]):
            found.append(where)
    return found


def attack(release: Release) -> Finding:
    """Look for a file that is not in order of code."""
    unsorted = [one for name in release.layers for one in _unsorted_layer(name, release)]
    unsorted += [
        one for name, rows in release.tables.items() for one in _unsorted_table(name, rows)
    ]
    got = ", ".join(unsorted) if unsorted else "every layer and table is in order of code"
    return Finding("A09", "order inside a rounding class", got, bool(unsorted))
