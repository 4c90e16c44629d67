# SPDX-License-Identifier: MIT
"""A17: what files say beside their content: rows left over, files beside, metadata."""

import re
import sqlite3
from contextlib import closing
from hashlib import sha256

from finding import Finding
from release import Release

# Where a page of SQLite has its head on the first page.
DATABASE_HEAD = 100
# Length of the head of a page by its kind: inner and outer ones, of indexes and tables.
TREE_HEADS = {2: 12, 5: 12, 10: 8, 13: 8}
WORDS = re.compile(rb"[ -~]{6,}")
# Ancillary chunks of PNG, and markers of JPEG, that hold text, time or place.
METADATA = (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"Exif\x00")


def free_pages(release: Release) -> int:
    """Pages of the GeoPackage that hold deleted rows."""
    path = release.folder / "layers.gpkg"
    if not path.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


def slack(content: bytes) -> int:
    """Words between the cells of a page that stand in no cell: of rows that were deleted.

    What SQLite moves, such as the text of its own tables, stands elsewhere in the file too.
    """
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    found = 0
    for start in range(0, len(content), size or len(content)):
        head = start + (DATABASE_HEAD if start == 0 else 0)
        kind = content[head]
        if kind not in TREE_HEADS:
            continue
        cells, begin = (int.from_bytes(content[head + at : head + at + 2], "big") for at in (3, 5))
        unused = [content[head + TREE_HEADS[kind] + 2 * cells : start + (begin or 65536)]]
        free = int.from_bytes(content[head + 1 : head + 3], "big")
        while free and free + 4 <= size:
            block = content[start + free : start + free + 4]
            unused.append(
                content[start + free + 4 : start + free + int.from_bytes(block[2:], "big")]
            )
            free = int.from_bytes(block[:2], "big")
        words = [word for part in unused for word in WORDS.findall(part)]
        found += sum(content.count(word) < 2 for word in words)
    return found


def slack_of(release: Release) -> int:
    """The same of the GeoPackage."""
    path = release.folder / "layers.gpkg"
    return slack(path.read_bytes()) if path.is_file() else 0


def unlisted(release: Release) -> list[str]:
    """Files that the manifest does not name, and that are no checksum of one that it names."""
    listed = {one["path"]: one["sha256"] for one in release.manifest["artefacts"]}
    listed["manifest.json"] = sha256((release.folder / "manifest.json").read_bytes()).hexdigest()
    checksums = {f"checksums/{name}.txt": digest for name, digest in listed.items()}
    return [
        name
        for path, name in ((path, release.name(path)) for path in release.paths)
        if name not in listed and path.read_bytes() != checksums.get(name, "").encode()
    ]


def wrong_digests(release: Release) -> int:
    """Files whose size or digest is not the manifest's."""
    wrong = 0
    for one in release.manifest["artefacts"]:
        path = release.folder / one["path"]
        content = path.read_bytes() if path.is_file() else b""
        wrong += one["bytes"] != len(content) or one["sha256"] != sha256(content).hexdigest()
    return wrong


def features_that_tell(release: Release) -> int:
    """Layers of units that leave some out, which says that something is there to hide."""
    units = {row["unit"] for row in release.features("neighbourhoods")}
    return int(
        bool(release.features("hotspots"))
        and units != {r["unit"] for r in release.features("hotspots")}
    )


def attack(release: Release) -> Finding:
    """Look beside the content."""
    pages, words = free_pages(release), slack_of(release)
    extra = unlisted(release)
    told = features_that_tell(release)
    digests = wrong_digests(release)
    pictures = sum(
        mark in path.read_bytes()
        for path in release.paths
        if path.suffix != ".gpkg"
        for mark in METADATA
    )
    got = (
        f"{pages} pages of deleted rows and {words} words of some, {len(extra)} files that the "
        f"manifest does not name, {digests} of another size or digest, {told} layers that leave "
        f"areas out, {pictures} pictures with metadata"
    )
    return Finding(
        "A17",
        "what files say beside their content",
        got,
        any((pages, words, extra, digests, told, pictures)),
    )
