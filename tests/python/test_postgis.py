# SPDX-License-Identifier: MIT
"""Records in PostGIS give the profile that the same records in files give.

Needs Debian's packages postgresql-15-postgis-3 and gdal-bin; skipped where they are absent.
"""

import os
import re
import subprocess

import postgis_server
import pytest

# Columns of these get types of their own in the database; those of the others stay text.
TYPED = {"social_care", "premises"}


@pytest.fixture(scope="module")
def database(cli, tmp_path_factory):
    """The synthetic partnership in a folder, and in a database: one table a file."""
    if not postgis_server.is_installed():
        pytest.skip("PostGIS or gdal-bin is not installed")
    folder = tmp_path_factory.mktemp("postgis")
    sample = folder / "partnership"
    cli("sample", "--seed", "1", "--out", sample, "--quiet")
    with postgis_server.postgis() as connection:
        for file in sorted([*sample.rglob("*.csv"), sample / "areas.geojson"]):
            typed = "YES" if file.stem in TYPED else "NO"
            source = ["-oo", f"AUTODETECT_TYPE={typed}"] if file.suffix == ".csv" else []
            target = ["-f", "PostgreSQL", f"PG:{connection}", "-lco", "LAUNDER=NO"]
            subprocess.run(
                ["ogr2ogr", *target, file, "-nln", file.stem, *source],
                check=True,
                env={**os.environ, "PG_USE_COPY": "YES"},
            )
        yield sample, connection


def in_the_database(sample, connection):
    """The configuration of the sample with each file replaced by its table."""

    def table(match):
        return f'"PG:{connection} tables={match[1]}"'

    text = (sample / "profile.toml").read_text()
    return re.sub(r'"(?:incidents/)?(\w+)\.(?:csv|geojson)"', table, text)


def test_tables_give_the_same_counts_as_files(cli, database, tmp_path):
    sample, connection = database
    config = tmp_path / "profile.toml"
    config.write_text(in_the_database(sample, connection))
    assert config.read_text().count("PG:") >= 8
    cli("profile", sample / "profile.toml", "--out", tmp_path / "files")
    cli("profile", config, "--out", tmp_path / "tables")
    names = sorted(p.name for p in (tmp_path / "files" / "tables").iterdir())
    assert "counts.csv" in names
    for name in names:
        from_files = (tmp_path / "files" / "tables" / name).read_bytes()
        assert (tmp_path / "tables" / "tables" / name).read_bytes() == from_files, name


def test_no_artefact_names_the_server(cli, database, tmp_path):
    sample, connection = database
    config = tmp_path / "profile.toml"
    config.write_text(in_the_database(sample, connection))
    cli("profile", config, "--out", tmp_path / "out")
    for file in (tmp_path / "out").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"127.0.0.1" not in content, file.name
            assert b"user=postgres" not in content, file.name


@pytest.mark.parametrize(
    ("change", "words"),
    [("port=1", "PG:..."), ("tables=nothing_of_that_name", "PG:...")],
)
def test_a_server_or_table_that_is_absent_is_an_error_without_its_address(
    cli, database, tmp_path, change, words
):
    sample, connection = database
    key = change.split("=")[0]
    broken = re.sub(rf"{key}=\w+", change, in_the_database(sample, connection))
    config = tmp_path / "profile.toml"
    config.write_text(broken)
    done = cli("check", config, check=False)
    assert done.returncode == 1
    assert words in done.stderr
    assert "postgres" not in done.stderr.replace("PostgreSQL", "")
    assert not (tmp_path / "out").exists()
