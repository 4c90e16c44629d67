# SPDX-License-Identifier: MIT
"""What was planted against what profiles say, and real months against those before them.

    python benchmarks/evaluation.py [--real FOLDER] [--coverage MAPS]

Prints the tables of docs/evaluation.md. FOLDER holds the open records of South Yorkshire; without
it only the synthetic partnership is looked at.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

import libprofile as lp

if TYPE_CHECKING:
    from libprofile._profile_result import ProblemProfile

    from libprofile.sample import Partnership

sys.path.insert(0, str(Path(__file__).resolve().parent))
from left_out import next_months, next_ranks, next_tiers, real_profile, with_limits

YEAR = ("2024-01-01", "2024-12-31")
SEEDS = (1, 2, 3)


def table(rows: list[dict[str, object]]) -> None:
    """Print rows as a table of Markdown."""
    heads = list(rows[0])
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(str(row[head]) for head in heads) + " |")


def sample_profile(made: Partnership) -> ProblemProfile:
    """Profile a synthetic partnership through the partner gate."""
    return lp.problem_profile(
        made.incidents,
        made.areas,
        premises=made.premises,
        counts="persons",
        parent=["ward", "district"],
        population="population",
        window=YEAR,
        seed=1,
    )


def planted_areas(seed: int, made: Partnership, profile: ProblemProfile) -> dict:
    """One row: planted areas against tiers, risks and ranks."""
    spots = made.truth["hotspots"]
    planted = {unit for spot in spots for unit in spot["units"]}
    tiered = set(profile.hotspots.loc[profile.hotspots["tier"].notna(), "unit"])
    risks = profile.risks.set_index("unit")
    sure = set(risks.index[risks["p_top"] >= 0.95])
    shown = risks.loc[sorted(planted), "relative_risk"].dropna()
    return {
        "seed": seed,
        "planted": f"{len(spots)} places, {len(planted)} areas",
        "places with a tier": f"{sum(bool(tiered & set(s['units'])) for s in spots)}",
        "areas planted, of those in a tier": f"{len(tiered & planted)} of {len(tiered)}",
        "areas planted, of those almost certainly in the top tenth": (
            f"{len(sure & planted)} of {len(sure)}"
        ),
        "planted risk": f"{np.mean([s['relative_risk'] for s in spots]):.1f}",
        "median risk found there": f"{shown.median():.1f}",
    }


def planted_types(seed: int, made: Partnership, profile: ProblemProfile) -> list:
    """Give a row a type: the planted risk against a shop, and what a profile says."""
    types = profile.premises_types.set_index("type")
    matched = profile.premises_comparisons.set_index("type")
    rows = []
    for one in made.truth["premises_types"]:
        code = one["type"]
        if code not in types.index:
            continue
        row, ratio = types.loc[code], matched.loc[code]
        rows.append(
            {
                "seed": seed,
                "type": f"{code} {row['name']}",
                "planted": one["relative_risk"],
                "per 100 premises": with_limits(*row[["rate_per_100", "lower", "upper"]]),
                "flag": row["flag"],
                "against its surroundings": with_limits(
                    *pd.to_numeric(ratio[["matched_ratio", "matched_lower", "matched_upper"]])
                ),
            }
        )
    return rows


def south_yorkshire(real: Path) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Records, areas with residents, and premises, all in metres."""
    folder = real / "south-yorkshire"
    crimes = pd.concat(
        pd.read_csv(path) for path in sorted((folder / "crimes").glob("2018-*-street.csv.gz"))
    ).dropna(subset=["Longitude"])
    points = gpd.points_from_xy(crimes["Longitude"], crimes["Latitude"], crs=4326)
    incidents = gpd.GeoDataFrame(
        {"start": crimes["Month"].array, "category": crimes["Crime type"].array}, geometry=points
    )
    areas = gpd.read_file(folder / "boundaries" / "lsoa11.geojson")
    people = pd.read_csv(folder / "sy_lsoa11_profile.csv").set_index("lsoa11_code")["pop2019"]
    areas["population"] = areas["LSOA11CD"].map(people)
    shops = pd.read_csv(folder / "sy_premises_fhrs_2015.csv").dropna(subset=["longitude"])
    premises = gpd.GeoDataFrame(
        {"type": shops["businesstypeid"].astype("int64").astype(str).array},
        geometry=gpd.points_from_xy(shops["longitude"], shops["latitude"], crs=4326),
    )
    plane = "EPSG:27700"
    return incidents.to_crs(plane), areas.to_crs(plane), premises.to_crs(plane)


def types_of_south_yorkshire(profile: ProblemProfile) -> list:
    """Give a row a type, most per premises first."""
    types = profile.premises_types.set_index("type")
    matched = profile.premises_comparisons.set_index("type")
    rows = []
    for code, row in types.sort_values("rate_per_100", ascending=False).iterrows():
        ratio = pd.to_numeric(
            matched.loc[code, ["matched_ratio", "matched_lower", "matched_upper"]]
        )
        rows.append(
            {
                "type": f"{code} {row['name']}",
                "premises": row["premises"],
                "incidents per 100": with_limits(*row[["rate_per_100", "lower", "upper"]], 0),
                "flag": row["flag"],
                "q": f"{matched.loc[code, 'q']:.2g}",
                "outside": matched.loc[code, "funnel"],
                "against its surroundings": with_limits(*ratio, 2),
                "top tenth has": f"{row['share_top_tenth']:.0%}",
                "by chance": f"{matched.loc[code, 'share_top_tenth_by_chance']:.0%}",
            }
        )
    return rows


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--real", type=Path, metavar="FOLDER")
    parser.add_argument("--coverage", type=int, default=0, metavar="MAPS")
    options = parser.parse_args()
    made = [(seed, lp.sample.partnership(seed=seed)) for seed in SEEDS]
    profiles = [(seed, one, sample_profile(one)) for seed, one in made]
    print("\nPlanted areas\n")
    table([planted_areas(*one) for one in profiles])
    print("\nPlanted types of premises\n")
    table([row for one in profiles for row in planted_types(*one)])
    if options.real:
        incidents, areas, premises = south_yorkshire(options.real)
        print("\nTypes of premises in South Yorkshire, 2018\n")
        year = real_profile(incidents, areas, premises, ("2018-01-01", "2018-12-31"))
        table(types_of_south_yorkshire(year))
        print("\nOctober to December 2018 from January to September\n")
        table(next_months(incidents, areas))
        print("\nRanks of January to September in October to December\n")
        table(next_ranks(incidents, areas))
        print("\nTiers of January to September in October to December\n")
        table(next_tiers(incidents, areas))
    if options.coverage:
        from spatial_risk import print_coverage

        print("\nIntervals over simulated maps\n")
        print_coverage(options.coverage)


if __name__ == "__main__":
    main()
