# SPDX-License-Identifier: MIT
"""One drawing as a page with a map that asks nothing of any network."""

import base64
import hashlib
import html
import json
import os
import struct
import tempfile
import zlib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from libprofile import _core
from libprofile.errors import DisclosureError, InputError

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src {style_source}; script-src {script_source}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><p><strong>OFFICIAL-SENSITIVE</strong> · internal tier: raw results, not for release</p>
<h1>{title}</h1>
<ul aria-label="Legend">{legend}</ul></header>
<div id="map" role="application" aria-label="Map"></div>
<section aria-live="polite"><p>Choose a place on the map to see its numbers.</p><dl id="facts">\
</dl></section>
<footer><p>{note}</p></footer>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


@dataclass(frozen=True, repr=False)
class MapPage:
    """A map of raw results: shown in a notebook, saved inside the secure environment only.

    Attributes
    ----------
    html : str
        The whole page, which asks nothing of any network.
    """

    html: str = field(repr=False)

    def save(self, path: str | PathLike[str], *, tier: Literal["internal"] | None = None) -> None:
        """Write the page, readable by its owner only, whole or not at all.

        Parameters
        ----------
        path : path-like
        tier : {"internal"}, optional
            Must be typed: the page shows raw results.

        Raises
        ------
        DisclosureError
            Unless ``tier="internal"`` is typed.
        InputError
            Where the file cannot be written.
        """
        if tier != "internal":
            raise DisclosureError(
                "this map is raw: it may only be saved inside the secure environment; "
                'type tier="internal"'
            )
        write_private(Path(path), self.html)

    def _repr_html_(self) -> str:
        return (
            '<iframe sandbox="allow-scripts" width="100%" height="640" title="Map" '
            f'srcdoc="{html.escape(self.html, quote=True)}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"MapPage({len(self.html):,} characters)"


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    try:
        handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.partial-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, path)
        except BaseException:
            os.unlink(partial)
            raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def render(title: str, legend: dict[str, str], note: str, data: dict[str, Any]) -> MapPage:
    """Fill the page; every text is escaped, and none of the data can end its element."""
    style, script = _assets()
    marks = "".join(
        f'<li><svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" '
        f'fill="{html.escape(colour)}"/></svg>{html.escape(text)}</li>'
        for text, colour in legend.items()
    )
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return MapPage(
        _PAGE.format(
            title=html.escape(title),
            style_source=_policy_source(style),
            script_source=_policy_source(script),
            style=style,
            legend=marks,
            note=html.escape(note),
            data=text.replace("<", "\\u003c"),
            script=script,
        )
    )


@cache
def _assets() -> tuple[str, str]:
    folder = resources.files("libprofile")
    style = (folder / "_explore.css").read_text(encoding="utf-8")
    script = (folder / "_explore.js").read_text(encoding="utf-8")
    return _core.leaflet_style() + style, _core.leaflet_script() + "\n" + script


def _policy_source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def picture_address(rgba: npt.NDArray[np.uint8]) -> str:
    """Return a picture of shape (rows, columns, 4) as the address of a PNG that holds it."""
    rows, columns, _ = rgba.shape
    lines = np.zeros((rows, 1 + 4 * columns), dtype=np.uint8)
    lines[:, 1:] = rgba.reshape(rows, -1)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", columns, rows, 8, 6, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    png += chunk(b"IDAT", zlib.compress(lines.tobytes())) + chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(png).decode()
