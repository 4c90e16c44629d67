# SPDX-License-Identifier: MIT
"""Bring a sample's five agencies into one table with the column names that the baseline knows.

Runs in the baseline's environment: ``python whole_profile_columns.py SAMPLE OUT``. Not timed.
"""

import sys
import tomllib
from pathlib import Path

import pandas as pd
from pyproj import Transformer

DIGITS = 6
# The baseline looks for clusters of this category by name.
CATEGORIES = {"Sexual offence": "Violence and sexual offences"}


def incidents(sample: Path) -> pd.DataFrame:
    """Every agency's rows as Month, Longitude, Latitude and Crime type, in the agencies' order."""
    config = tomllib.loads((sample / "profile.toml").read_text(encoding="utf-8"))
    to_degrees = Transformer.from_crs(27700, 4326, always_xy=True)
    tables = []
    for source in config["incidents"]:
        x, y, columns = source["x"], source["y"], source["columns"]
        wanted = [x, y, columns["start"], columns["category"]]
        rows = pd.concat(pd.read_csv(sample / name, usecols=wanted) for name in source["files"])
        if source["crs"] == "EPSG:27700":
            known = rows[x].notna()
            degrees = to_degrees.transform(rows.loc[known, x], rows.loc[known, y])
            rows = rows.astype({x: float, y: float})
            rows.loc[known, x], rows.loc[known, y] = (values.round(DIGITS) for values in degrees)
        table = {
            "Month": rows[columns["start"]].str[:7],
            "Longitude": rows[x],
            "Latitude": rows[y],
            "Crime type": rows[columns["category"]].replace(CATEGORIES),
        }
        tables.append(pd.DataFrame(table))
    return pd.concat(tables, ignore_index=True)


def main() -> None:
    sample, out = Path(sys.argv[1]), Path(sys.argv[2])
    incidents(sample).to_csv(out / "incidents.csv", index=False)
    premises = pd.read_csv(sample / "premises.csv")
    premises = premises.rename(columns={"premises_type": "businesstype"})
    premises[["longitude", "latitude", "businesstype"]].to_csv(out / "premises.csv", index=False)
    # The baseline divides by residents: the one area without any would stop it.
    population = pd.read_csv(sample / "population.csv")
    population["residents"] = population["residents"].clip(lower=1)
    population.to_csv(out / "population.csv", index=False)


if __name__ == "__main__":
    main()
