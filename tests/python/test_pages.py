# SPDX-License-Identifier: MIT
"""The pages in a real browser: accessible, quiet on the network, usable by keyboard."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
AUDIENCES = ["analyst", "outreach", "licensing", "public"]
PAGES = [*AUDIENCES, "sign"]
SIZES = [(1280, 900), (390, 844)]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe is not installed"
)
CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("chromium is not installed", allow_module_level=True)


def write_pages() -> Path | None:
    named = os.environ.get("LIBPROFILE_WRITE_PAGES")
    built = [Path(named)] if named else sorted(ROOT.glob("build/*/tests/cpp/publish/write_pages"))
    return built[0] if built else None


def pages_of(path: Path, areas: int, districts: int = 4) -> Path:
    program = write_pages()
    if program is None:
        pytest.skip("write_pages is not built: cmake --build --preset dev --target write_pages")
    command = [program, path, str(areas), str(districts)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages_of(tmp_path_factory.mktemp("pages"), areas=200)


@pytest.fixture(scope="module")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages with every kind of row and few of each: axe looks at every cell, several times."""
    return pages_of(tmp_path_factory.mktemp("small"), areas=45)


@pytest.fixture(scope="module")
def many_districts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages_of(tmp_path_factory.mktemp("districts"), areas=200, districts=36)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}px")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


class Opened:
    """A page with everything that it said or asked for while it was open."""

    def __init__(self, browser: Any, url: str, size: tuple[int, int], **options: Any) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, **options
        )
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.goto(url)
        self.page.wait_for_timeout(150)

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def url_of(folder: Path, audience: str) -> str:
    return (folder / f"report-{audience}.html").as_uri()


@pytest.mark.parametrize("audience", PAGES)
def test_page_is_quiet_and_never_scrolls_sideways(folder, browser, audience, size):
    url = url_of(folder, audience)
    with Opened(browser, url, size) as opened:
        assert opened.requests == [url]
        assert opened.messages == []
        width = opened.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0]


@pytest.mark.parametrize("audience", PAGES)
def test_page_meets_wcag_2_2_aa(small_folder, browser, audience, size):
    with Opened(browser, url_of(small_folder, audience), size, bypass_csp=True) as opened:
        page = opened.page
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = axe_api.Axe().run(page, options={"runOnly": rules})
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_page_is_whole_without_script(folder, browser, audience, size):
    with Opened(browser, url_of(folder, audience), size, java_script_enabled=False) as opened:
        page = opened.page
        assert page.locator("svg.drawn-map").is_visible()
        assert not page.locator("#map").is_visible()
        assert page.locator("#every-number table").count() >= 1


def test_link_to_a_unit_shows_its_facts(folder, browser, size):
    with Opened(browser, url_of(folder, "outreach"), size) as opened:
        code = opened.page.locator("table.areas tbody tr").first.get_attribute("data-code")
        url = url_of(folder, "outreach") + f"#{code}"
    with Opened(browser, url, size) as opened:
        facts = opened.page.locator("#facts")
        assert facts.is_visible()
        box = opened.page.locator("#map").bounding_box()
        assert 0 <= box["y"] < size[1], "the map is in view"
        row = opened.page.locator(f"tr[data-code='{code}']")
        for cell in row.locator("td").all_text_contents():
            assert cell.strip() in facts.inner_text()


def test_tapping_an_area_shows_the_facts_of_its_row(folder, browser, size):
    with Opened(browser, url_of(folder, "public"), size) as opened:
        page = opened.page
        page.locator("#map").scroll_into_view_if_needed()
        box = page.locator("#map").bounding_box()
        page.mouse.click(box["x"] + 0.35 * box["width"], box["y"] + 0.62 * box["height"])
        page.wait_for_timeout(400)
        assert page.locator("#facts").is_visible()
        name = page.locator("#facts h3").inner_text()
        assert name in page.locator("table.groups th[scope=row]").all_text_contents()


# Where the areas are drawn on the page: the ends of all inked pixels of the map's canvas.
DRAWN = """() => {
  const canvas = document.querySelector("#map canvas");
  const place = canvas.getBoundingClientRect();
  const { width, height } = canvas;
  const ink = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (ink[4 * (y * width + x) + 3] === 0) continue;
      left = Math.min(left, x); right = Math.max(right, x);
      top = Math.min(top, y); bottom = Math.max(bottom, y);
    }
  }
  const scale = place.width / width;
  return { left: place.left + left * scale, right: place.left + right * scale,
           top: place.top + top * scale, bottom: place.top + bottom * scale };
}"""


def test_no_control_hides_an_area_and_a_new_width_fits_the_map_again(folder, browser, size):
    def check(page: Any) -> None:
        drawn = page.evaluate(DRAWN)
        box = page.locator("#map").bounding_box()
        assert box["x"] <= drawn["left"]
        assert drawn["right"] <= box["x"] + box["width"]
        for control in [".leaflet-control-zoom", ".north-arrow"]:
            above = page.locator(control).bounding_box()
            assert above["y"] + above["height"] <= drawn["top"], control
        scale = page.locator(".leaflet-control-scale").bounding_box()
        assert drawn["bottom"] <= scale["y"]
        line = page.locator(".leaflet-control-scale-line")
        assert line.evaluate("(bar) => bar.scrollWidth <= bar.clientWidth"), "its text fits"
        used_width = (drawn["right"] - drawn["left"]) / box["width"]
        used_height = (drawn["bottom"] - drawn["top"]) / (box["height"] - 102)
        assert max(used_width, used_height) > 0.9, "as large as there is room"

    with Opened(browser, url_of(folder, "analyst"), size) as opened:
        check(opened.page)
        for width in [700, 390]:
            opened.page.set_viewport_size({"width": width, "height": size[1]})
            opened.page.wait_for_timeout(300)
            check(opened.page)


# Records what canvases write, since their last clearing.
WRITTEN = """(() => {
  window.written = [];
  const proto = CanvasRenderingContext2D.prototype;
  const { fillText, clearRect } = proto;
  proto.fillText = function (text, x, y) {
    if (text.length > 1) window.written.push({ x, y, reach: this.measureText(text).width / 2 });
    return fillText.call(this, text, x, y);
  };
  proto.clearRect = function (...box) { window.written = []; return clearRect.apply(this, box); };
})()"""


def test_names_that_would_lie_on_each_other_are_left_out(many_districts, browser, size):
    with browser.new_context(viewport={"width": size[0], "height": size[1]}) as context:
        page = context.new_page()
        page.add_init_script(WRITTEN)
        page.goto(url_of(many_districts, "public"))
        page.wait_for_timeout(300)
        names = page.evaluate("window.written")
    assert names
    for i, a in enumerate(names):
        for b in names[:i]:
            apart = abs(a["x"] - b["x"]) >= a["reach"] + b["reach"] or abs(a["y"] - b["y"]) >= 15
            assert apart


def test_areas_are_found_by_keyboard(folder, browser, size):
    with Opened(browser, url_of(folder, "outreach"), size) as opened:
        page = opened.page
        page.locator("#find").focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
        assert page.locator("#facts").is_visible()


def test_tables_sort_and_say_how(folder, browser):
    with Opened(browser, url_of(folder, "analyst"), SIZES[0]) as opened:
        page = opened.page
        page.locator("#every-number > summary").click()
        heading = page.locator("table.areas th", has_text="Incidents")
        heading.locator("button").click()
        assert heading.get_attribute("aria-sort") == "ascending"
        heading.locator("button").click()
        assert heading.get_attribute("aria-sort") == "descending"
        column = heading.evaluate("(cell) => cell.cellIndex")
        texts = page.locator(f"table.areas tbody tr > :nth-child({column + 1})").all_text_contents()
        numbers = [int(text.replace(",", "")) for text in texts if text[0].isdigit()]
        assert numbers == sorted(numbers, reverse=True)
        assert texts[-1] == "withheld"


def test_table_filters_by_district_and_tier(folder, browser):
    with Opened(browser, url_of(folder, "outreach"), SIZES[0]) as opened:
        page = opened.page
        page.locator("#every-number > summary").click()
        page.locator(".filters select").nth(1).select_option("A")
        shown = page.locator("table.areas tbody tr:visible")
        assert 0 < shown.count() < 20
        assert f"{shown.count()} of 200 areas" in page.locator(".filters").inner_text()


def test_targets_are_large_enough_for_fingers(folder, browser):
    with Opened(browser, url_of(folder, "outreach"), SIZES[1]) as opened:
        for selector in ["summary", ".leaflet-bar a", "select"]:
            for element in opened.page.locator(selector).all():
                if element.is_visible():
                    assert element.bounding_box()["height"] >= 44, selector


@pytest.mark.parametrize("audience", AUDIENCES)
def test_prints_the_map_as_a_drawing_with_the_marking(folder, browser, audience, tmp_path):
    with Opened(browser, url_of(folder, audience), SIZES[0]) as opened:
        opened.page.emulate_media(media="print")
        assert opened.page.locator("svg.drawn-map").is_visible()
        assert not opened.page.locator("#map").is_visible()
        sheet = tmp_path / "page.pdf"
        opened.page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
        assert sheet.stat().st_size > 10_000
        pdftotext = shutil.which("pdftotext")
        if pdftotext:
            text = subprocess.run(
                [pdftotext, sheet, "-"], check=True, capture_output=True, text=True
            ).stdout
            sheets = text.rstrip("\f").split("\f")
            assert all("OFFICIAL-SENSITIVE" in one for one in sheets)


def test_motion_is_left_out_where_it_is_not_wanted(folder, browser):
    with Opened(browser, url_of(folder, "outreach"), SIZES[0], reduced_motion="reduce") as opened:
        assert opened.page.locator(".leaflet-zoom-anim").count() == 0
