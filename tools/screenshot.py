# SPDX-License-Identifier: MIT
"""Takes the README's picture: tools/screenshot.py PAGE.html PICTURE.png [WIDTH HEIGHT]."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def main(page: str, picture: str, width: str = "1280", height: str = "1000") -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        view = browser.new_page(viewport={"width": int(width), "height": int(height)})
        view.goto(Path(page).resolve().as_uri())
        view.wait_for_timeout(500)
        view.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
