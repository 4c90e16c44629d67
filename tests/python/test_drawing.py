# SPDX-License-Identifier: MIT
"""Plots and map pages: quiet, marked, and saved only where the tier is typed."""

import re
import shutil
import stat

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from libprofile._map_page import picture_address
from shapely.geometry import MultiPolygon, Point, box

import libprofile as lp
from libprofile import _drawing


def points(n=3):
    xy = np.column_stack([np.arange(n) * 100.0, np.arange(n) * 50.0])
    return _drawing.Drawing(
        title="Points & <b>markup</b>",
        places=xy,
        colours=_drawing.label_colours(np.arange(n, dtype=np.int32) - 1),
        legend={"cluster": _drawing.PALETTE[0], "no cluster": _drawing.GREY},
        facts=pd.DataFrame({"name": [f"</script>{k}" for k in range(n)], "share": np.nan}),
        note="What it cannot say.",
    )


def areas():
    shapes = gpd.GeoSeries(
        [
            box(0, 0, 10, 10),
            MultiPolygon([box(20, 0, 30, 10), box(40, 0, 50, 10)]),
            None,
            Point(1, 1),
        ]
    )
    return _drawing.Drawing(
        title="Areas",
        places=shapes,
        colours=["#111111", "#222222", "#333333", "#444444"],
        legend={},
        facts=pd.DataFrame({"count": [1, 2, 3, 4]}),
    )


def test_a_page_asks_nothing_of_any_network_and_escapes_every_text():
    page = _drawing.explore(points()).html
    outside = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"(src|href)\s*=|url\((?!#)", outside)
    assert "default-src 'none'" in page
    assert "Points &amp; &lt;b&gt;markup&lt;/b&gt;" in page
    assert page.count("</script>") == 2
    assert "What it cannot say." in page


def test_a_page_is_saved_only_where_the_tier_is_typed(tmp_path):
    page = _drawing.explore(points())
    with pytest.raises(lp.DisclosureError, match="internal"):
        page.save(tmp_path / "map.html")
    assert not list(tmp_path.iterdir())
    page.save(tmp_path / "map.html", tier="internal")
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == page.html
    assert stat.S_IMODE((tmp_path / "map.html").stat().st_mode) == 0o600
    assert "OFFICIAL-SENSITIVE" in page.html
    with pytest.raises(lp.InputError, match="cannot be written"):
        page.save(tmp_path / "absent" / "map.html", tier="internal")


def test_a_page_of_many_points_says_that_not_all_are_drawn(monkeypatch):
    monkeypatch.setattr(_drawing, "MOST_POINTS", 5)
    page = _drawing.explore(points(11)).html
    assert "5 of 11 places are drawn." in page
    assert page.count('"point"') == 5


def test_a_notebook_shows_the_page_in_a_frame_of_its_own():
    shown = _drawing.explore(areas())._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts"')
    assert "<script>" not in shown


def test_nothing_to_draw_gives_a_page_and_a_plot():
    nothing = _drawing.Drawing("None", np.empty((0, 2)), [], {}, pd.DataFrame({"a": []}))
    assert '"features":[]' in _drawing.explore(nothing).html
    pytest.importorskip("matplotlib").use("agg")
    assert _drawing.plot(nothing).get_title() == "None"


@pytest.mark.parametrize("made", [points, areas])
def test_a_plot_draws_on_the_axes_given(made):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    from matplotlib import pyplot

    axes = pyplot.subplots()[1]
    assert _drawing.plot(made(), axes) is axes
    assert axes.get_title() == made().title
    assert axes.collections
    pyplot.close("all")


def test_a_picture_becomes_a_png_with_its_pixels():
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    import base64
    import io

    rgba = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)
    data = base64.b64decode(picture_address(rgba).split(",")[1])
    np.testing.assert_array_equal(np.asarray(image.open(io.BytesIO(data))), rgba)


def test_a_browser_opens_the_page_without_a_request_or_an_error(tmp_path):
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    file = tmp_path / "map.html"
    _drawing.explore(points(1)).save(file, tier="internal")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 800, "height": 800})
        requests, errors = [], []
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text))
        page.goto(file.as_uri())
        shape = page.locator("#map").bounding_box()
        page.mouse.click(shape["x"] + shape["width"] / 2, shape["y"] + shape["height"] / 2)
        assert page.locator("#facts dd").first.text_content() == "</script>0"
        assert page.locator("#facts dd").nth(1).text_content() == "none"
        browser.close()
    assert requests == [file.as_uri()]
    assert errors == []


def test_surfaces_are_read_as_their_outlines() -> None:
    draw = np.random.default_rng(1).uniform(0, 2000, (60, 2))
    surface = lp.hotspots.kernel_density(draw, bandwidth_m=300)
    assert surface.__geo_interface__ == lp.hotspots.isopleths(surface).__geo_interface__
    risk = lp.hotspots.relative_risk(draw[:20], draw[20:], bandwidth_m=300)
    assert risk.__geo_interface__ == risk.contours().__geo_interface__
    assert risk.__geo_interface__["type"] == "FeatureCollection"
