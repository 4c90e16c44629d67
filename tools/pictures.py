# SPDX-License-Identifier: MIT
"""Makes the pictures of docs/images that come from notebooks: .venv/bin/python tools/pictures.py

Runs each notebook on the synthetic partnership alone and keeps the pictures of some cells.
"""

import base64
import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent

# Notebook, a title that only the wanted picture's cell has, name of the picture.
PICTURES = (
    ("02-clusters", "HDBSCAN*: at least 30 together", "hdbscan.png"),
    ("03-hotspots", "Children recorded, January to June", "getis_ord.png"),
    ("03-hotspots", "surface.plot(axis)", "kernel_density.png"),
)


def executed(name: str) -> nbformat.NotebookNode:
    """The notebook with its outputs, without real data."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    folder = {"metadata": {"path": str(ROOT / "notebooks")}}
    return NotebookClient(notebook, timeout=600, resources=folder).execute()


def picture_of(notebook: nbformat.NotebookNode, drawn_by: str) -> bytes:
    """The one picture of the one cell that holds the text."""
    cells = [cell for cell in notebook.cells if drawn_by in cell.source]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    pictures = [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]
    if len(cells) != 1 or len(pictures) != 1:
        raise SystemExit(f"{drawn_by!r}: {len(cells)} cells with {len(pictures)} pictures, not one")
    return base64.b64decode(pictures[0])


def main() -> None:
    """Writes every picture."""
    os.environ["LIBPROFILE_REAL_DATA"] = os.devnull
    notebooks = {name: executed(name) for name in sorted({name for name, _, _ in PICTURES})}
    for name, drawn_by, file in PICTURES:
        path = ROOT / "docs" / "images" / file
        path.write_bytes(picture_of(notebooks[name], drawn_by))
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
