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
import drawn
import page_rows
import texts


def edit_page(folder, page, pattern, new):
    path = folder / f"report-{page}.html"
    text, times = re.subn(pattern, new, path.read_text(), count=1)
    assert times == 1
    path.write_text(text)


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r"(<td class=t><td>)5<td>", r"\g<1>7<td>"),
        (r"(<td class=t><td>)5<td>", r"\g<1>10<td>"),
        (r"(<td class=t><td>5<td>)[\d.]+<td>", r"\g<1>5.1<td>"),
        (r"<main", "<!-- 1487 --><main"),
        (r'<tr id="E01900001"', '<tr data-n="7" id="E01900001"'),
        (r'<tr id="E01900001"', '<tr title="7 persons" id="E01900001"'),
        (r"</script>(?=\s*</body>)", ";var n=1487</script>"),
    ],
)
def test_a_raw_number_in_its_place_or_out_of_sight_is_got(twin, pattern, new):
    edit_page(twin, "analyst", pattern, new)
    assert "report-analyst.html" in got(page_rows, twin) or "scripts" in got(page_rows, twin)


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r'(class="column"[^>]* height=")[\d.]+', r"\g<1>117.7"),
        (r'(aria-label="[^"]*January 2024: )\d+', r"\g<1>183"),
    ],
)
def test_a_month_by_its_raw_count_is_got(twin, pattern, new):
    edit_page(twin, "public", pattern, new)
    got(drawn, twin)


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
