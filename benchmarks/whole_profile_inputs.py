# SPDX-License-Identifier: MIT
"""The files that both sides of the whole-profile benchmark read."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NATIONAL = ["--areas", "35000", "--incidents", "1700000", "--premises", "480000", "--seed", "1"]


@dataclass(frozen=True)
class Inputs:
    """What one data set is called, and how each side is told of it."""

    title: str
    config: Path
    baseline_arguments: list[str]


@dataclass(frozen=True)
class Files:
    """Paths and column names in which the data sets differ."""

    title: str
    window: str
    crimes: str
    areas: Path
    area_code: str
    area_name: str
    parent: str
    population: Path
    population_code: str
    population_count: str
    premises: Path
    premises_type: str
    crosswalk: str


def config_text(files: Files) -> str:
    """Give a configuration that reads the columns that the baseline reads, and no more."""
    crosswalk = f'crosswalk = "{files.crosswalk}"\n' if files.crosswalk else ""
    return f"""[profile]
title = "{files.title}"
tier = "partner"
window = {files.window}
crs = "EPSG:27700"
seed = 1
[incidents]
files = ["{files.crimes}"]
crs = "EPSG:4326"
x = "Longitude"
y = "Latitude"
counts = "records"
columns = {{ start = "Month", category = "Crime type" }}
[areas]
files = ["{files.areas}"]
code = "{files.area_code}"
name = "{files.area_name}"
parent = "{files.parent}"
[areas.population]
file = "{files.population}"
code = "{files.population_code}"
count = "{files.population_count}"
[premises]
files = ["{files.premises}"]
crs = "EPSG:4326"
x = "longitude"
y = "latitude"
columns = {{ type = "{files.premises_type}" }}
{crosswalk}radius_m = 100
"""


def inputs(files: Files, folder: Path) -> Inputs:
    """Write our configuration and give the baseline's arguments for the same files."""
    config = folder / "profile.toml"
    config.write_text(config_text(files), encoding="utf-8")
    arguments = {
        "--crimes": files.crimes,
        "--areas": files.areas,
        "--area-code": files.area_code,
        "--population": files.population,
        "--population-code": files.population_code,
        "--population-col": files.population_count,
        "--premises": files.premises,
    }
    return Inputs(files.title, config, [str(part) for pair in arguments.items() for part in pair])


def south_yorkshire(data: Path, folder: Path) -> Inputs:
    """Street crime of 2018: 187,301 records, 853 areas, 9,871 premises."""
    if not data.exists():
        sys.exit(f"skipped: no {data}; name the folder of real data with --data")
    data = data.resolve()
    files = Files(
        title="South Yorkshire 2018",
        window="{ start = 2018-01-01, end = 2018-12-31 }",
        crimes=f"{data}/crimes/*.csv.gz",
        areas=data / "boundaries/lsoa11.geojson",
        area_code="LSOA11CD",
        area_name="LSOA11NM",
        parent="LADCD_ACTIVE",
        population=data / "sy_lsoa11_profile.csv",
        population_code="lsoa11_code",
        population_count="pop2019",
        premises=data / "sy_premises_fhrs_2015.csv",
        premises_type="businesstypeid",
        crosswalk="fhrs",
    )
    return inputs(files, folder)


def national(cli: Path, python: Path, folder: Path) -> Inputs:
    """A synthetic partnership of national size, in the columns that the baseline knows."""
    sample = folder / "sample"
    if not (sample / "truth.json").exists():
        subprocess.run([str(cli), "sample", *NATIONAL, "--out", str(sample)], check=True)
    if not (folder / "population.csv").exists():
        script = str(Path(__file__).with_name("whole_profile_columns.py"))
        subprocess.run([str(python), script, str(sample), str(folder)], check=True)
    files = Files(
        title="Synthetic, of national size",
        window="{ start = 2024-01-01, end = 2024-12-31 }",
        crimes=str((folder / "incidents.csv").resolve()),
        areas=(sample / "areas.geojson").resolve(),
        area_code="code",
        area_name="name",
        parent="district",
        population=(folder / "population.csv").resolve(),
        population_code="code",
        population_count="residents",
        premises=(folder / "premises.csv").resolve(),
        premises_type="businesstype",
        crosswalk="",
    )
    return inputs(files, folder)
