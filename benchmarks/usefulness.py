# SPDX-License-Identifier: MIT
"""Ways to protect one table, by what an attacker gets and what is left for the reader.

    .venv/bin/python benchmarks/usefulness.py                   # the table, South Yorkshire in 2018
    .venv/bin/python benchmarks/usefulness.py --picture FILE    # and its picture

The attacker passes limits up and down all sums, as tools/attack does. Needs the real data.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

import libprofile as lp

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

from intervals import Puzzle  # noqa: E402

KEY = bytes(32)
THRESHOLD = 5
# A cell key adds a number from minus to plus this to each number, for itself.
NOISE = 3
# By level: a shown number stands for true ones less than so much away.
Bands = dict[str, int]


def table_of(folder: Path) -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    """Counts by area and type of crime with districts, and the areas."""
    crimes = pd.concat(
        pd.read_csv(path) for path in sorted((folder / "crimes").glob("2018-*-street.csv.gz"))
    ).dropna(subset=["Longitude"])
    areas = gpd.read_file(folder / "boundaries" / "lsoa11.geojson").to_crs(27700)
    areas = areas.set_index("LSOA11CD")
    places = gpd.points_from_xy(crimes["Longitude"], crimes["Latitude"], crs=4326)
    points = gpd.GeoDataFrame(crimes[["Crime type"]], geometry=places).to_crs(27700)
    wide = lp.geography.count(points, areas, by="Crime type").rename_axis("unit")
    long = wide.reset_index().melt("unit", var_name="category", value_name="count")
    return long.assign(district=long["unit"].map(areas["LADCD_ACTIVE"])), areas


def with_sums(long: pd.DataFrame) -> pd.DataFrame:
    """Every cell and sum: level, unit, category, count."""
    levels = {"unit": long["unit"], "district": long["district"], "all": "all"}
    parts = [long.assign(level=level, unit=unit) for level, unit in levels.items()]
    cells = pd.concat(parts)
    cells = pd.concat([cells, cells.assign(category="all")])
    return cells.groupby(["level", "unit", "category"], as_index=False)["count"].sum()


def nearest(band: int) -> Bands:
    """The same band at every level."""
    return dict.fromkeys(("unit", "district", "all"), band)


def rounded(base: int, long: pd.DataFrame) -> tuple[pd.DataFrame, Bands]:
    """Controlled rounding."""
    policy = lp.Policy("internal", base=base, threshold=base)
    return released(lp.disclosure.protect(long, policy, key=KEY)), nearest(base)


def suppressed(preset: str, long: pd.DataFrame) -> tuple[pd.DataFrame, Bands]:
    """Withholding by a published rule; what is shown is exact, or rounded to the nearest 5."""
    bands = {"dfe_cin": {"unit": 1, "district": 1, "all": 6}}.get(preset, nearest(3))
    return released(lp.disclosure.protect(long, lp.Policy.preset(preset), key=KEY)), bands


def cell_key(long: pd.DataFrame) -> tuple[pd.DataFrame, Bands]:
    """Noise on each number for itself; sums do not add up."""
    cells = with_sums(long)
    noise = np.random.default_rng(1).integers(-NOISE, NOISE + 1, len(cells))
    return cells.assign(count=(cells["count"] + noise).clip(lower=0)), nearest(NOISE + 1)


def released(protected: lp.disclosure.Protected) -> pd.DataFrame:
    """A protected table with the names of levels that `with_sums` gives."""
    frame = protected.to_frame()
    first = frame["level"].iloc[0]
    return frame.assign(level=frame["level"].replace({first: "unit"}))


def risk(cells: pd.DataFrame, bands: Bands, long: pd.DataFrame) -> tuple[float, float]:
    """Share of small cells that are certainly small, and of all cells with under five values."""
    puzzle = Puzzle(1, THRESHOLD, {}, {}, [])
    for row in cells.itertuples():
        shown = None if pd.isna(row.count) else int(row.count)
        puzzle.base = bands[row.level]
        puzzle.add((row.level, row.unit, row.category), shown)
    kinds = [kind for kind in cells["category"].unique() if kind != "all"]
    for level, unit in cells[["level", "unit"]].drop_duplicates().itertuples(index=False):
        puzzle.add_sum((level, unit, "all"), [(level, unit, kind) for kind in kinds])
    for kind in [*kinds, "all"]:
        for district, units in long.groupby("district")["unit"].unique().items():
            puzzle.add_sum(("district", district, kind), [("unit", unit, kind) for unit in units])
        districts = [("district", one, kind) for one in long["district"].unique()]
        puzzle.add_sum(("all", "all", kind), districts)
    puzzle.solve()
    small = [
        ("unit", row.unit, row.category) for row in long.itertuples() if 0 < row.count < THRESHOLD
    ]
    certain = sum(puzzle.lower[at] >= 1 and puzzle.upper[at] < THRESHOLD for at in small)
    inner = [("unit", row.unit, row.category) for row in long.itertuples()]
    narrow = sum(puzzle.upper[at] - puzzle.lower[at] < THRESHOLD - 1 for at in inner)
    return certain / max(1, len(small)), narrow / len(inner)


def usefulness(
    cells: pd.DataFrame, band: int, long: pd.DataFrame, areas: gpd.GeoDataFrame
) -> dict[str, float]:
    """Rank correlation of cells, overlap of hotspots, and what lies in cells that say little."""
    key = ["unit", "category"]
    inner = cells[cells["level"] == "unit"].set_index(key)["count"]
    raw = long.set_index(key)["count"]
    shown = inner.reindex(raw.index).astype(float)
    both = shown.notna()
    little = ~both | (shown <= max(band, THRESHOLD if band > 1 else 0))
    near = lp.geography.queen(areas)
    totals = (long.groupby("unit")["count"].sum(), inner.xs("all", level="category"))
    hot = []
    for one in totals:
        values = one.reindex(areas.index).astype(float)
        hot.append(lp.hotspots.getis_ord(values.fillna(values.mean()), near).label == "hot")
    return {
        "rank": raw[both].rank().corr(shown[both].rank()),
        "hotspots": (hot[0] & hot[1]).sum() / max(1, (hot[0] | hot[1]).sum()),
        "in little": raw[little].sum() / raw.sum(),
    }


def joined(long: pd.DataFrame, areas: gpd.GeoDataFrame, floor: float):
    """Areas joined until each region reaches a floor of incidents."""
    totals = long.groupby("unit")["count"].sum().reindex(areas.index)
    # Regions stay inside their district.
    parts = []
    for district, inside in areas.groupby("LADCD_ACTIVE"):
        near = lp.geography.queen(inside)
        region = lp.geography.max_p_regions(near, totals[inside.index].astype(float), floor=floor)
        parts.append(pd.Series([f"{district}-{one:03}" for one in region], inside.index))
    region = pd.concat(parts)
    wide = long.assign(unit=long["unit"].map(region))
    return wide.groupby(["unit", "category", "district"], as_index=False)["count"].sum(), (
        areas.assign(region=region).dissolve("region", as_index=True)
    )


def main() -> None:
    """Print the table, and draw it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    folder = options.data / "south-yorkshire"
    if not folder.is_dir():
        raise SystemExit(f"{folder}: the real data is not there")
    fine, areas = table_of(folder)
    wide = joined(fine, areas, 400.0)
    ways: list[tuple[str, pd.DataFrame, gpd.GeoDataFrame, Callable]] = [
        ("exact", fine, areas, lambda long: (with_sums(long), nearest(1))),
        ("cell key, noise up to 3", fine, areas, cell_key),
        ("rounding, base 3", fine, areas, lambda long: rounded(3, long)),
        ("rounding, base 5 (partner)", fine, areas, lambda long: rounded(5, long)),
        ("rounding, base 10 (public)", fine, areas, lambda long: rounded(10, long)),
        ("dfe_cin", fine, areas, lambda long: suppressed("dfe_cin", long)),
        ("nhs_hes", fine, areas, lambda long: suppressed("nhs_hes", long)),
        ("opensafely", fine, areas, lambda long: suppressed("opensafely", long)),
        ("joined to 400 incidents, base 5", *wide, lambda long: rounded(5, long)),
    ]
    rows = []
    for name, long, places, protect in ways:
        cells, bands = protect(long)
        certain, narrow = risk(cells, bands, long)
        rows.append({"way": name, "certainly few": certain, "under five values": narrow})
        rows[-1] |= usefulness(cells, bands["unit"], long, places)
        print(
            f"{name:<34} certainly few {certain:6.1%}  under five values {narrow:6.1%}  "
            f"rank {rows[-1]['rank']:.3f}  hotspots {rows[-1]['hotspots']:.2f}  "
            f"in cells that say little {rows[-1]['in little']:.1%}",
            flush=True,
        )
    if options.picture:
        draw(pd.DataFrame(rows), options.picture)


def draw(rows: pd.DataFrame, path: Path) -> None:
    """Risk upwards, what is lost to the right."""
    import matplotlib.pyplot as plt

    figure, axis = plt.subplots(figsize=(8, 4.5), layout="constrained")
    at = np.arange(len(rows))[::-1]
    axis.barh(at + 0.2, 100 * rows["under five values"], 0.36, color="#801650")
    axis.barh(at - 0.2, 100 * rows["in little"], 0.36, color="#12436d")
    axis.set_yticks(at, rows["way"])
    axis.set_xlabel("%")
    axis.set_title(
        "Risk (upper bars): cells left with fewer than five values.\n"
        "Cost (lower bars): incidents in cells that are withheld or say little.",
        loc="left",
        fontsize=10,
    )
    axis.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=100)


if __name__ == "__main__":
    main()
