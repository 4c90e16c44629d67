# SPDX-License-Identifier: MIT
"""tools/attack: a raw number is got wherever a file or a page may hold one."""

import json
import re
import shutil
import sqlite3
import sys
from contextlib import closing

import pytest
from attack_twins import edit_csv, edit_layer, got
from support import ROOT

sys.path.insert(0, str(ROOT / "tools" / "attack_release"))

import classes
import database
import page_figures
import texts
from release import Release

PLANTED = (
    (r"</main>", "<p>That is 1,485 children.</p></main>"),
    (r'<tr id="E01900001"', '<tr data-n="7" id="E01900001"'),
    (r'<tr id="E01900002"', '<tr title="9 persons" id="E01900002"'),
    (r"</script>(?=\s*</body>)", ";var n=1487</script>"),
    (r'"styles":', '"counts":[1,2,3],"styles":'),
)


def test_numbers_in_new_places_of_a_page_are_got(known):
    release, about = known
    text = release.pages["report-analyst.html"]
    for pattern, new in PLANTED:
        text, times = re.subn(pattern, new, text, count=1)
        assert times == 1
    source = page_figures.page(release, text, about, [*release.pages.values()])
    left = {source.text[start:end] for start, end in source.unexplained()}
    assert {"1,485", "7", "9", "1487", "1,2,3"} <= left
    assert page_figures.with_comments({"a": "<!-- seven --><p>", "b": "<p>"}) == ["a"]


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r'(class="rank-range" x1=")[\d.]+', r"\g<1>77.7"),
        (r'(<p class="in-order">Rank )\d+', r"\g<1>777"),
        (r'(<span class="interval">)[^<]*( in 100</span>)', r"\g<1>77\g<2>"),
        (r"(almost certainly among the )\d+", r"\g<1>777"),
        (r'(<dt id="how-ranks"[^>]*>Ranks</dt><dd>)', r"\g<1>Of 77 "),
    ],
)
def test_a_rank_or_a_chance_that_is_not_the_released_one_is_got(known, pattern, new):
    release, about = known
    text, times = re.subn(pattern, new, release.pages["report-outreach.html"], count=1)
    assert times == 1
    assert page_figures.page(release, text, about, [*release.pages.values()]).unexplained()


def test_a_label_a_tier_and_a_cluster_of_raw_counts_are_got(twin, released):
    def planted(layer, change):
        folder = shutil.copytree(released, twin.with_name(f"twin-{layer}-{change}"))
        edit_layer(folder, layer, lambda fs: fs[0]["properties"].update(change_of[change](fs[0])))
        return got(classes, folder)

    change_of = {
        "tier": lambda f: {"tier": "A"},
        "label": lambda f: {"label": "hot", "tier": None},
        "count": lambda f: {"count": f["properties"]["count"] + 5},
        "units": lambda f: {"units": f["properties"]["units"][1:]},
    }
    assert planted("hotspots", "tier").startswith("1 labels")
    assert planted("hotspots", "label").startswith("1 labels")
    assert "1 clusters" in planted("clusters", "count")
    assert "1 clusters" in planted("clusters", "units")


def test_a_tier_that_the_released_chance_does_not_give_is_got(twin, released):
    def planted(name, change):
        folder = shutil.copytree(released, twin.with_name(f"twin-{name}"))
        edit_layer(folder, "hotspots", change)
        return got(classes, folder)

    def first_tier_but_one(features):
        tiered = next(one["properties"] for one in features if one["properties"]["tier"])
        tiered["tier"] = "B" if tiered["tier"] == "A" else "A"

    def none_for_all(features):
        for one in features:
            one["properties"]["tier"] = None

    assert planted("other", first_tier_but_one).startswith("1 labels")
    assert not planted("none", none_for_all).startswith("0 labels")


@pytest.mark.parametrize("name", ["manifest", "results", "data-quality", "layers/hotspots"])
def test_a_raw_number_in_the_words_of_a_document_is_got(twin, name):
    path = twin / f"{name}.{'geojson' if '/' in name else 'json'}"
    document = json.loads(path.read_text())
    if name == "manifest":
        document["limits"].append("Of 1487 persons some are left out.")
    else:
        document["note"] = "1,487 persons"
    path.write_text(json.dumps(document))
    assert "1 times" in got(texts, twin)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE gpkg_metadata SET metadata = metadata || ' raw 1487'",
        "UPDATE gpkg_contents SET description = description || ' raw 1487'",
        "UPDATE gpkg_contents SET min_x = min_x + 0.001 WHERE table_name = 'hotspots'",
        "UPDATE layer_styles SET styleQML = replace(styleQML, 'label=\"', 'label=\"1487.3 ')",
        "CREATE TABLE raw AS SELECT 1487 AS n",
    ],
)
def test_a_raw_number_beside_the_layers_of_a_geopackage_is_got(twin, statement):
    with closing(sqlite3.connect(twin / "layers.gpkg")) as connection:
        connection.execute(statement)
        connection.commit()
    got(texts, twin)


def test_a_name_or_a_reason_that_holds_a_raw_number_is_got(twin):
    edit_csv(twin, "premises_types", 1, lambda row: row.replace("the mean", "28.731, the mean", 1))
    edit_layer(twin, "hotspots", lambda fs: fs[0]["properties"].update(name="Eastmere (7)"))
    said = got(texts, twin)
    assert "tables/premises_types: reason" in said
    assert "1 areas of several names" in said


def test_another_cell_corner_or_time_in_the_geopackage_is_got(twin):
    assert not database.attack(Release(twin)).succeeded
    with closing(sqlite3.connect(twin / "layers.gpkg")) as connection:
        blob = connection.execute("SELECT geom FROM hotspots WHERE fid = 3").fetchone()[0]
        # The second corner of its ring: behind the header, its box, three heads and a corner.
        at = 40 + 22 + 16 + 5
        moved = blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]
        connection.execute("UPDATE gpkg_contents SET last_change = '2020-01-01T00:00:00.000Z'")
        tables = connection.execute("SELECT count(*) FROM gpkg_contents").fetchone()[0]
        connection.execute("UPDATE gpkg_geometry_columns SET z = 2 WHERE table_name = 'clusters'")
        # They need functions that Python's SQLite has not.
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'hotspots'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE hotspots SET z = z + 0.1 WHERE fid = 1")
        connection.execute("UPDATE hotspots SET geom = ? WHERE fid = 3", (moved,))
        connection.commit()
    said = got(database, twin)
    assert said.startswith("2 rows")
    assert f"{tables} times other than" in said
    assert "1 strange cells" in said
